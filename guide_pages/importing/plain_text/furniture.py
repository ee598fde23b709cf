"""What belonged to the old page and not to the article: menus, share buttons, comment forms."""

from __future__ import annotations

import re
from collections import Counter

from ..outline import DroppedLine, Reason
from ..words import key_of
from . import marks
from .features import ends_sentence, heading_strength
from .lines import Line

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
_NAME = r"(?:dr\.? |prof\.? )?[\w.'’-]+(?: [\w.'’-]+){0,4}(?:, [\w.,' -]{1,40})?"
_NETWORK = r"(?:facebook|twitter|x|linkedin|pinterest|whatsapp|reddit|telegram|instagram|youtube|tumblr|e-?mail|print|copy link|link)"


def _lines(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# A whole line that says so is furniture wherever it stands.
_ANYWHERE = (
    (Reason.VIEWING, _lines(r"you(?:'|’| a)re (?:currently |now )?(?:viewing|reading|browsing|here)\b[^.]*")),
    (
        Reason.COMMENTS,
        _lines(
            r"(?:leave|add|post|write|submit) (?:a|your) (?:reply|comment)(?: (?:to|on|below) .*| below)?(?: cancel reply)?",
            r"cancel reply",
            r"(?:\d+|no|one) (?:comments?|replies|responses?|thoughts?)(?: (?:yet|on|to) .*| yet)?",
            r"comments(?: \(\d+\))?(?: are (?:closed|off|disabled)\.?)?",
            r"join the (?:conversation|discussion)",
        ),
    ),
    (
        Reason.COMMENT_FORM,
        _lines(
            r"your e-?mail address will not be published.*",
            r"required fields are marked.*",
            r"save my name,? e-?mail.*",
            r"notify me of (?:follow-?up|new) .*",
            r"(?:post|submit) comment",
            r"(?:you must be )?log(?:ged)? in to (?:reply|post a comment|leave a comment)\.?",
        ),
    ),
    (
        Reason.SHARING,
        _lines(
            r"share(?: this)?(?: (?:post|article|page|story|guide))?(?: (?:on|via|with) [^.]{1,40})?\s*[:!]?",
            r"(?:tweet|pin)(?: (?:this|it))?",
            rf"follow us(?: on .{{1,60}})?\s*[:!]?|{_NETWORK}(?:\s*[|·•,/ ]\s*{_NETWORK})+",
            r"(?:click|tap) to (?:share|email|print)\b.*",
        ),
    ),
    (
        Reason.RELATED,
        _lines(
            r"(?:related|recent|popular|latest|recommended|similar|more|trending) (?:posts?|articles?|stories|news)\s*:?",
            r"related (?:content|reading|pages)\s*:?",
            r"you (?:may|might) (?:also|like|be interested)\b[^.]{0,40}",
            r"read (?:more|next|also)(?:\s*[:»→…]+.*|\.{3})?|learn more\s*[»→…]*",
            r"continue reading\b.{0,60}",
            r"recommended for you",
        ),
    ),
    (
        Reason.BYLINE,
        _lines(
            r"posted (?:on|in|by)\b[^.?!]{1,80}",
            rf"(?:first |last )?(?:published|updated|reviewed|modified)(?: on| at)?\s*:?\s*{_DATE}.{{0,60}}",
            rf"(?:medically |fact )?(?:written|reviewed|checked|edited|authored) by\s*:?\s*{_NAME}",
            rf"(?:author|writer|reviewer|editor)s?\s*:\s*{_NAME}",
            r"(?:filed under|tagged(?: with| as)?|tags?|categor(?:y|ies))\s*:\s*[^.]{1,120}",
            r"(?:(?:estimated )?reading time\s*:?\s*)?\d{1,3}\s*-?\s*min(?:ute)?s?(?: read(?:ing)?(?: time)?)?",
            r"reading time\b[^.]{1,30}",
        ),
    ),
    (
        Reason.NAVIGATION,
        _lines(
            r"(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation)",
            r"toggle (?:navigation|menu|sidebar)",
            r"(?:back|scroll|return) to (?:the )?top\s*[↑^]?",
            r"(?:post|posts|page) navigation",
            r"(?:[←«‹<]\s*)?(?:previous|prev|next|older|newer)(?: (?:posts?|articles?|pages?|entries))?(?:\s*[:→»›>]+.{0,120})?",
            r"(?:home(?: ?page)?|start)\s*[>»›/|→]\s*[^.]{1,150}",
            r"[^.>»›]{1,40}(?:\s[>»›]\s[^.>»›]{1,80}){2,}",
        ),
    ),
    (
        Reason.COOKIES,
        _lines(
            r".{0,60}\b(?:site|we|page) (?:also )?uses? cookies\b.*(?:accept|consent|experience|polic|brows|site|agree|setting|track).*",
            r"(?:this (?:web)?site|we) uses? cookies\.?",
            r"(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|(?:cookie|privacy|consent) (?:settings|policy|preferences|notice)",
            r"manage (?:cookies|consent|preferences)|terms (?:of (?:use|service)|(?:and|&) conditions)",
        ),
    ),
    (
        Reason.PROMOTION,
        _lines(
            r"(?:advertisements?|sponsored(?: (?:content|post))?|ad)",
            r"(?:subscribe|sign up)(?: (?:to|for) (?:our|the|my) [^.]{1,40}| now| today)?[.!]?",
            r"(?:join )?our newsletter|newsletter(?: sign-?up)?",
        ),
    ),
    (Reason.COPYRIGHT, _lines(r"(?:copyright|©|\(c\)\s*(?=copyright|\d{4})).{0,120}", r"all rights reserved\.?")),
)

# Words that a heading might be, too: furniture at the page's edges and beside other furniture only.
_AT_THE_EDGES = (
    (Reason.NAVIGATION, _lines(r"menu|search(?: for)?\s*[:…]?|home|contact|about|close|login|log in|register")),
    (Reason.SHARING, _lines(_NETWORK)),
    (
        Reason.COMMENT_FORM,
        _lines(r"(?:your )?(?:name|e-?mail|website|comment|url|message)\s*[*:]{0,2}|reply|submit|send"),
    ),
    (Reason.BYLINE, _lines(_DATE, rf"by\s*:?\s+{_NAME}(?:\s*[|·•–—-]\s*{_DATE})?", r"(?:admin|editor)")),
)
_HEADS = (Reason.NAVIGATION, Reason.COMMENT_FORM)  # kept where text stands below: a heading after all
_CONTENTS = _lines(
    r"(?:table of )?contents\s*:?", r"(?:in|on) this (?:article|page|guide|post)\s*:?", r"jump to(?: section)?\s*:?"
)
_PAGE_NUMBER = re.compile(r"(?:\s*(?:\.\s?){2,}|\s*…\s*|\s{2,})\d{1,4}$")


def without_furniture(lines: list[Line]) -> tuple[list[Line], list[DroppedLine], int]:
    """Return the article's lines, what was dropped, and the number of the line where comments began (0: none)."""
    reasons = _reasons(lines)
    dropped = [DroppedLine(lines[index].number, lines[index].text, reasons[index]) for index in sorted(reasons)]
    comments = [drop.number for drop in dropped if drop.reason is Reason.COMMENTS]
    article = [line for index, line in enumerate(lines) if index not in reasons]
    return article, dropped, min(comments, default=0)


def _reasons(lines: list[Line]) -> dict[int, Reason]:
    reasons = {index: reason for index, line in enumerate(lines) if (reason := _match(_ANYWHERE, line))}
    sentences = {index for index, line in enumerate(lines) if index not in reasons and _is_prose(line)}
    first, last = min(sentences, default=len(lines)), max(sentences, default=-1)
    for order in (range(len(lines)), reversed(range(len(lines)))):
        for index in order:
            at_edge = index < first or index > last
            beside = index - 1 in reasons or index + 1 in reasons
            reason = _match(_AT_THE_EDGES, lines[index]) if at_edge or beside else None
            if reason and index not in reasons and not (reason in _HEADS and index + 1 in sentences):
                reasons[index] = reason
    _add_contents(lines, reasons)
    _add_related(lines, reasons)
    return reasons


def _match(rules: tuple[tuple[Reason, re.Pattern[str]], ...], line: Line) -> Reason | None:
    return next((reason for reason, pattern in rules if pattern.fullmatch(line.text)), None)


def _is_prose(line: Line) -> bool:
    return len(line.text.split()) > 4 and ends_sentence(line.text)


def _entry(text: str) -> str:
    text = _PAGE_NUMBER.sub("", text)
    for mark in (marks.bullet, marks.question):
        text = mark(text) or text
    return key_of(marks.without_number(text))


def _add_contents(lines: list[Line], reasons: dict[int, Reason]) -> None:
    """Drop a table of contents: the lines below its heading that come again as headings."""
    entries = [_entry(line.text) for line in lines]
    for start, line in enumerate(lines):
        if start in reasons or not _CONTENTS.fullmatch(line.text):
            continue
        ahead = Counter(entries[start + 1 :])
        end = start + 1
        while end < len(lines) and ahead[entries[end]] > 1:
            ahead[entries[end]] -= 1
            end += 1
        if end > start + 1:
            reasons.update(dict.fromkeys(range(start, end), Reason.CONTENTS))


def _add_related(lines: list[Line], reasons: dict[int, Reason]) -> None:
    """Drop the titles under "Related posts": heading after heading, up to the one that has text below it."""
    for start in [index for index, reason in reasons.items() if reason is Reason.RELATED]:
        end = start + 1
        while end < len(lines) and end not in reasons and _is_link(lines[end]) and not _heads(lines, end):
            reasons[end] = Reason.RELATED
            end += 1


def _is_link(line: Line) -> bool:
    text = marks.bullet(line.text) or line.text
    return heading_strength(text) > 0 and not marks.question(line.text)


def _heads(lines: list[Line], index: int) -> bool:
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and (_is_prose(below) or bool(marks.question(below.text)) or len(below.text.split()) > 14)
