"""Bringing articles in by the admin: what is chosen, the reading desk, drafts, all of it undone. Without a script."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import now
from PIL import Image as PillowImage
from wagtail.images import get_image_model
from wagtail.models import Comment, GroupPagePermission, Page

from guide_pages.importing.desk import receiving
from guide_pages.models import GuidePage
from guide_pages.records import BroughtIn, Import, ImportedDocument, ImportedPicture
from tests.factories import guide_index
from tests.guide_pages.importing.test_wordpress import export, item
from tests.guide_pages.importing.texts import SLEEP

pytestmark = pytest.mark.django_db

START = "/admin/guides/bring-in/"
DOUBTFUL = SLEEP.replace("[Image: lamp at dusk]", "silver birch")


@pytest.fixture
def index() -> Page:
    return guide_index()


def bring_in(client: Client, *files: Any, pasted: str = "") -> Any:
    return client.post(START, {"documents": list(files), "pasted": pasted}, follow=True)


def text(words: str = SLEEP, name: str = "sleep.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode())


def picture(name: str) -> SimpleUploadedFile:
    content = BytesIO()
    PillowImage.new("RGB", (40, 30), "navy").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


def desk() -> str:
    own = Import.objects.get()
    return f"{START}{own.pk}/1/"


def make(client: Client, **data: str) -> GuidePage:
    client.post(f"{desk()}make/", data)
    return GuidePage.objects.latest("pk")


def line(shown: Any, words: str) -> Any:
    return next(row for row in shown.context["rows"] if row.line.text.startswith(words))


def test_a_pasted_text_is_on_the_desk_and_nothing_has_been_made(admin_client: Client, index: Page) -> None:
    shown = bring_in(admin_client, pasted=SLEEP)
    assert shown.redirect_chain[-1][0] == desk()
    assert [row.kind.value for row in shown.context["rows"][:3]] == ["title", "heading", "text"]
    assert not GuidePage.objects.exists()


def test_the_guide_on_the_right_is_the_guide_as_it_will_be(admin_client: Client, index: Page) -> None:
    bring_in(admin_client, text())
    shown = admin_client.get(f"{desk()}guide/")
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert b"Sleeping Well After Sixty" in shown.content
    assert b"Is it safe to nap?" in shown.content
    assert not GuidePage.objects.exists()


def test_what_is_uncertain_comes_first_with_what_it_may_be_besides(admin_client: Client, index: Page) -> None:
    shown = bring_in(admin_client, text(DOUBTFUL))
    first = line(shown, "silver birch")
    assert first in shown.context["uncertain"]
    page = shown.content.decode()
    assert page.index("silver birch") < page.index("Why Nights Change")
    assert f'value="{first.key}:image"' in page


def test_a_line_is_said_to_be_something_else_and_the_guide_follows(admin_client: Client, index: Page) -> None:
    shown = bring_in(admin_client, text(DOUBTFUL))
    key = line(shown, "silver birch").key
    shown = admin_client.post(f"{desk()}choose/", {"line": key, "kind": "heading"}, follow=True)
    assert line(shown, "silver birch").kind.value == "heading"
    assert shown.redirect_chain[-1][0].endswith(f"?line={key}#line-{key}")
    assert b">silver birch</h2>" in admin_client.get(f"{desk()}guide/").content.replace(b"\n", b"") or (
        b"silver birch" in admin_client.get(f"{desk()}guide/").content
    )
    assert make(admin_client).body[1].value["heading"] == "silver birch"


def test_all_lines_of_a_sort_are_said_to_be_something_else_at_once(admin_client: Client, index: Page) -> None:
    words = "Owls\n\nNights\n\nThey hoot.\n\nsilver birch\n\nDays\n\nThey sleep.\n\nold oak tree\n\nEnd\n\nThey rest.\n"
    shown = bring_in(admin_client, text(words))
    key = line(shown, "silver birch").key
    admin_client.post(f"{desk()}choose/", {"set": f"{key}:image"})
    shown = admin_client.post(f"{desk()}choose/", {"set": f"{key}:image"}, headers={"X-Requested-With": "fetch"})
    assert shown.context["alike"] == 1
    admin_client.post(f"{desk()}choose/", {"set": f"{key}:image:all"})
    page = make(admin_client)
    wanted = [
        child.value["wanted"] for block in page.body for child in block.value["content"] if child.block_type == "image"
    ]
    assert wanted == ["silver birch", "old oak tree"]


def test_what_a_line_cannot_be_is_said(admin_client: Client, index: Page) -> None:
    long = "They hoot at night. " * 20
    shown = bring_in(admin_client, text(f"Owls\n\nNights\n\n{long}\n"))
    key = line(shown, "They hoot").key
    shown = admin_client.post(
        f"{desk()}choose/", {"line": key, "kind": "heading"}, headers={"X-Requested-With": "fetch"}
    )
    assert "too long" in shown.context["said"]
    assert line(shown, "They hoot").kind.value == "text"


def test_all_that_was_said_can_be_taken_back(admin_client: Client, index: Page) -> None:
    shown = bring_in(admin_client, text())
    key = line(shown, "What Helps").key
    admin_client.post(f"{desk()}choose/", {"line": key, "kind": "left-out"})
    shown = admin_client.post(f"{desk()}choose/", {"take_back": "1"}, follow=True)
    assert line(shown, "What Helps").kind.value == "heading"


def test_the_draft_has_what_was_uncertain_as_comments_at_its_blocks(
    admin_client: Client, admin_user: Any, index: Page
) -> None:
    bring_in(admin_client, text(DOUBTFUL))
    page = make(admin_client)
    assert not page.live
    assert page.owner == admin_user
    comments = {comment.contentpath: comment for comment in Comment.objects.filter(page=page)}
    assert all(comment.has_valid_contentpath(page) for comment in comments.values())
    assert {comment.user for comment in comments.values()} == {admin_user}
    assert "summary" in comments
    birch = next(comment for comment in comments.values() if "silver birch" in comment.text)
    section = page.body[0]
    assert birch.contentpath.startswith(f"body.{section.id}.content.")
    edit = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert b"silver birch" in edit.content


def test_a_line_that_was_decided_has_no_comment(admin_client: Client, index: Page) -> None:
    shown = bring_in(admin_client, text(DOUBTFUL))
    admin_client.post(f"{desk()}choose/", {"line": line(shown, "silver birch").key, "kind": "text"})
    make(admin_client)
    assert not Comment.objects.filter(text__contains="silver birch").exists()


def test_pictures_beside_a_document_are_put_where_their_names_say(admin_client: Client, index: Page) -> None:
    bring_in(admin_client, text(), picture("lamp-at-dusk.png"))
    assert not get_image_model().objects.exists()
    page = make(admin_client)
    image = next(child for child in page.body[0].value["content"] if child.block_type == "image")
    assert image.value["image"].title == "lamp at dusk"


def test_a_guide_that_is_there_gets_a_new_draft_or_a_second_guide_is_made(admin_client: Client, index: Page) -> None:
    bring_in(admin_client, text())
    first = make(admin_client)
    Import.objects.all().delete()
    shown = bring_in(admin_client, text(SLEEP.replace("Twenty minutes.", "Half an hour.")))
    assert shown.context["present"] == first
    assert make(admin_client) == first
    assert "Half an hour." in str(GuidePage.objects.get(pk=first.pk).get_latest_revision_as_object().body)
    Import.objects.all().delete()
    bring_in(admin_client, text())
    assert make(admin_client, if_present="again") != first


# Many


def test_the_posts_of_an_export_are_documents_and_become_drafts_step_by_step(
    admin_client: Client, index: Page, tmp_path: Path
) -> None:
    posts = [item(f"Post {number}", str(number), f"<p>They hoot {number} times.</p>") for number in range(1, 7)]
    content = export(tmp_path, *posts).read_bytes()
    shown = bring_in(admin_client, SimpleUploadedFile("blog.xml", content))
    own = Import.objects.get()
    assert shown.context["progress"].action == "read"
    shown = admin_client.post(f"{START}{own.pk}/step/", follow=True)
    assert shown.context["ready"] == 6
    admin_client.post(f"{START}{own.pk}/make/")
    shown = admin_client.post(f"{START}{own.pk}/step/", headers={"X-Requested-With": "fetch"})
    while shown.context["progress"].action:
        shown = admin_client.post(f"{START}{own.pk}/step/", headers={"X-Requested-With": "fetch"})
    assert GuidePage.objects.count() == 6
    assert BroughtIn.objects.exclude(key="").count() == 6
    admin_client.post(f"{START}{own.pk}/undo/")
    assert not GuidePage.objects.exists()
    assert {document.state for document in own.documents.all()} == {"undone"}


def test_of_several_files_those_that_cannot_be_read_are_listed_with_the_reason(
    admin_client: Client, index: Page
) -> None:
    shown = bring_in(admin_client, text(), SimpleUploadedFile("scan.pdf", b"%PDF-1.4"), text("!!!\n", "empty.txt"))
    states = [(document.name, document.state) for document in shown.context["documents"]]
    assert states == [("sleep.txt", "read"), ("scan.pdf", "refused"), ("empty.txt", "refused")]
    assert b"of the kind PDF" in shown.content


# What is refused leaves nothing


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Choose a file, or paste a text."),
        ([SimpleUploadedFile("scan.pdf", b"%PDF-1.4")], "of the kind PDF"),
        ([SimpleUploadedFile("empty.txt", b"")], "is empty"),
        (
            [SimpleUploadedFile("blog.xml", b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>')],
            "blog.xml is broken",
        ),
    ],
)
def test_what_cannot_be_brought_in_is_said_and_leaves_nothing(
    admin_client: Client, index: Page, files: list[Any], words: str
) -> None:
    shown = bring_in(admin_client, *files)
    assert shown.status_code == 422
    assert words in shown.content.decode()
    assert not Import.objects.exists()


def test_there_are_limits_to_how_much_comes_at_once(
    admin_client: Client, index: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_FILES", 1)
    assert "at most" in bring_in(admin_client, text(), text(name="more.txt")).content.decode()
    monkeypatch.setattr(receiving, "MOST_BYTES", 10)
    assert "larger than" in bring_in(admin_client, text()).content.decode()
    assert not Import.objects.exists()


def test_a_path_in_a_file_s_name_leads_nowhere(admin_client: Client, index: Page, tmp_path: Path) -> None:
    bring_in(admin_client, text(), picture("lamp-at-dusk.png"))
    ImportedPicture.objects.update(name="../../lamp-at-dusk.png")
    assert make(admin_client).title == "Sleeping Well After Sixty"


# Undone


def test_an_import_is_undone_with_its_images(admin_client: Client, index: Page) -> None:
    bring_in(admin_client, text(), picture("lamp-at-dusk.png"))
    make(admin_client)
    own = Import.objects.get()
    admin_client.post(f"{START}{own.pk}/undo/")
    assert not GuidePage.objects.exists()
    assert not get_image_model().objects.exists()
    assert admin_client.get(desk()).status_code == 200
    assert make(admin_client).title == "Sleeping Well After Sixty"


def test_an_image_that_another_draft_shows_stays(admin_client: Client, index: Page) -> None:
    bring_in(admin_client, text(), picture("lamp-at-dusk.png"))
    make(admin_client)
    own = Import.objects.get()
    admin_client.post(START, {"documents": [text(SLEEP.replace("Sixty", "Forty")), picture("lamp-at-dusk.png")]})
    other = Import.objects.exclude(pk=own.pk).get()
    admin_client.post(f"{START}{other.pk}/1/make/")
    admin_client.post(f"{START}{own.pk}/undo/")
    assert GuidePage.objects.count() == 1
    assert get_image_model().objects.count() == 1


def test_nothing_is_undone_once_somebody_has_edited_it(admin_client: Client, index: Page) -> None:
    bring_in(admin_client, text())
    page = make(admin_client)
    draft = page.get_latest_revision_as_object()
    draft.title = "Mine"
    draft.save_revision()
    own = Import.objects.get()
    shown = admin_client.post(f"{START}{own.pk}/undo/", follow=True)
    assert "Edited or published since" in shown.content.decode()
    assert GuidePage.objects.filter(pk=page.pk).exists()


def test_a_guide_that_was_there_before_is_put_back(admin_client: Client, index: Page) -> None:
    bring_in(admin_client, text())
    page = make(admin_client)
    page.get_latest_revision().publish()
    Import.objects.all().delete()
    bring_in(admin_client, text(SLEEP.replace("Twenty minutes.", "Half an hour.")))
    make(admin_client)
    own = Import.objects.get()
    admin_client.post(f"{START}{own.pk}/undo/")
    page.refresh_from_db()
    assert "Twenty minutes." in str(page.get_latest_revision_as_object().body)
    assert "Twenty minutes." in str(BroughtIn.objects.get(page=page.pk).body)
    assert page.live
    assert not page.has_unpublished_changes


# Whose it is


@pytest.fixture
def writer(index: Page) -> Any:
    group = Group.objects.create(name="They write")
    GroupPagePermission.objects.create(group=group, page=index, permission=Permission.objects.get(codename="add_page"))
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = get_user_model().objects.create_user("wanda", "wanda@example.org", "a long pass phrase")
    user.groups.add(group)
    return user


def test_who_may_add_guides_may_bring_them_in(client: Client, writer: Any, index: Page) -> None:
    client.force_login(writer)
    bring_in(client, text())
    assert make(client).owner == writer
    assert b"Bring articles in" in client.get("/admin/").content


def test_who_may_add_no_guide_is_not_led_there(client: Client, writer: Any, index: Page) -> None:
    client.force_login(writer)
    bring_in(client, text())
    own = Import.objects.get()
    GroupPagePermission.objects.all().delete()
    assert client.get(START).status_code == 302
    assert client.post(f"{START}{own.pk}/1/make/").status_code == 302
    assert not GuidePage.objects.exists()


def test_an_import_is_its_owner_s_alone(client: Client, admin_client: Client, writer: Any) -> None:
    client.force_login(writer)
    bring_in(client, text())
    own = Import.objects.get()
    for path in ("", "1/", "1/guide/"):
        assert admin_client.get(f"{START}{own.pk}/{path}").status_code == 404
    for path in ("step/", "make/", "undo/", "forget/", "1/choose/", "1/make/"):
        assert admin_client.post(f"{START}{own.pk}/{path}").status_code == 404
    assert str(own.pk) not in admin_client.get(START).content.decode()


def test_imports_are_forgotten_after_thirty_days_and_guides_stay(admin_client: Client, index: Page) -> None:
    bring_in(admin_client, text())
    make(admin_client)
    Import.objects.update(created_at=now() - timedelta(days=29))
    call_command("publish_scheduled", verbosity=0)
    assert ImportedDocument.objects.exists()
    Import.objects.update(created_at=now() - timedelta(days=31))
    call_command("publish_scheduled", verbosity=0)
    assert not ImportedDocument.objects.exists()
    assert GuidePage.objects.count() == 1
