"""How much there is on each day, in each month and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.browse.records.articles import ArticleRecord
from app.browse.records.events import EventRecord
from app.browse.records.lists import Count, Undated
from app.browse.records.quotes import QuoteRecord
from app.text.when import When


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Activity in one month; months between the first and last are there with zeros."""

    year: int
    month: int
    quotes: int = 0
    events: int = 0
    articles: int = 0

    @property
    def when(self) -> When:
        return When.month(self.year, self.month)

    @property
    def total(self) -> int:
        return self.quotes + self.events + self.articles


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    quotes: int = 0
    events: int = 0
    articles: int = 0

    @property
    def total(self) -> int:
        return self.quotes + self.events + self.articles


@dataclass(frozen=True, slots=True)
class YearHeat:
    """A year: its months, and only those days on which there is something."""

    year: int
    months: tuple[MonthCount, ...]  # twelve
    days: Mapping[date, DayCount]
    previous: int | None  # the nearest years with content
    next: int | None

    @property
    def total(self) -> int:
        return sum(month.total for month in self.months)

    @property
    def most(self) -> int:
        """The fullest day's count, to scale the shades by."""
        return max((day.total for day in self.days.values()), default=0)


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """A month: weeks of seven days from Monday, None for days of the neighbouring months."""

    year: int
    month: int
    weeks: tuple[tuple[DayCount | None, ...], ...]
    spanning: tuple[EventRecord, ...]  # events dated to the month or several days of it, not to one day
    previous: date | None  # first days of the nearest months with content
    next: date | None

    @property
    def when(self) -> When:
        return When.month(self.year, self.month)

    @property
    def most(self) -> int:
        return max((day.total for week in self.weeks for day in week if day), default=0)


@dataclass(frozen=True, slots=True)
class DayPage:
    day: date
    events: tuple[EventRecord, ...]  # that happened on just this day
    quotes: tuple[QuoteRecord, ...]  # said on it
    articles: tuple[ArticleRecord, ...]  # published on it
    around: tuple[EventRecord, ...]  # events of a longer stretch this day lies in
    event_count: Count
    quote_count: Count
    article_count: Count
    undated_quotes: Undated | None  # published that day, day of speech not stated
    undated_events: Undated | None
    previous: date | None  # the nearest days with content
    next: date | None
