"""Dates as somebody writes them in a search box: "2023-05", "21 May 2023", "last May", "травень 2023".

What has no year is counted back from `newest`, the newest day in the record, not from the clock: the record is
what is searched. The page that is offered says the whole date, so nobody has to guess which May was meant.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from app.text.when import When

_YEARS_BACK = 3  # of a month without a year, how many are offered
_WRITTEN = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")  # 21.05.2023: the day stands first wherever dots do
_THREE_PARTS = re.compile(r"\d+([-/.])\d+\1\d+")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"[12]\d{3}")


def periods_of(written: str, newest: date | None = None) -> tuple[When, ...]:
    """The days, months or years that the words are, the likeliest first; empty where they are none.

    Without `newest` only what states its year is read.
    """
    words = written.casefold().replace(",", " ").split()
    try:
        if found := _stated(words):
            return (found,)
        return _counted_back(words, newest) if newest else ()
    except (ValueError, OverflowError):  # 31 February, year 0000: words that look like a date and are none
        return ()


def is_no_day(written: str) -> bool:
    """Whether it is written as a day with its year, and the calendar has no such day: "31 February 2023"."""
    words = written.casefold().replace(",", " ").split()
    try:
        _stated(words if len(words) > 1 or _THREE_PARTS.fullmatch(written) else [])  # "2014/20" may be a season
    except (ValueError, OverflowError):
        return True
    return False


def _stated(words: list[str]) -> When | None:
    """A date with its year: 2023, 2023-05, 2023/5/21, 21.05.2023, May 2023, 21 May 2023, May 21 2023."""
    if len(words) <= 1:
        return _one_word(words[0]) if words else None
    if not _YEAR.fullmatch(words[-1]) or not (read := _month_and_day(words[:-1])):
        return None
    return _made(int(words[-1]), *read)


def _one_word(word: str) -> When | None:
    if _YEAR.fullmatch(word):
        return When.year(int(word))
    if match := _WRITTEN.fullmatch(word):
        return _made(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _DOTTED.fullmatch(word):
        return _made(int(match[3]), int(match[2]), int(match[1]))
    return None


def _month_and_day(words: list[str]) -> tuple[int, int | None] | None:
    months = _words()["months"]
    if len(words) == 1 and words[0] in months:
        return months[words[0]], None
    if len(words) != 2:
        return None
    for month, day in (words, words[::-1]):
        if month in months and (match := _DAY.fullmatch(day)):
            return months[month], int(match[1])
    return None


def _made(year: int, month: int, day: int | None) -> When:
    return When.day(date(year, month, day)) if day is not None else When.month(year, month)


def _counted_back(words: list[str], newest: date) -> tuple[When, ...]:
    """ "May", "21 May", "last May", "last month", "yesterday": by the newest day of the record."""
    near = _words()["near"]
    said = [near.get(word, word) for word in words]
    if said == ["today"]:
        return (When.day(newest),)
    if said == ["yesterday"]:
        return (When.day(newest - timedelta(days=1)),)
    if len(said) == 2 and said[0] in ("this", "last") and said[1] in ("year", "month"):
        return (_near(said[1], newest, back=said[0] == "last"),)
    which = said[0] if said and said[0] in ("this", "last") else ""
    read = _month_and_day(words[1:] if which else words)
    if not read:
        return ()
    begun = [year for year in range(newest.year, newest.year - _YEARS_BACK - 1, -1) if _begun(year, read, newest)]
    return tuple(_made(year, *read) for year in (begun[:1] if which else begun[:_YEARS_BACK]))


def _near(unit: str, newest: date, *, back: bool) -> When:
    if unit == "year":
        return When.year(newest.year - back)
    first = newest.replace(day=1)
    if back:
        first = (first - timedelta(days=1)).replace(day=1)
    return When.month(first.year, first.month)


def _begun(year: int, read: tuple[int, int | None], newest: date) -> bool:
    """Whether that month or day had come by the newest day; a 29 February only where the year has one."""
    try:
        return date(year, read[0], read[1] or 1) <= newest
    except ValueError:
        return False


@lru_cache(maxsize=1)
def _words() -> dict[str, dict]:
    """`months`: word → number; `near`: word → the English word that stands for it."""
    told = tomllib.loads(Path(__file__).with_name("periods.toml").read_text(encoding="utf-8"))
    months = {word: number for number, words in enumerate(told["months"], 1) for word in words}
    near = {word: words[0] for key, words in told.items() if key != "months" for word in words}
    return {"months": months, "near": near}
