"""The benchmark knows the tables that it clones guides in: nothing else would notice before the next measuring."""

from __future__ import annotations

from modelcluster.models import get_all_child_relations

from bench import cloning
from guide_pages.models import GuidePage


def test_guides_are_cloned_with_all_that_belongs_to_their_pages() -> None:
    children = {relation.related_model for relation in get_all_child_relations(GuidePage)}
    ours = {model for model in children if model.__module__.startswith("guide_pages.")}
    assert {model for model, _column in cloning.OF_A_PAGE} == ours
