"""What is advised about a guide, and what a site makes a condition of publication."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Site

from guide_pages.compiling.advice import advise, for_publication
from guide_pages.compiling.advice.prose import lix, sentences_of
from guide_pages.compiling.compiler import compile_guide
from guide_pages.models import GuidePage, GuideSettings
from guide_pages.publishing.refusals import PublishRefused
from guide_pages.records.advice import Advice
from tests import factories

pytestmark = pytest.mark.django_db

SOURCE = '<a href="https://example.org/study">a study in 2020</a>'


def advice(page: GuidePage, **settings: Any) -> dict[str, list[str]]:
    """What is advised, by its kind; without what every guide of these tests lacks."""
    found: dict[str, list[str]] = {}
    for finding in advise(page, compile_guide(page), GuideSettings(**settings)):
        found.setdefault(str(finding.kind), []).append(finding.message)
    return {kind: messages for kind, messages in found.items() if kind not in ("reviewer", "source")}


def of_text(html: str) -> dict[str, list[str]]:
    return advice(factories.guide(factories.section("Doses", factories.block("text", html))))


def test_a_guide_without_fault_has_nobody_who_checked_it_and_no_source():
    page = factories.guide()
    kinds = [finding.kind for finding in advise(page, compile_guide(page), GuideSettings())]
    assert kinds == [Advice.REVIEWER, Advice.SOURCE]
    page = factories.guide(
        factories.section("Doses", factories.text(f"It helped in {SOURCE}.")),
        reviewers=[factories.ContributorFactory()],
    )
    assert advise(page, compile_guide(page), GuideSettings()) == []


def test_long_sentences_are_said_once_a_text_with_the_longest():
    long = "This sentence goes on " + "and on " * 12 + "and ends."
    longer = "This other sentence goes on " + "and on " * 20 + "and ends."
    assert of_text(f"<p>{long}</p>") == {"sentence": ["A sentence has 30 words: “This sentence goes on and…”"]}
    assert of_text(f"<p>{long} {longer} Short.</p>") == {
        "sentence": ["2 sentences have more than 25 words, the longest 47: “This other sentence goes on…”"]
    }


def test_a_long_paragraph_is_to_be_divided():
    assert of_text("<p>" + "It is so. " * 51 + "</p>") == {
        "paragraph": ["A paragraph has 153 words. Divide it: no more than 150."]
    }


def test_a_long_list_is_no_paragraph():
    assert of_text("<ul>" + "<li>It is so.</li>" * 60 + "</ul>") == {}


def test_a_link_says_where_it_leads():
    assert of_text('<p>Read it <a href="https://example.org/">here</a>.</p>')["link_text"] == [
        "The link “here” does not say where it leads."
    ]
    assert of_text('<p><a href="https://example.org/">Who is here</a></p>') == {}


def test_a_bold_paragraph_is_no_heading():
    assert of_text("<p><b>Side effects</b></p><p>Few.</p>") == {
        "heading": ["“Side effects” looks like a heading, and is none. Make it a subheading."]
    }
    assert of_text("<p><b>Never drive.</b></p>") == {}


def test_links_that_readers_do_not_find_are_said():
    hidden = factories.guide(title="Hidden", slug="hidden", live=False)
    shown = factories.guide(factories.section("Here"), title="Shown", slug="shown")
    html = (
        f'<p><a linktype="page" id="{hidden.pk}">one</a> <a linktype="page" id="{shown.pk}">two</a> '
        f'<a linktype="page" id="{shown.pk}" fragment="#gone">three</a> '
        f'<a linktype="page" id="{shown.pk}" fragment="#here">four</a> <a href="#nowhere">five</a> '
        '<a href="#doses">six</a></p>'
    )
    assert of_text(html)["link"] == [
        "The link “one” leads to a page that readers do not find.",
        "The link “three” leads to a place that is not there.",
        "The link “five” leads to a place that is not there.",
    ]


def test_an_answer_begins_at_once():
    late = "<p>" + "Well. " * 60 + "</p><p>No.</p>"
    page = factories.guide(factories.faq(factories.question("Does it hurt?", late)))
    [said] = advice(page)["late_answer"]
    assert said.startswith("The first paragraph of the answer to “Does it hurt?” has 360 characters.")


def test_pictures_that_are_wanted_or_not_described_are_said():
    hero = factories.ImageFactory()
    page = factories.guide(
        factories.section("Doses", factories.text(), factories.image(None, wanted="A pill")), hero=hero
    )
    assert advice(page) == {
        "hero": ["The main image has no alternative text, and is not marked as decorative."],
        "image_wanted": ["Image wanted: A pill"],
    }
    page.hero_is_decorative = True
    assert "hero" not in advice(page)


def test_readability_is_measured_as_wagtail_does_against_the_sites_target():
    hard = "Pharmacological interventions necessitate multidisciplinary consideration: "
    hard += "various contraindications require individual assessment."
    assert round(lix([hard])) == 10 + 100
    page = factories.guide(factories.section("Doses", factories.text(hard)))
    assert advice(page)["readability"][0].startswith("The guide is hard to read: LIX 110, the site's target is 45.")
    assert "readability" not in advice(page, readability_target=110)
    assert "readability" not in advice(page, readability_target=0)


def test_sentences_end_where_the_next_one_begins():
    assert sentences_of("Take 2.5 mg, e.g. at night. Then sleep! “Why?” Because.") == [
        "Take 2.5 mg, e.g. at night.", "Then sleep!", "“Why?”", "Because."
    ]  # fmt: skip


def test_what_a_site_makes_a_condition_refuses_publication_on_every_way():
    settings = GuideSettings.for_site(Site.objects.get(is_default_site=True))
    settings.conditions = [Advice.REVIEWER]
    settings.save()
    with pytest.raises(PublishRefused, match="Nobody is named who checked the guide"):
        factories.guide()
    page = factories.guide(reviewers=[factories.ContributorFactory()])
    assert page.live
    assert for_publication(page, settings).problems == []


def test_a_guide_that_is_public_follows_whatever_has_become_a_condition_since():
    topic = factories.TopicFactory(name="Sleep")
    page = factories.guide(topics=[topic])
    settings = GuideSettings.for_site(Site.objects.get(is_default_site=True))
    settings.conditions = [Advice.REVIEWER]
    settings.save()
    topic.name = "Rest"
    topic.save()
    page.guide.refresh_from_db()
    assert page.guide.problem == ""
    assert page.guide.delivery.edition.number == 1


def test_advice_costs_the_same_queries_for_any_length(django_assert_num_queries):
    linked = factories.guide(title="Linked", slug="linked")
    link = f'<p><a linktype="page" id="{linked.pk}" fragment="#questions">It</a></p>'
    page = factories.guide(*(factories.section(f"Part {n}", factories.block("text", link)) for n in range(20)))
    compiled = compile_guide(page)
    with django_assert_num_queries(4):
        advise(page, compiled, GuideSettings())
