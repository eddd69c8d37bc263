"""What a date expression says ("a Sunday", "9 March, no year", "two weeks back"), and the scene it is read in.

A scene is the day of the report, the tense of the clause, and the date named last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.text.when import When

Answer = tuple[When | None, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against. `anchor` None: the day of the report is not known, see `doubt`."""

    anchor: date | None
    anchor_name: str = "the publication day"
    doubt: str = "the publication day is not known"
    tense: str = ""  # "past", "future", or "" where the clause does not tell
    named: When | None = None  # the date named last before this one
    year: When | None = None  # the date or year named last
    perfect: bool = False  # "has held": its clause runs up to the report
    beside: bool = False  # `named` stands in the same sentence
    told_with_year: bool = False  # and was written with its year
    appeared: date | None = None  # the publication day, where `anchor` is the dateline's

    @property
    def by(self) -> str:
        assert self.anchor is not None
        return f"{self.anchor_name}, {spoken(self.anchor)}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, or with `last` a run of days in it; `weekday` where the text names one as well."""

    month: int
    day: int
    year: int | None = None
    last: int | None = None
    weekday: int | None = None
    year_by: int | None = None  # -1, 0, 1: "last year", "this year", "next year"


@dataclass(frozen=True, slots=True)
class Month:
    month: int
    year: int | None = None
    third: str = ""
    which: str = ""
    year_by: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """`start` is its first month and `months` its length; a winter belongs to the year it begins in."""

    name: str
    start: int
    months: int
    year: int | None = None
    third: str = ""
    which: str = ""
    year_by: int | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """From the start of the first to the end of the last: a year, a decade, a century."""

    first: int
    last: int
    third: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The `number`th of `of` equal parts of a year: a quarter or a half."""

    number: int
    of: int
    year: int | None = None
    year_by: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    number: int
    which: str = ""


@dataclass(frozen=True, slots=True)
class Weekend:
    which: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Last, this or next week, month, quarter, year, decade; `shade` for "earlier this", "later this"."""

    step: int
    unit: str
    third: str = ""
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The past (or next) so many units, up to (or from) the report."""

    count: int
    unit: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """So many units from the report (`ago`, `hence`), from the date named last (`earlier`, `later`), or
    from something the text tells of (`before`, `after`). `count` None: it is not said how many."""

    count: int | None
    unit: str
    way: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """In two weeks, within 48 hours: from the report on, if its clause looks ahead.

    `surely`: "in two weeks' time", which always does.
    """

    count: int
    unit: str
    within: bool = False
    surely: bool = False


@dataclass(frozen=True, slots=True)
class Lasting:
    """For so many units; up to the report where its clause says that it still goes on ("has held for")."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The 17th; `this`: "of this month"."""

    day: int
    this: bool = False


@dataclass(frozen=True, slots=True)
class OfThatYear:
    """In March the same year: of a year counted from the one named last."""

    inner: Any
    steps: int = 0


@dataclass(frozen=True, slots=True)
class CountedFrom:
    """Two days before May 9; hours after Sunday: counted from the date named right beside it."""

    counted: Counted
    base: Any


@dataclass(frozen=True, slots=True)
class Near:
    """Days counted from the report: today 0, yesterday -1; "overnight" runs from -1 to 0."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class Exactly:
    when: When
    rule: str


@dataclass(frozen=True, slots=True)
class Night:
    """A night between two days: `into` is True where the day named is the one it ends in."""

    day: Any
    into: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    first: Any
    last: Any


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Tells of time without saying when: a duration, a clock time with no day, "afterward"."""

    rule: str


@dataclass(frozen=True, slots=True)
class About:
    meaning: Any


def spoken(day: date) -> str:
    """`21 May 2023 (a Sunday)`."""
    return f"{day.day} {day:%B} {day.year} (a {day:%A})"
