"""Withdrawing an edition: in the admin and as a command, by who may, with a reason and a log; then it is gone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import GroupPagePermission, ModelLogEntry, PageLogEntry, PageViewRestriction

from guide_pages.models import Delivery, Edition, GuidePage, Tombstone
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.withdrawing import WithdrawalRefused, withdraw
from tests import factories
from tests.guide_pages.api.asking import ask, id_of

pytestmark = pytest.mark.django_db

WRONG, REASON = "Take ten.", "The dose for children was wrong."

Committed = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def page() -> GuidePage:
    """A guide whose first edition was wrong and whose second is current."""
    page = factories.guide(factories.section("Dose", factories.text(WRONG)), title="Dose", slug="dose")
    return factories.publish(page, body=factories.body(factories.section("Dose", factories.text("Take one."))))


def url(page: Any, number: int | None = None) -> str:
    editions = f"/admin/guides/{page.pk}/editions/"
    return f"{editions}{number}/withdraw/" if number else editions


def statuses(page: GuidePage) -> list[int]:
    guide = id_of(page)
    return [
        ask(Client(), f"guides/{guide}/editions/{edition.number}").status
        for edition in Edition.objects.filter(guide=guide).order_by("number")
    ]


def assert_the_words_are_gone(page: GuidePage) -> None:
    guide = id_of(page)
    for address in (f"guides/{guide}/editions/1", f"guides/{guide}", "guides", "changes", "bundle", "search?q=ten"):
        for headers in ({}, {"if_none_match": "*"}):
            assert WRONG not in ask(Client(), address, **headers).words
    assert WRONG not in ask(Client(), "/guides/dose/").words


def test_it_is_gone_with_the_reason_and_the_list_says_so(
    admin_client: Client, admin_user: Any, page: GuidePage
) -> None:
    assert url(page).encode() in admin_client.get(f"/admin/pages/{page.pk}/edit/").content
    assert statuses(page) == [200, 200]
    assert "Withdraw edition 1" in admin_client.get(url(page, 1)).content.decode()
    assert admin_client.post(url(page, 1), {"reason": REASON})["Location"] == url(page)
    assert statuses(page) == [410, 200]
    assert REASON in ask(Client(), f"guides/{id_of(page)}/editions/1").json["detail"]
    entry = ask(Client(), f"guides/{id_of(page)}/editions").json["items"][-1]
    assert (entry["number"], entry["withdrawn_reason"]) == (1, REASON)
    assert_the_words_are_gone(page)
    listed = admin_client.get(url(page)).content.decode()
    assert REASON in listed
    assert url(page, 1) not in listed
    logged = PageLogEntry.objects.get(action="guide_pages.edition.withdraw")
    assert (logged.user, logged.data) == (admin_user, {"editions": [1], "reason": REASON})
    history = admin_client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert f"Withdrew edition 1: {REASON}" in history


def test_a_reason_has_to_be_given(admin_client: Client, page: GuidePage) -> None:
    for reason in ("", "  \n ", "\u200b", "x" * 501, "\x00"):
        assert admin_client.post(url(page, 1), {"reason": reason}).status_code == 200
    assert statuses(page) == [200, 200]


def test_nothing_is_withdrawn_because_a_link_is_followed(admin_client: Client, page: GuidePage) -> None:
    admin_client.get(url(page, 1), {"reason": REASON})
    assert statuses(page) == [200, 200]


def test_words_that_the_guide_says_now_are_refused(admin_client: Client, page: GuidePage) -> None:
    refused = admin_client.post(url(page, 2), {"reason": REASON})
    assert "The guide says these words now" in refused.content.decode()
    assert statuses(page) == [200, 200]


def test_or_the_guide_is_unpublished_with_them(admin_client: Client, page: GuidePage) -> None:
    assert "Unpublish and withdraw" in admin_client.get(url(page, 2)).content.decode()
    admin_client.post(url(page, 2), {"reason": REASON, "unpublish": "1"})
    assert not GuidePage.objects.get(pk=page.pk).live
    assert Edition.objects.get(number=2).withdrawn_reason == REASON
    assert Tombstone.objects.get().reason == "unpublished"
    assert Client().get("/guides/dose/").status_code == 404
    assert list(reconcile()) == []


def test_readers_of_a_guide_that_went_with_its_words_are_told_why(page: GuidePage) -> None:
    withdraw(Edition.objects.get(number=2), REASON, unpublish=True)
    answer = ask(Client(), f"guides/{id_of(page)}/editions/2")
    assert answer.status == 410
    assert REASON in answer.words
    assert statuses(page) == [404, 410]
    assert ask(Client(), f"guides/{id_of(page)}").status == 404


def test_nobody_is_told_of_words_that_were_withdrawn_from_a_hidden_guide(page: GuidePage) -> None:
    guide = id_of(page)
    withdraw(Edition.objects.get(number=2), REASON, unpublish=True)
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert statuses(page) == [404, 404]
    Tombstone.objects.update(reason=Tombstone.Reason.RESTRICTED)
    PageViewRestriction.objects.all().delete()
    assert ask(Client(), f"guides/{guide}/editions/2").status == 404


def test_the_same_words_under_another_number_are_the_same_words(page: GuidePage) -> None:
    wrong = Edition.objects.get(number=1)
    page = factories.publish(page, body=factories.body(*page_body(WRONG, wrong)))
    assert Edition.objects.get(number=3).digest == wrong.digest
    with pytest.raises(WithdrawalRefused, match="says these words now"):
        withdraw(wrong, REASON)
    factories.publish(page, title="Mended")
    assert withdraw(wrong, REASON) == [1, 3]
    assert statuses(page) == [410, 200, 410, 200]


def page_body(words: str, edition: Edition) -> list[dict[str, Any]]:
    """A body that compiles to what an edition said, ids and all."""
    part = edition.compiled.body[0]
    return [factories.section("Dose", factories.text(words, part.children()[0].id), block_id=part.id)]


def test_who_may_see_a_restricted_guide_reads_no_withdrawn_words(page: GuidePage) -> None:
    """It has no delivery, and is compiled for its readers: its words are read all the same."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    list(reconcile())
    assert not Delivery.objects.exists()
    with pytest.raises(WithdrawalRefused):
        withdraw(Edition.objects.get(number=2), REASON)
    withdraw(Edition.objects.get(number=2), REASON, unpublish=True)
    assert not GuidePage.objects.get(pk=page.pk).live


