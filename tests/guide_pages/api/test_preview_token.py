"""A draft for who has its token: one page's, on one site, for an hour, while its editor may. Nothing keeps it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.signing import Signer, TimestampSigner
from django.test import Client
from django.utils import timezone
from django.utils.log import AdminEmailHandler
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Site

from guide_pages.api import previews
from guide_pages.models import Edition, Guide, GuidePage, PreviewGeneration
from guide_pages.reading.preview_tokens import preview_token
from tests import factories
from tests.guide_pages.api.asking import Answer, ask, id_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def page() -> GuidePage:
    """A guide with a draft."""
    page = factories.guide(title="Public", slug="sleep")
    return factories.draft(page, title="Draft", summary="Not said yet.")


@pytest.fixture
def editor() -> Any:
    """Somebody who may edit guides as a member of a group."""
    user = get_user_model().objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def token(page: GuidePage, editor: Any) -> str:
    return preview_token(page, editor)


def previewed(client: Client, token: str, method: str = "GET", **headers: str) -> Answer:
    return ask(client, "preview", method, authorization=f"Bearer {token}", **headers)


def test_it_is_the_draft_as_it_would_be_published(client: Client, page: GuidePage, token: str) -> None:
    answer = previewed(client, token)
    assert answer.status == 200
    assert (answer.json["title"], answer.json["edition"], answer.json["id"]) == ("Draft", 2, id_of(page))
    factories.publish(page, title="Draft", summary="Not said yet.")
    published = ask(client, f"guides/{id_of(page)}").json
    times = {"updated_at", "first_published_at"}  # in the same second they are the same, and so is the digest
    assert {name for name in published if published[name] != answer.json[name]} <= {"digest", *times}


def test_nobody_else_sees_the_draft(client: Client, page: GuidePage, token: str) -> None:
    previewed(client, token)
    for address in (f"guides/{id_of(page)}", "guides", "changes", "bundle", "/guides/sleep/"):
        assert "Draft" not in ask(client, address, authorization=f"Bearer {token}").words, address


def test_it_stores_nothing(client: Client, editor: Any) -> None:
    page = factories.guide(live=False)
    page.save_revision()
    assert previewed(client, preview_token(page, editor)).status == 200
    assert not Guide.objects.exists()
    assert not Edition.objects.exists()
    assert not PreviewGeneration.objects.exists()


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_no_cache_keeps_it(client: Client, token: str, coding: str) -> None:
    answer = previewed(client, token, accept_encoding=coding)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert previewed(client, token, if_none_match="*").status == 200


def test_it_shows_the_draft_of_the_moment(client: Client, page: GuidePage, token: str) -> None:
    factories.draft(page, title="Later draft")
    assert previewed(client, token).json["title"] == "Later draft"


def assert_is_refused(answer: Answer, status: int) -> None:
    assert answer.status == status
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Draft" not in answer.words


def test_it_expires(client: Client, token: str) -> None:
    with time_machine.travel(timezone.now() + HOUR - timedelta(minutes=1)):
        assert previewed(client, token).status == 200
    with time_machine.travel(timezone.now() + HOUR + timedelta(minutes=1)):
        assert_is_refused(previewed(client, token), 410)


def test_it_is_of_one_page(client: Client, token: str, editor: Any) -> None:
    other = factories.draft(factories.guide(live=False), title="Other")
    others = preview_token(other, editor)
    assert previewed(client, others).json["title"] == "Other"
    swapped = ":".join([others.split(":")[0], *token.split(":")[1:]])
    assert previewed(client, swapped).status == 401


@pytest.mark.parametrize(
    "harm",
    [lambda t: t[:-1], lambda t: f"{t}x", lambda t: t.partition(":")[0], lambda t: "x", lambda t: "é", str.upper],
)
def test_a_damaged_token_is_none(client: Client, token: str, harm: Callable[[str], str]) -> None:
    answer = previewed(client, harm(token))
    assert_is_refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_another_signature_of_the_site_is_none(client: Client, page: GuidePage, editor: Any) -> None:
    """Not that of a cursor or a password reset: each purpose has a salt of its own."""
    said = {"page": page.pk, "site": factories.site().pk, "user": str(editor.pk), "generation": 0}
    for signer in (TimestampSigner(), TimestampSigner(salt="guide_pages.api.changes"), Signer()):
        assert previewed(client, signer.sign_object(said)).status == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic eDp4", "Token x"])
def test_without_a_token_it_is_asked_for(client: Client, header: str) -> None:
    answer = ask(client, "preview", authorization=header)
    assert_is_refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_who_is_signed_in_needs_the_token_all_the_same(admin_client: Client, page: GuidePage) -> None:
    """Nothing in the API reads a cookie."""
    assert ask(admin_client, "preview").status == 401


def deactivate(editor: Any, page: Page) -> None:
    editor.is_active = False
    editor.save()


def take_out_of_the_group(editor: Any, page: Page) -> None:
    editor.groups.clear()


def take_the_page_from_the_group(editor: Any, page: Page) -> None:
    GroupPagePermission.objects.filter(group__name="Editors").delete()


def shut_the_admin(editor: Any, page: Page) -> None:
    Group.objects.get(name="Editors").permissions.clear()


def delete_the_user(editor: Any, page: Page) -> None:
    editor.delete()


def move_it_out_of_reach(editor: Any, page: Page) -> None:
    """The editor may edit the index, and nothing beside it."""
    GroupPagePermission.objects.filter(group__name="Editors").update(page=page.get_parent())
    page.move(factories.guide_index(slug="other", title="Other"), pos="last-child")


@pytest.mark.parametrize(
    "end",
    [
        deactivate,
        take_out_of_the_group,
        take_the_page_from_the_group,
        shut_the_admin,
        delete_the_user,
        move_it_out_of_reach,
    ],
)
def test_it_ends_with_its_editors_right(
    client: Client, page: GuidePage, editor: Any, token: str, end: Callable[[Any, Page], None]
) -> None:
    assert previewed(client, token).status == 200
    end(editor, page)
    assert_is_refused(previewed(client, token), 410)


def test_it_is_good_for_its_own_site_alone(client: Client, page: GuidePage, token: str) -> None:
    elsewhere = factories.site().root_page.get_parent().add_child(instance=Page(title="Other home", slug="other-home"))
    Site.objects.create(hostname="other.example.org", port=80, root_page=elsewhere)
    assert previewed(client, token).status == 200
    assert_is_refused(previewed(client, token, host="other.example.org"), 404)
    page.move(factories.guide_index(elsewhere), pos="last-child")
    for host in ("testserver", "other.example.org"):
        assert_is_refused(previewed(client, token, host=host), 404)


def test_all_of_a_page_end_at_once(client: Client, page: GuidePage, editor: Any, token: str) -> None:
    others = preview_token(factories.draft(factories.guide(), title="Other"), editor)
    PreviewGeneration.end(page.pk)
    assert_is_refused(previewed(client, token), 410)
    assert previewed(client, preview_token(page, editor)).json["title"] == "Draft"
    assert previewed(client, others).json["title"] == "Other"


def test_no_log_and_no_error_report_has_it(
    page: GuidePage, token: str, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ADMINS = [("Operator", "operator@example.org")]
    reporter = logging.Handler()
    monkeypatch.setattr(reporter, "emit", _mail_the_report)
    logging.getLogger("django.request").addHandler(reporter)
    caplog.set_level(logging.DEBUG)
    client = Client(raise_request_exception=False)
    try:
        assert previewed(client, token).status == 200
        assert previewed(client, f"{token}x").status == 401
        monkeypatch.setattr(previews, "draft", _fail)
        assert previewed(client, token).status == 500
    finally:
        logging.getLogger("django.request").removeHandler(reporter)
    assert "/preview" in caplog.text
    assert token not in caplog.text
    assert len(mail.outbox) == 2
    for report in mail.outbox:
        assert "/preview" in report.body
        assert token not in f"{report.body}{report.alternatives}"


def _mail_the_report(record: logging.LogRecord) -> None:
    AdminEmailHandler(include_html=True).emit(record)


def _fail(page: GuidePage) -> None:
    raise RuntimeError("A fault that nobody thought of.")


def test_it_shows_a_restricted_guide_to_who_was_given_the_token(client: Client, page: GuidePage, token: str) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert previewed(client, token).json["title"] == "Draft"


def test_a_deleted_page_has_no_draft(client: Client, page: GuidePage, token: str) -> None:
    page.delete()
    assert previewed(client, token).status == 404


def test_a_page_that_is_no_guide_has_none(client: Client, page: GuidePage, editor: Any) -> None:
    assert previewed(client, preview_token(page.get_parent(), editor)).status == 404


def test_it_is_read_and_nothing_else(client: Client, token: str) -> None:
    assert previewed(client, token, "POST").status == 405
    head = previewed(client, token, "HEAD")
    assert (head.status, head.body) == (200, b"")
