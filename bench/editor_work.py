"""Fills a site for `bench.editor`: a guide of each length, and who may edit it. Prints their addresses as JSON.

Usage: python -m bench.editor_work SECTIONS …
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from random import Random
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
django.setup()

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Site

from bench.content import fixed_id
from bench.words import SEED, heading, sentences
from guide_pages.models import GuideIndexPage, GuidePage

EDITOR = "bench"


def _block(kind: str, value: Any, *place: object) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(fixed_id(*place))}


def body(sections: int) -> list[dict[str, Any]]:
    """Return so many sections, with twenty texts and callouts in ten of them."""
    random = Random(f"{SEED} {sections} sections")
    return [
        _block(
            "section",
            {
                "heading": heading(random),
                "content": [
                    _block("text", f"<p>{sentences(random, 4)}</p><p>{sentences(random, 4)}</p>", "text", sections, n),
                    _block(
                        "callout",
                        {"tone": "note", "heading": heading(random), "text": f"<p>{sentences(random, 2)}</p>"},
                        "callout",
                        sections,
                        n,
                    ),
                ],
            },
            "section",
            sections,
            n,
        )
        for n in range(sections)
    ]


def main() -> None:
    """Make the guides, as drafts."""
    get_user_model().objects.create_superuser(EDITOR, "bench@example.org", EDITOR)
    index = GuideIndexPage(title="Guides")
    Site.objects.get(is_default_site=True).root_page.add_child(instance=index)
    found = {}
    for sections in map(int, sys.argv[1:]):
        page = GuidePage(
            title=f"{sections} sections", summary="A long guide.", body=json.dumps(body(sections)), live=False
        )
        index.add_child(instance=page)
        page.save_revision()
        found[sections] = reverse("wagtailadmin_pages:edit", args=[page.pk])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
