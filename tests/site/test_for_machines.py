"""What a site says of itself to browsers and to whoever finds a fault in it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from wagtail.models import Site

pytestmark = pytest.mark.django_db


def file_of(address: str) -> str:
    """The file of a static address."""
    return str(finders.find(address.removeprefix("/static/")))


def test_the_manifest_names_the_site_and_pictures_of_the_sizes_that_it_says(client: Client) -> None:
    Site.objects.update(site_name="睡眠 & rest")
    response = client.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert (manifest["name"], manifest["start_url"]) == ("睡眠 & rest", "/")
    for icon in manifest["icons"]:
        with Image.open(file_of(icon["src"])) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert b'<link rel="manifest" href="/site.webmanifest">' in client.get("/").content
    assert b'rel="apple-touch-icon" href="/static/guide_pages/icon-180' in client.get("/").content


def test_the_old_address_of_a_favicon_leads_to_one_in_the_old_format(client: Client) -> None:
    response = client.get("/favicon.ico")
    with Image.open(file_of(response["Location"])) as picture:
        assert picture.format == "ICO"
        assert (16, 16) in picture.info["sizes"]


def test_there_is_no_security_txt_until_somebody_says_whom_to_tell(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


def test_security_txt_says_whom_to_tell_and_until_when_that_is_so(client: Client, settings) -> None:
    settings.SECURITY_CONTACTS = ["mailto:security@example.org", "https://example.org/security"]
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    *contacts, expires = BytesIO(response.content).read().decode().splitlines()
    assert contacts == ["Contact: mailto:security@example.org", "Contact: https://example.org/security"]
    until = datetime.fromisoformat(expires.removeprefix("Expires: "))
    assert 150 <= (until - datetime.now(UTC)).days < 365
