"""What HTTP asks of every address: validators, codings, methods, caches, and problems that say what is wrong."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from guide_pages.api.problems import Problem
from guide_pages.models import GuidePage
from tests import factories
from tests.guide_pages.api.asking import API, Answer, Queries, ask, id_of, names

pytestmark = pytest.mark.django_db

#: Every kind of read. `{id}` is a guide's.
READS = [
    "guides",
    "guides?order=updated&limit=1",
    "guides/{id}",
    "guides/by-path?path=/guides/sleep/",
    "guides/{id}/editions",
    "guides/{id}/editions/1",
    "guides/{id}/editions/2",
    "topics",
    "changes",
    "bundle",
    "openapi.json",
]
STRONG = [address for address in READS if address != "bundle"]
WHOLE = {"guides/{id}", "guides/by-path?path=/guides/sleep/", "guides/{id}/editions/2"}
LISTS = set(READS) - WHOLE


@pytest.fixture(autouse=True)
def page() -> GuidePage:
    """A guide of two editions."""
    page = factories.guide(title="Sleep", slug="sleep", topics=[factories.TopicFactory()])
    return factories.publish(page, title="Sleep well")


def read(client: Client, address: str, method: str = "GET", **headers: str) -> Answer:
    return ask(client, address.format(id=id_of(GuidePage.objects.get(slug="sleep"))), method, **headers)


# Validators.


@pytest.mark.parametrize("address", STRONG)
def test_every_answer_has_a_strong_validator_of_its_bytes(client: Client, address: str) -> None:
    tags = {}
    for coding in ("", "gzip", "br"):
        answer = read(client, address, accept_encoding=coding)
        assert re.fullmatch(r'"[0-9a-f]{64}(-gzip|-br)?"', answer.headers["ETag"])
        assert tags.setdefault(answer.headers["ETag"], answer.body) == answer.body
        assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert len(tags) == len(set(tags.values()))


def test_the_validator_of_a_bundle_is_weak(client: Client) -> None:
    """What is published while it is sent may be missing from it."""
    assert read(client, "bundle").headers["ETag"].startswith('W/"')


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_who_has_it_gets_304(client: Client, coding: str) -> None:
    for address in READS:
        answer = read(client, address, accept_encoding=coding)
        etag = answer.headers["ETag"]
        for known in (etag, f'"other", {etag}', f'{etag},  W/"other"', f"W/{etag.removeprefix('W/')}", "*"):
            unchanged = read(client, address, accept_encoding=coding, if_none_match=known)
            assert (unchanged.status, unchanged.body) == (304, b""), (address, known)
            for name in ("ETag", "Cache-Control", "Vary"):
                assert unchanged.headers[name] == answer.headers[name], address
            assert "Content-Type" not in unchanged.headers, address


@pytest.mark.parametrize("address", READS)
def test_who_has_something_else_gets_it(client: Client, address: str) -> None:
    answer = read(client, address)
    digest = answer.headers["ETag"].strip('W/"')
    for known in (f'"{digest}x"', f'"{digest[:-1]}"', "", '""', '"', ",", '"*"', f'"{"0" * 64}"', "\x00", "é" * 1000):
        assert read(client, address, if_none_match=known) == answer, known


@pytest.mark.parametrize("address", sorted(WHOLE | (LISTS - {"bundle"})))
def test_a_coding_is_not_known_by_the_validator_of_another(client: Client, address: str) -> None:
    plain = read(client, address).headers["ETag"]
    gzipped = read(client, address, accept_encoding="gzip").headers["ETag"]
    assert plain != gzipped
    assert read(client, address, if_none_match=gzipped).status == 200
    assert read(client, address, accept_encoding="gzip", if_none_match=plain).status == 200


@pytest.mark.parametrize("address", STRONG)
def test_who_asks_for_a_state_that_is_gone_gets_412(client: Client, address: str) -> None:
    answer = read(client, address)
    etag = answer.headers["ETag"]
    for wanted in (etag, "*", f'"other", {etag}', ""):
        assert read(client, address, if_match=wanted) == answer, wanted
    for wanted in ('"other"', f"W/{etag}", f'"{etag[1:-2]}x"'):
        refused = read(client, address, if_match=wanted, if_none_match=etag)
        assert refused.status == 412, wanted
        assert refused.headers["Cache-Control"] == "no-store"
        assert Problem.model_validate_json(refused.body).detail == "This is not what If-Match names."


def test_a_bundle_matches_no_strong_validator(client: Client) -> None:
    """Its own is weak, and weak ones match nothing here (RFC 9110, 13.1.1)."""
    assert read(client, "bundle", if_match=read(client, "bundle").headers["ETag"]).status == 412


def test_a_page_of_another_state_is_refused_too(client: Client) -> None:
    etag = client.get("/guides/sleep/").headers["ETag"]
    assert client.get("/guides/sleep/", headers={"if-match": etag}).status_code == 200
    assert client.get("/guides/sleep/", headers={"if-match": '"other"'}).status_code == 412


@pytest.mark.parametrize("address", READS)
def test_times_are_no_validators(client: Client, address: str) -> None:
    """Two changes may fall into one second (RFC 9110, 8.8.2.2)."""
    answer = read(client, address)
    assert "Last-Modified" not in answer.headers
    assert read(client, address, if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT") == answer


def test_new_words_have_another_validator(client: Client, page: GuidePage) -> None:
    addresses = {"guides", "guides/{id}", "changes", "bundle", "guides/{id}/editions"}
    before = {address: read(client, address).headers["ETag"] for address in addresses}
    factories.publish(page, title="Sleep better")
    for address in addresses:
        assert read(client, address, if_none_match=before[address]).status == 200, address


def test_a_304_is_one_query(client: Client, django_assert_num_queries: Queries) -> None:
    for address in ("guides", "guides/{id}", "changes", "topics", "guides/{id}/editions", "guides/{id}/editions/2"):
        address = address.format(id=id_of(GuidePage.objects.get(slug="sleep")))
        etag = ask(client, address).headers["ETag"]
        with django_assert_num_queries(1):
            assert ask(client, address, if_none_match=etag).status == 304


# Caches and codings.


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_caches_keep_it_for_a_minute_by_coding_and_nothing_else(client: Client, coding: str) -> None:
    for address in READS:
        answer = read(client, address, accept_encoding=coding)
        assert answer.headers["Cache-Control"] == "public, max-age=60", address
        assert answer.headers["Vary"] == "Accept-Encoding", address


@pytest.mark.parametrize(
    ("accepted", "whole", "listed"),
    [
        ("", "", ""),
        ("br, gzip", "br", "gzip"),
        ("gzip;q=0.1", "gzip", "gzip"),
        ("br", "br", ""),
        ("br;q=0, gzip;q=0.000", "", ""),
        ("identity", "", ""),
        ("deflate, zstd", "", ""),
        ("GZIP", "gzip", "gzip"),
        ("gzip;q=1, br;q=0.5", "gzip", "gzip"),
        ("gzip ; q=0.5 , br ; q=0.501", "br", "gzip"),
        ("gzip;q=0.5, br;q=0.5", "br", "gzip"),
        ("*", "br", "gzip"),
        ("*;q=0.1, br;q=0", "gzip", "gzip"),
        ("identity, gzip;q=0.5", "", ""),
        ("identity;q=0.5, gzip", "gzip", "gzip"),
        ("gzip;q=2", "", ""),
        ("gzip;q=x", "", ""),
        ("gzip;level=9", "gzip", "gzip"),
        (f"{'x,' * 5000}gzip", "", ""),
    ],
)
def test_a_client_gets_a_coding_that_it_takes(client: Client, accepted: str, whole: str, listed: str) -> None:
    for address in READS:
        answer = read(client, address, accept_encoding=accepted)
        expected = whole if address in WHOLE else listed
        assert answer.headers.get("Content-Encoding", "") == expected, address
        assert answer.words == read(client, address).words, address


@pytest.mark.parametrize("address", READS)
def test_no_session_is_read_and_no_cookie_is_set(
    client: Client, address: str, django_assert_num_queries: Queries
) -> None:
    anonymous = read(Client(), address)
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.org", "boss"))
    client.cookies["guidepost_editor"] = "1"
    signed_in = read(client, address, accept_language="es", authorization="Bearer x")
    assert signed_in == anonymous
    assert "Set-Cookie" not in signed_in.headers


# Methods.


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_head_is_get_without_the_body(client: Client, coding: str) -> None:
    for address in (*READS, "guides/none", "guides?x=1", "nothing"):
        get = read(client, address, accept_encoding=coding)
        head = read(client, address, "HEAD", accept_encoding=coding)
        assert head == get._replace(body=b""), address


def test_head_knows_validators_too(client: Client) -> None:
    etag = read(client, "guides/{id}").headers["ETag"]
    assert read(client, "guides/{id}", "HEAD", if_none_match=etag).status == 304


def test_options_say_what_can_be_asked(client: Client) -> None:
    for address in READS:
        answer = read(client, address, "OPTIONS")
        assert (answer.status, answer.body, answer.headers["Allow"]) == (204, b"", "GET, HEAD, OPTIONS"), address


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_written(client: Client, method: str) -> None:
    for address in READS:
        answer = read(client, address, method)
        assert_is_problem(answer, 405)
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS", address


def test_writing_needs_no_token_to_be_refused() -> None:
    """Not Django's 403 of a form without its token."""
    assert read(Client(enforce_csrf_checks=True), "guides", "POST").status == 405


