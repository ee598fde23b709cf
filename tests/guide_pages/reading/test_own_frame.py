"""A site's own frame: one template and one setting. Our part is what is stored; the rest is made for each request."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.checks import run_checks
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from guide_pages.models import Delivery, GuidePage
from guide_pages.publishing.refusals import PublishRefused
from guide_pages.records.editions import Edition
from home.models import PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

BASE = """<!doctype html><html><head>
<title>{% block title %}{{ page.seo_title|default:page.title }}{% endblock %}</title>
{% block extra_css %}{% endblock %}</head><body class="host">
<nav>
{% if request.user.is_authenticated %}Signed in as {{ request.user.get_username }}{% else %}Sign in{% endif %}</nav>
{% block content %}{% endblock %}<footer>The host</footer></body></html>"""
FRAME = """{% extends "host/base.html" %}
{% block title %}{{ guide.title }} | Host{% endblock %}
{% block extra_css %}{{ guide.head }}{% endblock %}
{% block content %}<div id="host">{{ guide.article }}</div>{% endblock %}"""


@pytest.fixture
def templates(settings: Any, tmp_path: Path) -> Path:
    """A folder for templates of a site's own, before ours."""
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"] = [tmp_path, *settings.TEMPLATES[0]["DIRS"]]
    (tmp_path / "host").mkdir()
    return tmp_path


@pytest.fixture
def frame(settings: Any, templates: Path) -> None:
    (templates / "host/base.html").write_text(BASE)
    (templates / "host/guide.html").write_text(FRAME)
    settings.GUIDEPOST_FRAME = "host/guide.html"


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(factories.section("Before you start", factories.text("<p>Words & more.</p>")), title="A & B")


def read(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address, headers={"accept-encoding": "br, gzip", "if-none-match": '"x"'})
    assert response.status_code == status
    assert "Content-Encoding" not in response
    return BeautifulSoup(response.content.decode(), "html.parser")


def test_a_guide_stands_in_the_site_s_frame(frame: None, client: Client, page: GuidePage) -> None:
    found = read(client, page.url)
    assert found.title
    assert found.title.text == "A & B · Guidepost | Host"
    assert [each.name for each in found.select("body > *")] == ["nav", "div", "footer"]
    assert [each.text for each in found.select("#host > .guidepost > article.guide .guide__body h2")] == [
        "Before you start"
    ]
    for mark in ("masthead", "colophon", "skip"):
        assert not found.select(f".{mark}")
    head = found.head
    assert head
    assert head.select_one("link[rel=canonical]")["href"] == page.full_url  # type: ignore[index]
    assert {"MedicalWebPage", "BreadcrumbList"} <= {
        kind for kind in ("MedicalWebPage", "BreadcrumbList", "FAQPage") if f'"{kind}"' in str(head)
    }
    assert len(head.select("link[rel=stylesheet]")) == 2
    assert found.select("script[src*='guide.js']")


def test_it_is_the_host_s_for_each_request_and_ours_in_one_query(
    frame: None, client: Client, admin_client: Client, page: GuidePage, django_assert_num_queries: Any
) -> None:
    read(client, page.url)
    with django_assert_num_queries(1):
        response = client.get(page.url)
    assert "Sign in" in response.text
    assert "Cache-Control" not in response
    assert "ETag" not in response
    assert "Signed in as admin" in admin_client.get(page.url).text


def test_without_the_setting_it_is_ours(client: Client, page: GuidePage) -> None:
    response = client.get(page.url)
    assert "ETag" in response
    assert bytes(Delivery.objects.get().html) == response.content


