"""Who: a person or a group, any kind of actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.browse.records.briefs import ActorBrief, ArticleBrief, Change, EventBrief
from app.browse.records.dates import Activity
from app.browse.records.events import EventRecord
from app.browse.records.lists import Count
from app.browse.records.quotes import QuoteRecord
from app.world.disputed import Dispute
from app.world.roles import Role


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person or a group: any kind of actor."""

    slug: str
    name: str
    kind: str
    country: str | None
    party: bool
    provisional: bool  # read in articles, not known before, not yet confirmed
    role: str | None  # the newest office we know of
    quotes: int
    events: int  # in which it takes part
    told: int = 0  # events that it speaks of: claims, denies, plans or holds possible

    @property
    def path(self) -> str:
        return f"/people/{self.slug}"


@dataclass(frozen=True, slots=True)
class Named:
    """Where somebody is called by a name."""

    article: ArticleBrief
    start: int
    end: int

    @property
    def source_path(self) -> str:
        return self.article.at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class NameRecord:
    text: str
    lang: str
    script: str
    kind: str
    first: Named | None = None  # where it was first read as it is written; None: nowhere yet, it is from a list


@dataclass(frozen=True, slots=True)
class RoleRecord:
    office: str
    body: str | None
    since: date | None
    until: date | None
    seen: date | None = None  # the last day it is known to be held, where its end is not
    since_by: date | None = None  # of a coarse beginning ("2024-01") the last day it allows
    until_from: date | None = None

    def __str__(self) -> str:
        """ "President of Ukraine"; the office alone where it has no body."""
        return f"{self.office} of {self.body}" if self.body else self.office

    @property
    def role(self) -> Role:
        """The same as `world` judges it: how surely it was held on a day, and how precisely its ends are known."""
        return Role(self.office, self.body, self.since, self.until, self.seen, self.since_by, self.until_from)


@dataclass(frozen=True, slots=True)
class SideRecord:
    """A side of a war that somebody is counted as on, from when to when; None: not bounded."""

    conflict: str
    conflict_slug: str
    side: str
    since: date | None
    until: date | None
    through: str | None = None  # the body it belongs to that is on it, where it is not so itself


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """An event on somebody's word, and the newest words in which they are reported to say so."""

    event: EventBrief
    modality: str  # what they say of it: actual, planned, possible, ...
    article: ArticleBrief
    start: int
    end: int
    exact: str

    @property
    def source_path(self) -> str:
        return self.article.at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class SpokeRecord:
    """An event that somebody spoke about, in which of their quotes, and what they did with it."""

    kind: str  # claimed, confirmed, denied, responsibility, blamed, commented
    event: EventBrief
    quote: str  # its public id
    words: str

    @property
    def quote_path(self) -> str:
        return f"/quotes/{self.quote}"


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: PersonRecord
    names: tuple[NameRecord, ...]
    roles: tuple[RoleRecord, ...]  # newest first
    parent: ActorBrief | None  # the group it is part of
    parts: tuple[ActorBrief, ...]
    sides: tuple[SideRecord, ...]
    quotes: tuple[QuoteRecord, ...]  # the newest
    events: tuple[EventRecord, ...]  # in which it takes part
    about: tuple[QuoteRecord, ...]  # said about it by others
    about_count: Count
    mentioned_with: tuple[tuple[ActorBrief, int], ...]  # with in how many articles
    activity: Activity  # quotes by it, and events in which it takes part
    namesakes: tuple[ActorBrief, ...]  # others who bear one of its names, or its family name
    articles: int  # that name it
    changes: tuple[Change, ...] = ()
    spoke: tuple[SpokeRecord, ...] = ()  # the newest events that it denied, owned up to or spoke about
    told: Mapping[str, tuple[ToldRecord, ...]] = field(default_factory=dict)  # the newest it claims and denies
    told_counts: Mapping[str, int] = field(default_factory=dict)  # of all of them
    told_all: int = 0  # events that it claims, denies, plans or holds possible
    private: bool = False  # perhaps no public figure: no search engine is to know this page
    disputed: Dispute | None = None  # what is said of its standing
    speaks_with: tuple[tuple[ActorBrief, int], ...] = ()  # who says things together with it, and how many
