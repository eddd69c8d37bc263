"""Who published."""

from __future__ import annotations

from dataclasses import dataclass

from app.browse.records.articles import ArticleRecord
from app.browse.records.briefs import ActorBrief
from app.browse.records.dates import MonthCount
from app.text.when import When


@dataclass(frozen=True, slots=True)
class OutletRecord:
    slug: str
    name: str
    country: str | None
    lang: str | None
    kind: str | None
    note: str | None
    sample: bool
    articles: int
    quotes: int
    first: When | None  # its earliest and latest article
    last: When | None

    @property
    def path(self) -> str:
        return f"/outlets/{self.slug}"


@dataclass(frozen=True, slots=True)
class OutletPage:
    outlet: OutletRecord
    articles: tuple[ArticleRecord, ...]  # the newest
    speakers: tuple[tuple[ActorBrief, int], ...]  # whom it quotes most
    langs: tuple[tuple[str, int], ...]
    by_month: tuple[MonthCount, ...]
