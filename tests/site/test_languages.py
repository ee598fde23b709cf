"""Each page says in which language it is, in which others it can be read, and speaks that language itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import ngettext, override
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from guide_pages.models import GuidePage, GuideSettings
from guide_pages.publishing.working_off import work_off_everything
from guide_pages.reading.posts import too_many
from guide_pages.rendering import version
from guide_pages.replies.limits import TooMany
from home.models import HomePage
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db


def soup(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def translate(page: Page, code: str, **words: str) -> Page:
    locale = Locale.objects.get_or_create(language_code=code)[0]
    return factories.publish(page.copy_for_translation(locale, copy_parents=True), **words)


def choice(page: BeautifulSoup) -> dict[str, tuple[str, str]]:
    return {a["lang"]: (a.get_text(), a["href"]) for a in page.select(".languages a")}


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select("head link[hreflang]")}


@pytest.fixture
def guide(client: Client) -> GuidePage:
    """A guide in English and Arabic, whose home pages are public."""
    page = factories.guide(title="Sleep", slug="sleep")
    translate(page, "ar", title="النوم", slug="sleep-ar")
    work_off_everything()
    return page


def test_a_page_in_arabic_is_written_from_right_to_left_in_arabic(client: Client, guide: GuidePage) -> None:
    page = soup(client, "/ar/guides/sleep-ar/")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.select_one(".skip").get_text() == "الانتقال إلى المحتوى"
    assert not page.select("link[as=font]")  # the first face has no Arabic letters
    english = soup(client, "/guides/sleep/")
    assert (english.html["lang"], english.html["dir"]) == ("en", "ltr")


def test_each_page_offers_its_other_languages(client: Client, guide: GuidePage) -> None:
    root = factories.site().root_url
    assert choice(soup(client, "/guides/sleep/")) == {"ar": ("العربيّة", f"{root}/ar/guides/sleep-ar/")}
    assert list(choice(soup(client, "/ar/guides/sleep-ar/"))) == ["en"]
    for address, other in {"/": "/ar/", "/guides/": "/ar/guides/", "/ar/": "/", "/search/": "/ar/search/"}.items():
        (chosen,) = choice(soup(client, address)).values()
        assert chosen[1] in (other, f"{root}{other}")


def test_a_page_without_a_translation_leads_to_the_home_page_in_that_language(client: Client, guide: GuidePage) -> None:
    factories.guide(title="Alone", slug="alone")
    page = soup(client, "/guides/alone/")
    assert choice(page) == {"ar": ("العربيّة", "/ar/")}
    alone = f"{factories.site().root_url}/guides/alone/"
    assert alternates(page) == {"en": alone, "x-default": alone}


def test_search_engines_are_told_of_each_language_itself_and_the_one_for_all_others(
    client: Client, guide: GuidePage
) -> None:
    root = factories.site().root_url
    wanted = {
        "en": f"{root}/guides/sleep/",
        "ar": f"{root}/ar/guides/sleep-ar/",
        "x-default": f"{root}/guides/sleep/",
    }
    assert alternates(soup(client, "/guides/sleep/")) == wanted
    assert alternates(soup(client, "/ar/guides/sleep-ar/")) == wanted
    assert alternates(soup(client, "/ar/")) == {"en": f"{root}/", "ar": f"{root}/ar/", "x-default": f"{root}/"}


def test_guides_offer_a_language_that_the_site_is_read_in_from_now_on(client: Client) -> None:
    page = factories.guide(title="Sleep", slug="sleep")
    assert choice(soup(client, "/guides/sleep/")) == {}
    spanish = Locale.objects.create(language_code="es")
    home = HomePage.objects.get().copy_for_translation(spanish)
    home.save_revision().publish()
    work_off_everything()
    assert choice(soup(client, "/guides/sleep/")) == {"es": ("Español", "/es/")}
    assert page.locale.language_code == "en"


def test_the_search_is_in_the_language_of_its_address(client: Client, guide: GuidePage) -> None:
    page = soup(client, "/ar/search/")
    assert (page.html["lang"], page.html["dir"], page.h1.get_text()) == ("ar", "rtl", "بحث")
    assert page.select_one(".finder")["action"] == "/ar/search/"


def test_a_search_is_the_same_in_the_other_language(client: Client, guide: GuidePage) -> None:
    page = soup(client, "/search/?query=puedo+conducir%3F%26")
    assert choice(page)["ar"][1] == "/ar/search/?query=puedo%20conducir%3F%26"
    assert choice(soup(client, "/search/"))["ar"][1] == "/ar/search/"


def test_what_is_not_there_is_regretted_in_the_language_of_the_address(client: Client) -> None:
    page = soup(client, "/fr/nulle-part/", 404)
    assert (page.html["lang"], page.html["dir"]) == ("fr", "ltr")
    assert page.h1.get_text() == "Cette page n’est pas ici"


def test_urgent_help_says_in_which_language_each_of_its_words_is(client: Client, guide: GuidePage) -> None:
    """The site's numbers are English wherever nobody has translated them: a voice must not read them as Arabic."""
    settings = GuideSettings.for_site(factories.site())
    ways = [("contact", {"label": "Call 988", "detail": "Lifeline", "href": "tel:988"})]
    country = {"country": "Spain", "contacts": ways, "url": "https://example.org/"}
    said = {"urgent_help_heading": "Need help?", "urgent_help_text": "<p>Call.</p>", "disclaimer": "<p>No advice.</p>"}
    for name, value in said.items():
        setattr(settings, name, value)
    settings.urgent_help_contacts, settings.urgent_help_countries = ways, [("country", country)]
    nothing = dict.fromkeys(("urgent_help_contacts", "urgent_help_countries"), ())
    arabic = {**dict.fromkeys(said, ""), **nothing, "language": "ar", "urgent_help_heading": "هل تحتاج إلى مساعدة؟"}
    settings.translations = [("language", arabic)]
    settings.save()
    work_off_everything()
    reply = reverse("guidepost_reply", args=[GuidePage.objects.get(slug="sleep-ar").guide.pk])
    for address, status in (("/ar/guides/sleep-ar/", 200), ("/ar/404/", 404), ("/ar/search/", 200)):
        banner = soup(client, address, status).select_one(".urgent--banner")
        assert not banner.strong.has_attr("lang")  # translated
        for place in (".urgent__first", ".urgent__contacts", ".prose", ".urgent__countries dt"):
            assert banner.select_one(place)["lang"] == "en", (address, place)
        assert not soup(client, address.removeprefix("/ar").replace("-ar", ""), status).select(".urgent--banner [lang]")
    assert soup(client, "/ar/guides/sleep-ar/").select_one(".disclaimer .prose")["lang"] == "en"
    assert soup(client, reply).select_one(".at-once .urgent__contacts")["lang"] == "en"


