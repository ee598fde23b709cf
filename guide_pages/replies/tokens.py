"""What a form proves about where it came from, without a session.

A page that is the same for everybody, and kept by caches, can carry neither a session's CSRF token nor the time at
which somebody began to write. What stands in their place, each with its source:

- **Where a post comes from** is what the browser says of it (`Sec-Fetch-Site`, `Origin`), in `origins`: OWASP's
  “Cross-Site Request Forgery Prevention Cheat Sheet”, on fetch metadata and on the source origin. There is no cookie
  that another site could make a browser send along.
- **A signed token** binds a form to its guide. The one in the page (`page_token`) has no time in it: it survives
  any cache, and says only that this guide's form was seen. A *fresh* one (`fresh_token`) says since when, and is good
  for one reply: a script asks for it when the reader begins to write; without a script, the reader is shown the reply
  again, to check it, with such a token in the form.
- **A floor on the time taken**: a fresh token that is younger than `FLOOR` was not filled in by a person. As in
  Django's own comments framework (`django_comments.forms.CommentSecurityForm`), its age is limited, too.
- **A honeypot**: a field that no person sees, `website`, as in the same framework. OWASP's Automated Threats call what
  it is for OAT-017, spamming.
- **Limits** by network and by guide, and checks for the same words and for links: `limits`, `receiving`, `forms`.

Nothing of this decides what is shown: a moderator does.
"""

from __future__ import annotations

import time
from enum import Enum
from typing import NamedTuple
from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer

#: Seconds in which nobody fills in a form.
FLOOR = 3
#: Seconds for which somebody may leave a form open.
OLDEST = 24 * 60 * 60

_PAGE = Signer(salt="guide_pages.replies.page")
_FRESH = Signer(salt="guide_pages.replies.fresh")


class Verdict(Enum):
    """What a token says of the form it came in."""

    GOOD = "good"
    UNTIMED = "untimed"
    TOO_QUICK = "too quick"
    OLD = "old"
    FORGED = "forged"


class Token(NamedTuple):
    """A token that was read. `nonce` names the one reply that it is good for."""

    verdict: Verdict
    nonce: str = ""


def page_token(guide_id: UUID) -> str:
    """Return the token that stands in a guide's page: always the same."""
    return _PAGE.sign(str(guide_id))


def fresh_token(guide_id: UUID) -> str:
    """Return a token for one reply, from now on."""
    return _FRESH.sign_object([str(guide_id), uuid4().hex, time.time()])


def read_token(token: str, guide_id: UUID) -> Token:
    """Say what a token is worth in a form of this guide."""
    if token == page_token(guide_id):
        return Token(Verdict.UNTIMED)
    try:
        guide, nonce, sent_at = _FRESH.unsign_object(token)
        age = time.time() - float(sent_at)
    except (BadSignature, TypeError, ValueError):
        return Token(Verdict.FORGED)
    if guide != str(guide_id):
        return Token(Verdict.FORGED)
    if age > OLDEST:
        return Token(Verdict.OLD)
    if age < FLOOR:
        return Token(Verdict.TOO_QUICK, nonce)
    return Token(Verdict.GOOD, nonce)
