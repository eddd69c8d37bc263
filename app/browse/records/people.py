"""Who: a person or a group, any kind of actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.browse.records.briefs import ActorBrief, Change
from app.browse.records.dates import MonthCount
from app.browse.records.events import EventRecord
from app.browse.records.quotes import QuoteRecord


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
    told: int = 0  # events that it claims or denies

    @property
    def path(self) -> str:
        return f"/people/{self.slug}"


@dataclass(frozen=True, slots=True)
class NameRecord:
    text: str
    lang: str
    script: str
    kind: str


@dataclass(frozen=True, slots=True)
class RoleRecord:
    office: str
    body: str | None
    since: date | None
    until: date | None

    def __str__(self) -> str:
        """ "President of Ukraine"; the office alone where it has no body."""
        return f"{self.office} of {self.body}" if self.body else self.office


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: PersonRecord
    names: tuple[NameRecord, ...]
    roles: tuple[RoleRecord, ...]  # newest first
    parent: ActorBrief | None  # the group it is part of
    parts: tuple[ActorBrief, ...]
    sides: tuple[tuple[str, str], ...]  # (conflict, side) by name, as recognised
    quotes: tuple[QuoteRecord, ...]  # the newest
    events: tuple[EventRecord, ...]
    about: tuple[QuoteRecord, ...]  # said about it by others
    mentioned_with: tuple[tuple[ActorBrief, int], ...]  # with in how many articles
    by_month: tuple[MonthCount, ...]
    namesakes: tuple[ActorBrief, ...]
    articles: int  # that name it
    changes: tuple[Change, ...] = ()
