"""What people type finds what answers it: measured by the set beside this file, on whichever database the tests run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, Page

from guide_pages.models import GuideIndexPage, Synonyms
from tests import factories
from tests.guide_pages.api.asking import ask

pytestmark = pytest.mark.django_db

#: pytest-django's `django_capture_on_commit_callbacks`.
Committing = Callable[..., AbstractContextManager[object]]

HERE = Path(__file__).parent


class Asked(NamedTuple):
    """What somebody types, of which kind that is, and the headings of the passages that answer it, if any do."""

    kind: str
    locale: str
    words: str
    answers: list[str]


def asked() -> list[Asked]:
    """The set: a line a query, under the kind and language of those that follow."""
    found, kind, locale = [], "", ""
    for line in (HERE / "queries.txt").read_text().splitlines():
        if line.startswith("# "):
            kind, locale = line.removeprefix("# ").split(", ")
        elif line:
            words, _, answers = line.partition(" => ")
            found.append(Asked(kind, locale, words, [answer for answer in answers.split(" | ") if answer]))
    return found


def publish_guides() -> None:
    """The demonstration, thirty guides for the purpose, and synonyms as an editor would keep them."""
    call_command("load_demo", verbosity=0, stdout=StringIO())
    english = Locale.objects.get(language_code="en")
    for words in (HERE / "synonyms.txt").read_text().splitlines():
        Synonyms.objects.create(locale=english, words=words)
    for number, guide in enumerate((HERE / "guides.txt").read_text().split("\n# ")):
        title, summary, *lines = guide.removeprefix("# ").strip().splitlines()
        pairs = list(zip(lines[::2], lines[1::2], strict=True))
        sections = [factories.section(h.removeprefix("## "), factories.text(t)) for h, t in pairs if h[0] == "#"]
        questions = [factories.question(q.removeprefix("? "), f"<p>{a}</p>") for q, a in pairs if q[0] == "?"]
        locale, _, title = title.partition(": ")
        body = [*sections, factories.faq(*questions)]
        factories.guide(*body, parent=index(locale), title=title, summary=summary, slug=f"finding-{number}")


def index(locale: str) -> Page:
    """The index of guides in a language."""
    guides = GuideIndexPage.objects.get(locale__language_code="en")
    language, _ = Locale.objects.get_or_create(language_code=locale)
    translated = guides.get_translation_or_none(language)
    if translated is None:
        translated = guides.copy_for_translation(language, copy_parents=True)
        translated.save_revision().publish()
    return translated


def found(client: Client, query: Asked) -> list[str]:
    """The headings of the first five."""
    items = ask(client, f"search?q={quote(query.words)}&locale={query.locale}&limit=5").json["items"]
    return [item["heading"] for item in items]


def test_what_people_type_finds_what_answers_it(
    client: Client, capsys: pytest.CaptureFixture[str], django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish_guides()
    queries = asked()
    assert len(queries) >= 120
    missed: list[str] = []
    kinds: dict[str, list[float]] = {}
    for query in queries:
        headings = found(client, query)
        recall = len({*query.answers} & {*headings}) / len(query.answers) if query.answers else float(not headings)
        kinds.setdefault(f"{query.kind} ({query.locale})", []).append(recall)
        if recall < 1:
            missed.append(f"  {query.words!r} in {query.locale}: {headings}")
    answered = [one for kind, recalls in kinds.items() if not kind.startswith("nothing") for one in recalls]
    nothing = [one for kind, recalls in kinds.items() if kind.startswith("nothing") for one in recalls]
    with capsys.disabled():
        sys.stdout.write(report({**kinds, "all that something answers": answered}, missed))
    assert sum(answered) / len(answered) >= 0.9
    assert sum(nothing) / len(nothing) >= 0.9


def report(kinds: dict[str, list[float]], missed: list[str]) -> str:
    """A line for each kind: how many, and the share of its answers in the first five, or of what rightly found none."""
    lines = [f"{kind:32} {len(recalls):4} {sum(recalls) / len(recalls):.3f}" for kind, recalls in kinds.items()]
    return "\n".join(["", *lines, "Not whole:", *missed, ""])
