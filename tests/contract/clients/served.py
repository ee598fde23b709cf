"""A site that is served, with the demonstration, a guide with every block, and a guide that is gone."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Site

from demo.content import ketamine
from guide_pages.models import GuidePage
from guide_pages.reading.preview_tokens import preview_token
from tests import factories
from tests.contract.everything import every_block, translate


class Served(NamedTuple):
    """Where the API is, and what can be asked there."""

    origin: str
    paths: list[str]
    token: str

    @property
    def api(self) -> str:
        return f"{self.origin}/api/guides/v1/"


def serve(live_server: Any) -> Served:
    """Fill the database that a live server reads."""
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = live_server.thread.host, live_server.thread.port
    site.save()
    call_command("load_demo", verbosity=0)
    page = GuidePage.objects.get(title=ketamine.TITLE)
    factories.publish(page, summary="Another summary.")
    translate(every_block())
    factories.guide(title="Gone").delete()
    paths = [guide.get_url_parts()[2] for guide in GuidePage.objects.live()]
    token = preview_token(page, get_user_model().objects.create_superuser("previewer"))
    return Served(live_server.url, paths, token)
