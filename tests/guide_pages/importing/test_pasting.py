"""What is copied in Word and Google Docs keeps its structure; what cannot be kept is said."""

from __future__ import annotations

import time

import pytest

from guide_pages.importing.markup.links import address
from guide_pages.importing.pasting import _fragment, pasted, prose

#: As Word for Windows puts it on the clipboard, shortened.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=EN-GB style='word-wrap:break-word'><!--StartFragment-->
<p class=MsoNormal>Ketamine, CO<sub>2</sub> and 10<sup>3</sup>, <b>slowly</b>.<o:p></o:p></p>
<h2>Before<o:p></o:p></h2>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>Eat
lightly.<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>Rest.
<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>1.&nbsp; Sit.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>2.&nbsp; Breathe.</p>
<h3>Doses</h3>
<table class=MsoTableGrid border=1>
<tr><td><p class=MsoNormal><b>Drug</b></p></td><td><p class=MsoNormal>Dose</p></td></tr>
<tr><td><p class=MsoNormal>A &amp; B</p></td><td><p class=MsoNormal>1&nbsp;mg m<sup>-2</sup></p></td></tr></table>
<p class=MsoQuote>I slept well.</p><p class=MsoQuote>For once.</p>
<p class=MsoNormal><img width=10 height=10 src="file:///C:/a.png" alt="A moon">See <a
href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.nhs.uk%2Fsleep&amp;data=05%7C02">here</a>.</p>
<!--EndFragment--></body></html>"""

#: As Google Docs puts it on the clipboard, shortened.
DOCS = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f">
<h1 dir="ltr"><span style="font-size:20pt;font-weight:400;">After</span></h1>
<p dir="ltr"><span style="font-weight:400;">Water is H</span><span style="font-size:0.6em;vertical-align:sub;">2</span>
<span style="font-weight:700;">O</span><span style="font-style:italic;">, as </span>
<a href="https://www.google.com/url?q=https://example.org/a?b%3D1&amp;sa=D&amp;source=docs"><span>said</span></a></p>
<h2 dir="ltr"><span>Meals</span></h2><hr>
<div dir="ltr" align="left"><table><colgroup><col><col></colgroup><tbody>
<tr><td><p dir="ltr"><span>When</span></p></td><td><p dir="ltr"><span>What</span></p></td></tr>
<tr><td><p dir="ltr"><span>Noon</span></p></td><td><p dir="ltr"><span>Soup</span></p></td></tr></tbody></table></div>
<ol><li dir="ltr"><p dir="ltr"><span>First</span></p></li>
<ul><li dir="ltr"><p dir="ltr"><span>Inner</span></p></li></ul></ol>
</b>"""


def said(blocks):
    """Blocks without their ids."""
    return [(block["type"], block["value"]) for block in blocks]


def rows(value):
    table = value["table"]
    return [[column["heading"] for column in table["columns"]], *(row["values"] for row in table["rows"])]


def test_word_keeps_headings_lists_tables_quotations_and_scripts():
    found = pasted(WORD)
    assert said(found.content) == [("text", "<p>Ketamine, CO<sub>2</sub> and 10<sup>3</sup>, <b>slowly</b>.</p>")]
    (before,) = found.sections
    assert before["value"]["heading"] == "Before"
    text, subheading, (kind, table), quote, last = said(before["value"]["content"])
    assert text == ("text", "<ul><li>Eat lightly.</li><li>Rest.</li></ul><ol><li>Sit.</li><li>Breathe.</li></ol>")
    assert subheading == ("subheading", "Doses")
    assert kind == "table"
    assert rows(table) == [["Drug", "Dose"], ["<p>A &amp; B</p>", "<p>1 mg m<sup>-2</sup></p>"]]
    assert quote == ("quote", {"text": "<p>I slept well.</p><p>For once.</p>", "source": ""})
    assert last == ("text", '<p>See <a href="https://www.nhs.uk/sleep">here</a>.</p>')
    assert found.lost == ["1 picture: add it as an image"]


