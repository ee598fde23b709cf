"""What robots and attackers send, through both doors: nothing of it is shown, and nothing fails."""

from __future__ import annotations

import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from guide_pages.models import GuidePage, Reply
from guide_pages.replies.limits import MAX_BYTES, PER_GUIDE, PER_NETWORK
from guide_pages.replies.tokens import FLOOR
from tests import factories

from .leaving import WORDS, address, hidden, leave, token, words
from .test_words import Elements

pytestmark = pytest.mark.django_db

#: Of the kinds in OWASP's XSS Filter Evasion Cheat Sheet.
SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
    "<IMG SRC=\"javascript:alert('x');\">",
    '<img src=x onerror="&#0000106&#0000097&#0000118&#0000097">',
    '<IMG """><SCRIPT>alert("x")</SCRIPT>"\\>',
    "<a href=\"jav&#x09;ascript:alert('x');\">x</a>",
    '<SCRIPT/XSS SRC="http://evil.example/x.js"></SCRIPT>',
    "<BODY onload!#$%&()*~+-_.,:;?@[/|\\]^`=alert(1)>",
    "<<SCRIPT>alert('x');//\\<</SCRIPT>",
    "<svg onload=alert(1)>",
    '<iframe src="data:text/html,<script>alert(1)</script>">',
    "</textarea><script>alert(1)</script>",
    '" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% debug %}",
    'http://evil.example/"onmouseover="alert(1)',
    "http://evil.example/'><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<p style="position:fixed;inset:0">x</p>',
    "\u202eevil\u202c <b>x</b>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
]


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")


def api(page: GuidePage) -> str:
    return f"/api/guides/v1/guides/{page.guide.pk}/replies"


def post(client: Client, page: GuidePage, body: Any = None, **headers: str) -> Any:
    """Send JSON to the API; bytes as they are."""
    sent = body if isinstance(body, bytes) else json.dumps({**WORDS, "parent": None, **(body or {})}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.generic(
        "POST", api(page), sent, content_type=named.pop("content-type", "application/json"), headers=named
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_markup_is_words_wherever_it_is_shown(
    client: Client, admin_client: Client, page: GuidePage, script: str
) -> None:
    plain = set(kinds(words(client.get(page.url))))
    text = f"Words of a reply around it {script} and after it."
    assert leave(client, page, name=script[:60], text=text).status_code == 303
    refused = leave(client, page, name=script[:60], email=script, text=text)
    assert refused.status_code == 422
    assert not handlers(words(refused))
    reply = Reply.objects.get()
    for place in ("", f"{reply.pk}/", "results/"):
        admin = words(admin_client.get(f"/admin/replies/{place}"))
        assert in_the_cells(admin, reply) or place != "results/"
        assert not handlers(admin), place
        assert script not in admin or not Elements(script).found, place
    admin_client.post(f"/admin/replies/{reply.pk}/approved/")
    html = words(client.get(page.url))
    assert set(kinds(html)) - plain <= {"ol", "li", "article", "p", "b", "time", "div", "br", "a"}
    assert not handlers(html)


def in_the_cells(html: str, reply: Reply) -> bool:
    """Its words are there, as words."""
    return "".join(reply.text.split()) in "".join(Elements(html).text.split())


def kinds(html: str) -> list[str]:
    return [tag for tag, _ in Elements(html).found]


def handlers(html: str) -> set[str]:
    """What of it would run, and says so: scripts, attributes that run, addresses that do."""
    code = re.findall(r"<script[^>]*>(.*?)</script", html, re.DOTALL | re.IGNORECASE)
    for _, attributes in Elements(html).found:
        for name, value in attributes.items():
            is_address = name in {"href", "src", "action", "formaction", "data", "style"}
            if name.startswith("on") or (
                is_address and (value or "").strip().lower().startswith(("javascript", "data:"))
            ):
                code.append(f"{name}={value}")
    return {words for words in code if "alert" in words or "evil" in words or "onload" in words}


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_api_keeps_it_as_words_too(client: Client, page: GuidePage, script: str) -> None:
    response = post(client, page, {"text": f"Words of a reply around it {script} and after it."})
    assert response.status_code == 202
    assert Reply.objects.get().state == "waiting"


# Bodies that are no replies.


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 1_000_000])
def test_a_large_body_is_not_read(client: Client, page: GuidePage, size: int) -> None:
    assert leave(client, page, text="x" * size).status_code == 413
    assert post(client, page, {"text": "x" * size}).status_code == 413
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00",
        b"name=%FF%FE&email=%00&text=%C3%28&token=%80",
        b"text=\x00\x00&name=\x00",
        b"&&&===",
        b"",
        b"name=a;email=b",
        b"to=" + b"9" * 5000,
    ],
)
def test_a_form_that_is_none_is_refused(client: Client, page: GuidePage, body: bytes) -> None:
    kind = "application/x-www-form-urlencoded"
    response = client.generic("POST", address(page), body, content_type=kind)
    assert response.status_code == (422 if body else 415)
    for content_type in (
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "text/plain",
        "application/json",
        "",
    ):
        response = client.generic("POST", address(page), body, content_type=content_type)
        assert response.status_code in {400, 415, 422}, content_type
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"[" * 60_000,
        b'{"name": "\\ud800", "email": "a@b.org", "text": "x y", "parent": null}',
        b'{"name": 1, "email": [], "text": {}, "parent": 7}',
        b'{"name": null, "email": null, "text": null, "parent": null}',
        b'{"name": "\\u0000", "email": "a@b.org", "text": "\\u200b", "parent": null}',
    ],
)
def test_json_that_is_no_reply_is_refused(client: Client, page: GuidePage, body: bytes) -> None:
    response = post(client, page, body)
    assert response.status_code in ({400, 422} if body else {415})
    assert response["Content-Type"] == "application/problem+json"
    assert not Reply.objects.exists()


