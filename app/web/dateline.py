"""The dateline above each fact in words: where, when, and how sure of both.

A region is written as a region, an unsure day as unsure, and what is unknown as a dash.
"""

from __future__ import annotations

from app.text.day_words import day_of_month, day_words, month_of_year, month_words, weekday_words
from app.text.tongue import _
from app.text.when import When

__all__ = ["day_words", "month_words", "weekday_words"]  # what templates say with these is said through here too

AREAS = frozenset({"country", "region", "district", "area", "water"})
_NEAR = 2  # UCDP where_prec: 1 the place itself, 2 near it, 3 a district ... 7 a sea or the air


def when_words(when: When | None) -> str:
    """ "21 May 2023", "20–21 May 2023", "May 2023", "about 20 May 2023"; a dash for an unknown day."""
    if when is None:
        return "–"
    told = _period(when)
    return _("about %(when)s", when=told) if when.about else told


def _period(when: When) -> str:
    first, last = when.earliest, when.latest
    written = str(when)
    if len(written) == 4:
        return written
    if when.whole_years:
        return f"{first.year}–{last.year}"
    if len(written) == 7:
        return month_of_year(first.month, first.year)
    if first == last:
        return day_words(first)
    if len(written.partition("/")[0]) == 7:  # whole months
        return f"{month_of_year(first.month, first.year)} – {month_of_year(last.month, last.year)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{day_of_month(first)} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def machine_day(when: When | None) -> str | None:
    """For `<time datetime>`: a day, month or year; None for a stretch, which HTML cannot write."""
    if when is None:
        return None
    written = str(when)
    return None if "/" in written else written


def place_hedge(kind: str | None, where_prec: int | None = None) -> str:
    """What follows the name of an imprecise place: "somewhere in", "near" or nothing."""
    if where_prec == _NEAR:
        return _("near")
    if kind in AREAS:
        return _("somewhere in")
    return ""