def test_it_is_withdrawn_once(page: GuidePage) -> None:
    withdraw(Edition.objects.get(number=1), REASON)
    with pytest.raises(WithdrawalRefused, match="already"):
        withdraw(Edition.objects.get(number=1), "Another reason.")
    assert Edition.objects.get(number=1).withdrawn_reason == REASON


def test_the_words_go_from_the_cache(page: GuidePage, django_capture_on_commit_callbacks: Committed) -> None:
    assert statuses(page) == [200, 200]
    key = Edition.cache_key(Edition.objects.get(number=1).pk)
    assert WRONG.encode() in cache.get(key)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(Edition.objects.get(number=1), REASON)
    assert cache.get(key) is None


def test_a_guide_whose_page_is_gone_has_its_log_too(page: GuidePage) -> None:
    page.delete()
    withdraw(Edition.objects.get(number=2), REASON)
    assert ModelLogEntry.objects.get(action="guide_pages.edition.withdraw").data["editions"] == [2]


def member(*groups: str) -> Any:
    user = get_user_model().objects.create_user("someone")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.mark.parametrize(
    ("groups", "sees", "withdraws"),
    [(["Moderators"], True, True), (["Editors"], True, False), ([], False, False)],
    ids=["publisher", "editor", "other"],
)
def test_who_may_publish_may_withdraw_and_who_may_edit_may_look(
    client: Client, page: GuidePage, groups: list[str], sees: bool, withdraws: bool
) -> None:
    GroupPagePermission.objects.filter(group__name="Editors", permission__codename="publish_page").delete()
    client.force_login(member(*groups))
    listed = client.get(url(page))
    assert (listed.status_code == 200) is sees
    assert (url(page, 1).encode() in listed.content) is withdraws
    assert (client.get(url(page, 1)).status_code == 200) is withdraws
    client.post(url(page, 1), {"reason": REASON})
    assert statuses(page) == [410 if withdraws else 200, 200]


def test_a_locked_guide_is_not_unpublished_by_the_way(client: Client, page: GuidePage) -> None:
    GuidePage.objects.filter(pk=page.pk).update(locked=True)
    client.force_login(member("Moderators"))
    assert "locked" in client.get(url(page, 2)).content.decode()
    client.post(url(page, 2), {"reason": REASON, "unpublish": "1"})
    assert GuidePage.objects.get(pk=page.pk).live
    assert statuses(page) == [200, 200]


def test_what_is_no_guide_has_no_editions(admin_client: Client, page: GuidePage) -> None:
    assert admin_client.get(url(page.get_parent())).status_code == 404
    assert admin_client.get(url(page, 9)).status_code == 404
    assert b"/editions/" not in admin_client.get(f"/admin/pages/{page.get_parent().pk}/edit/").content


def test_the_command_does_the_same(page: GuidePage, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("withdraw_edition", id_of(page), "1", "--reason", REASON)
    assert capsys.readouterr().out == "Withdrawn: edition 1.\n"
    assert statuses(page) == [410, 200]
    assert PageLogEntry.objects.get(action="guide_pages.edition.withdraw").data["reason"] == REASON


@pytest.mark.parametrize(
    ("number", "reason", "words"),
    [(2, REASON, "says these words now"), (9, REASON, "no such edition"), (10**30, REASON, "no such"), (1, " ", "req")],
)
def test_the_command_says_why_not(page: GuidePage, number: int, reason: str, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("withdraw_edition", id_of(page), str(number), "--reason", reason)
    assert statuses(page) == [200, 200]


def test_the_command_unpublishes_if_it_is_told_to(page: GuidePage) -> None:
    call_command("withdraw_edition", id_of(page), "2", "--reason", REASON, "--unpublish")
    assert not GuidePage.objects.get(pk=page.pk).live
