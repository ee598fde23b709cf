"""Documents: Django serves them, after asking who reads. No server in front can show one, no guide names its file."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.views.static import serve as show
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.models.media import UploadedFile
from wagtail.utils.sendfile import _get_sendfile

from guide_pages.models import Delivery, Edition, Guide
from home.checks import check_private_files
from home.storage import is_shown
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = b"%PDF-1.4 what only staff may read"
Committed = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


def collection(name: str = "Staff") -> Collection:
    return Collection.get_first_root_node().add_child(instance=Collection(name=name))


def restricted(found: Collection) -> Collection:
    CollectionViewRestriction.objects.create(collection=found, restriction_type="login")
    return found


def document(name: str = "secret-name.pdf", **fields: Any) -> Any:
    return get_document_model().objects.create(title="Rota", file=SimpleUploadedFile(name, WORDS), **fields)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_document_that_anybody_may_read_is_served(client):
    response = client.get(document().url)
    assert (response.status_code, body(response)) == (200, WORDS)
    assert response["Content-Type"] == "application/pdf"


def test_a_document_in_a_private_collection_asks_who_reads(client):
    private = document(collection=restricted(collection()))
    response = client.get(private.url)
    assert response.status_code == 302
    assert reverse("wagtailcore_login") in response["Location"]
    client.force_login(get_user_model().objects.create_superuser("admin", "a@example.org", "x"))
    assert body(client.get(private.url)) == WORDS


def test_a_document_whose_collection_becomes_private_is_private(client):
    place = collection()
    shared = document(collection=place)
    etag = client.get(shared.url).headers.get("ETag", "")
    restricted(place)
    assert client.get(shared.url, headers={"if-none-match": etag or "*"}).status_code == 302


def test_no_cache_keeps_a_document_for_others(client):
    place = collection()
    shared = document(collection=place)
    assert client.get(shared.url)["Cache-Control"] == "private, no-cache"
    restricted(place)
    assert "private" in client.get(shared.url)["Cache-Control"]


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", "inline"), ("a.txt", "attachment"), ("a.html", "attachment")])
def test_a_document_does_nothing_in_a_browser(client, name, kind):
    response = client.get(document(name).url)
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith(kind)


# What a server in front may show.


def shown(path: str) -> list[str]:
    return sorted(str(file.relative_to(path)) for file in Path(path).rglob("*") if file.is_file())


def test_the_folder_that_a_server_may_show_holds_pictures_only(settings, client):
    document(collection=restricted(collection()))
    UploadedFile.objects.create(file=SimpleUploadedFile("half-uploaded.pdf", WORDS))
    picture = factories.ImageFactory()
    picture.get_rendition("width-10")
    kept = shown(settings.MEDIA_ROOT)
    assert len(kept) == 2
    assert {name.split("/")[0] for name in kept} == {"images", "original_images"}
    assert shown(settings.PRIVATE_ROOT) == ["documents/secret-name.pdf", "wagtail_uploads/half-uploaded.pdf"]


def test_development_shows_pictures_only(settings, rf):
    private = document(collection=restricted(collection()))
    picture = factories.ImageFactory()
    assert show(rf.get("/"), picture.file.name, document_root=settings.MEDIA_ROOT).status_code == 200
    with pytest.raises(Exception, match="does not exist"):
        show(rf.get("/"), private.file.name, document_root=settings.MEDIA_ROOT)


@pytest.mark.parametrize("name", ["documents/a.pdf", "images/../documents/a.pdf", "a.pdf", ".", "", "Images/a.png"])
def test_what_is_not_known_as_a_picture_is_not_shown(name):
    assert not is_shown(name or ".")
    with pytest.raises(NotImplementedError):
        default_storage.url(name)


def test_a_file_outside_both_folders_is_refused():
    for name in ("../a.pdf", "images/../../a.png", "/etc/passwd"):
        with pytest.raises(Exception, match="outside of the base path"):
            default_storage.open(name)


def test_two_documents_of_one_name_are_two_files(settings, client):
    first, second = document("a.pdf"), document("a.pdf")
    assert first.file.name != second.file.name
    assert [body(client.get(one.url)) for one in (first, second)] == [WORDS, WORDS]
    first.file.delete(save=False)
    assert shown(settings.PRIVATE_ROOT) == [second.file.name]


@override_settings(WAGTAILDOCS_SERVE_METHOD="direct")
def test_no_setting_gives_a_document_an_address_of_its_file():
    one = document()
    assert one.url == f"/documents/{one.pk}/secret-name.pdf"


def test_nginx_is_told_which_file_to_send_once_it_is_known_who_reads(settings, client):
    settings.SENDFILE_BACKEND = "django_sendfile.backends.nginx"
    settings.SENDFILE_ROOT, settings.SENDFILE_URL = str(settings.PRIVATE_ROOT), "/private/"
    _get_sendfile.clear()
    shared = document("a b?.pdf")
    response = client.get(shared.url)
    assert response["X-Accel-Redirect"] == f"/private/documents/{shared.filename}"
    assert body(response) == b""
    private = document(collection=restricted(collection()))
    assert "X-Accel-Redirect" not in client.get(private.url)


# From before documents had a place of their own.


def test_documents_that_were_among_the_pictures_are_found_and_moved(settings, client):
    one = document()
    old = Path(settings.MEDIA_ROOT, one.file.name)
    old.parent.mkdir(parents=True)
    Path(settings.PRIVATE_ROOT, one.file.name).rename(old)
    assert [error.id for error in check_private_files(None)] == ["home.E002"]
    said = io.StringIO()
    call_command("move_private_files", stdout=said)
    assert said.getvalue() == "documents/secret-name.pdf: moved\n"
    assert check_private_files(None) == []
    assert body(client.get(one.url)) == WORDS
    assert not old.exists()


def test_no_document_is_moved_over_another(settings):
    one = document()
    old = Path(settings.MEDIA_ROOT, one.file.name)
    old.parent.mkdir(parents=True)
    old.write_bytes(b"older")
    with pytest.raises(CommandError, match="compare them by hand"):
        call_command("move_private_files")
    assert old.read_bytes() == b"older"
    assert Path(settings.PRIVATE_ROOT, one.file.name).read_bytes() == WORDS


def test_a_private_folder_within_the_shown_one_is_refused(settings):
    settings.PRIVATE_ROOT = Path(settings.MEDIA_ROOT, "private")
    assert [error.id for error in check_private_files(None)] == ["home.E001"]


# What guides say of documents.


def everything_said(client: Client, page: Any) -> str:
    """All that is kept and sent of a guide, to readers, apps and search."""
    delivery = Delivery.objects.get(guide__page=page.pk)
    guide = Guide.objects.get(page=page.pk)
    ways = [page.url, f"/api/guides/v1/guides/{guide.pk}", "/api/guides/v1/changes", "/api/guides/v1/bundle"]
    ways += [
        f"/api/guides/v1/guides/{guide.pk}/editions/1",
        "/api/guides/v1/search?q=rota",
        f"/api/v3/pages/{page.pk}/",
    ]
    answers = [client.get(way) for way in ways]
    assert [answer.status_code for answer in answers] == [200] * len(ways)
    kept = "".join(edition.compiled.model_dump_json() for edition in Edition.objects.filter(guide=guide))
    return "".join([kept, bytes(delivery.json).decode(), *(body(answer).decode() for answer in answers)])


def guide_with(one: Any) -> Any:
    link = f'<a linktype="document" id="{one.pk}">the rota</a>'
    return factories.guide(factories.section("Linking", factories.text(link)))


def test_a_guide_names_the_address_that_asks_who_reads(client):
    with override_settings(WAGTAILDOCS_SERVE_METHOD="direct"):
        one = document()
        said = everything_said(client, guide_with(one))
    assert f"/documents/{one.pk}/secret-name.pdf" in said
    assert "/media/documents" not in said


def test_a_guide_never_names_a_private_document(client):
    page = guide_with(document(collection=restricted(collection())))
    assert "secret-name" not in everything_said(client, page)


def becomes_restricted(one: Any, admin: Client) -> None:
    restricted(one.collection)


def is_put_into_a_private_collection(one: Any, admin: Client) -> None:
    one.collection = restricted(collection("Private"))
    one.save()


def is_put_there_with_many_others(one: Any, admin: Client) -> None:
    private = restricted(collection("Private"))
    address = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"])
    response = admin.post(f"{address}?id={one.pk}", {"collection": private.pk})
    assert response.status_code == 302


def stands_in_a_collection_that_is_moved(one: Any, admin: Client) -> None:
    private = restricted(collection("Private"))
    address = reverse("wagtailadmin_collections:edit", args=[one.collection_id])
    response = admin.post(address, {"name": "Moved", "parent": private.pk})
    assert response.status_code == 302


@pytest.mark.parametrize(
    "hide",
    [
        becomes_restricted,
        is_put_into_a_private_collection,
        is_put_there_with_many_others,
        stands_in_a_collection_that_is_moved,
    ],
)
def test_a_guide_forgets_a_document_that(client, committed, hide):
    admin = Client()
    admin.force_login(get_user_model().objects.create_superuser("admin", "a@example.org", "x"))
    one = document(collection=collection())
    page = guide_with(one)
    assert "secret-name" in everything_said(client, page)
    with committed():
        hide(one, admin)
    assert client.get(one.url).status_code == 302
    assert "secret-name" not in everything_said(client, page)
