"""Who published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.browse.records.articles import ArticleRecord
from app.browse.records.briefs import ActorBrief, PlaceBrief
from app.browse.records.dates import Activity
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
class SpeechShare:
    """Its quotes of one kind of speaker, by how they are told."""

    kind: str | None  # None: the speaker is nobody that has a page
    direct: int = 0
    mixed: int = 0
    indirect: int = 0

    @property
    def total(self) -> int:
        return self.direct + self.mixed + self.indirect

    @property
    def direct_share(self) -> float:
        """Of its quotes, how many have the speaker's own words, all or in part."""
        return (self.direct + self.mixed) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class OutletPage:
    outlet: OutletRecord
    articles: tuple[ArticleRecord, ...]  # the newest
    speakers: tuple[tuple[ActorBrief, int], ...]  # whom it quotes most
    speech: tuple[SpeechShare, ...]  # most first
    langs: tuple[tuple[str, int], ...]
    activity: Activity  # its articles
    country: PlaceBrief | None  # where the country has a page
    own: int  # articles that are no copy of a text known from elsewhere
    copies: Mapping[str, int] = field(default_factory=dict)  # of whose text, and how many; "": of another outlet's
    corrected: int = 0  # corrections made here to its articles and what was read in them
    read_at: datetime | None = None  # when its feed or sitemap was last read