def test_null_bytes_and_broken_letters_are_taken_out_of_words(client: Client, page: GuidePage) -> None:
    kind = "application/x-www-form-urlencoded"
    body = f"name=A%00da&email=ada@example.org&text=Fine%FF%E2%80%AE+words&token={token(page)}".encode()
    assert client.generic("POST", address(page), body, content_type=kind).status_code == 303
    reply = Reply.objects.get()
    assert (reply.name, reply.text) == ("Ada", "Fine\ufffd words")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_the_api_takes_json_alone(client: Client, page: GuidePage, content_type: str) -> None:
    assert post(client, page, content_type=content_type).status_code == 415


# Where it comes from.


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:81"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    ],
)
def test_another_sites_page_sends_nothing(client: Client, page: GuidePage, headers: dict[str, str]) -> None:
    assert leave(client, page, headers=headers).status_code == 403
    assert post(client, page, **headers).status_code == 403
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"origin": "http://testserver", "sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}]
)
def test_its_own_page_does(client: Client, page: GuidePage, headers: dict[str, str]) -> None:
    assert leave(client, page, headers=headers).status_code == 303


def test_an_app_of_a_named_origin_does(client: Client, page: GuidePage, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://app.example"]
    headers = {"origin": "https://app.example", "sec-fetch-site": "cross-site"}
    assert post(client, page, **headers).status_code == 202
    assert leave(client, page, headers=headers).status_code == 403, "the form is for the site's own pages"


# Floods.


def networks(count: int) -> list[str]:
    return [f"10.{n // 65536}.{n // 256 % 256}.{n % 256}" for n in range(count)]


@pytest.mark.parametrize("door", ["form", "api"])
@pytest.mark.parametrize("addresses", [["10.0.0.1"], networks(500)], ids=["one network", "many networks"])
def test_five_hundred_posts_in_a_minute(client: Client, page: GuidePage, door: str, addresses: list[str]) -> None:
    statuses = []
    for n in range(500):
        text = f"Message number {n}, of five hundred that were sent."
        where = {"REMOTE_ADDR": addresses[n % len(addresses)]}
        if door == "form":
            response = client.post(address(page), {**WORDS, "text": text, "token": token(page)}, **where)
        else:
            body = json.dumps({**WORDS, "text": text, "parent": None})
            response = client.post(api(page), body, content_type="application/json", **where)
        statuses.append(response.status_code)
    most = PER_NETWORK.replies if len(addresses) == 1 else PER_GUIDE.replies
    assert Reply.objects.count() == most
    assert statuses.count(303 if door == "form" else 202) == most
    assert set(statuses[most:]) == {429}
    assert int(response["Retry-After"]) > 0
    assert not Reply.objects.exclude(state__in=["waiting", "spam"]).exists()


def test_whoever_reached_a_limit_keeps_the_words_and_is_told_when(client: Client, page: GuidePage) -> None:
    for n in range(PER_NETWORK.replies):
        assert leave(client, page, text=f"Message number {n}.").status_code == 303
    response = leave(client, page, text="One too many.")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= PER_NETWORK.within.total_seconds()
    assert "One too many." in words(response)
    assert "Many replies have come just now. Wait 10 minutes" in words(response)
    with time_machine.travel(timezone.now() + PER_NETWORK.within + timedelta(seconds=5)):
        assert leave(client, page, text="One too many.").status_code == 303


def test_a_forwarded_address_is_believed_as_far_as_there_are_proxies(
    client: Client, page: GuidePage, settings: Any
) -> None:
    settings.NINJA_NUM_PROXIES = 0
    for n in range(8):
        leave(client, page, text=f"Message number {n}.", headers={"x-forwarded-for": f"10.0.0.{n}"})
    assert Reply.objects.count() == PER_NETWORK.replies
    settings.NINJA_NUM_PROXIES = 1
    for n in range(8):
        leave(client, page, text=f"Another number {n}.", headers={"x-forwarded-for": f"6.6.6.6, 10.0.0.{n}"})
    assert Reply.objects.count() == PER_NETWORK.replies + 8


def test_one_subscriber_of_ipv6_is_one_network(client: Client, page: GuidePage) -> None:
    for n in range(8):
        client.post(
            address(page),
            {**WORDS, "text": f"Message number {n}.", "token": token(page)},
            REMOTE_ADDR=f"2001:db8:0:{n:x}::1",
        )
    assert Reply.objects.count() == PER_NETWORK.replies


# What is suspicious waits as spam, and the sender is told nothing of it.


def test_a_field_that_nobody_sees(client: Client, page: GuidePage) -> None:
    assert leave(client, page, website="http://spam.example").status_code == 303
    reply = Reply.objects.get()
    assert reply.state == "spam"
    assert reply.suspicion


def test_a_robot_that_fills_in_everything_is_remembered_when_it_is_asked_to_check(
    client: Client, page: GuidePage
) -> None:
    in_page = hidden(words(client.get(page.url)), "token")
    checked = words(leave(client, page, token=in_page, website="x"))
    trap = re.search(r'name="website" value="([^"]*)"', checked)
    assert trap
    with time_machine.travel(timezone.now() + timedelta(seconds=FLOOR + 1)):
        leave(client, page, token=hidden(checked, "token"), website=trap[1])
    assert Reply.objects.get().state == "spam"


def test_one_token_is_good_for_one_reply(client: Client, page: GuidePage) -> None:
    given = token(page)
    assert leave(client, page, token=given).status_code == 303
    assert leave(client, page, token=given, email="other@example.org").status_code == 422
    assert Reply.objects.count() == 1


# Nobody finds out whose reply it is.


@pytest.mark.parametrize("state", ["approved", "rejected"])
def test_a_guess_at_somebodys_email_is_answered_as_any_other(client: Client, page: GuidePage, state: str) -> None:
    theirs = factories.reply(page, "Does it help with sleep?", email="ada@example.org", state=state)

    def guessed(email: str, network: str) -> list[Any]:
        there = Client(REMOTE_ADDR=network)
        words = {"email": email, "text": theirs.text}
        by_api = post(there, page, words)
        return [leave(there, page, **words).status_code, by_api.status_code, str(theirs.pk) in by_api.content.decode()]

    assert guessed("ada@example.org", "10.0.0.1") == guessed("bob@example.org", "10.0.0.2") == [303, 202, False]
    for n in range(PER_NETWORK.replies):
        leave(client, page, text=f"Message number {n}.")
    assert guessed("ada@example.org", "127.0.0.1") == guessed("bob@example.org", "127.0.0.1") == [429, 429, False]


# What takes long is not begun.


def test_marks_without_end_are_not_put_in_order(client: Client, page: GuidePage) -> None:
    marks = "a" + "\u0345" * 9000 + "\u0334" * 9000
    began = time.process_time()
    for name in ("text", "name", "email"):
        response = client.post(address(page), {**WORDS, name: marks}, format="multipart")
        assert response.status_code == 422
    assert time.process_time() - began < 2, "half a minute, if they were"


@pytest.mark.parametrize("charset", ["base64", "hex", "rot13", "idna", "undefined", "utf-7", "unicode_escape", "x"])
def test_whatever_the_sender_calls_its_letters(client: Client, page: GuidePage, charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n+2AA-\\ud800\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert client.generic("POST", address(page), body, content_type=kind).status_code in {400, 422}
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert client.generic("POST", address(page), b"text=%2B2AA-", content_type=kind).status_code == 422
    assert post(client, page, content_type=f"application/json; charset={charset}").status_code in {202, 400}


@pytest.mark.parametrize("length", ["x", "-1", "1e9", "9" * 30])
def test_a_length_that_is_none_is_refused(client: Client, page: GuidePage, length: str) -> None:
    assert leave(client, page, CONTENT_LENGTH=length).status_code == 413


def test_the_same_words_by_others(client: Client, page: GuidePage) -> None:
    pitch = "The best pills are sold by a friend of mine, ask for his address."
    factories.reply(factories.guide(), pitch)
    assert leave(client, page, text=pitch.upper()).status_code == 303
    assert Reply.objects.get(email=WORDS["email"]).state == "spam"
    factories.reply(factories.guide(), "Thank you!")
    leave(client, page, text="Thank you!")
    assert Reply.objects.get(email=WORDS["email"], text="Thank you!").state == "waiting"


# Nobody sets what is not theirs.


MINE = {
    "state": "approved",
    "id": "00000000-0000-4000-8000-000000000000",
    "is_publisher": True,
    "user": 1,
    "guide": "x",
}


def test_a_form_sets_words_alone(client: Client, page: GuidePage) -> None:
    assert leave(client, page, **MINE, network="x", suspicion="", key="x").status_code == 303
    reply = Reply.objects.get()
    assert (reply.state, reply.is_publisher, reply.user, reply.guide) == ("waiting", False, None, page.guide)
    assert str(reply.pk) != MINE["id"]


@pytest.mark.parametrize("name", MINE)
def test_the_api_names_what_it_does_not_take(client: Client, page: GuidePage, name: str) -> None:
    response = post(client, page, {name: MINE[name]})
    assert response.status_code == 422
    assert name in response.content.decode()
    assert not Reply.objects.exists()


@pytest.mark.parametrize("hide", ["draft", "restricted", "closed"])
def test_replies_to_guides_that_take_none(client: Client, page: GuidePage, hide: str) -> None:
    from wagtail.models import PageViewRestriction

    given = token(page)
    if hide == "draft":
        page.unpublish()
    elif hide == "restricted":
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    else:
        factories.publish(page, replies="closed")
    expected = (403, 409) if hide == "closed" else (404, 404)
    assert (leave(client, page, token=given).status_code, post(client, page).status_code) == expected
    assert not Reply.objects.exists()
