"""Dates that readers see are written out, in the page's language and the site's time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

TEMPLATE = Template("{% load guide_dates %}{{ moment|written_out }}")
MOMENT = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "September 30, 2026"),
        ("en-gb", "30 September 2026"),
        ("es", "30 de septiembre de 2026"),
        ("fr", "30 septembre 2026"),
        ("ar", "30 سبتمبر، 2026"),
    ],
)
def test_no_month_is_abbreviated(language, written):
    with override(language), timezone.override("UTC"):
        assert TEMPLATE.render(Context({"moment": MOMENT})) == written


def test_the_day_is_that_of_the_site_s_clock():
    with override("en"), timezone.override("Asia/Tokyo"):
        assert TEMPLATE.render(Context({"moment": MOMENT})) == "October 1, 2026"


def test_where_there_is_no_date_nothing_is_written():
    assert TEMPLATE.render(Context({"moment": None})) == ""
