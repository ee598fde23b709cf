"""A document in a restricted collection, or below one, is not linked; when the restriction goes, it is again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from guide_pages.models import Delivery
from guide_pages.publishing.reconciling import reconcile
from tests import factories

pytestmark = pytest.mark.django_db


def committed(act: Callable[[], Any]) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act()


@pytest.fixture
def collections() -> dict[str, Collection]:
    """Above, the one that is restricted, below it, and one beside it whose path begins otherwise."""
    root = Collection.get_first_root_node()
    above = root.add_child(instance=Collection(name="Above"))
    restricted = above.add_child(instance=Collection(name="Staff"))
    below = restricted.add_child(instance=Collection(name="Doctors"))
    beside = Collection.objects.get(pk=above.pk).add_child(instance=Collection(name="Everybody"))
    return {"above": above, "itself": restricted, "below": below, "beside": beside, "root": root}


def linking(collection: Collection) -> None:
    """A guide that links to a document of a collection."""
    file = SimpleUploadedFile("secret-name.txt", b"words")
    document = get_document_model().objects.create(title="Leaflet", file=file, collection=collection)
    link = f'<a linktype="document" id="{document.pk}">leaflet</a>'
    factories.guide(factories.section("Linking", factories.text(link)))


def is_linked() -> bool:
    delivery = Delivery.objects.get()
    in_page, in_json = (b"secret-name" in bytes(body) for body in (delivery.html, delivery.json))
    assert in_page == in_json
    return in_page


@pytest.mark.parametrize(
    ("where", "hidden"), [("itself", True), ("below", True), ("above", False), ("beside", False), ("root", False)]
)
def test_a_restriction_reaches_what_is_below_it(collections: dict[str, Collection], where: str, hidden: bool) -> None:
    linking(collections[where])
    assert is_linked()
    restrict = CollectionViewRestriction.objects.create
    restriction = committed(lambda: restrict(collection=collections["itself"], restriction_type="login"))
    assert is_linked() != hidden
    assert list(reconcile(check=True)) == []
    committed(restriction.delete)
    assert is_linked()


def test_what_is_published_under_a_restriction_is_not_linked_either(collections: dict[str, Collection]) -> None:
    CollectionViewRestriction.objects.create(collection=collections["itself"], restriction_type="login")
    linking(collections["below"])
    assert not is_linked()
