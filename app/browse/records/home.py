"""The front page, everything search, and addresses that are gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.browse.question import searchbox
from app.browse.records.articles import ArticleRecord
from app.browse.records.briefs import ActorBrief
from app.browse.records.dates import DayCount
from app.browse.records.events import EventRecord
from app.browse.records.lists import Count, Listing
from app.browse.records.people import PersonRecord
from app.browse.records.places import PlaceRecord
from app.browse.records.quotes import QuoteRecord
from app.store.word_query import WordQuery
from app.text.when import When

if TYPE_CHECKING:
    from app.browse.question.filters import Problem
    from app.browse.words.hits import Bit


@dataclass(frozen=True, slots=True)
class HomePage:
    quotes: int
    events: int
    articles: int
    outlets: int
    first: When | None  # the oldest article's day
    to: When | None  # the newest article's day
    read_at: datetime | None  # when an article was last read
    unplaced: Count  # events that are on no map
    latest_day: date | None  # the newest day on which something happened
    latest_events: tuple[EventRecord, ...]  # newest first, from that day back
    mapped: tuple[EventRecord, ...]  # the newest, as many as a small map bears
    most_quoted: tuple[tuple[ActorBrief, int], ...]  # in the 30 days up to the newest article
    latest_articles: tuple[ArticleRecord, ...]
    latest_quotes: tuple[QuoteRecord, ...]
    activity: tuple[DayCount, ...]  # the 371 days up to the newest, each one there
    samples: bool  # some of it was written for Dateline

    @property
    def empty(self) -> bool:
        return not self.articles


@dataclass(frozen=True, slots=True)
class Standing:
    """What the record holds, from when to when, and when something was last done to it."""

    articles: int
    outlets: int
    first: When | None  # days of publication
    last: When | None
    read_at: datetime | None  # when an article was last read
    corrections: int  # made by hand
    samples: bool


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day on which some of what was found was said or happened; the queries ask for those."""

    count: DayCount
    quotes_query: str = ""
    events_query: str = ""


@dataclass(frozen=True, slots=True)
class OtherSpelling:
    """Groups in which nothing matched as written, and what was asked of them instead."""

    nouns: tuple[str, ...]
    q: str
    changes: tuple[tuple[str, str], ...]  # (as written, as asked)


@dataclass(frozen=True, slots=True)
class FewerWords:
    """For a search that finds nothing: without one of its words, so many events, quotes and articles match."""

    q: str
    without: str
    number: int


@dataclass(frozen=True, slots=True)
class ReadAs:
    """The words read as names and a day: what a noun then has. `shown`: its words found nothing, so this stands
    in their place.
    """

    noun: str
    sentence: str  # "3 quotes by Volodymyr Zelensky about Bakhmut, 21 May 2023"
    query: str
    shown: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A qualifier that asks nothing of some kinds of things, or has no such value there: those were not asked."""

    said: str  # "type:direct"
    asked: tuple[str, ...]  # nouns that know it
    nouns: tuple[str, ...]  # and those left out


@dataclass(frozen=True, slots=True)
class Wider:
    """A question near one that finds nothing, which finds something."""

    sentence: str  # "12 events in Kharkiv"
    path: str
    nearest: When | None = None  # of another time: the day, month or year of it that is nearest
    nearest_path: str = ""


@dataclass(frozen=True, slots=True)
class NoneThen:
    """Names and a time were read in the words, and there is nothing of them: so it is said, with what is near."""

    noun: str
    sentence: str  # "0 events in Kharkiv, May 2024"
    path: str
    wider: tuple[Wider, ...]


@dataclass(frozen=True, slots=True)
class UnreadPlace:
    """A place that the gazetteer knows and no article names; `within`: the nearest of what it lies in that has
    been named.
    """

    name: str
    kind: str
    lies_in: tuple[str, ...]
    within: Suggestion | None


@dataclass(frozen=True, slots=True)
class Closest:
    """Quotes whose words come nearest to words that nothing has: a quotation remembered not quite right."""

    items: tuple[QuoteRecord, ...]
    words: WordQuery
    query: str  # the question for all quotes with any of the words


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything search: a few of each kind, and the question for all of them."""

    q: str
    pages: tuple[Suggestion, ...]  # whom or what the words name in full: its own page answers better
    people: Listing[PersonRecord]
    places: Listing[PlaceRecord]
    days: tuple[DayFound, ...]
    events: Listing[EventRecord]
    quotes: Listing[QuoteRecord]
    articles: Listing[ArticleRecord]
    period: When | None  # the words are a date: its page is meant
    spelt: tuple[OtherSpelling, ...] = ()
    fewer: tuple[FewerWords, ...] = ()
    unread: tuple[str, ...] = ()  # people and groups known by this name whom no article names yet
    words: WordQuery = field(default_factory=WordQuery)  # as written and as asked instead: what is to be marked
    why: Mapping[str, tuple[Bit, ...]] = field(default_factory=dict)  # public id → words of it that matched
    problems: tuple[Problem, ...] = ()
    dated: str = ""  # words among others that are read as a day: "21 May 2023"
    read: tuple[ReadAs, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    none_then: tuple[NoneThen, ...] = ()
    unread_places: tuple[UnreadPlace, ...] = ()
    closest: Closest | None = None
    address: bool = False  # the words are the address of a page: the article read there is meant
    counted_from: date | None = None  # the words are a date without a year, counted back from this day

    def mended(self, problem: Problem) -> str:
        """The box with the name that was probably meant in a qualifier."""
        return searchbox.with_value(self.q, problem.value, problem.instead) if problem.instead else self.q

    def offered(self, group: Listing[Any]) -> bool:
        """Whether its own page is offered to everybody in a group, which would only name them again."""
        pages = {page.path for page in self.pages}
        return group.count.value <= len(group) and {item.path for item in group} <= pages

    @property
    def groups(self) -> tuple[Listing[Any], ...]:
        return self.people, self.places, self.events, self.quotes, self.articles

    @property
    def empty(self) -> bool:
        return not (any(self.groups) or self.pages or self.days or (self.period and not self.dated))


@dataclass(frozen=True, slots=True)
class Suggestion:
    group: str  # questions, people, places, dates, events, outlets, filters
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
