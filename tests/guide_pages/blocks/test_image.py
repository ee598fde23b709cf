"""A picture, or the description of one that is still wanted."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from faq_blocks.compilation import Compilation
from guide_pages.blocks import GuideImageBlock
from guide_pages.pictures.renditions import make
from tests import factories
from tests.faq_blocks.showing import messages, node_of, shown

pytestmark = pytest.mark.django_db

BLOCK = GuideImageBlock()


def stored(picture: object = None, alt: str = "A calm room", **value: object) -> dict[str, object]:
    decorative = value.pop("decorative", False)
    raw = factories.image(picture, alt, **value)["value"]
    raw["image"]["decorative"] = decorative
    return raw


def seen(value: dict[str, object], **kwargs: object) -> tuple[BeautifulSoup, Compilation]:
    compilation = Compilation(**kwargs)
    node = node_of(BLOCK, value, compilation)
    return shown(node, compilation, BLOCK), compilation


@pytest.fixture
def picture() -> object:
    image = factories.ImageFactory()
    make(image)
    return image


def test_a_picture_has_its_words_sizes_and_sources(picture: object) -> None:
    html, compilation = seen(stored(picture, caption="Look at the door.", credit="Ana, CC BY 4.0"))
    img = html.img
    assert img["alt"] == "A calm room"
    assert (int(img["width"]), int(img["height"])) == (640, 360)
    assert img["src"].startswith(f"{factories.site().root_url}/media/")
    assert "640w" in html.select_one("source[type='image/webp']")["srcset"]
    assert html.figcaption.text.startswith("Look at the door.")
    assert "Ana, CC BY 4.0" in html.figcaption.text
    assert ("image", str(picture.pk)) in compilation.references
    assert messages(compilation) == []


def test_the_words_of_the_place_win_over_those_of_the_library(picture: object) -> None:
    picture.description = "What the library says"
    picture.save()
    assert seen(stored(picture, "What matters here"))[0].img["alt"] == "What matters here"


def test_a_decorative_picture_is_passed_over_in_silence(picture: object) -> None:
    html, compilation = seen(stored(picture, "Nobody reads this", decorative=True))
    assert html.img["alt"] == ""
    assert messages(compilation) == []


def test_a_picture_that_says_nothing_is_refused(picture: object) -> None:
    picture.title = "Room 1"
    picture.save()
    _html, compilation = seen(stored(picture, " "))
    assert messages(compilation) == ["The image “Room 1” has no alternative text, and is not marked as decorative."]


def test_without_caption_and_credit_there_is_no_empty_caption(picture: object) -> None:
    html, _ = seen(stored(picture))
    assert html.figcaption is None
    assert "None" not in str(html)


def test_a_credit_alone_is_shown_without_a_caption(picture: object) -> None:
    html, _ = seen(stored(picture, credit="Ana"))
    assert "None" not in html.figcaption.text
    assert "Ana" in html.figcaption.text


def test_a_picture_without_renditions_yet_is_shown_as_it_was_uploaded() -> None:
    image = factories.ImageFactory()
    html, _ = seen(stored(image))
    assert html.img["src"].endswith(image.file.url)


def test_a_drawing_is_shown_as_it_is() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"/>'
    image = get_image_model().objects.create(title="Drawing", file=ContentFile(svg, name="d.svg"), width=40, height=20)
    html, _ = seen(stored(image))
    assert html.img["src"].endswith(".svg")
    assert html.source is None


def test_a_client_that_does_not_know_images_gets_the_words(picture: object) -> None:
    node = node_of(BLOCK, stored(picture, caption="Look.", credit="Ana"))
    assert node.plain_text() == "A calm room\nLook.\nAna"


def test_a_wanted_picture_is_shown_in_a_draft() -> None:
    html, compilation = seen(stored(wanted="A nurse measures blood pressure"), is_draft=True)
    assert html.select_one(".wanted").text == "Image wanted: A nurse measures blood pressure"
    assert html.img is None
    assert messages(compilation) == []
    assert [w.message for w in compilation.warnings] == ["Image wanted: A nurse measures blood pressure"]


def test_a_wanted_picture_without_words_is_still_a_place() -> None:
    html, _ = seen(stored(), is_draft=True)
    assert html.select_one(".wanted").text.strip() == "Image wanted"


def test_a_guide_is_published_without_what_is_wanted() -> None:
    compilation = Compilation()
    assert node_of(BLOCK, stored(wanted="A nurse"), compilation) is None
    assert messages(compilation) == []


def test_a_deleted_picture_is_like_none_chosen() -> None:
    image = factories.ImageFactory()
    value = stored(image)
    image.delete()
    assert node_of(BLOCK, value) is None


def test_an_image_block_with_nothing_in_it_says_what_to_do() -> None:
    with pytest.raises(ValidationError) as refused:
        BLOCK.clean(BLOCK.to_python(stored()))
    assert "Choose an image, or say which one is wanted." in str(refused.value.as_json_data())


def test_a_picture_needs_words_or_a_mark_that_it_decorates(picture: object) -> None:
    with pytest.raises(ValidationError):
        BLOCK.clean(BLOCK.to_python(stored(picture, "")))
    assert BLOCK.clean(BLOCK.to_python(stored(picture, "", decorative=True)))["image"].decorative
