"""What becomes of markup: pages, pasted HTML, Markdown, Word. Whole documents of each kind are in the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.images import get_image_model

from guide_pages.importing.formats import Format, format_of
from guide_pages.importing.outline import Guess, Item, ItemList, Kind, Outline, Paragraph, Reason, Table, WantedImage
from guide_pages.importing.parsers import outline_of
from guide_pages.importing.source import Source
from guide_pages.models import GuidePage
from tests.factories import guide_index

CORPUS = Path(__file__).parent / "corpus"
BEFORE = "<h1>Owls</h1><h2>Nights</h2>"


def parsed(text: str, name: str = "owls.html") -> Outline:
    return outline_of(Source(name, text, "utf-8"))


def parts(html: str) -> tuple[object, ...]:
    return parsed(BEFORE + html).sections[0].parts


def guesses(outline: Outline) -> set[Guess]:
    return {line.guess for line in outline.uncertain}


# Kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Owls\n\nThey hoot.", Format.PLAIN),
        ("Owls\n\n# of owls: 3\n\nThey hoot.", Format.PLAIN),
        ("Owls\n====\n\n  # a comment\n  hoot --loud", Format.PLAIN),
        ("Owls\n\nNot **that** loud.", Format.PLAIN),
        ("Owls\n\n2 * 3 ** 4\n\n*****", Format.PLAIN),
        ("Owls\n\nIs 3 < 4 > 2? Use <b>.", Format.PLAIN),
        ("# Owls\n\nThey hoot.", Format.MARKDOWN),
        ("Owls\n\n## Nights\n\nThey hoot.\n\n## Days\n\nThey sleep.", Format.MARKDOWN),
        ("Owls\n\n**Nights**\n\nThey hoot.\n\n**Days**\n\nThey sleep.", Format.MARKDOWN),
        ("Owls [hoot](https://example.org).", Format.MARKDOWN),
        ("---\ntitle: Owls\n---\nThey hoot.", Format.MARKDOWN),
        ("<p>Owls</p>", Format.HTML),
        ("Owls <em>hoot</em>.\n\nThey <strong>do</strong>.", Format.HTML),
        ("<!-- wp:paragraph -->Owls", Format.HTML),
        ('Owls <a href="/">hoot</a>.', Format.HTML),
    ],
)
def test_a_kind_is_told_by_what_is_in_a_text(text: str, kind: Format):
    assert format_of(text) is kind


def test_a_name_decides_where_a_text_may_be_either():
    assert parsed("Owls *hoot* softly, all through the night.\n", "owls.md").sections[0].parts == (
        Paragraph("Owls hoot softly, all through the night.", "Owls <i>hoot</i> softly, all through the night."),
    )


# Words


def test_links_and_emphasis_are_kept_and_nothing_else():
    (paragraph,) = parts(
        '<p>A <strong>b</strong> <em>c</em> <span style="font-weight:700;font-style:italic">d</span>'
        ' <u>e</u> x<sup>2</sup> <font color="red">f</font> <a href="https://example.org/?a=1&amp;utm_source=b">g</a>'
    )
    assert paragraph == Paragraph(
        "A b c d e x2 f g",
        'A <b>b</b> <i>c</i> <b><i>d</i></b> e x<sup>2</sup> f <a href="https://example.org/?a=1">g</a>',
    )


@pytest.mark.parametrize("href", ["#note", "/other", "other.html", "ftp://example.org", "http://[", ""])
def test_a_link_to_a_place_that_cannot_be_told_becomes_its_words(href: str):
    assert parts(f'<p>See <a href="{href}">there</a>.</p>') == (Paragraph("See there."),)


def test_a_path_of_a_page_that_says_where_it_is_is_completed():
    head = '<html><head><link rel="canonical" href="https://example.org/owls/"></head><body>'
    (paragraph,) = parsed(f'{head}{BEFORE}<p>See <a href="../mice/">mice</a>.</p>').sections[0].parts
    assert paragraph.html == 'See <a href="https://example.org/mice/">mice</a>.'


def test_lines_that_a_break_parts_stay_lines_of_one_paragraph():
    assert parts("<p>7 Nest Lane<br>Woods</p>") == (Paragraph("7 Nest Lane\nWoods"),)


def test_a_soft_hyphen_and_a_no_break_space_are_gone():
    assert parts("<p>Owls&nbsp;hoot&shy;ing&#8203;</p>") == (Paragraph("Owls hooting"),)


# Lists, tables, pictures


def test_a_list_keeps_its_levels_however_they_are_written():
    wanted = ItemList((Item("a", lists=(ItemList((Item("b"),), ordered=True),)), Item("c")))
    assert parts("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>") == (wanted,)
    assert parts("<ul><li>a</li><ol><li>b</li></ol><li>c</li></ul>") == (wanted,)


def test_a_cell_that_spans_others_is_said_once():
    outline = parsed(
        f"{BEFORE}<table><tr><th colspan=2>Day</th></tr>"
        "<tr><td rowspan=2>Mo</td><td>1</td></tr><tr><td>2</td></tr></table>"
    )
    assert outline.sections[0].parts == (Table((("Day", ""), ("Mo", "1"), ("", "2")), header=True),)
    assert Guess.TABLE in guesses(outline)


def test_a_picture_has_its_text_its_caption_and_its_file():
    figure = '<figure><img src="/up/owl%20one.jpg?x=1" alt="An owl"><figcaption>At dusk</figcaption></figure>'
    (image,) = parsed(BEFORE + figure).images
    assert (image, image.file) == (WantedImage("An owl", caption="At dusk"), "owl one.jpg")


def test_a_caption_of_wordpress_is_a_caption():
    text = '<h2>Owls</h2>\nThey hoot.\n\n[caption id="a"]<img src="o.jpg" alt="An owl" /> At dusk[/caption]\n'
    assert parsed(text).images == [WantedImage("An owl", caption="At dusk")]


@pytest.mark.parametrize("image", ['<img src="a.gif" width="1" height="1" alt="x">', '<img src="a.png" alt="">'])
def test_a_picture_that_says_nothing_is_no_place(image: str):
    assert parts(f"<p>Owls hoot.{image}</p>") == (Paragraph("Owls hoot."),)


# Questions


def test_text_after_questions_that_fold_goes_on_in_its_section():
    outline = parsed(
        f"{BEFORE}<p>They hoot.</p><details><summary>Why?</summary><p>For love.</p></details><p>All night.</p>"
    )
    assert outline.sections[0].parts == (Paragraph("They hoot."), Paragraph("All night."))
    assert [(ask.text, ask.answer) for ask in outline.questions] == [("Why?", (Paragraph("For love."),))]


def test_a_bold_question_on_the_line_of_its_answer_is_parted_from_it():
    outline = parsed(f"{BEFORE}<p>Hoot.</p><h2>FAQ</h2><p><b>Why?</b> For love.</p><p><b>When?</b> At dusk.</p>")
    assert [(ask.text, ask.answer[0].text) for ask in outline.questions] == [
        ("Why?", "For love."),
        ("When?", "At dusk."),
    ]


def test_headings_below_a_faq_are_questions_whether_they_ask_or_not():
    outline = parsed(f"{BEFORE}<p>Hoot.</p><h2>FAQ</h2><h3>Why?</h3><p>For love.</p><h3>Cost</h3><p>None.</p>")
    assert [ask.text for ask in outline.questions] == ["Why?", "Cost"]


def test_headings_between_the_level_of_a_faq_and_its_questions_make_groups():
    outline = parsed(
        f"{BEFORE}<p>Hoot.</p><h2>FAQ</h2><h3>Young</h3><h4>Why?</h4><p>For love.</p>"
        "<h3>Old</h3><h4>When?</h4><p>At dusk.</p><h2>End</h2><p>Sleep.</p>"
    )
    assert [(faq.heading, len(faq.questions)) for faq in outline.faqs] == [("FAQ: Young", 1), ("Old", 1)]
    assert outline.sections[-1].heading == "End"


# Around the article


def test_what_stands_around_the_article_is_left_out_and_listed():
    outline = parsed(
        "<html><body><header>Nest News</header><nav>Home</nav><main><h1>Owls</h1><h2>Nights</h2><p>They hoot.</p>"
        '<form>Your name</form></main><div id="comments"><p>Nice.</p></div><footer>Imprint</footer></body></html>'
    )
    assert {drop.text: drop.reason for drop in outline.dropped} == {
        "Nest News": Reason.OUTSIDE,
        "Home": Reason.OUTSIDE,
        "Your name": Reason.COMMENT_FORM,
        "Nice.": Reason.OUTSIDE,
        "Imprint": Reason.OUTSIDE,
    }
    assert outline.sections[0].parts == (Paragraph("They hoot."),)


def test_the_title_of_a_page_is_found_without_the_site_s_name():
    page = "<html><head><title>Owls – Nest News</title></head><body><h1>Nest News</h1><h1>Owls</h1>"
    assert parsed(f"{page}<h2>Nights</h2><p>They hoot.</p>").title == "Owls"


# For the editor


def test_an_outline_says_of_each_line_what_it_was_taken_for_and_how_sure_that_is():
    outline = parsed("Owls\n\nNights\n\nThey hoot at night.\n\nsilver birch\n\nLeave a Reply\n", "owls.txt")
    assert [(line.number, line.kind) for line in outline.lines] == [
        (1, Kind.TITLE),
        (3, Kind.HEADING),
        (5, Kind.TEXT),
        (7, Kind.TEXT),
        (9, Kind.LEFT_OUT),
    ]
    doubtful = outline.lines[3]
    assert doubtful.sure < outline.lines[2].sure
    assert Kind.IMAGE in doubtful.others


# Into the guide


@pytest.mark.django_db
def test_a_word_document_brings_its_pictures():
    guide_index()
    call_command("import_guide", str(CORPUS / "styles.docx"), "--publish", verbosity=0)
    assert get_image_model().objects.count() == 1
    body = json.dumps(GuidePage.objects.get().body.get_prep_value())
    assert "Apple rings on a string" in body


@pytest.mark.django_db
def test_readers_see_a_caption_whose_picture_is_missing():
    guide_index()
    call_command("import_guide", str(CORPUS / "spans.html"), "--publish", verbosity=0)
    texts = [
        child.value.source
        for part in GuidePage.objects.get().body
        for child in part.value["content"]
        if child.block_type == "text"
    ]
    assert "<p>The pier, built in 1890</p>" in texts
