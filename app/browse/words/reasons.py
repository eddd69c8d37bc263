"""Why an event is given its day and its place, in words that somebody who never saw our readers can follow.

The readers keep their reasons short and in their own terms ("the day of “hit” told before"); programs get those.
A reason that has no wording here is shown as it was kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from app.text.day_words import day_words as words_of_day
from app.text.day_words import weekday_words
from app.text.tongue import N_, _

_ANCHORED = re.compile(r"(?P<which>publication|dateline's) day, (?P<day>\d+ \w+ \d{4}) \(an? (?P<weekday>\w+)\)")
_DAYS: Sequence[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), words)
    for pattern, words in (
        ("as recent as what was said of it", N_("no day is stated: taken to be about the day it was spoken of")),
        (
            "no date given: told as news on the day of publication",
            N_("no day is stated: it is told as news of the day the article was published"),
        ),
        (
            "the day of “(?P<word>.+)”, which is denied",
            N_("here somebody denies what the article dates elsewhere, with “%(word)s”"),
        ),
        (
            "the day of “(?P<word>.+)”, which somebody is blamed for",
            N_("here somebody is blamed for what the article dates elsewhere, with “%(word)s”"),
        ),
        (
            "the day of “(?P<word>.+)” told before",
            N_("the article tells of it before with this day, in “%(word)s”"),
        ),
        (
            "the day that “(?P<word>.+)” gives below",
            N_("the article gives this day further down, with “%(word)s”"),
        ),
        (
            "that of “(?P<word>.+)”, told before it of the same aircraft",
            N_("the day the article gives for the same aircraft, with “%(word)s”"),
        ),
        ("not dated", N_("no day is stated")),
    )
]
_PLACES: Sequence[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), words)
    for pattern, words in (
        ("what it was done to", N_("the article names it as what this was done to")),
        ("the only place so named", N_("no other place of that name is known here")),
        (
            "that of “(?P<word>.+)”, which is denied",
            N_("here somebody denies what the article places elsewhere, with “%(word)s”"),
        ),
        (
            "that of “(?P<word>.+)”, which somebody is blamed for",
            N_("here somebody is blamed for what the article places elsewhere, with “%(word)s”"),
        ),
        (
            "that of “(?P<word>.+)”,? told before(?: it of the same aircraft)?",
            N_("the article tells of it before, in “%(word)s”, with this place"),
        ),
        ("a phrase of place on “(?P<word>.+)”", N_("the article says where with “%(word)s”")),
        ("named with “(?P<word>.+)”", N_("the article names it beside “%(word)s”")),
        ("the article's dateline", N_("it is the place in the article’s dateline")),
        (
            "“(?P<word>.+)”: the only town its sentence names",
            N_("“%(word)s” stands for the only town that its sentence names"),
        ),
        ("“(?P<word>.+)”, the only one told of", N_("“%(word)s” is the only one that the article tells of")),
        ("“(?P<word>.+)”, as named above", N_("“%(word)s”, as the article named it before")),
        ("the only town that the article names", N_("it is the only town that the article names")),
        (
            "followed by (?P<word>.+), which it lies in",
            N_("of places of that name, the one in %(word)s, which the article names next"),
        ),
        (
            r"in (?P<word>.+), like \d+ others? in the article",
            N_("of places of that name, the one in %(word)s, as other places in the article are"),
        ),
        ("the city, as nothing says (?P<word>.+)", N_("the city: nothing says that %(word)s is meant")),
        ("far larger than any other place so named", N_("it is far larger than any other place of that name")),
        ("a country", N_("a country")),
        ("a capital", N_("a capital")),
    )
]


def day_words(reason: str, written: str | None = None) -> str:
    """Why this day; `written`: the words of the article that say it, where any do.

    “on Friday” → the article says “on Friday”, published Tuesday 2 January 2024
    """
    if not written:
        return _worded(reason, _DAYS)
    anchor = _ANCHORED.search(reason)
    if anchor is None:
        return _("the article says “%(words)s”", words=written)
    day = _weekday_and_day(anchor["day"])
    if anchor["which"] == "publication":
        return _("the article says “%(words)s”; it was published on %(day)s", words=written, day=day)
    return _("the article says “%(words)s”; its dateline is of %(day)s", words=written, day=day)


def _weekday_and_day(written: str) -> str:
    """ "Tuesday 2 January 2024" of "2 January 2024", as the readers write a day, in the language of the reader."""
    day = datetime.strptime(written, "%d %B %Y").date()
    return _("%(weekday)s %(day)s", weekday=weekday_words(day), day=words_of_day(day))


def place_words(reason: str) -> str:
    """Why this place: where the article says so, and how the place was told from others of its name."""
    return "; ".join(_worded(part, _PLACES) for part in reason.split("; "))


def _worded(reason: str, table: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, words in table:
        if found := pattern.fullmatch(reason):
            return _(words, **found.groupdict())
    return reason
