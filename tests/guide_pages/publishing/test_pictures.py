"""When an image's files are made, the guides follow that show it, and no others."""

from __future__ import annotations

import pytest
from wagtail.images import get_image_model

from guide_pages.models import Due
from guide_pages.publishing.pictures import refresh_image
from tests import factories

pytestmark = pytest.mark.django_db


def test_its_files_are_made_and_the_guides_that_show_it_are_asked_for() -> None:
    other, picture = factories.ImageFactory(), factories.ImageFactory()
    factories.guide(factories.section("Lamp", factories.image(other)))
    page = factories.guide(factories.section("Lamp", factories.image(picture)))
    for image in (other, picture):
        image.renditions.all().delete()
    Due.objects.all().delete()
    refresh_image(picture.pk)
    assert picture.renditions.exists()
    assert not other.renditions.exists()
    asked = Due.objects.values_list("kind", "key", "cause", "what")
    assert list(asked) == [("guide", page.pk, "image", f"image:{picture.pk}")]


def test_an_image_that_is_gone_is_nobodys_to_show() -> None:
    factories.guide(factories.section("Lamp", factories.image(factories.ImageFactory())))
    Due.objects.all().delete()
    gone = get_image_model().objects.latest("pk").pk + 1
    refresh_image(gone)
    assert not Due.objects.exists()
