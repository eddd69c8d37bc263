"""Where."""

from __future__ import annotations

from dataclasses import dataclass

from app.browse.records.briefs import Change, EventBrief, PlaceBrief
from app.browse.records.dates import Activity
from app.browse.records.events import ClaimRecord, EventRecord
from app.browse.records.lists import Count
from app.browse.records.people import NameRecord
from app.browse.records.quotes import QuoteRecord
from app.world.disputed import Dispute
from app.world.renamed import OlderName


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
class RingRecord:
    """What is within so many kilometres of a place, itself included, and who lies beyond the ring before."""

    km: int
    events: Count
    quotes: Count  # said there
    places: tuple[tuple[PlaceBrief, int], ...]  # the nearest, with kilometres


@dataclass(frozen=True, slots=True)
class HoldingRecord:
    """Reports that somebody took, held or left it: claims, each on the word of its source, and never more."""

    event: EventBrief
    place: PlaceBrief | None  # it, or what lies in it
    words: tuple[tuple[ClaimRecord, int], ...]  # each source's first for each position, and its claims; no context


@dataclass(frozen=True, slots=True)
class PlacePage:
    place: PlaceRecord
    parents: tuple[PlaceBrief, ...]  # outermost first: Ukraine, Donetsk Oblast
    parts: tuple[PlaceRecord, ...]  # what lies directly in it and has a page, those with most first
    names: tuple[NameRecord, ...]
    events: tuple[EventRecord, ...]  # the newest
    said_there: tuple[QuoteRecord, ...]
    about: tuple[QuoteRecord, ...]  # quotes that speak of it
    about_count: Count
    rings: tuple[RingRecord, ...]  # innermost first; none round an area, whose point is a token
    holdings: tuple[HoldingRecord, ...]  # newest first
    activity: Activity  # events and quotes said there
    articles: int
    more_parts: int = 0  # of them that are not among `parts`
    older: tuple[OlderName, ...] = ()  # names it bore before, the newest first
    disputed: Dispute | None = None  # whose country it is: the one it stands under is the gazetteer's choice
    changes: tuple[Change, ...] = ()
