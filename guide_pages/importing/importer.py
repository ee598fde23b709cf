"""The way in: a document becomes a draft guide, or nothing happens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from guide_pages.compiling.compiler import compile_guide
from guide_pages.publishing.rows import lock_pages
from guide_pages.records import Anchor, BroughtIn

from .builder import Built, build
from .comments import comment
from .content import brought
from .documents import Documents, documents_below
from .edits import Edits
from .fetching import Fetcher
from .filing import file_under
from .identity import Raw, anchors_of, known_blocks
from .outline import Guess, Outline, UncertainLine
from .parents import guide_model, url_path
from .parsers import outline_of
from .pictures import Pictures
from .refusal import ImportRefused
from .report import Report, Status
from .source import Source
from .words import key_of


class IfPresent(Enum):
    """What to do when the guide is there already."""

    LEAVE = auto()
    UPDATE = auto()
    AGAIN = auto()
    OVERWRITE = auto()


@dataclass(frozen=True, slots=True)
class Wish:
    """What an import is asked for. By a `user`, what is uncertain becomes comments of theirs.

    With `publish_later` what is to be published is found to be fit for it, and stays a draft until `publish_guide`.
    """

    parent: Page
    images: Path | None = None
    publish: bool = False
    if_present: IfPresent = IfPresent.LEAVE
    dry_run: bool = False
    user: Any = None
    publish_later: bool = False
    fetch_images: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """What a source says of a document besides its words: the `key` and `link` it has there, who wrote it, on what."""

    key: str = ""
    link: str = ""
    author: str = ""
    topics: tuple[str, ...] = ()


NOWHERE = Origin()


def import_guide(source: Source, wish: Wish) -> Report:
    """Bring a document in as a draft, published if asked for. Raise `ImportRefused` and leave nothing behind."""
    outline = outline_of(source)
    with TemporaryDirectory() as folder:
        for name, content in source.pictures.items():
            Path(folder, name).write_bytes(content)
        with fetcher(wish) as from_network:
            documents = Documents(documents_below(wish.images)) if wish.images else None
            pictures = Pictures(wish.images, Path(folder), fetcher=from_network, documents=documents)
            return import_outline(source, outline, pictures, wish)


@contextmanager
def fetcher(wish: Wish) -> Iterator[Fetcher | None]:
    """Give what fetches pictures, into a folder for so long, where that is wished."""
    if not wish.fetch_images:
        yield None
        return
    with TemporaryDirectory() as folder:
        yield Fetcher(Path(folder))


def import_outline(
    source: Source, outline: Outline, pictures: Pictures, wish: Wish, origin: Origin = NOWHERE
) -> Report:
    """Bring in what a document was found to say, as `import_guide` does."""
    try:
        with transaction.atomic():
            lock_pages([wish.parent.pk])  # before any other row; two imports to one place go one after the other
            transaction.on_commit(pictures.keep)
            report = _Import(source, outline, pictures, wish, origin).run()
            transaction.set_rollback(wish.dry_run)
    except BaseException:
        pictures.discard()
        raise
    if wish.dry_run:
        pictures.discard()
    return report


def guide_present(parent: Page, outline: Outline, origin: Origin = NOWHERE) -> Any:
    """Return the guide under an index that a document is a version of, or None.

    It is known by its key, else by its title, draft titles included, if that was not made up.
    """
    guides = guide_model(parent).objects.child_of(parent).filter(alias_of=None)
    if origin.key:
        known = BroughtIn.objects.filter(key=origin.key).values("page")
        if found := guides.filter(pk__in=known).first():
            return found
        guides = guides.exclude(pk__in=BroughtIn.objects.exclude(key="").values("page"))
    if outline.title_made:
        return None
    key = key_of(outline.title)
    for pk, *titles in guides.order_by("pk").values_list("pk", "title", "draft_title"):
        if any(key_of(title) == key if key else title == outline.title for title in titles):
            return guides.get(pk=pk)
    return None


class _Import:
    def __init__(self, source: Source, outline: Outline, pictures: Pictures, wish: Wish, origin: Origin) -> None:
        self.source = source
        self.outline = outline
        self.pictures = pictures
        self.wish = wish
        self.origin = origin
        self.parent = wish.parent.specific_class.objects.get(pk=wish.parent.pk)
        self.uncertain = list(outline.uncertain)

    def run(self) -> Report:
        page = (
            None if self.wish.if_present is IfPresent.AGAIN else guide_present(self.parent, self.outline, self.origin)
        )
        if page is None:
            built = build(self.outline, self.pictures)
            return self.report(Status.CREATED, self.create(built), built)
        if self.wish.if_present is IfPresent.LEAVE:
            return self.report(Status.EXISTS, page, Built(build(self.outline, Pictures()).body))
        return self.update(page)

    def create(self, built: Built) -> Any:
        page = guide_model(self.parent)(
            title=self.outline.title,
            slug="" if slugify(self.outline.title, allow_unicode=True) else "guide",
            locale=self.parent.locale,
            live=False,
            owner=self.wish.user,
            body=json.dumps(built.body),
            summary=self.summary(),
        )
        if page.slug:
            page.slug = page._get_autogenerated_slug(page.slug)
        self.parent.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=self.wish.user)
        file_under(page, self.origin.topics, self.origin.author)
        self.save(page, built)
        self.remember(page, page.body.get_prep_value())
        return page

    def update(self, page: Any) -> Report:
        if page.locked:
            raise ImportRefused(_("“%s” is locked. Unlock it first.") % page.title)
        draft = page.get_latest_revision_as_object()
        before: list[Raw] = draft.body.get_prep_value()
        made = BroughtIn.objects.filter(page=page.pk).first()
        base: list[Raw] = made.body if made else before
        anchors = anchors_of(base) | dict(Anchor.objects.filter(guide__page=page.pk).values_list("anchor", "block_id"))
        built = build(self.outline, self.pictures, before, anchors, made.body if made else None)
        said = brought(built.body, built.documents)
        title = self.outline.title
        if made and self.wish.if_present is not IfPresent.OVERWRITE:
            title = draft.title if key_of(draft.title) != key_of(made.title) else title
            self.keep_edits(built, before, base)
        same = draft.title == title and before == built.body
        draft.title, draft.body = title, json.dumps(built.body)
        self.remember(page, said)
        draft.summary = draft.summary.strip() or self.summary()
        if not same:
            self.save(draft, built)
        elif self.wish.publish and (page.has_unpublished_changes or not page.live):
            self.publish(draft, draft.get_latest_revision() or draft.save_revision(clean=False))
        return self.report(Status.UNCHANGED if same else Status.UPDATED, draft, built)

    def keep_edits(self, built: Built, now: list[Raw], base: list[Raw]) -> None:
        """Let what an editor has changed since stay in the new body, and list what was not brought in therefore."""
        edits = Edits()
        built.body = edits.with_edits(built.body, now, base)
        there = {block.id for block in known_blocks(built.body)}
        built.removed = [block.text for block in known_blocks(now) if block.id not in there]
        built.uncertain += [UncertainLine(self.outline.line_of(words), words, Guess.EDITED) for words in edits.kept]

    def remember(self, page: Any, body: list[Raw]) -> None:
        """Keep what the document says, as blocks: the next import tells by it what an editor has changed."""
        made = {"title": self.outline.title, "body": body}
        made |= {"key": self.origin.key, "link": self.origin.link} if self.origin.key else {}
        BroughtIn.objects.update_or_create(page_id=page.pk, defaults=made)

    def summary(self) -> str:
        if self.outline.summary and not self.outline.summary_chosen:
            self.uncertain.append(UncertainLine(self.outline.summary_from, self.outline.summary, Guess.SUMMARY))
        return self.outline.summary

    def save(self, page: Any, built: Built) -> None:
        comment(page, built.body, [*self.uncertain, *built.uncertain], self.wish.user)
        revision = page.save_revision(clean=False, log_action=True, user=self.wish.user)
        if self.wish.publish:
            self.publish(page, revision)

    def publish(self, page: Any, revision: Any) -> None:
        if self.wish.publish_later:
            _refuse(page, [problem.said for problem in compile_guide(page).problems])
        else:
            publish_guide(page, revision)

    def report(self, status: Status, page: Any, built: Built) -> Report:
        stored = Page.objects.get(pk=page.pk)
        wanted, placed = _images(built.body)
        uncertain = sorted([*self.uncertain, *built.uncertain], key=lambda line: line.number)
        return Report(
            status=status,
            page_id=stored.pk,
            path=url_path(stored),
            title=page.title,
            published=stored.live and (status is Status.EXISTS or not stored.has_unpublished_changes),
            encoding=self.source.encoding,
            sections=[section.heading for section in self.outline.sections],
            questions=[question.text for question in self.outline.questions],
            images_wanted=wanted,
            images_placed=placed,
            images_not_fetched=[*self.pictures.not_fetched],
            downloads=built.downloads,
            images_unused=[] if status is Status.EXISTS else self.pictures.unused,
            removed=built.removed,
            dropped=self.outline.dropped,
            uncertain=uncertain,
        )


def publish_guide(page: Any, revision: Any) -> None:
    """Publish a revision. Raise `ImportRefused`, which says what is to be mended first."""
    _refuse(page, [problem.said for problem in compile_guide(page).problems])
    try:
        revision.publish()
    except ValidationError as error:
        _refuse(page, error.messages)


def _refuse(page: Any, problems: Sequence[str]) -> None:
    if problems:
        raise ImportRefused(
            _("“%(title)s” cannot be published, and nothing was brought in: %(problems)s")
            % {"title": page.title, "problems": " ".join(problems)}
        )


def _images(body: Sequence[Raw]) -> tuple[list[str], list[str]]:
    """Return the descriptions of the images still wanted, and those of the images in place."""
    blocks = [child for block in body for child in block["value"].get("content") or [] if child["type"] == "image"]
    placed = [bool((block["value"].get("image") or {}).get("image")) for block in blocks]
    texts = [str(block["value"].get("wanted") or block["value"]["image"]["alt_text"]) for block in blocks]
    wanted = [text for text, is_placed in zip(texts, placed, strict=True) if not is_placed]
    return wanted, [text for text, is_placed in zip(texts, placed, strict=True) if is_placed]
