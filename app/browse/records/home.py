"""The front page, everything search, and addresses that are gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.browse.records.articles import ArticleRecord
from app.browse.records.briefs import ActorBrief
from app.browse.records.dates import DayCount
from app.browse.records.events import EventRecord
from app.browse.records.lists import Listing
from app.browse.records.people import PersonRecord
from app.browse.records.places import PlaceRecord
from app.browse.records.quotes import QuoteRecord
from app.text.when import When

if TYPE_CHECKING:
    from app.browse.filters import Problem


@dataclass(frozen=True, slots=True)
class HomePage:
    quotes: int
    events: int
    articles: int
    outlets: int
    to: When | None  # the newest article's day
    latest_day: date | None  # the newest day on which something happened
    latest_events: tuple[EventRecord, ...]
    most_quoted: tuple[tuple[ActorBrief, int], ...]  # in the 30 days up to the newest article
    latest_articles: tuple[ArticleRecord, ...]
    latest_quotes: tuple[QuoteRecord, ...]
    activity: tuple[DayCount, ...]  # the 371 days up to the newest, each one there
    samples: bool  # some of it was written for Dateline

    @property
    def empty(self) -> bool:
        return not self.articles


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything search: a few of each kind, and the question for all of them."""

    q: str
    people: Listing[PersonRecord]
    places: Listing[PlaceRecord]
    events: Listing[EventRecord]
    quotes: Listing[QuoteRecord]
    articles: Listing[ArticleRecord]
    period: When | None  # the words are a date: its page is meant
    problems: tuple[Problem, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.people or self.places or self.events or self.quotes or self.articles or self.period)


@dataclass(frozen=True, slots=True)
class Suggestion:
    group: str  # people, places, dates
    label: str
    path: str
    note: str = ""  # "person · 41 quotes"


@dataclass(frozen=True, slots=True)
class Gone:
    """An address that is gone (410), and why."""

    noun: str
    key: str
    reason: str
    at: datetime
