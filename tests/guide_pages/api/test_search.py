"""What a search of guides finds, in which order, and that nothing typed breaks it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory, TestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page, PageViewRestriction, Site

from faq_blocks.models import FaqEntry
from guide_pages.models import GuidePage, Synonyms
from guide_pages.queries.hosts import host
from guide_pages.searching import search as searching
from guide_pages.searching.finding import find
from tests import factories
from tests.guide_pages.api.asking import Answer, Queries, ask, followed, id_of, names

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    "*",
    "-",
    "' '",
    "NEAR",
    "NOT",
    "a OR",
    "sleep AND",
    "(((",
    ")",
    "kind:answer",
    "a:*",
    "\\",
    "%",
    "<b>",
    "😀",
]


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(
        factories.section("Sleep well", factories.text("Go to bed at the same hour."), block_id="well"),
        factories.section("The evening", factories.text("Good <b>sleep</b> begins at dusk; sleeping late is rare.")),
        factories.faq(factories.question("How long should I sleep?", "<p>Eight hours & no less.</p>", block_id="long")),
        title="Nights",
        slug="nights",
        summary="A summary about it.",
    )


def search(client: Client, q: str, resource: str = "search", **parameters: str | int) -> Answer:
    more = "".join(f"&{name}={quote(str(value))}" for name, value in parameters.items())
    return ask(client, f"{resource}?q={quote(q)}{more}")


def found(client: Client, q: str, resource: str = "search", **parameters: str | int) -> list[str]:
    items = search(client, q, resource, **parameters).json["items"]
    return [item.get("heading") or item["question"] for item in items]


def test_a_hit_says_what_it_is_where_it_is_and_why(client: Client, page: GuidePage) -> None:
    answer = search(client, "how long")
    link = {"id": id_of(page), "title": "Nights", "url": page.full_url, "locale": "en"}
    extract = {"html": "Eight hours &amp; no less.", "plain": "Eight hours & no less."}
    hit = {"id": "long", "anchor": "how-long-should-i-sleep", "guide": link, "extract": extract}
    hit["url"] = f"{page.full_url}#how-long-should-i-sleep"
    heading = "How long should I sleep?"
    assert answer.json == {"items": [{"kind": "answer", "heading": heading, **hit}], "next_cursor": None}
    assert search(client, "long", "answers").json["items"] == [{"question": heading, **hit}]


def test_a_guide_is_found_by_words_of_its_title_and_of_its_summary(client: Client) -> None:
    page = factories.guide(factories.section("Flour"), title="Bread at home", summary="Loaves, and <rolls>.")
    link = {"id": id_of(page), "title": "Bread at home", "url": page.full_url, "locale": "en"}
    extract = {"html": "<mark>Loaves</mark>, and &lt;rolls&gt;.", "plain": "Loaves, and <rolls>."}
    hit = {"kind": "guide", "id": id_of(page), "heading": "Bread at home", "anchor": None, "url": page.full_url}
    assert search(client, "loaves").json["items"] == [{**hit, "guide": link, "extract": extract}]
    assert found(client, "bread") == found(client, "bread loaves") == ["Bread at home"]
    assert found(client, "bread", "answers") == []


def test_headings_come_before_texts_and_the_shortest_first(client: Client, page: GuidePage) -> None:
    assert found(client, "sleep") == ["Sleep well", "How long should I sleep?", "The evening"]


def test_the_very_question_comes_first(client: Client, page: GuidePage) -> None:
    factories.guide(factories.section("Sleep"), factories.faq(factories.question("Sleep long, should I? How!")))
    assert found(client, "HOW long should I  sleep")[0] == "How long should I sleep?"


def test_a_question_of_the_commonest_words_is_found_by_them_all(client: Client) -> None:
    factories.guide(factories.section(), factories.faq(factories.question("What is it?")))
    assert found(client, "what is it?", "answers") == ["What is it?"]


def test_more_often_in_fewer_words_comes_first(client: Client) -> None:
    filler = " ".join(["something else entirely."] * 60)
    factories.guide(
        factories.section("Once in many words", factories.text(f"Zebras. {filler}")),
        factories.section("Twice in many words", factories.text(f"Zebras. {filler} zebras.")),
        factories.section("Twice in few words", factories.text("Zebras and zebras.")),
    )
    assert found(client, "zebras") == ["Twice in few words", "Twice in many words", "Once in many words"]


def test_all_words_must_be_there_in_heading_or_text(client: Client, page: GuidePage) -> None:
    assert found(client, "evening dusk") == ["The evening"]
    assert found(client, "evening zebras") == []


@pytest.mark.parametrize("q", ["sleeping", "SLEEPS", "sleep, well!", "slëep"])
def test_words_are_found_in_their_other_forms(client: Client, page: GuidePage, q: str) -> None:
    assert found(client, q)[0] == "Sleep well"


def test_a_language_has_its_own_forms(client: Client) -> None:
    spanish = Locale.objects.create(language_code="es")
    page = factories.guide(factories.section("Los niños pequeños", factories.text("Duermen más.")), title="Sueño")
    page = page.copy_for_translation(spanish, copy_parents=True)
    factories.publish(page)
    assert set(found(client, "ninos", locale="es")) == {"Los niños pequeños"}
    assert found(client, "ninos", locale="fr") == []
    assert len(found(client, "ninos")) == 2


def test_only_questions_in_published_guides_are_answers(client: Client, page: GuidePage) -> None:
    entry: FaqEntry = factories.FaqEntryFactory(question="Do zebras sleep?")
    assert found(client, "zebras", "answers") == []
    factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    assert found(client, "zebras", "answers") == ["Do zebras sleep?"]
    assert found(client, "sleep", "answers") == ["Do zebras sleep?", "How long should I sleep?"]


def test_an_extract_marks_words_around_the_best_place_and_escapes_the_rest(client: Client) -> None:
    filler = " ".join(["Something & <else>."] * 30).replace("<", "&lt;").replace("& ", "&amp; ")
    words = f"A zebra. {filler} Some zebras are studying; a zebra studies &lt;b&gt;. {filler}"
    factories.guide(factories.section("Animals", factories.text(words)))
    extract = search(client, "zebras study").json["items"][0]["extract"]
    marked = re.findall("<mark>(.*?)</mark>", extract["html"])
    assert marked == ["zebras", "studying", "zebra", "studies"]
    assert html.unescape(re.sub("</?mark>", "", extract["html"])) == extract["plain"]
    assert "<" not in re.sub("</?mark>", "", extract["html"])
    assert extract["plain"].startswith("… ")
    assert extract["plain"].endswith(" …")
    assert 100 < len(extract["plain"]) <= 204


def test_pages_hold_each_hit_once(client: Client) -> None:
    factories.guide(*(factories.section(f"Zebra {n}") for n in range(5)))
    assert [item["heading"] for item in followed(client, "search?q=zebra&limit=2")] == [f"Zebra {n}" for n in range(5)]


def test_a_cursor_belongs_to_its_query(client: Client, page: GuidePage) -> None:
    cursor = search(client, "sleep", limit=1).json["next_cursor"]
    assert search(client, "sleep", limit=2, cursor=cursor).status == 200
    others = [search(client, "dusk", cursor=cursor), search(client, "sleep", "answers", cursor=cursor)]
    others += [search(client, "sleep", locale="en", cursor=cursor), search(client, "sleep", cursor=f"{cursor}x")]
    assert [(other.status, other.json["type"]) for other in others] == [(400, "urn:guidepost:problem:bad-cursor")] * 4


def test_no_more_than_so_many_are_ranked_those_in_headings_first(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RANKED", 3)
    texts = [factories.section(f"Other {n}", factories.text("A zebra.")) for n in range(4)]
    factories.guide(*texts, factories.section("Zebra"), factories.section("A zebra"))
    headings = [item["heading"] for item in followed(client, "search?q=zebra&limit=2")]
    assert headings[:2] == ["Zebra", "A zebra"]
    assert len(headings) == 3


@pytest.mark.parametrize("resource", ["search", "answers"])
def test_a_search_is_two_queries_and_some_more_for_each_language_where_few_have_all_words(
    client: Client, page: GuidePage, resource: str, django_assert_num_queries: Queries
) -> None:
    for q, queries in (("sleep", 2), ("zebra", 10), ("sleep zebra", 11), ("!?", 0)):  # four languages
        with django_assert_num_queries(queries):
            assert search(client, q, resource).status == 200


def test_an_answer_has_a_validator_in_each_coding(client: Client, page: GuidePage) -> None:
    plain, packed = ask(client, "search?q=sleep"), ask(client, "search?q=sleep", accept_encoding="gzip")
    assert plain.words == packed.words
    assert packed.headers["Content-Encoding"] == "gzip"
    for answer, coding in ((plain, ""), (packed, "gzip")):
        again = ask(client, "search?q=sleep", accept_encoding=coding, if_none_match=answer.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]


@pytest.mark.parametrize("resource", ["search", "answers"])
def test_what_is_asked_wrongly_is_named(client: Client, resource: str) -> None:
    assert (ask(client, resource).status, names(ask(client, resource))) == (422, {"q"})
    assert names(ask(client, f"{resource}?q=a&topic=b")) == {"topic"}
    assert names(search(client, "\x00", resource)) == {"q"}
    assert names(search(client, "x" * 10_000, resource)) == {"q"}
    assert names(search(client, "a", resource, limit=101)) == {"limit"}


def hide(page: GuidePage, how: str) -> None:
    if how == "restricted, silently":
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page.get_parent(), restriction_type="login")])
    elif how == "not live, silently":
        Page.objects.filter(pk=page.pk).update(live=False)
    elif how == "deleted":
        page.delete()
    else:
        page.unpublish()


@pytest.mark.parametrize("how", ["unpublished", "deleted", "restricted, silently", "not live, silently"])
@pytest.mark.parametrize("q", ["sleep", "sleep dusk", "How long should I sleep?", "nights", "summary about"])
def test_a_hidden_guide_leaves_no_trace(client: Client, page: GuidePage, how: str, q: str) -> None:
    limit = 4 if q == "sleep dusk" else 2
    other = factories.guide_index(slug="other", title="Other")
    factories.guide(*(factories.section(f"Sleep {n}", factories.text("Dusk.")) for n in range(3)), parent=other)
    with_it = [search(client, q, resource, limit=limit) for resource in ("search", "answers")]
    hide(page, how)
    hidden = [search(client, q, resource, limit=limit) for resource in ("search", "answers")]
    assert hidden != with_it
    page_ids = page.get_parent().get_descendants().values_list("pk", flat=True)
    GuidePage.objects.filter(pk__in=page_ids).delete()
    assert hidden == [search(client, q, resource, limit=limit) for resource in ("search", "answers")]


def test_a_site_has_its_own_guides(client: Client, page: GuidePage) -> None:
    two = factories.site().root_page.add_sibling(instance=Page(title="Two", slug="two"))
    Site.objects.create(hostname="two.example", root_page=two)
    factories.guide(factories.section("Sleep elsewhere"), parent=factories.guide_index(two))
    answer = ask(client, "search?q=sleep", host="two.example")
    assert [item["heading"] for item in answer.json["items"]] == ["Sleep elsewhere"]
    assert "Sleep elsewhere" not in found(client, "sleep")


def test_a_draft_is_not_found(client: Client, page: GuidePage) -> None:
    factories.draft(page, body=factories.body(factories.section("Zebras")))
    factories.guide(factories.section("Zebras"), live=False)
    assert found(client, "zebras") == []


#: A sentence, words that a reader looks for, and what is marked of it.
SCRIPTS = {
    "Hindi": ("हिन्दी में नींद के बारे में", "हिन्दी नींद", ["हिन्दी", "नींद"]),
    "Tamil": ("தூக்கம் பற்றி தமிழில்", "தமிழில்", ["தமிழில்"]),
    "Khmer": ("ការគេងឱ្យបានគ្រប់គ្រាន់", "គ្រប់គ្រាន់", ["គ្រប់គ្រាន់"]),
    "Burmese": ("အိပ်ရေးဝဝအိပ်ပါ", "အိပ်ရေး", ["အိပ်ရေး"]),
    "Thai": ("การนอนหลับที่ดีเริ่มจากห้องมืด", "ห้อง", ["ห้อง"]),
    "Lao": ("ການນອນຫຼັບທີ່ດີ", "ນອນ", ["ນອນ"]),
    "Japanese": ("よく眠るための部屋です。", "部屋", ["部屋"]),
    "Chinese, one letter": ("睡眠有益健康", "睡", ["睡"]),
    "pointed Hebrew": ("שֵׁנָה טוֹבָה בַּלַּיְלָה", "שֵׁנָה", ["שֵׁנָה"]),
    "pointed Hebrew, without": ("שֵׁנָה טוֹבָה בַּלַּיְלָה", "שנה טובה", ["שֵׁנָה", "טוֹבָה"]),
    "Hebrew, by pointed words": ("שנה טובה בלילה", "טוֹבָה", ["טובה"]),
    "vocalized Arabic": ("النَّوْمُ الجَيِّدُ", "النَّوْمُ", ["النَّوْمُ"]),
    "vocalized Arabic, without": ("النَّوْمُ الجَيِّدُ", "الجيد", ["الجَيِّدُ"]),
    "Greek without accents": ("Καλός ύπνος", "υπνος", ["ύπνος"]),
    "Russian with stress": ("Здоро́вый сон", "здоровый", ["Здоро́вый"]),
    "letters and marks apart": ("Sueños tranquilos".replace("ñ", "n\u0303"), "sueños", ["Sueños"]),
    "a soft hyphen": ("Good sleep\u00ading hours", "sleeping", ["sleep\u00ading"]),
    "letters in two scripts": ("Tシャツ", "シャツ", ["シャツ"]),
    "German sharp s": ("Gute Nacht auf der Straße", "STRASSE", ["Straße"]),
    "dotless i": ("Uykusuz mısınız", "misiniz", ["mısınız"]),
    "dotless i, in capitals": ("ILIK süt", "ılık", ["ILIK"]),
    "ligatures": ("Reﬂect in your oﬃce", "reflect office", ["Reﬂect", "oﬃce"]),
    "full width": ("Ｓｌｅｅｐ　２４時間", "sleep 24時間", ["Ｓｌｅｅｐ", "２４", "時間"]),
    "half width": ("ﾈﾑﾘ", "ネム", ["ﾈﾑ"]),
    "Arabic without hamza": ("أسباب الأرق", "اسباب", ["أسباب"]),
    "half of a letter": ("ໜາວ", "ຫ", ["ໜ"]),
    "a script that is new": ("k\U00011f12q z", "k\U00011f12q", []),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_words_of_every_script_are_found_and_marked(client: Client, script: str) -> None:
    sentence, q, marked = SCRIPTS[script]
    factories.guide(factories.section("Zebras", factories.text(sentence)), factories.section("Others"))
    factories.guide(factories.section(sentence))
    by_heading, by_text = search(client, q).json["items"]
    assert (by_heading["heading"], by_text["heading"]) == (sentence, "Zebras")
    if marked:
        assert re.findall("<mark>(.*?)</mark>", by_text["extract"]["html"]) == marked


@pytest.mark.parametrize(
    "q", ["", " ", "?!", *HOSTILE, "x y " * 100, "-1 1e5 a@b.c http://d/e f_g ½ ² Ⅷ", "हिन्दी", "x" * 480]
)
def test_nothing_typed_is_an_operator(client: Client, page: GuidePage, q: str) -> None:
    assert search(client, q).status == 200
    assert search(client, f"sleep {q} well").status == 200


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=500))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(client: Client, page: GuidePage, q: str) -> None:
    for resource in ("search", "answers"):
        assert search(client, q, resource).status == 200


def test_the_commonest_words_alone_are_found_as_they_are(client: Client) -> None:
    factories.guide(factories.section("What is it for?"), factories.section("Other"))
    assert found(client, "what is it")[0] == "What is it for?"


@pytest.fixture
def words_kept(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        factories.guide(
            factories.section("Ketamine", factories.text("It is given in a checkup. Eyesight may blur.")),
            factories.section("Driving", factories.text("Not on the same day.")),
            title="Anesthetics",
        )


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("kettamine", "Ketamine"),
        ("ketmaine", "Ketamine"),
        ("ketam", "Ketamine"),
        ("check up", "Ketamine"),
        ("eye sight", "Ketamine"),
        ("can I drive?", "Driving"),
        ("anesthetics drive", "Driving"),
    ],
)
def test_what_was_meant_is_found(client: Client, words_kept: None, typed: str, heading: str) -> None:
    assert found(client, typed)[:1] == [heading]


def test_a_word_is_found_with_others_that_no_passage_has_beside_it(client: Client, words_kept: None) -> None:
    assert found(client, "anesthetics price") == ["Anesthetics"]  # what a guide is about counts most
    assert found(client, "ketamine driving") == ["Ketamine", "Driving"]
    assert found(client, "zebras driving") == found(client, "tigers at the checkup") == []


def test_rare_words_count_more_than_common_ones(client: Client) -> None:
    for number in range(4):
        factories.guide(
            factories.section(f"Children and doses {number}", factories.text("Sleep.")), title=f"G {number}"
        )
    factories.guide(factories.section("Lions", factories.text("Paracetamol.")), title="Another")
    assert found(client, "paracetamol for children")[0] == "Lions"


def test_words_are_found_joined_and_split_right_and_wrong(client: Client) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        factories.guide(factories.section("Blood pressure"), factories.section("Backache"), factories.section("Back"))
    for typed in ("bloodpressure", "bloodpresure", "blodpressure", "blood presure"):
        assert found(client, typed) == ["Blood pressure"]
    assert found(client, "back ache") == ["Backache", "Back"]


def test_what_was_meant_is_written_as_it_stands_there(client: Client) -> None:
    spanish = Locale.objects.create(language_code="es")
    with TestCase.captureOnCommitCallbacks(execute=True):
        guides = factories.guide(title="Guide").get_parent()
        guides = guides.copy_for_translation(spanish, copy_parents=True)
        guides.save_revision().publish()
        factories.guide(
            factories.section("Tensión", factories.text("La presión de una embarazada. El embarazo.")),
            title="Guía",
            parent=guides,
        )
    asked = host(RequestFactory().get("/"))
    for typed, meant in (("presoin", "presión"), ("embarasada", "embarazada"), ("presion", "")):
        assert find(typed, asked, locale="es", offset=0, limit=5).suggestion == meant


@pytest.mark.parametrize("typed", ["ines", "zebra", "ke", "gout", "drivel of zebras"])
def test_what_nobody_means_is_not(client: Client, words_kept: None, typed: str) -> None:
    assert found(client, typed) == []


def test_of_three_words_two_are_enough_and_those_with_all_come_first(client: Client) -> None:
    sections = [("One", "Zebras eat grass."), ("Two", "Zebras and lions."), ("Three", "Zebras, lions, grass.")]
    factories.guide(*(factories.section(heading, factories.text(text)) for heading, text in sections))
    assert found(client, "zebras lions grass")[0] == "Three"
    assert {*found(client, "zebras lions grass")} == {"One", "Two", "Three"}
    assert found(client, "zebras tigers") == []


def test_synonyms_are_found_both_ways_and_alone_as_phrases(client: Client) -> None:
    Synonyms.objects.create(locale=Locale.objects.get(), words="drive, car, motor vehicle")
    factories.guide(factories.section("Driving"), factories.section("Other", factories.text("Stay out of the car.")))
    for typed in ("drive", "cars", "motor vehicles"):
        assert found(client, typed) == ["Driving", "Other"]
    assert found(client, "vehicle") == []


def test_an_answer_that_guides_share_is_listed_once(client: Client) -> None:
    entry = factories.FaqEntryFactory(question="How long should a zebra sleep?", answer="<p>Three hours.</p>")
    pages = [
        factories.guide(factories.faq(factories.from_library(entry)), title=f"Zebras {number}") for number in range(2)
    ]
    for hidden in ([], pages[:1]):
        for page in hidden:
            PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
        items = ask(client, "answers?q=zebra+hours").json["items"]
        assert [item["question"] for item in items] == ["How long should a zebra sleep?"]
    assert items[0]["guide"]["title"] == "Zebras 1"


def test_an_extract_does_not_run_one_part_into_the_next(client: Client) -> None:
    factories.guide(factories.section("Zebras", factories.text("Before it begins"), factories.text("Eat. Sleep.")))
    (item,) = ask(client, "search?q=zebras").json["items"]
    assert item["extract"]["plain"] == "Before it begins · Eat. Sleep."


def test_sources_come_last(client: Client) -> None:
    links = " ".join(f'<a href="https://example.org/{n}">Zebras and more zebras</a>.' for n in range(3))
    factories.guide(
        factories.section("Zebras, their sources", factories.text(links)),
        factories.section("Other", factories.text("A zebra among very many other words.")),
    )
    assert found(client, "zebras") == ["Other", "Zebras, their sources"]


@pytest.mark.parametrize("how", ["unpublished", "deleted", "restricted, silently", "not live, silently"])
def test_a_hidden_guide_corrects_no_spelling(client: Client, words_kept: None, how: str) -> None:
    hide(GuidePage.objects.get(), how)
    assert [found(client, typed) for typed in ("kettamine", "ketam", "check up")] == [[], [], []]
