"""Style that stays: what a stored page names is served, whichever release is asked, as long as a page may name it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from guide_pages.models import GuidePage, KeptFile
from guide_pages.publishing import kept_files
from guide_pages.publishing.reconciling import reconcile
from tests import factories

pytestmark = pytest.mark.django_db

OURS = Path(__file__).parents[3] / "guide_pages/static"
GUIDE = "/guides/sleep/"
Deploy = Callable[[str], None]


@pytest.fixture
def deploy(settings: Any, tmp_path: Path) -> Iterator[Deploy]:
    """Put a release in place of what runs: a clean folder of static files, and a process that knows nothing yet."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

    def deployed(release: str) -> None:
        source, root = tmp_path / f"{release}-source", tmp_path / release
        settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], str(root)
        kept_files._known.clear()
        if not root.exists():
            shutil.copytree(OURS, source)
            with (source / "guide_pages/guide.css").open("a") as style:
                style.write(f"\n/* {release} */\n")
            call_command("collectstatic", interactive=False, verbosity=0)

    yield deployed
    kept_files._known.clear()


@pytest.fixture
def page(deploy: Deploy) -> GuidePage:
    deploy("first")
    with TestCase.captureOnCommitCallbacks(execute=True):
        return factories.guide(title="Sleep", slug="sleep")


def named(client: Client) -> list[str]:
    """The addresses of the static files that the guide's page names."""
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get(GUIDE).content.decode())
    assert len(found) >= 4
    return found


def style(client: Client) -> str:
    """The style sheet that the page names, as it is served."""
    (address,) = (name for name in named(client) if "/guide." in name and name.endswith(".css"))
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_page_of_yesterday_has_its_style_today(client: Client, page: GuidePage, deploy: Deploy) -> None:
    before = named(client)
    deploy("second")
    assert named(client) == before
    assert not any(staticfiles_storage.exists(name.removeprefix("/static/")) for name in before if "guide.css" in name)
    assert "/* first */" in style(client)
    for address in before:
        assert client.get(address).status_code == 200, address


def test_and_what_its_style_names(client: Client, page: GuidePage, deploy: Deploy) -> None:
    deploy("second")
    fonts = re.findall(r'url\("([^"]+\.woff2)"\)', style(client))
    assert fonts
    for font in fonts:
        response = client.get(f"/static/guide_pages/{font}")
        assert response.status_code == 200, font
        assert response.content[:4] == b"wOF2"
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_two_releases_side_by_side_and_a_rollback(client: Client, page: GuidePage, deploy: Deploy) -> None:
    deploy("second")
    list(reconcile())
    assert "/* second */" in style(client)
    deploy("first")
    assert "/* second */" in style(client)
    list(reconcile())
    assert "/* first */" in style(client)


def test_it_is_kept_for_ever_in_any_cache(client: Client, page: GuidePage) -> None:
    address = next(name for name in named(client) if name.endswith(".css"))
    plain, gzipped = client.get(address), client.get(address, headers={"accept-encoding": "gzip"})
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Content-Type"] == "text/css"
    assert gzipped.headers["Content-Encoding"] == "gzip"
    assert len(gzipped.content) < len(plain.content) / 2


def test_what_no_page_named_is_not_there(client: Client, page: GuidePage) -> None:
    for name in ("guide_pages/guide.css", "admin/css/base.css", "../manage.py", "%00", "x" * 3000):
        assert client.get(f"/static/{name}").status_code == 404, name


def test_what_is_kept_is_not_looked_for_again(page: GuidePage) -> None:
    number = KeptFile.objects.count()
    with CaptureQueriesContext(connection) as queries:
        factories.publish(page, title="Sleep well")
    assert not [query for query in queries.captured_queries if KeptFile._meta.db_table in query["sql"]]
    assert KeptFile.objects.count() == number


def test_names_without_a_digest_are_not_kept() -> None:
    """A development server's: the next release has the same."""
    factories.guide()
    assert not KeptFile.objects.exists()
