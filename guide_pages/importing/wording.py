"""Reasons and guesses in an editor's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .outline import Guess, Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REASONS: dict[Reason, _StrPromise] = {
    Reason.VIEWING: _("says which page is open"),
    Reason.TITLE_REPEATED: _("repeats the title"),
    Reason.COMMENTS: _("belongs to the old page's comments"),
    Reason.COMMENT_FORM: _("belongs to the old page's comment form"),
    Reason.SHARING: _("belongs to the old page's buttons for sharing"),
    Reason.RELATED: _("leads to other pages of the old site"),
    Reason.BYLINE: _("says who wrote the old page, when, or under which label; add people and topics to the guide"),
    Reason.NAVIGATION: _("belongs to the old site's navigation"),
    Reason.CONTENTS: _("belongs to a table of contents; the guide makes its own"),
    Reason.COOKIES: _("belongs to the old site's cookie notice"),
    Reason.PROMOTION: _("advertises"),
    Reason.COPYRIGHT: _("says whose the old page was"),
    Reason.ORNAMENT: _("has no words"),
    Reason.NO_PLACE: _("seems to be an image, and there is no section to put it into"),
    Reason.RUNNING_HEAD: _("stood at the edge of a printed page"),
    Reason.FRONT_MATTER: _("tells a program about the document"),
    Reason.OUTSIDE: _("stands outside the page's article"),
    Reason.SHORTCODE: _("asks a plugin of WordPress for something; words inside it stay"),
    Reason.UNSAFE: _("could harm readers, or has no place in a guide"),
    Reason.EDITOR: _("left out at the reading desk"),
}

GUESSES: dict[Guess, _StrPromise] = {
    Guess.TITLE_FROM_NAME: _("no title was found: the file's name stands in for it"),
    Guess.TITLE_FROM_FURNITURE: _("the title was found only in a line that says which page is open"),
    Guess.INTRODUCTION: _("had no heading: it begins a section called “Introduction”"),
    Guess.CONCLUSION: _("had no heading: it begins a section called “Conclusion”"),
    Guess.SUMMARY: _("taken for the summary; write one that says what the guide answers, and for whom"),
    Guess.HEADING: _("taken for a heading, though it does not look like the others"),
    Guess.SUBHEADING: _("taken for a heading inside its section"),
    Guess.CAPITALS: _("was in capitals: check names and abbreviations"),
    Guess.IMAGE: _("taken for the alternative text of an image"),
    Guess.IMAGE_MOVED: _("taken for the alternative text of an image, and put into the nearest section"),
    Guess.LIST: _("taken for an item of a list"),
    Guess.ALONE: _("a short line without text below it, kept as text"),
    Guess.FAQ_HEADING: _("questions without a heading: they stand under “Frequently asked questions”"),
    Guess.NO_ANSWER: _("a question without an answer"),
    Guess.LONG_QUESTION: _("too long for a question: the answer begins with the rest of it"),
    Guess.FROM_LIBRARY: _("was chosen from the FAQ library; its answer differs and now stands in the guide itself"),
    Guess.EDITED: _("an editor has changed the guide here since, and their words were kept"),
    Guess.AFTER_COMMENTS: _("stands below the old page's comments: it may be a reader's"),
    Guess.LINES: _("kept in its lines: it may be a list, a verse or an address"),
    Guess.TABLE: _("a table, kept as lines: its columns have no headings, or an answer begins with it"),
    Guess.CAPTION: _("a table without a caption: the heading above stands for it"),
    Guess.HYPHEN: _("a hyphen at the end of a line was taken out: look at the word"),
    Guess.CONTINUES: _("put together with the line before, which broke off"),
    Guess.REPEATED: _("comes back under several headings, and is kept as text each time"),
    Guess.FOOTNOTE: _("a footnote, kept below the text"),
    Guess.CODE: _("code, kept in its lines"),
}
