"""Where."""

from __future__ import annotations

from dataclasses import dataclass

from app.browse.records.briefs import Change, PlaceBrief
from app.browse.records.dates import MonthCount
from app.browse.records.events import EventRecord
from app.browse.records.people import NameRecord
from app.browse.records.quotes import QuoteRecord


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    slug: str
    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    population: int
    geonameid: int | None
    within: tuple[str, ...]  # nearest first
    events: int  # there and in what lies in it
    quotes: int  # said there

    @property
    def path(self) -> str:
        return f"/places/{self.slug}"


@dataclass(frozen=True, slots=True)
class PlacePage:
    place: PlaceRecord
    parents: tuple[PlaceBrief, ...]  # outermost first: Ukraine, Donetsk Oblast
    parts: tuple[PlaceBrief, ...]  # what lies directly in it and has a page
    names: tuple[NameRecord, ...]
    events: tuple[EventRecord, ...]  # the newest
    said_there: tuple[QuoteRecord, ...]
    about: tuple[QuoteRecord, ...]  # quotes that speak of it
    nearby: tuple[tuple[PlaceBrief, int], ...]  # with kilometres
    by_month: tuple[MonthCount, ...]
    articles: int
    changes: tuple[Change, ...] = ()
