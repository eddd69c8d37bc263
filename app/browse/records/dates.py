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
    """What is known to be of one month, or of a day or some days of it."""

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
class PeriodCount:
    """What touches a month or a year: as many as its lists, asked for that period, show."""

    when: When
    quotes: int = 0
    events: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """Months or years in order, none left out between the first and the last."""

    periods: tuple[PeriodCount, ...]
    overlapping: bool  # something is in several of them
    undated: Mapping[str, int]  # of each kind counted, how many are in none of them: no day stated, or too vague


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
class Listed:
    """How many of each kind the lists show that are asked for a stretch of days: those dated vaguely too."""

    events: Count
    quotes: Count
    articles: Count


@dataclass(frozen=True, slots=True)
class YearHeat:
    """A year: its months, and only those days on which there is something."""

    year: int
    months: tuple[MonthCount, ...]  # twelve
    days: Mapping[date, DayCount]
    previous: int | None  # the nearest years with content
    next: int | None
    spanning: tuple[EventRecord, ...] = ()  # events known to be of the year and of no one month of it
    listed: Listed | None = None
    whole: int = 0  # of the year, or of several months of it: in none of `months`

    @property
    def total(self) -> int:
        return sum(month.total for month in self.months)

    @property
    def most(self) -> int:
        """The fullest day's count, to scale the shades by."""
        return max((day.total for day in self.days.values()), default=0)


@dataclass(frozen=True, slots=True)
class DatesPage:
    """All time: every year with something, the newest days with something, and what states no day at all."""

    years: tuple[YearHeat, ...]  # newest first
    latest: tuple[DayCount, ...]  # newest first
    undated_events: Undated | None
    undated_quotes: Undated | None

    @property
    def most(self) -> int:
        """The fullest month's count, to scale the shades by."""
        return max((month.total for year in self.years for month in year.months), default=0)


Weeks = tuple[tuple[DayCount | None, ...], ...]  # of seven days from Monday; None: of a neighbouring month


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    year: int
    month: int
    weeks: Weeks
    count: MonthCount  # known to be of this month: the cells' sum, and what is dated to several days of it
    spanning: tuple[EventRecord, ...]  # events dated to the month or several days of it, not to one day
    vaguer: tuple[EventRecord, ...]  # events dated to a longer stretch that may be of it, the shortest first
    listed: Listed
    undated_quotes: Undated | None  # published in it, day of speech not stated
    undated_events: Undated | None
    previous: date | None  # first days of the nearest months with content
    next: date | None

    @property
    def when(self) -> When:
        return When.month(self.year, self.month)

    @property
    def most(self) -> int:
        return max((day.total for week in self.weeks for day in week if day), default=0)

    @property
    def apart(self) -> MonthCount:
        """What of it stands in no day's cell."""
        days = [day for week in self.weeks for day in week if day]
        return MonthCount(
            self.year,
            self.month,
            quotes=self.count.quotes - sum(day.quotes for day in days),
            events=self.count.events - sum(day.events for day in days),
            articles=self.count.articles - sum(day.articles for day in days),
        )


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day in one of the meanings of a date, or in all: `happened`, `said`, `published`, or empty."""

    day: date
    date_of: str
    events: tuple[EventRecord, ...]  # that happened on just this day; if `published`, reported in its articles
    quotes: tuple[QuoteRecord, ...]  # said on it; if `published`, in its articles
    articles: tuple[ArticleRecord, ...]  # published on it
    around: tuple[EventRecord, ...]  # events of a longer stretch this day lies in
    around_quotes: tuple[QuoteRecord, ...]
    exact: DayCount  # of just this day
    listed: Listed  # of this day, or of a stretch it lies in
    published: Listed  # by the day of their article
    undated_quotes: Undated | None  # published that day, day of speech not stated
    undated_events: Undated | None
    month: Weeks  # round it
    previous: date | None  # the nearest days with content
    next: date | None
