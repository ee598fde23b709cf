"""The pages around the guides, and what the site says of itself."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from guide_pages.models import GuideIndexPage
from home.management.commands.serve_demo import place_site
from home.models import HomePage, PlainPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_new_database_has_a_home_page_in_the_default_language_and_a_sound_tree(client):
    home = HomePage.objects.get()
    assert home.locale.language_code == "en"
    assert list(Page.objects.filter(depth=2)) == [home.page_ptr]
    assert Page.find_problems() == ([], [], [], [], [])
    assert client.get("/").status_code == 200


def test_only_sensible_trees_can_be_built():
    assert HomePage.allowed_parent_page_models() == [Page]
    assert PlainPage.allowed_subpage_models() == [PlainPage]
    assert set(PlainPage.allowed_parent_page_models()) == {HomePage, PlainPage}
    assert set(HomePage.allowed_subpage_models()) == {GuideIndexPage, PlainPage}


def test_a_plain_page_shows_its_text_and_the_way_back(client):
    HomePage.objects.get().add_child(instance=PlainPage(title="About us", slug="about", body="<p>We are nurses.</p>"))
    page = client.get("/about/").content.decode()
    assert "We are nurses." in page
    assert 'class="breadcrumbs"' in page


def test_the_footer_leads_to_the_pages_below_those_of_the_menu(client):
    home = HomePage.objects.get()
    about = home.add_child(instance=PlainPage(title="About us", slug="about", body="<p>We.</p>", show_in_menus=True))
    hidden = home.add_child(instance=PlainPage(title="Hidden", slug="hidden", body="<p>No.</p>"))
    for parent, slug in ((about, "privacy"), (hidden, "nowhere")):
        parent.add_child(instance=PlainPage(title=slug, slug=slug, body="<p>It.</p>", show_in_menus=True))
    page = BeautifulSoup(client.get("/").content, "html.parser")
    assert [link["href"] for link in page.select(".masthead__nav a")] == ["/about/"]
    assert [link["href"] for link in page.select(".colophon__nav a")] == ["/about/", "/about/privacy/"]


def test_a_public_page_varies_with_nothing_but_its_address(client):
    response = client.get("/", headers={"accept-language": "es"})
    assert response["Vary"] == "Accept-Encoding"
    assert response["Content-Language"] == "en"


def test_public_pages_load_only_from_the_site_and_the_admin_may_have_inline_scripts(client):
    assert "unsafe" not in client.get("/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in client.get("/admin/login/")["Content-Security-Policy"]


def test_robots_are_told_of_the_sitemap_and_kept_from_the_admin(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert client.get("/sitemap.xml").status_code == 200


def test_robots_may_read_that_a_search_is_not_to_be_listed(client):
    assert "search" not in client.get("/robots.txt").content.decode()
    for address in ("/search/", "/search/?query=x"):
        assert b'<meta name="robots" content="noindex">' in client.get(address).content


def test_a_page_that_is_not_there_says_so_in_the_site_s_design(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "guide_pages/guide" in response.content.decode()


def test_the_demonstration_is_refused_outside_development():
    with pytest.raises(CommandError, match="development"):
        call_command("serve_demo")


@pytest.mark.parametrize(
    ("hostname", "expected"),
    [("127.0.0.1", ("127.0.0.1", 8123)), ("localhost", ("127.0.0.1", 8123)), ("example.org", ("example.org", 80))],
)
def test_the_site_s_address_follows_the_port_until_it_has_a_name_of_its_own(hostname, expected):
    Site.objects.update(hostname=hostname, port=80)
    place_site(8123)
    site = Site.objects.get()
    assert (site.hostname, site.port) == expected


def test_the_default_database_takes_its_write_lock_at_once():
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        assert options["transaction_mode"] == "IMMEDIATE"
        assert "journal_mode=WAL" in options["init_command"]


def test_nobody_meets_a_debug_page_for_an_unknown_address(client, settings) -> None:
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "config.middleware.NotFoundMiddleware"]  # as in development
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert b"This page is not here" in response.content
    assert b"urlpatterns" not in response.content


def private_document() -> str:
    place = Collection.get_first_root_node().add_child(instance=Collection(name="Staff"))
    CollectionViewRestriction.objects.create(collection=place, restriction_type="password", password="swordfish")
    return get_document_model().objects.create(title="Rota", file=ContentFile(b"x", "rota.pdf"), collection=place).url


def private_guide() -> str:
    page = factories.guide()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="swordfish")
    return page.url


@pytest.mark.parametrize("door", [lambda: "/_util/login/", private_guide, private_document])
def test_a_page_that_asks_for_a_password_says_by_whose_name(client, settings, tmp_path, door):
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    address = door()
    Site.objects.update(site_name="Sleep Clinic")
    Site.clear_site_root_paths_cache()
    page = client.get(address).content.decode()
    assert 'type="password"' in page
    assert re.findall(r"<span>(.*)</span></a>", page) == ["Sleep Clinic"] * 2
    assert " · Sleep Clinic</title>" in page


@pytest.mark.parametrize("template", ["500.html", "guide_pages/unavailable.html"])
def test_a_page_that_needs_no_database_is_read_from_the_right_in_arabic(template):
    with override("ar"):
        assert '<html lang="ar" dir="rtl">' in render_to_string(template)
    assert 'dir="ltr"' in render_to_string(template)


def test_a_site_without_guides_says_so_to_readers_and_where_to_begin_to_editors(client):
    home, index = factories.site().root_page, factories.guide_index()
    for page, place in ((home, f"/admin/pages/{home.pk}/"), (index, f"/admin/pages/{index.pk}/add_subpage/")):
        empty = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".empty")
        assert empty.h2.get_text() == "No guides here yet"
        told = empty.select_one("[data-for-editors]")
        assert (told.has_attr("hidden"), told.a["href"]) == (True, place)
    factories.guide(parent=index)
    assert "No guides here yet" not in client.get("/").content.decode()
