"""What is advised about words: sentences, paragraphs, links, readability."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from django.utils.translation import gettext, ngettext

#: Words in a paragraph and a sentence, characters before an answer has begun: as an editor's guide advises.
PARAGRAPH_WORDS, SENTENCE_WORDS, BEGINNING = 150, 25, 300

#: What stands around a line of a list.
_BESIDE = " \n\u2022\u00a0"
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’»)\]]))\s+(?=[\"“‘«(\[¿¡]*[A-ZÀ-Þ0-9])|\n+")
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BOLD_PARAGRAPH = re.compile(r"<p><strong>((?:(?!</?(?:p|strong)>).)*)</strong>\s*</p>", re.DOTALL)
#: What a link is called that does not say where it leads.
_VAGUE = frozenset(
    (
        *("click here", "here", "click", "read more", "more", "learn more", "this", "this link", "this page", "link"),
        *("see here", "details", "website", "page", "info", "more information", "find out more", "go"),
        *("aquí", "haga clic aquí", "pulse aquí", "leer más", "más", "más información", "enlace", "este enlace"),
    )
)


def words_of(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; a line of a list is one."""
    return [sentence for part in _SENTENCE_END.split(text) if (sentence := part.strip(_BESIDE))]


def lix(texts: Iterable[str]) -> float:
    """Return how hard texts are to read by the formula of Wagtail's content checks; 0 for fewer than ten words.

    LIX is words in a sentence, and words of more than six letters in a hundred: 25 is easy, 45 hard, 60 very hard.
    """
    sentences = [words for text in texts for part in sentences_of(text) if (words := words_of(part))]
    count = sum(map(len, sentences))
    if count < 10:
        return 0
    long_words = sum(len(word) > 6 for words in sentences for word in words)
    return count / len(sentences) + 100 * long_words / count


def of_paragraphs(text: str) -> Iterator[str]:
    """Yield a message where a paragraph is long."""
    counts = [count for part in text.splitlines() if (count := len(words_of(part))) > PARAGRAPH_WORDS]
    for count in counts:
        yield gettext("A paragraph has %(count)s words. Divide it: no more than %(limit)s.") % {
            "count": count,
            "limit": PARAGRAPH_WORDS,
        }


def of_sentences(text: str) -> Iterator[str]:
    """Yield one message for all long sentences of a text, with the beginning of the longest."""
    long = [sentence for sentence in sentences_of(text) if len(words_of(sentence)) > SENTENCE_WORDS]
    if not long:
        return
    longest = max(long, key=lambda sentence: len(words_of(sentence)))
    yield ngettext(
        "A sentence has %(words)s words: “%(beginning)s…”",
        "%(count)s sentences have more than %(limit)s words, the longest %(words)s: “%(beginning)s…”",
        len(long),
    ) % {
        "count": len(long),
        "limit": SENTENCE_WORDS,
        "words": len(words_of(longest)),
        "beginning": " ".join(longest.split()[:5]),
    }


def of_link_texts(html: str) -> Iterator[str]:
    """Yield a message for each link that does not say where it leads."""
    for link in _LINK.findall(html):
        words = " ".join(unescape(_TAG.sub("", link)).split())
        if words.casefold().strip(" .:…»>→") in _VAGUE:
            yield gettext("The link “%s” does not say where it leads.") % words


def of_headings(html: str) -> Iterator[str]:
    """Yield a message for each paragraph that only looks like a heading."""
    for bold in _BOLD_PARAGRAPH.findall(html):
        words = unescape(_TAG.sub("", bold)).strip()
        if words and not words.endswith((".", "!", ":", ",", ";")) and len(words_of(words)) <= 12:
            yield gettext("“%s” looks like a heading, and is none. Make it a subheading.") % words


def of_beginning(question: str, answer: str) -> Iterator[str]:
    """Yield a message where the answer to a question takes long to begin."""
    first = answer.partition("\n")[0]
    if len(first) > BEGINNING:
        yield gettext(
            "The first paragraph of the answer to “%(question)s” has %(count)s characters. Answer in fewer than "
            "%(limit)s, then explain."
        ) % {"question": question, "count": len(first), "limit": BEGINNING}