@pytest.mark.parametrize("name", ["list", "topic", "plain page"])
def test_pages_around_guides_stand_in_it_too(frame: None, client: Client, page: GuidePage, name: str) -> None:
    topic = factories.TopicFactory(name="Sleep", slug="sleep")
    factories.guide(topics=[topic])
    index = page.get_parent()
    plain = factories.site().root_page.add_child(instance=PlainPage(title="About", slug="about", body="<p>We.</p>"))
    address = {"list": index.url, "topic": f"{index.url}topics/sleep/", "plain page": plain.url}[name]
    for _made_then_stored in range(2):
        found = read(client, address)
        assert found.select("body.host #host h1")
        assert not found.select(".masthead")


def test_so_do_replies(frame: None, templates: Path, client: Client, page: GuidePage) -> None:
    (templates / "host/base.html").write_text(BASE.replace("The host", "The host of {{ page.title }}"))
    found = read(client, f"/_util/replies/{page.guide.pk}/")
    assert found.select("body.host #host form")
    assert "of A &amp; B" in client.get(f"/_util/replies/{page.guide.pk}/").text
    refused = client.post(f"/_util/replies/{page.guide.pk}/", {})
    assert refused.status_code == 422
    assert '<body class="host">' in refused.text


def test_a_restricted_guide_is_kept_by_no_cache(frame: None, client: Client, page: GuidePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(page.url).status_code == 302
    client.force_login(factories.moderator())
    response = client.get(page.url)
    assert '<body class="host">' in response.text
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_a_draft_is_seen_in_it(frame: None, admin_client: Client, page: GuidePage) -> None:
    factories.draft(page, title="Not yet")
    preview = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    response = preview.make_preview_request(preview_mode="")
    assert '<body class="host">' in response.text
    assert "Preview: a draft" in response.text


def test_what_is_no_page_is_as_it_is(frame: None, client: Client, page: GuidePage) -> None:
    assert client.get(f"{page.url.rstrip('/')}.md").text.startswith("# A & B")
    assert client.get("/nothing/").status_code == 404


def test_a_page_of_the_host_s_is_not_touched(frame: None, templates: Path, client: Client) -> None:
    (templates / "guide_pages").mkdir()
    (templates / "guide_pages/guide_page.html").write_text("<p>Their own {{ guide.title }}</p>")
    page = factories.guide(title="A & B")
    assert client.get(page.url).text == "<p>Their own A &amp; B</p>"


def test_a_frame_that_is_no_template_is_refused_by_check(settings: Any, templates: Path) -> None:
    assert not [found for found in run_checks() if found.id == "guide_pages.E028"]
    settings.GUIDEPOST_FRAME = "host/missing.html"
    assert [found.msg for found in run_checks() if found.id == "guide_pages.E028"] == [
        "GUIDEPOST_FRAME names host/missing.html, which is no template: host/missing.html."
    ]


# Templates of a site's own, in the place of ours.


def test_one_that_needs_a_request_refuses_to_publish_and_says_where(templates: Path) -> None:
    (templates / "guide_pages").mkdir()
    (templates / "host/base.html").write_text(
        "<body>\n{% load wagtailcore_tags wagtailuserbar %}\n{% querystring %}\n{% block content %}{% endblock %}"
    )
    (templates / "guide_pages/base.html").write_text('{% extends "host/base.html" %}')
    page = factories.guide(live=False)
    with pytest.raises(PublishRefused) as refused:
        page.save_revision().publish()
    assert refused.value.messages[1].startswith(
        "A template of the site fails. Tell whoever runs it: host/base.html, line 3: "
    )
    assert not Page.objects.get(pk=page.pk).live
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% extends 'host/nowhere.html' %}", "TemplateDoesNotExist: host/nowhere.html"),
        ("{% nonsense %}", "TemplateSyntaxError: Invalid block tag on line 1: 'nonsense'"),
    ],
)
def test_so_does_one_that_is_none(templates: Path, template: str, said: str) -> None:
    (templates / "guide_pages").mkdir()
    (templates / "guide_pages/base.html").write_text(template)
    page = factories.guide(live=False)
    with pytest.raises(PublishRefused) as refused:
        page.save_revision().publish()
    assert said in refused.value.messages[1]
