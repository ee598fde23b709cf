"""Word documents (.docx) into HTML and the pictures in them."""

from __future__ import annotations

from io import BytesIO
from mimetypes import guess_extension
from typing import Any

import mammoth
from django.utils.translation import gettext as _

from .refusal import ImportRefused

#: What an archive that is a Word document has in it.
DOCUMENT = "word/document.xml"
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p:fresh
p[style-name='caption'] => p:fresh
"""


def html_of(content: bytes, name: str) -> tuple[str, dict[str, bytes]]:
    """Return a Word document as HTML, and its pictures by the names that the HTML has for them."""
    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        file = f"docx-{len(pictures) + 1}{guess_extension(image.content_type or '') or '.png'}"
        try:
            with image.open() as opened_image:
                pictures[file] = opened_image.read()
        except Exception:  # what mammoth raises for a picture that is linked or broken is not written down either
            return {"src": ""}  # its place is wanted
        return {"src": file}

    try:
        result = mammoth.convert_to_html(
            BytesIO(content), style_map=_STYLES, convert_image=mammoth.images.img_element(keep)
        )
    except Exception as error:  # what a broken document makes mammoth raise is not written down anywhere
        raise ImportRefused(_("%(file)s is a broken Word document. Save it anew.") % {"file": name}) from error
    return f"<html><body>{result.value}</body></html>", pictures
