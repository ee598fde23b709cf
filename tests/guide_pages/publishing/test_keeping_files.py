"""Which static files a page's bytes name, and what of them is stored with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from guide_pages.models import KeptFile
from guide_pages.publishing import kept_files
from guide_pages.publishing.kept_files import keep_files

pytestmark = pytest.mark.django_db

Put = Callable[..., None]


@pytest.fixture
def put(settings: Any, tmp_path: Path) -> Iterator[Put]:
    """Put files into the folder of static files of a process that knows nothing of them yet."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    settings.STATIC_ROOT = str(tmp_path)
    kept_files._known.clear()

    def put(**files: str) -> None:
        for name, words in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words)

    yield put
    kept_files._known.clear()


def kept(html: str) -> dict[str, str]:
    """What is kept after a page with these bytes was stored."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        keep_files(html.encode())
    return {file.name: bytes(file.body).decode() for file in KeptFile.objects.all()}


@pytest.mark.parametrize("attribute", ["href", "src"])
def test_what_a_page_names_of_the_static_files_is_kept(put: Put, attribute: str) -> None:
    put(a_js="one", b_js="two", c_js="three")
    page = f"""
    <a {attribute}="/static/a.js"></a> <b {attribute}="/static/b.js?v=1#there"></b> <i title="/static/c.js"></i>
    <u {attribute}="/elsewhere/static/c.js"></u> <s {attribute}="https://example.org/static/c.js"></s>
    """
    assert kept(page) == {"a.js": "one", "b.js": "two"}


def test_and_what_style_sheets_name_in_turn_each_once(put: Put) -> None:
    put(
        css__top_css="""
        @import "deep/more.css"; @import 'other.css';
        a { background: url("../pictures/dot.svg") } b { background: url( plain.svg#part ) } c { src: url('q.woff?#x') }
        d { background: url(data:image/png;base64,AA) } e { background: url(/static/abs.svg) }
        f { background: url(https://example.org/x.svg) } g { background: url(lost.svg) }
        """,
        css__deep__more_css='@import "../top.css"; a { background: url(below.svg) }',
        css__other_css="",
        css__deep__below_svg="below",
        css__plain_svg="plain",
        css__q_woff="font",
        pictures__dot_svg="dot",
        abs_svg="absolute",
        x_svg="x",
        no_css="url(plain.svg)",
        script_js='url("css/other.css")',
        never_svg="never named",
    )
    named = kept('<link href="/static/css/top.css"><script src="/static/script.js"></script>')
    assert set(named) == {
        *("css/top.css", "css/deep/more.css", "css/other.css", "css/deep/below.svg", "css/plain.svg", "css/q.woff"),
        *("pictures/dot.svg", "script.js"),
    }
    assert named["pictures/dot.svg"] == "dot"


def test_what_is_not_there_is_left_out_and_keeps_the_rest_from_nothing(put: Put) -> None:
    put(a_js="one")
    assert kept('<a src="/static/lost.js"></a><a src="/static/a.js"></a>') == {"a.js": "one"}


def test_what_is_kept_stays_as_it_was_and_is_not_looked_for_again(put: Put) -> None:
    put(a_js="one", b_js="two")
    page = '<a src="/static/a.js"></a>'
    assert kept(page) == {"a.js": "one"}
    put(a_js="other")
    with CaptureQueriesContext(connection) as queries:
        assert kept(page) == {"a.js": "one"}
    assert len(queries) == 1  # this test's own look
    assert kept(page + '<b src="/static/b.js"></b>') == {"a.js": "one", "b.js": "two"}
    kept_files._known.clear()  # another process finds it stored
    with CaptureQueriesContext(connection) as queries:
        assert kept(page) == {"a.js": "one", "b.js": "two"}
    assert not [query for query in queries if query["sql"].startswith("INSERT")]


def test_what_another_process_keeps_at_the_same_moment_is_no_error(put: Put) -> None:
    put(a_js="one", b_js="two")
    came: list[str] = []

    def other_process(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT") and not came:
            came.append(sql)
            KeptFile.objects.create(name="a.js", body=b"one")
        return execute(sql, *rest)

    with connection.execute_wrapper(other_process):
        assert kept('<a src="/static/a.js"></a><b src="/static/b.js"></b>') == {"a.js": "one", "b.js": "two"}
    assert came


def test_it_is_known_from_the_commit_on(put: Put) -> None:
    put(a_js="one")
    with TestCase.captureOnCommitCallbacks() as callbacks:
        keep_files(b'<a src="/static/a.js"></a>')
    assert not kept_files._known  # what is rolled back is not kept
    for callback in callbacks:
        callback()
    assert kept_files._known == {"a.js"}
    assert kept("<p>No file.</p>") == {"a.js": "one"}


def test_names_without_a_digest_are_not_kept(put: Put, settings: Any) -> None:
    put(a_js="one")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    assert kept('<a src="/static/a.js"></a>') == {}