# Problems.


def assert_is_problem(answer: Answer, status: int) -> None:
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert Problem.model_validate_json(answer.body).status == status


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("guides?x=1", 422, {"x"}),
        ("guides?x=1&y=2", 422, {"x", "y"}),
        ("guides?Limit=1", 422, {"Limit"}),
        ("guides?limit=1&limit=1", 422, {"limit"}),
        ("guides?limit=1&limit=2&x=", 422, {"limit", "x"}),
        ("guides?limit=0", 422, {"limit"}),
        ("guides?limit=101", 422, {"limit"}),
        ("guides?limit=", 422, {"limit"}),
        ("guides?limit=ten", 422, {"limit"}),
        ("guides?limit=1e1", 422, {"limit"}),
        ("guides?order=best", 422, {"order"}),
        ("guides?order=best&limit=0", 422, {"order", "limit"}),
        ("guides?updated_since=yesterday", 422, {"updated_since"}),
        ("guides?topic=%00", 422, {"topic"}),
        ("guides?locale=%00", 422, {"locale"}),
        (f"guides?topic={'x' * 501}", 422, {"topic"}),
        ("guides?rev=2", 422, {"rev"}),
        ("guides?rev=0", 422, {"rev"}),
        ("guides?cursor=x", 400, set()),
        ("guides/{id}?x=1", 422, {"x"}),
        ("guides/{id}?limit=1", 422, {"limit"}),
        ("guides/{id}/", 404, set()),
        ("guides/none", 422, {"guide_id"}),
        ("guides/by-path", 422, {"path"}),
        ("guides/{id}/editions?limit=0", 422, {"limit"}),
        ("guides/{id}/editions/9", 404, set()),
        ("guides/{id}/editions/nine", 422, {"number"}),
        ("topics?x=1", 422, {"x"}),
        ("changes?cursor=x", 400, set()),
        ("changes?limit=1000", 422, {"limit"}),
        ("bundle?limit=1", 422, {"limit"}),
        ("preview", 401, set()),
        ("preview/x", 404, set()),
        ("nothing", 404, set()),
        ("Guides", 404, set()),
        ("guides/{id}/%00", 404, set()),
    ],
)
def test_an_error_says_what_is_wrong_and_where(client: Client, address: str, status: int, named: set[str]) -> None:
    answer = read(client, address)
    assert_is_problem(answer, status)
    assert names(answer) == named


def test_an_error_comes_before_any_validator(client: Client) -> None:
    for address, status in (("guides?x=1", 422), ("changes?cursor=x", 400), ("nothing", 404)):
        assert read(client, address, if_none_match="*").status == status


def test_a_parameter_that_is_not_known_costs_no_query(client: Client, django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(0):
        assert ask(client, "guides?utm_source=x").status == 422


def test_the_schema_needs_no_query(client: Client, django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(0):
        assert ask(client, "openapi.json").status == 200


def test_the_root_is_not_a_list_of_everything(client: Client) -> None:
    assert ask(client, API).status == 404
