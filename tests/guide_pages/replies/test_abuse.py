"""What attackers send, through both doors: nothing of it is shown, and nothing fails."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from guide_pages.models import GuidePage, Reply
from tests import factories
from tests.guide_pages.replies.leaving import address, leave, post, token, words

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


@pytest.mark.parametrize("size", [65_537, 1_000_000])
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


# What a sender says of what it sends.


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
