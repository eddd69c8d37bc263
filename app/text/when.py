"""A date exactly as precise as its source.

`2022`, `2022-03`, `2022-03-04`, `2022-03-04/2022-03-09`, `2022-03/2022-05` and `1990/1999` are all a When.
Inside it is an interval of whole days, both ends included; outside it is written no finer than it was known.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, order=True, slots=True)
class When:
    """`[earliest, latest]`, both days included. `about` says the source hedged ("around 20 May")."""

    earliest: date
    latest: date
    about: bool = False

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"a When runs forward: {self.earliest} is after {self.latest}")

    @classmethod
    def day(cls, day: date, *, about: bool = False) -> When:
        return cls(day, day, about)

    @classmethod
    def month(cls, year: int, month: int) -> When:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> When:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, written: str) -> When:
        """Reads `2022`, `2022-03`, `2022-03-04` or two of them with a slash between.

        Raises ValueError, saying what was expected, for anything else.
        """
        first, slash, second = written.strip().partition("/")
        if slash:
            return cls(cls.parse(first).earliest, cls.parse(second).latest)
        try:
            if _DAY.fullmatch(first):
                return cls.day(date.fromisoformat(first))
            if match := _MONTH.fullmatch(first):
                return cls.month(int(match[1]), int(match[2]))
            if _YEAR.fullmatch(first):
                return cls.year(int(first))
        except ValueError as error:
            raise ValueError(f"{written!r} is not a date in the calendar") from error
        raise ValueError(f"{written!r} is not a date: write 2022, 2022-03 or 2022-03-04")

    def __str__(self) -> str:
        first, last = self.earliest, self.latest
        if first == last:
            return first.isoformat()
        if self.whole_years:
            return _joined(first.isoformat()[:4], last.isoformat()[:4])
        if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
            return _joined(first.isoformat()[:7], last.isoformat()[:7])
        return _joined(first.isoformat(), last.isoformat())

    @property
    def in_days(self) -> str:
        """As `str`, but stretches of whole years with both ends to the day: `1990-01-01/1999-12-31`.

        That is how annotated corpora write a decade or a century; both ways read back to the same When.
        """
        if self.whole_years and self.earliest.year != self.latest.year:
            return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"
        return str(self)

    @property
    def whole_years(self) -> bool:
        """Whether it runs from a New Year's Day to a New Year's Eve: a year, a decade, 1914 to 1918."""
        return (self.earliest.month, self.earliest.day, self.latest.month, self.latest.day) == (1, 1, 12, 31)

    @property
    def days(self) -> int:
        """How many days it touches."""
        return (self.latest - self.earliest).days + 1

    @property
    def precision(self) -> int:
        """UCDP GED's `date_prec`: 1 a day, 2 up to six days, 3 a week, 4 a month, 5 longer.

        Source: UCDP GED codebook 23.1, variable date_prec.
        """
        for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
            if self.days <= most:
                return code
        return 5

    def overlaps(self, other: When) -> bool:
        return self.earliest <= other.latest and other.earliest <= self.latest

    def covers(self, day: date) -> bool:
        return self.earliest <= day <= self.latest

    def shifted(self, days: int) -> When:
        by = timedelta(days=days)
        return When(self.earliest + by, self.latest + by, self.about)

    def through(self, other: When) -> When:
        """From the start of the earlier to the end of the later."""
        return When(min(self.earliest, other.earliest), max(self.latest, other.latest), self.about or other.about)


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"