def test_google_docs_keeps_headings_lists_tables_and_scripts():
    found = pasted(DOCS)
    assert found.content == []
    (after,) = found.sections
    assert after["value"]["heading"] == "After"
    text, meals, rule, (kind, table), items = said(after["value"]["content"])
    assert text == (
        "text",
        '<p>Water is H<sub>2</sub> <b>O</b><i>, as </i><a href="https://example.org/a?b=1">said</a></p>',
    )
    assert (meals, rule, kind) == (("subheading", "Meals"), ("divider", None), "table")
    assert rows(table) == [["When", "What"], ["<p>Noon</p>", "<p>Soup</p>"]]
    assert items == ("text", "<ol><li>First<ul><li>Inner</li></ul></li></ol>")
    assert found.lost == []


def test_headings_of_low_levels_are_subheadings():
    found = pasted("<p>Before</p><h3>One</h3><p>Words</p><h4>Two</h4><p>More</p>")
    assert said(found.content) == [
        ("text", "<p>Before</p>"),
        ("subheading", "One"),
        ("text", "<p>Words</p>"),
        ("subheading", "Two"),
        ("text", "<p>More</p>"),
    ]
    assert found.sections == []


def test_where_only_words_can_stand_nothing_is_lost_unsaid():
    found = prose(WORD)
    ((kind, html),) = said(found.content)
    assert kind == "text"
    assert html.startswith("<p>Ketamine, CO<sub>2</sub> and 10<sup>3</sup>, <b>slowly</b>.</p><p><b>Before</b></p><ul>")
    assert "<p>Drug · Dose<br/>A &amp; B · 1 mg m<sup>-2</sup></p><p>I slept well.</p>" in html
    assert [words.split(",")[0] for words in found.lost] == [
        "headings",
        "tables",
        "quotations",
        "1 picture: add it as an image",
    ]


def test_what_could_harm_is_not_pasted():
    found = pasted('<h2>A<script>x()</script></h2><p onclick="x()">B <a href="javascript:x()">c</a></p>')
    assert said(found.sections) == [("section", {"heading": "A", "content": found.sections[0]["value"]["content"]})]
    assert said(found.sections[0]["value"]["content"]) == [("text", "<p>B c</p>")]


@pytest.mark.parametrize(
    "redirect",
    [
        "https://www.google.com/url?q=https://example.org/a&sa=D",
        "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa",
        "https://eur01.safelinks.protection.outlook.com/ap/b-59/?url=https%3A%2F%2Fexample.org%2Fa&data=05",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Ffbclid%3D1&h=AT",
        "https://www.youtube.com/redirect?event=video&q=https%3A%2F%2Fexample.org%2Fa",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a&d=Dw",
        "https://urldefense.com/v3/__https://example.org/a__;!!abc",
        "https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fexample.org%252Fa",
    ],
)
def test_an_address_that_only_leads_on_is_where_it_leads(redirect):
    assert address(redirect, "") == "https://example.org/a"


@pytest.mark.parametrize(
    "plain", ["https://www.google.com/search?q=https://example.org", "https://www.google.com/url?q=sleep"]
)
def test_an_address_that_leads_somewhere_itself_stays(plain):
    assert address(plain, "") == plain


def test_a_clipboard_of_windows_is_what_was_copied():
    html = "Version:1.0 <html><body><!--StartFragment--><p>Kept.</p><!--EndFragment--></body></html>"
    assert said(pasted(html).content) == said(pasted("<p>Kept.</p>").content)


@pytest.mark.parametrize("start", ["<p>Some words, and what to do.</p>\n", "<!--", "<!-- StartFragment", "<![", "a"])
def test_twice_as_much_takes_twice_as_long(start):
    """Not four times: whoever may write anywhere may paste."""
    taken = []
    for size in (100_000, 800_000):
        html = (start * (size // len(start) + 1))[:size]
        began = time.process_time()
        _fragment(html)
        taken.append(time.process_time() - began)
    assert taken[1] < 0.2 + 20 * taken[0]
