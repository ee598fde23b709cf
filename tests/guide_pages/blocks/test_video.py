"""A film that nobody is told of before a reader plays it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from faq_blocks.compilation import Compilation
from guide_pages.blocks import VideoBlock
from guide_pages.blocks.video import film
from tests.faq_blocks.showing import messages, node_of, shown

KEY = "abcdefghijk"


def stored(url: str = f"https://youtu.be/{KEY}", **value: Any) -> dict[str, Any]:
    return {"title": "A “film”", "url": url, "transcript": "<p>Good <b>morning</b>.</p>", **value}


def test_nothing_is_loaded_before_a_reader_plays_it() -> None:
    html = shown(node_of(VideoBlock(), stored()))
    frame = html.iframe
    assert frame.get("src") is None
    assert frame["title"] == "Video: A “film”"
    before = BeautifulSoup(frame["srcdoc"], "html.parser")
    assert before.select("img, script, iframe") == []
    assert before.a["href"] == f"https://www.youtube-nocookie.com/embed/{KEY}?autoplay=1"
    assert "YouTube, which then learns of your visit." in before.text


def test_what_stands_in_the_frame_cannot_leave_it() -> None:
    frame = shown(node_of(VideoBlock(), stored(title='"><script>alert(1)</script>'))).iframe
    assert BeautifulSoup(frame["srcdoc"], "html.parser").script is None
    assert "<script>" in BeautifulSoup(frame["srcdoc"], "html.parser").b.text


def test_all_that_is_said_can_be_read() -> None:
    node = node_of(VideoBlock(), stored())
    html = shown(node)
    assert html.select_one("details .prose").text == "Good morning."
    assert html.figcaption.a["href"] == f"https://www.youtube.com/watch?v={KEY}"
    assert node.plain_text() == "A “film”\n\nGood morning."


@pytest.mark.parametrize(
    "written",
    [
        f"https://www.youtube.com/watch?v={KEY}",
        f"https://www.youtube.com/watch?app=desktop&v={KEY}&t=10s",
        f"https://m.youtube.com/watch?v={KEY}",
        f"https://youtu.be/{KEY}?si=tracked",
        f"https://www.youtube.com/shorts/{KEY}",
        f"https://www.youtube.com/live/{KEY}",
        f"https://www.youtube-nocookie.com/embed/{KEY}",
        f" youtube.com/watch?v={KEY} ",
    ],
)
def test_an_address_of_youtube_in_any_form_is_one_film(written: str) -> None:
    found = film(written)
    assert found == (
        "youtube",
        f"https://www.youtube.com/watch?v={KEY}",
        f"https://www.youtube-nocookie.com/embed/{KEY}",
    )


@pytest.mark.parametrize(
    ("written", "url", "player"),
    [
        ("https://vimeo.com/76979871", "76979871", "76979871?dnt=1"),
        ("https://player.vimeo.com/video/76979871", "76979871", "76979871?dnt=1"),
        ("https://vimeo.com/76979871/0a1b2c?share=copy", "76979871/0a1b2c", "76979871?dnt=1&h=0a1b2c"),
        ("https://player.vimeo.com/video/76979871?h=0a1b2c", "76979871/0a1b2c", "76979871?dnt=1&h=0a1b2c"),
    ],
)
def test_an_address_of_vimeo_keeps_what_unlocks_it(written: str, url: str, player: str) -> None:
    assert film(written) == ("vimeo", f"https://vimeo.com/{url}", f"https://player.vimeo.com/video/{player}")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "https://example.org/watch?v=abcdefghijk",
        "https://youtube.com.example.org/watch?v=abcdefghijk",
        "https://youtu.be/abcdefghijkl",
        "https://www.youtube.com/@somebody",
        "https://vimeo.com/channels/somebody",
        "javascript:alert(1)//youtu.be/abcdefghijk",
    ],
)
def test_what_is_no_film_there_is_refused(written: str) -> None:
    compilation = Compilation()
    assert node_of(VideoBlock(), stored(written), compilation) is None
    assert messages(compilation) == ["The video “A “film”” needs its address at YouTube or Vimeo."]


def test_a_video_needs_a_title_and_a_transcript() -> None:
    compilation = Compilation()
    shown(node_of(VideoBlock(), stored(title=" ", transcript=""), compilation))
    assert messages(compilation) == ["A video has no title.", "The video “” has no transcript."]
    assert [problem.field for problem in compilation.problems] == ["title", "transcript"]
