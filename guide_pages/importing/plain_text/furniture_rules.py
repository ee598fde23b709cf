"""How lines that belonged to the old page read. A whole line has to say so, not a part of it."""

from __future__ import annotations

import re

from guide_pages.importing.outline import Reason

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_MONTH} {_DAY},? \d{{4}}|{_DAY} {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_NAME = r"(?:dr\.? |prof\.? )?[\w.'’-]+(?: [\w.'’-]+){0,4}(?:, [\w.,' -]{1,40})?"
_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|pinterest|whatsapp|reddit|telegram|instagram|youtube|tumblr"
    r"|e-?mail|print|copy link|link)"
)
_POSTS = r"(?:posts?|articles?|pages?|entries)"


def _lines(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


Rules = tuple[tuple[Reason, re.Pattern[str]], ...]

ANYWHERE: Rules = (
    (Reason.VIEWING, _lines(r"you(?:'|’| a)re (?:currently |now )?(?:viewing|reading|browsing|here)\b[^.]*")),
    (
        Reason.COMMENTS,
        _lines(
            r"(?:leave|add|post|write|submit) (?:a|your) (?:reply|comment)(?: (?:to|on|below)\b[^.]*)?"
            r"(?: cancel reply)?",
            r"cancel reply",
            r"(?:\d+|no|one) (?:comments?|replies|responses?|thoughts?)(?: (?:yet|on|to)\b.*)?",
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
            rf"share(?: this)?(?: (?:{_POSTS}|story|guide))?(?: (?:on|via|with) [^.]{{1,40}})?\s*[:!]?",
            r"(?:tweet|pin)(?: (?:this|it))?",
            r"follow us(?: on .{1,60})?\s*[:!]?",
            rf"{_NETWORK}(?:\s*[|·•,/ ]\s*{_NETWORK})+",
            r"(?:click|tap) to (?:share|email|print)\b.*",
        ),
    ),
    (
        Reason.RELATED,
        _lines(
            r"(?:related|recent|popular|latest|recommended|similar|more|trending) (?:posts?|articles?|stories)\s*:?",
            r"related (?:content|reading|pages)\s*:?",
            r"you (?:may|might) (?:also|like|be interested)\b[^.]{0,40}",
            r"read (?:more|next|also)(?:\s*[:»→…]+.*|\.{3})?",
            r"(?:learn|see) more\s*[»→…]*",
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
            r"(?:posts?|page) navigation",
            rf"(?:[←«‹<]\s*)?(?:previous|prev|next|older|newer)(?: {_POSTS})?(?:\s*[:→»›>]+.{{0,120}})?",
            r"(?:home(?: ?page)?|start)\s*[>»›/|→]\s*[^.]{1,150}",
            r"[^.>»›]{1,40}(?:\s[>»›]\s[^.>»›]{1,80}){2,}",
        ),
    ),
    (
        Reason.COOKIES,
        _lines(
            r".{0,60}\b(?:site|we|page) (?:also )?uses? cookies\b.*"
            r"(?:accept|consent|experience|polic|brows|site|agree|setting|track).*",
            r"(?:this (?:web)?site|we) uses? cookies\.?",
            r"(?:accept|reject|allow|decline) (?:all|cookies|all cookies)",
            r"(?:cookie|privacy|consent) (?:settings|policy|preferences|notice)",
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
    (Reason.COPYRIGHT, _lines(r"(?:copyright\b|©|\(c\)\s*(?=copyright|\d{4})).{0,120}", r"all rights reserved\.?")),
)

# Words that a heading might be, too: furniture at the page's edges and beside other furniture only.
AT_THE_EDGES: Rules = (
    (Reason.NAVIGATION, _lines(r"menu|search(?: for)?\s*[:…]?|home|contact|about|close|login|log in|register")),
    (Reason.SHARING, _lines(_NETWORK)),
    (
        Reason.COMMENT_FORM,
        _lines(r"(?:your )?(?:name|e-?mail|website|comment|url|message)\s*[*:]{0,2}", r"reply|submit|send"),
    ),
    (Reason.BYLINE, _lines(_DATE, rf"by\s*:?\s+{_NAME}(?:\s*[|·•–—-]\s*{_DATE})?", r"admin|editor")),
)

CONTENTS = _lines(
    r"(?:table of )?contents\s*:?", r"(?:in|on) this (?:article|page|guide|post)\s*:?", r"jump to(?: section)?\s*:?"
)
