"""What guides are made by: code, templates, addresses of the page's own files. Where it is another, so may bytes be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template

from guide_pages.document import in_answer, in_body, in_section

from .shell import asset_urls

#: The rooms whose code is hashed, and their templates, wherever a site has put its own in their place.
_APPS = ("faq_blocks", "guide_pages")
_CODE = {".py", ".mo", ".toml"}
_NAMED = re.compile(r"""\{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
#: So many characters of a guide's digest of inputs tell what it was made by.
VERSION_LENGTH = 12
_SETTINGS = ("LANGUAGE_CODE", "LANGUAGES", "MEDIA_URL", "ROOT_URLCONF", "TIME_ZONE", "WAGTAIL_I18N_ENABLED")


def renderer_version() -> str:
    """Return the digest of what guides are made by now: this process's code and templates, and the names of assets.

    It cannot know what a site's own code does in a hook or a template tag: `reconcile --anew` is for that.
    """
    return hashlib.sha256(" ".join([_made_by(), *asset_urls()]).encode()).hexdigest()


def version_of(digest: str) -> str:
    """Return what a digest of inputs, or this version itself, begins with: the same for the same code."""
    return digest[:VERSION_LENGTH]


@cache
def _made_by() -> str:
    digest = hashlib.sha256()
    for part in (
        *_versions(),
        *(f"{name}={getattr(settings, name, None)!r}" for name in _SETTINGS),
        *(path.read_bytes() for path in _code()),
        *(get_template(name).template.source for name in _templates()),  # type: ignore[attr-defined]  # Django's engine
    ):
        digest.update(part if isinstance(part, bytes) else part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _versions() -> tuple[str, ...]:
    return (django.__version__, wagtail.__version__)


def _code() -> Iterator[Path]:
    for app in _APPS:
        folder = Path(apps.get_app_config(app).path)
        yield from sorted(path for path in folder.rglob("*") if path.suffix in _CODE and "migrations" not in path.parts)
    for folder in map(Path, settings.LOCALE_PATHS):  # a site's own words come before ours
        yield from sorted(folder.rglob("*.mo"))


def _templates() -> list[str]:
    """Return the names of the templates of a page, and of those that they extend or include."""
    wanted = {name for folder in _folders() for name in _names(folder)} | set(_of_nodes())
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        try:
            source = get_template(name).template.source  # type: ignore[attr-defined]  # Django's engine has it
        except TemplateDoesNotExist:
            continue
        found.add(name)
        wanted |= set(_NAMED.findall(source)) - found
    return sorted(found)


def _of_nodes() -> Iterator[str]:
    for union in (in_body, in_section, in_answer):
        yield from (node.template for node in union.nodes.values())


def _folders() -> Iterator[Path]:
    for engine in engines.all():
        yield from map(Path, engine.template_dirs)


def _names(folder: Path) -> Iterator[str]:
    for app in _APPS:
        for path in (folder / app).rglob("*.html"):
            yield path.relative_to(folder).as_posix()
