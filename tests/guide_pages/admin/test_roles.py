"""Four roles, each a group after set-up: who may do what in the admin, and who sees readers' emails."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Task, TaskState, Workflow

from faq_blocks.models import FaqEntry
from guide_pages.models import Contributor, Edition, GuidePage, GuideSettings, Reply, ReviewTask, Topic
from tests import factories
from tests.guide_pages.admin.roles import set_up, signed_in, somebody
from tests.guide_pages.pages.test_forms import faq, form, question, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]

ROLES = ("Writers", "Editors", "Reviewers", "Moderators")
EMAIL = "reader@example.org"
each_role = pytest.mark.parametrize("role", ROLES)


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep", slug="sleep")


def allowed(response: Any) -> bool:
    """Wagtail's answer to who may not is a redirect to the admin's home page."""
    assert response.status_code in {200, 302, 403}
    return bool(response.status_code == 200)


def of_snippet(view: str, model: Any, *args: object) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def addresses(page: GuidePage) -> dict[str, tuple[str, str]]:
    """The admin's views of an editor's work, by what they are: the address, and the initials of who may open it."""
    entry, topic, person = factories.FaqEntryFactory(), factories.TopicFactory(), factories.ContributorFactory()
    add = reverse("wagtailadmin_pages:add", args=["guide_pages", "guidepage", factories.guide_index().pk])
    return {
        "write a guide": (add, "WE"),
        "edit a guide": (reverse("wagtailadmin_pages:edit", args=[page.pk]), "WE"),
        "look at its history": (reverse("wagtailadmin_pages:history", args=[page.pk]), "WE"),
        "take it from readers": (reverse("wagtailadmin_pages:unpublish", args=[page.pk]), "E"),
        "delete it": (reverse("wagtailadmin_pages:delete", args=[page.pk]), "E"),
        "restrict it": (reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), "E"),
        "list answers": (of_snippet("list", FaqEntry), "WER"),
        "write an answer": (of_snippet("add", FaqEntry), "WE"),
        "edit an answer": (of_snippet("edit", FaqEntry, entry.pk), "WE"),
        "delete an answer": (of_snippet("delete", FaqEntry, entry.pk), "E"),
        "unpublish an answer": (of_snippet("unpublish", FaqEntry, entry.pk), "E"),
        "list topics": (of_snippet("list", Topic), "E"),
        "edit a topic": (of_snippet("edit", Topic, topic.pk), "E"),
        "edit a person": (of_snippet("edit", Contributor, person.pk), "E"),
        "edit guide settings": (
            reverse("wagtailsettings:edit", args=["guide_pages", "guidesettings", factories.site().pk]),
            "E",
        ),
        "upload a picture": (reverse("wagtailimages:add_multiple"), "WE"),
        "see what is out of step": (reverse("guides_out_of_step"), "WE"),
        "change groups": (reverse("wagtailusers_groups:index"), ""),
        "change users": (reverse("wagtailusers_users:index"), ""),
        "change workflows": (reverse("wagtailadmin_workflows:index"), ""),
    }


@each_role
def test_each_role_can_do_its_work_and_no_other(role: str, page: GuidePage) -> None:
    client = signed_in(somebody(role))
    assert allowed(client.get(reverse("wagtailadmin_home")))
    found = {name: allowed(client.get(address)) for name, (address, _who) in addresses(page).items()}
    assert found == {name: role[0] in who for name, (_address, who) in addresses(page).items()}


def reply_views(reply: Reply) -> list[str]:
    one = f"/admin/replies/{reply.pk}/"
    lists = ["", "results/", "?q=reader", "?state=waiting", "?export=csv", "?export=xlsx"]
    return [
        *(f"/admin/replies/{rest}" for rest in lists),
        one,
        f"/admin/bulk/guide_pages/reply/approved/?id={reply.pk}",
    ]


@pytest.mark.parametrize("role", [*ROLES, "nobody", "superuser"])
def test_only_moderators_see_replies_and_emails(role: str, page: GuidePage) -> None:
    """A superuser may all that anybody may."""
    reply = factories.reply(page, "Does it help?", email=EMAIL)
    if role == "superuser":
        user = get_user_model().objects.create_superuser("boss", "boss@example.com", "boss")
    else:
        user = somebody(role)
    may = role in {"Moderators", "superuser"}
    client = signed_in(user)
    for address in reply_views(reply):
        response = client.get(address)
        assert allowed(response) == may, address
        assert may or EMAIL not in _words(response), address
    assert (EMAIL in _words(client.get("/admin/replies/"))) == may
    for act in ("approved/", "spam/", "deleted/", "question/"):
        if not may:
            client.post(f"/admin/replies/{reply.pk}/{act}")
            assert Reply.objects.get().state == "waiting"
            assert not FaqEntry.objects.exists()


@each_role
def test_no_other_view_of_the_admin_shows_an_email(role: str, page: GuidePage) -> None:
    reply = factories.reply(page, "Does it help?", email=EMAIL)
    moderator = signed_in(somebody("Moderators", username="decider"))
    moderator.post(f"/admin/replies/{reply.pk}/approved/")
    client = signed_in(somebody(role))
    elsewhere = [address for address, _who in addresses(page).values()]
    elsewhere += [reverse("wagtailadmin_home"), reverse("wagtailadmin_reports:site_history")]
    elsewhere += [f"{reverse('wagtailadmin_reports:site_history')}?export=csv", "/admin/pages/search/?q=reader"]
    elsewhere += [of_snippet("list", FaqEntry) + "?q=reader"]
    for address in elsewhere:
        assert EMAIL not in _words(client.get(address)), address


def _words(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


class TestPublishing:
    def edit(self, page: GuidePage, user: Any, *, follow: bool = False, **act: str) -> Any:
        sent = {**form(section("First"), faq(question()), slug=page.slug, title=page.title), **act}
        return signed_in(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent, follow=follow)

    @each_role
    def test_only_editors_publish(self, role: str) -> None:
        page = factories.guide(live=False, slug="sleep")
        self.edit(page, somebody("Writers", username="another"))
        self.edit(page, somebody(role), **{"action-publish": "1"})
        assert GuidePage.objects.get(pk=page.pk).live == (role == "Editors")

    def submitted(self, by: Any) -> GuidePage:
        page = factories.guide(live=False, slug="sleep", owner=by)
        self.edit(page, by, **{"action-submit": "1"})
        return GuidePage.objects.get(pk=page.pk)

    def approve(self, page: GuidePage, user: Any, action: str = "approve") -> Any:
        state = TaskState.objects.get(status="in_progress")
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        return signed_in(user).post(address, {"comment": ""})

    def test_a_reviewer_checks_and_approves_what_a_writer_submitted(self) -> None:
        page = self.submitted(somebody("Writers"))
        reviewer = somebody("Reviewers")
        assert allowed(signed_in(reviewer).get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        assert page.title in _words(signed_in(reviewer).get(reverse("wagtailadmin_home")))
        self.approve(page, reviewer)
        assert GuidePage.objects.get(pk=page.pk).live
        assert Edition.objects.get().caused_by == reviewer

    def approve_in_the_editor(self, page: GuidePage, user: Any, **sent: str) -> Any:
        """The button *Approve and Publish*, which sends the guide's whole form."""
        act = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        return self.edit(page, user, follow=True, **act, **sent)

    def test_a_reviewer_who_changes_nothing_approves_in_the_editor(self) -> None:
        page = self.submitted(somebody("Writers"))
        said = _words(self.approve_in_the_editor(page, somebody("Reviewers")))
        assert GuidePage.objects.get(pk=page.pk).live
        assert "has been updated" in said
        assert "you do not have permission" not in said

    def test_keys_that_a_browser_gives_an_imported_guides_blocks_are_nobodys_writing(self) -> None:
        writer, reviewer = somebody("Writers"), somebody("Reviewers")
        body = factories.body(factories.section("First"))
        page = factories.guide(factories.section("First"), live=False, slug="sleep", title="Sleep", owner=writer)
        page.save_revision(user=writer)
        Workflow.objects.get(name="Review").start(GuidePage.objects.get(pk=page.pk), writer)
        keyed = GuidePage.objects.get(pk=page.pk)
        keyed.body = body.replace("<p>", "<p data-block-key='k1'>")
        keyed.save_revision(user=reviewer)
        assert page.title in _words(signed_in(reviewer).get(reverse("wagtailadmin_home")))
        self.approve(page, reviewer)
        assert GuidePage.objects.get(pk=page.pk).live

    def test_a_reviewer_who_changed_a_word_is_told_why_they_do_not_approve(self) -> None:
        page, reviewer = self.submitted(somebody("Writers")), somebody("Reviewers")
        self.edit(page, reviewer, summary="What helps, corrected.")
        said = _words(self.approve_in_the_editor(page, reviewer, summary="What helps, corrected."))
        assert "Not approved: you changed or submitted this yourself." in said
        assert not GuidePage.objects.get(pk=page.pk).live
        assert not TaskState.objects.reviewable_by(reviewer).exists()

    @pytest.mark.parametrize(
        "view", ["edit/preview/", "view_draft/", "history/", "revisions/compare/earliest...latest/"]
    )
    @each_role
    def test_a_reviewer_sees_preview_history_and_changes_of_what_is_in_review(self, role: str, view: str) -> None:
        page = self.submitted(somebody("Writers", username="another"))
        client = signed_in(somebody(role))
        assert allowed(client.get(f"/admin/pages/{page.pk}/{view}")) == (role != "Moderators")
        alone = factories.guide(live=False, slug="not-in-review")
        alone.save_revision()
        assert allowed(client.get(f"/admin/pages/{alone.pk}/{view}")) == (role in {"Writers", "Editors"})

    @pytest.mark.parametrize("role", ["Writers", "Moderators"])
    def test_nobody_else_approves(self, role: str) -> None:
        page = self.submitted(somebody("Writers"))
        self.approve(page, somebody(role, username="another"))
        assert not GuidePage.objects.get(pk=page.pk).live

    def test_nobody_approves_what_they_submitted(self) -> None:
        both = somebody("Writers", "Reviewers")
        page = self.submitted(both)
        assert "Approve" not in _words(signed_in(both).get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        self.approve(page, both)
        assert not GuidePage.objects.get(pk=page.pk).live
        task_state = TaskState.objects.get(status="in_progress").specific
        with pytest.raises(PermissionDenied):
            task_state.task.specific.on_action(task_state, both, "approve")
        assert not TaskState.objects.reviewable_by(both).exists()
        self.approve(page, somebody("Reviewers", username="another"))
        assert GuidePage.objects.get(pk=page.pk).live

    def test_nobody_approves_what_they_wrote_and_somebody_else_submitted(self) -> None:
        both = somebody("Writers", "Reviewers")
        page = factories.guide(live=False, slug="sleep", owner=both)
        self.edit(page, both)
        workflow = Workflow.objects.get(name="Review")
        workflow.start(GuidePage.objects.get(pk=page.pk), somebody("Writers", username="another"))
        self.approve(page, both)
        assert not GuidePage.objects.get(pk=page.pk).live
        self.approve(page, both, "reject")
        assert TaskState.objects.get().status == "rejected"

    def test_what_somebody_wrote_before_it_was_last_published_is_not_theirs_any_more(self) -> None:
        both = somebody("Writers", "Reviewers")
        page = factories.guide(live=False, slug="sleep", owner=both)
        self.edit(page, both)
        self.edit(page, somebody("Editors"), **{"action-publish": "1"})
        self.edit(page, somebody("Writers", username="another"), **{"action-submit": "1"})
        self.approve(page, both)
        assert Edition.objects.get().caused_by_id != both.pk
        assert TaskState.objects.get().status == "approved"

    def test_answers_are_reviewed_as_guides_are(self) -> None:
        writer, reviewer = somebody("Writers"), somebody("Reviewers")
        entry = factories.FaqEntryFactory(live=False)
        entry.save_revision(user=writer)
        Workflow.objects.get(name="Review").start(FaqEntry.objects.get(), writer)
        state = TaskState.objects.get()
        client = signed_in(reviewer)
        assert allowed(client.get(of_snippet("edit", FaqEntry, entry.pk)))
        client.post(of_snippet("workflow_action", FaqEntry, entry.pk, "approve", state.pk), {"comment": ""})
        assert FaqEntry.objects.get().live


class TestSetUp:
    def test_it_says_what_each_may_do(self, roles: str) -> None:
        assert [line.split()[0] for line in roles.splitlines()] == [*ROLES, "Guides"]

    def test_a_second_run_changes_nothing(self) -> None:
        editors = Group.objects.get(name="Editors")
        editors.permissions.clear()
        assert "nothing was changed" in set_up()
        assert not editors.permissions.exists()
        assert (ReviewTask.objects.count(), Workflow.objects.filter(active=True).count()) == (1, 1)

    def test_moderators_lose_what_wagtail_lets_them_do_with_pages(self) -> None:
        assert not GroupPagePermission.objects.filter(group__name="Moderators").exists()
        assert set(Group.objects.get(name="Moderators").permissions.values_list("codename", flat=True)) == {
            "access_admin",
            "moderate_reply",
        }

    def test_what_they_approved_is_approved_by_reviewers(self, page: GuidePage) -> None:
        assert page.get_workflow().tasks.get().specific == ReviewTask.objects.get()
        assert [group.name for group in ReviewTask.objects.get().groups.all()] == ["Reviewers"]
        assert not Workflow.objects.filter(active=True, workflow_tasks__task__in=_wagtails_tasks()).exists()


def _wagtails_tasks() -> Any:
    return Task.objects.exclude(pk__in=ReviewTask.objects.values("task_ptr"))


def test_guide_settings_are_of_the_editors() -> None:
    assert somebody("Editors").has_perm(f"guide_pages.change_{GuideSettings._meta.model_name}")
    assert Page.get_first_root_node().permissions_for_user(somebody("Writers")).can_publish() is False
