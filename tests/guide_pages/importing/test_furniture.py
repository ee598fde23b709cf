"""What belonged to the old page is left out and listed; what only resembles it is kept."""

from __future__ import annotations

import pytest

from guide_pages.importing.outline import Guess, Outline, Paragraph, Reason
from guide_pages.importing.plain_text import parse_plain_text
from tests.guide_pages.importing.texts import lines

SECTIONS = lines("Why Nights Change", "The body clock moves forward with age.", "What Helps", "Walk outside at noon.")


def parsed(text: str) -> Outline:
    return parse_plain_text(text, "rest")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("You are currently viewing Better Rest", Reason.VIEWING),
        ("You are here: Home > Guides", Reason.VIEWING),
        ("Leave a Reply", Reason.COMMENTS),
        ("Leave a Reply Cancel reply", Reason.COMMENTS),
        ("Leave a comment", Reason.COMMENTS),
        ("Comments", Reason.COMMENTS),
        ("12 Comments", Reason.COMMENTS),
        ("No comments yet", Reason.COMMENTS),
        ("Comments are closed.", Reason.COMMENTS),
        ("Your email address will not be published. Required fields are marked *", Reason.COMMENT_FORM),
        ("Post Comment", Reason.COMMENT_FORM),
        ("Share this", Reason.SHARING),
        ("Share this post:", Reason.SHARING),
        ("Share on Facebook", Reason.SHARING),
        ("Facebook Twitter LinkedIn", Reason.SHARING),
        ("Related posts", Reason.RELATED),
        ("You might also like", Reason.RELATED),
        ("Read more", Reason.RELATED),
        ("Posted on March 3, 2024 by admin", Reason.BYLINE),
        ("Posted in Sleep, Health", Reason.BYLINE),
        ("Last updated: 3 March 2024", Reason.BYLINE),
        ("Medically reviewed by Ada Owl, MD", Reason.BYLINE),
        ("Tags: sleep, naps", Reason.BYLINE),
        ("7 min read", Reason.BYLINE),
        ("Home > Sleep > Better Rest", Reason.NAVIGATION),
        ("Home » Sleep", Reason.NAVIGATION),
        ("Skip to content", Reason.NAVIGATION),
        ("Previous Post: Naps", Reason.NAVIGATION),
        ("Post navigation", Reason.NAVIGATION),
        ("Back to top", Reason.NAVIGATION),
        ("This site uses cookies to improve your experience. By browsing on, you agree.", Reason.COOKIES),
        ("Accept all cookies", Reason.COOKIES),
        ("Cookie policy", Reason.COOKIES),
        ("Advertisement", Reason.PROMOTION),
        ("Subscribe to our newsletter", Reason.PROMOTION),
        ("© 2024 Night Press. All rights reserved.", Reason.COPYRIGHT),
        ("* * *", Reason.ORNAMENT),
    ],
)
@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_furniture_is_dropped_with_a_reason(line: str, reason: Reason, place: str):
    before, after = SECTIONS.split("What Helps")
    text = {
        "start": lines(line, "Better Rest", SECTIONS),
        "middle": lines("Better Rest", before, line, f"What Helps{after}"),
        "end": lines("Better Rest", SECTIONS, line),
    }[place]
    outline = parsed(text)
    assert outline.title == "Better Rest"
    assert [(drop.text, drop.reason) for drop in outline.dropped] == [(line, reason)]
    assert [section.heading for section in outline.sections] == ["Why Nights Change", "What Helps"]
    assert not outline.images


@pytest.mark.parametrize(
    "sentence",
    [
        "Share this with the person who drives you home.",
        "You are currently viewing the night as an enemy, and it is none.",
        "Leave a reply on the machine if nobody answers.",
        "Comments from readers shaped this guide.",
        "We use cookies and milk as a reward for children.",
        "Related posts in the field of sleep are hard to fill.",
        "Home is where most of us sleep.",
        "Read more at night, and by a dim lamp.",
        "Posted on the door was a note that said to knock softly.",
        "Subscribe to no theory of sleep too early.",
        "Next, lie down.",
        "A score of 3 > 2 is better.",
    ],
)
def test_a_sentence_that_resembles_furniture_is_kept(sentence: str):
    outline = parsed(lines("Better Rest", SECTIONS, sentence))
    assert not outline.dropped
    assert outline.sections[-1].parts[-1] == Paragraph(sentence)


def test_words_that_may_be_headings_are_furniture_at_the_edges_only():
    text = lines("Menu", "Search", "Better Rest", "By Ada Owl", SECTIONS, "Search", "Look for a quiet room.", "Email")
    outline = parsed(text)
    assert [drop.number for drop in outline.dropped] == [1, 3, 7, 22]
    assert outline.sections[-1].heading == "Search"


def test_a_comment_form_is_dropped_line_by_line():
    form = ["Leave a Reply", "Comment *", "Name *", "Email *", "Website", "Post Comment"]
    outline = parsed(lines("Better Rest", SECTIONS, *form))
    assert [drop.text for drop in outline.dropped] == form


def test_what_follows_the_comments_is_kept_and_listed_as_uncertain():
    outline = parsed(lines("Better Rest", SECTIONS, "2 Comments", "This helped me a lot last winter."))
    assert [(line.text, line.guess) for line in outline.uncertain] == [
        ("This helped me a lot last winter.", Guess.AFTER_COMMENTS)
    ]


def test_the_titles_under_related_posts_are_dropped_up_to_a_heading_with_text():
    before, after = SECTIONS.split("What Helps")
    text = lines("Better Rest", before, "Related posts", "Ten Ways to Nap", "Why Owls Hoot", f"What Helps{after}")
    outline = parsed(text)
    assert [drop.text for drop in outline.dropped] == ["Related posts", "Ten Ways to Nap", "Why Owls Hoot"]
    assert [section.heading for section in outline.sections] == ["Why Nights Change", "What Helps"]


@pytest.mark.parametrize("marks", [("", ""), ("- ", "- "), ("1. ", "2. ")])
def test_a_table_of_contents_is_dropped(marks: tuple[str, str]):
    entries = [f"{marks[0]}Why Nights Change", f"{marks[1]}What Helps"]
    outline = parsed(lines("Better Rest", "Table of Contents", " / ".join(entries), SECTIONS))
    assert [drop.text for drop in outline.dropped] == ["Table of Contents", *entries]
    assert [section.heading for section in outline.sections] == ["Why Nights Change", "What Helps"]


def test_a_file_of_furniture_alone_has_no_parts():
    assert parsed(lines("Skip to content", "Menu", "Leave a Reply")).parts == ()
