"""A disk that takes no file: the editor reads why, and neither a row without its file nor half a file is left."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image as PillowImage
from pytest_django import Settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from guide_pages.models import Due, GuidePage
from guide_pages.pictures.renditions import make
from guide_pages.publishing.working_off import work_off
from tests import factories
from tests.guide_pages.processes import writes_failing

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

Upload = Callable[[Client], Any]
AJAX = {"X-Requested-With": "XMLHttpRequest"}


def picture(width: int = 400) -> SimpleUploadedFile:
    """A picture that nothing makes smaller: noise."""
    noise = PillowImage.frombytes("RGB", (width, width), os.urandom(3 * width * width))
    file = io.BytesIO()
    noise.save(file, "PNG")
    return SimpleUploadedFile("lamp.png", file.getvalue(), "image/png")


def document() -> SimpleUploadedFile:
    return SimpleUploadedFile("lamp.pdf", os.urandom(400_000), "application/pdf")


@pytest.fixture(params=["a folder that is none", "a disk that is full"])
def media(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A media folder that takes no file."""
    folder = tmp_path / "media"
    if request.param == "a folder that is none":
        folder.write_text("")
        settings.MEDIA_ROOT = settings.PRIVATE_ROOT = folder
        yield folder
        return
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("Only root can make a disk that is full.")
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = folder
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The system itself refuses to write more than so many bytes to any file, in the middle of writing it."""
    before, ignored = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def without_renditions(name: str, width: int) -> Any:
    """An image that no signal told of."""
    fields = {"title": "Lamp", "width": width, "height": width, "collection": Collection.get_first_root_node()}
    [image] = get_image_model().objects.bulk_create([get_image_model()(file=name, **fields)])
    return image


def stored(folder: Path | str) -> set[str]:
    return {str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file()}


def named() -> set[str]:
    """The files that rows name."""
    models = (get_image_model(), get_image_model().get_rendition_model(), get_document_model())
    return {name for model in models for name in model.objects.values_list("file", flat=True)}


def add_image(client: Client) -> str:
    return _shown(client.post("/admin/images/add/", {"title": "Lamp", "file": picture()}, follow=True))


def add_images(client: Client) -> str:
    response = client.post("/admin/images/multiple/add/", {"title": "Lamp", "files[]": picture()}, headers=AJAX)
    said = json.loads(response.content)
    assert said["success"] is False
    return str(said["error_message"])


def choose_image(client: Client) -> str:
    fields = {"image-chooser-upload-title": "Lamp", "image-chooser-upload-file": picture()}
    return str(json.loads(client.post("/admin/images/chooser/create/", fields, headers=AJAX).content)["html"])


def add_document(client: Client) -> str:
    return _shown(client.post("/admin/documents/add/", {"title": "Lamp", "file": document()}, follow=True))


def add_documents(client: Client) -> str:
    response = client.post("/admin/documents/multiple/add/", {"title": "Lamp", "files[]": document()}, headers=AJAX)
    return str(json.loads(response.content)["error_message"])


def choose_document(client: Client) -> str:
    fields = {"document-chooser-upload-title": "Lamp", "document-chooser-upload-file": document()}
    return str(json.loads(client.post("/admin/documents/chooser/create/", fields, headers=AJAX).content)["html"])


def _shown(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("upload", [add_image, add_images, choose_image, add_document, add_documents, choose_document])
def test_an_upload_that_cannot_be_stored_is_a_message(media: Path, admin_client: Client, upload: Upload) -> None:
    assert "A file could not be stored: " in upload(admin_client)
    assert not get_image_model().objects.exists()
    assert not get_document_model().objects.exists()
    assert media.is_file() or stored(media) == set()


def test_an_image_whose_new_file_cannot_be_stored_keeps_its_old_one(media: Path, admin_client: Client) -> None:
    image = without_renditions("original_images/old.png", 9)
    response = admin_client.post(f"/admin/images/{image.pk}/", {"title": "Lamp", "file": picture()})
    assert response.status_code in {302, 503}
    assert get_image_model().objects.get().file.name == "original_images/old.png"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="The limit would stop SQLite, too.")
def test_an_upload_that_is_put_aside_first_is_a_message_too(settings: Settings, admin_user: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)  # which looks into the form before a view
    client.force_login(admin_user)
    client.cookies["csrftoken"] = "t" * 32
    with no_file_larger_than(100_000):
        response = client.post("/admin/images/add/", {"title": "Lamp", "file": picture()})
    assert (response.status_code, "A file could not be stored: " in response.content.decode()) == (503, True)


def test_a_file_whose_row_cannot_be_written_goes(admin_client: Client) -> None:
    before = stored(django_settings.MEDIA_ROOT)
    admin_client.raise_request_exception = False
    with writes_failing("wagtailimages_image"):
        response = admin_client.post("/admin/images/multiple/add/", {"files[]": picture()}, headers=AJAX)
    assert response.status_code == 500
    assert stored(django_settings.MEDIA_ROOT) == before


def test_a_file_is_there_whole_or_not_at_all(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    with no_file_larger_than(1000), pytest.raises(OSError, match="too large"):
        default_storage.save("folder/words.txt", ContentFile(b"w" * 2000))
    assert stored(tmp_path) == set()
    names = [default_storage.save("folder/words.txt", ContentFile(b"w" * 2000)) for _ in range(2)]
    assert set(names) == stored(tmp_path)
    assert (names[0], len(set(names))) == ("folder/words.txt", 2)


def test_two_files_of_one_name_at_once_are_two(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    names = [default_storage._save("words.txt", ContentFile(words)) for words in (b"one", b"two")]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"one", b"two"]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="The limit would stop SQLite, too.")
def test_renditions_that_cannot_all_be_made_leave_none_and_stay_due(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    image = without_renditions(default_storage.save("original_images/lamp.png", picture(1000)), 1000)
    before = stored(tmp_path)
    with no_file_larger_than(200_000), pytest.raises(OSError, match="too large"):
        make(image)
    assert stored(tmp_path) == before
    Due.objects.create(kind=Due.IMAGE, key=image.pk, cause="image", what=f"image:{image.pk}")
    with no_file_larger_than(200_000):
        work_off()
    assert stored(tmp_path) == before == named()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert "too large" in Due.objects.free().get().error
        work_off()
    assert not Due.objects.exists()
    assert stored(tmp_path) > before


def test_an_upload_is_kept_though_its_smaller_files_cannot_be_made(
    settings: Settings, tmp_path: Path, admin_client: Client
) -> None:
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    (tmp_path / "images").write_text("")  # where renditions go
    admin_client.post("/admin/images/add/", {"title": "Lamp", "file": picture()})
    work_off()
    image = get_image_model().objects.get()
    assert stored(tmp_path) == {"images", image.file.name}
    assert Due.objects.get(kind=Due.IMAGE, key=image.pk).error


def test_pictures_of_an_import_that_cannot_be_stored_refuse_it(media: Path, tmp_path: Path) -> None:
    factories.guide_index()
    article, pictures = tmp_path / "article.txt", tmp_path / "pictures"
    article.write_text("Bread at home\n\nBefore you start\n\nFlour and water.\n\n[Image: lamp]\n")
    pictures.mkdir()
    (pictures / "lamp.png").write_bytes(picture().read())
    with pytest.raises(CommandError, match=r"lamp\.png cannot be stored: .*\. Nothing was changed\."):
        call_command("import_guide", str(article), images=pictures)
    assert not GuidePage.objects.exists()
    assert media.is_file() or stored(media) == set()