@pytest.mark.parametrize(("code", "words"), [("es", "3 minutos"), ("fr", "3 minutes"), ("ar", "3 دقائق")])
def test_numbers_have_their_forms(code: str, words: str) -> None:
    with override(code):
        assert ngettext("%(minutes)s minute", "%(minutes)s minutes", 3) % {"minutes": 3} == words


@pytest.mark.parametrize("minutes", [1, 2, 3, 11])
@pytest.mark.parametrize("code", ["es", "fr", "ar"])
def test_whoever_has_to_wait_is_told_how_long_whatever_form_the_number_takes(code: str, minutes: int) -> None:
    with override(code):
        assert f" {minutes} " in too_many(TooMany(60 * minutes))


def test_an_editors_admin_speaks_the_language_that_the_editor_chose(admin_client: Client, admin_user) -> None:
    UserProfile.objects.create(user=admin_user, preferred_language="es")
    factories.FaqEntryFactory()
    factories.reply(factories.guide(), "Is it safe?")
    library = soup(admin_client, "/admin/snippets/faq_blocks/faqentry/")
    heads = [head.get_text(" ", strip=True) for head in library.select("thead th")]
    assert heads[1:] == ["Pregunta", "Temas", "Estado", "Uso", "Actualización"]
    replies = soup(admin_client, "/admin/replies/")
    assert replies.select(".reply-cell__acts a")[0].get_text() == "Responder"


def test_guides_are_made_again_where_a_sites_words_change(settings, tmp_path: Path) -> None:
    version._made_by.cache_clear()
    before = version.renderer_version()
    catalog = tmp_path / "fr" / "LC_MESSAGES" / "django.mo"
    catalog.parent.mkdir(parents=True)
    catalog.write_bytes(b"words")
    settings.LOCALE_PATHS = [tmp_path]
    version._made_by.cache_clear()
    assert version.renderer_version() != before
    version._made_by.cache_clear()
