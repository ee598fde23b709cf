from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, StreamBlock, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.hrefs import href
from guide_pages.document.nodes.figures import Figure, FiguresNode, Share

#: More are no longer seen one by one.
MOST_ICONS = 100
_WHOLE_NUMBERS = re.compile(r"\D*?(\d+)\D+(\d+)\D*")


def share_of(number: str) -> Share | None:
    """Return what “3 in 10” says, in any language: two whole numbers, the first no larger than the second."""
    found = _WHOLE_NUMBERS.fullmatch(number)
    part, whole = (int(found[1]), int(found[2])) if found else (0, 0)
    return Share(part=part, whole=whole) if 0 < whole <= MOST_ICONS and part <= whole else None


class FigureBlock(StructBlock):
    """One number."""

    number = CharBlock(label=_("Number"), max_length=40, help_text=_("“3 in 10”, “2 hours”, “54 %”."))
    unit = CharBlock(label=_("Of what"), required=False, max_length=80, help_text=_("“people”, “adults in the study”."))
    is_drawn = BooleanBlock(
        label=_("Draw it, an icon for each"),
        required=False,
        help_text=_("For “3 in 10”: ten icons, three of them filled. For up to 100."),
    )
    meaning = CharBlock(
        label=_("What it means"), max_length=255, help_text=_("In a sentence that goes on from the number.")
    )
    source = CharBlock(label=_("Source"), required=False, max_length=255)
    url = CharBlock(label=_("Address of the source"), required=False, max_length=500)

    class Meta:
        icon = "decimal"
        label = _("Figure")
        label_format = "{number} {unit} {meaning}"


class FigureListBlock(StreamBlock):
    """Numbers, in the reader's order."""

    figure = FigureBlock()


class FiguresBlock(NodeBlock, StructBlock):
    """Numbers with what they mean."""

    figures = FigureListBlock(label=_("Figures"))

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> FiguresNode | None:
        figures = [_figure(child.value, child.id, compilation) for child in value["figures"] or ()]
        if not figures:
            compilation.problem(gettext("A group of figures is empty."), block_id, "figures")
            return None
        return FiguresNode(id=block_id, figures=figures)

    class Meta:
        icon = "decimal"
        label = _("Figures")
        label_format = "{figures}"
        description = _("A number that matters, with what it means and where it is from. Say “3 in 10”, not “30 %”.")
        template = FiguresNode.template
        preview_value = {
            "figures": [
                (
                    "figure",
                    {
                        "number": _("3 in 10"),
                        "unit": _("people"),
                        "is_drawn": True,
                        "meaning": _("sleep badly at least once a week."),
                        "source": _("An example"),
                        "url": "",
                    },
                )
            ]
        }


def _figure(value: Any, block_id: str, compilation: Compilation) -> Figure:
    number, unit, meaning, source, url = (
        str(value[name] or "").strip() for name in ("number", "unit", "meaning", "source", "url")
    )
    if not number or not meaning:
        missing = "number" if not number else "meaning"
        compilation.problem(gettext("A figure needs a number and what it means."), block_id, missing)
    share = share_of(number) if value["is_drawn"] else None
    if value["is_drawn"] and number and share is None:
        compilation.problem(
            gettext("“%(number)s” cannot be drawn. Write two whole numbers up to %(most)s: “3 in 10”.")
            % {"number": number, "most": MOST_ICONS},
            block_id,
            "number",
        )
    return Figure(
        number=number,
        unit=unit or None,
        share=share,
        meaning=meaning,
        source=source or None,
        url=_web_address(url, source, block_id, compilation),
    )


def _web_address(url: str, source: str, block_id: str, compilation: Compilation) -> str | None:
    address = href(url) if url else None
    if url and not (address and address.startswith(("https:", "http:"))):
        compilation.problem(gettext("The address of the source “%s” cannot be understood.") % source, block_id, "url")
        return None
    if address and not source:
        compilation.problem(gettext("A figure has the address of a source, and not its name."), block_id, "source")
    return address
