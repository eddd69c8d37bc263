"""Short forms of things, as they stand inside other records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.text.when import When


@dataclass(frozen=True, slots=True)
class ActorBrief:
    slug: str
    name: str
    kind: str
    party: bool = False  # is itself a party to a war: its word is not a bystander's

    @property
    def path(self) -> str:
        return f"/people/{self.slug}"


@dataclass(frozen=True, slots=True)
class PlaceBrief:
    slug: str
    name: str
    kind: str
    lat: float
    lon: float

    @property
    def path(self) -> str:
        return f"/places/{self.slug}"


@dataclass(frozen=True, slots=True)
class OutletBrief:
    slug: str
    name: str

    @property
    def path(self) -> str:
        return f"/outlets/{self.slug}"


@dataclass(frozen=True, slots=True)
class ArticleBrief:
    public_id: str
    slug: str
    title: str
    outlet: OutletBrief | None
    published: When | None
    url: str | None  # the original, where we know it
    lang: str
    sample: bool = False
    added: datetime | None = None  # to the record
    warning: str | None = None  # what is graphic or distressing in its text

    @property
    def path(self) -> str:
        return f"/articles/{self.public_id}" + (f"-{self.slug}" if self.slug else "")

    def at(self, start: int, end: int) -> str:
        """The address of the very words `[start, end)`."""
        return f"{self.path}#s{start}-{end}"


@dataclass(frozen=True, slots=True)
class EventBrief:
    public_id: str
    slug: str
    type: str
    type_label: str
    title: str
    when: When | None

    @property
    def path(self) -> str:
        return f"/events/{self.public_id}" + (f"-{self.slug}" if self.slug else "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of an article and what stands there."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Change:
    """One public correction: who changed what, when, from what to what, and why."""

    at: datetime
    by: str
    field: str
    before: str | None
    after: str | None
    why: str
