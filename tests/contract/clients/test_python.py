"""Python by openapi-python-client: strictly typed, it reads the site from the live server, guide by guide."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from guide_pages.models import Reply
from tests.contract.clients.served import serve
from tests.contract.clients.tools import HERE, in_environment, run
from tests.contract.clients.transcript import line, transcript

pytestmark = [pytest.mark.clients, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture(scope="module")
def project(openapi: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the generated client and its consumer."""
    folder = tmp_path_factory.mktemp("python")
    config = folder / "config.yml"
    config.write_text("post_hooks: []\n")  # which would format the sources
    options = ["--path", openapi, "--output-path", folder / "guides_client", "--meta", "none", "--config", config]
    run(in_environment("openapi-python-client"), "generate", *options)
    shutil.copy(HERE / "reader.py", folder)
    return folder


def test_a_consumer_of_every_node_is_well_typed(project: Path) -> None:
    (project / "guides_client" / "py.typed").touch()
    run(in_environment("mypy"), "--strict", "--follow-imports=silent", "--config-file=", "reader.py", cwd=project)


def test_it_reads_the_site_from_the_live_server(project: Path, live_server: Any) -> None:
    served = serve(live_server)
    found = run(sys.executable, "reader.py", served.origin, cwd=project).splitlines()
    cards = httpx.get(f"{served.api}guides").json()["items"]
    assert len(cards) == 6
    guides = [httpx.get(f"{served.api}guides/{card['id']}").json() for card in cards]
    told = [item for guide in guides for item in transcript(guide)]
    assert found[: len(told)] == told
    rest = found[len(told) :]
    kept = sorted(line("keep", guide["id"]) for guide in guides)
    assert sorted(rest[: len(kept)]) == kept
    assert sorted(rest[len(kept) : 2 * len(kept)]) == kept
    assert rest[2 * len(kept)] == line("end", "cursor")
    told_of_replies = rest[2 * len(kept) + 1 :]
    assert [said for said in told_of_replies if said.startswith("sent")] == [line("sent", "once")] * 5
    assert len([said for said in told_of_replies if said.startswith("reply | ") and said.endswith("| publisher")]) == 1
    assert Reply.objects.filter(name="Ada", state="waiting").count() == 5
