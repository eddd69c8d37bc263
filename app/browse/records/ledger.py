"""The claim ledger of an event: who says what, since when, in which words, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from app.browse.records.briefs import ArticleBrief
from app.browse.records.quotes import SpeakerRecord
from app.text.when import When


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one article in which a row of the ledger stands."""

    article: ArticleBrief
    start: int
    end: int
    exact: str
    claim: str  # its public id

    @property
    def source_path(self) -> str:
        return self.article.at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One source's one answer to one question. Other rows are named by their place in the ledger."""

    question: str  # a kind of figure ("killed"), or happened, doer, holder
    says: str  # "figure", or the position: happened, possible, planned, denied, negated, names, own-side, ...
    low: float | None  # of a figure, its ends; None: open
    high: float | None
    bound: str | None  # "at least", as written
    unit: str | None
    figure: str | None  # as written: "at least 12"
    figure_start: int | None  # where that stands in the first of its articles
    figure_end: int | None
    names: tuple[str, ...]  # of a position, who is named by it
    speaker: SpeakerRecord | None  # on whose word; None: the outlet's own
    who: str | None  # the source's name or words
    side: str | None  # of the war, as recognised: by name
    as_of: When | None  # when it was first said, or else published
    said: bool  # `as_of` is the day it was said
    words: tuple[Words, ...]  # one an article, oldest first
    articles: int
    origins: int
    differs: tuple[int, ...] = ()  # rows of other sources that cannot be right together with it
    updates: int | None = None  # the row of the same source that it brings up to date
    updated: int | None = None  # the row of the same source that brought it up to date
    part: bool = False  # its source gave a larger figure the same day

    @property
    def own(self) -> bool:
        return self.speaker is None


@dataclass(frozen=True, slots=True)
class SideRange:
    """What one side's sources say between them, from the least to the most. Never one number."""

    side: str | None  # None: sources on no side
    low: float | None
    high: float | None
    least: str  # as written
    most: str
    figures: int  # how many rows it spans


@dataclass(frozen=True, slots=True)
class LedgerGroup:
    """The rows about one question, with the places of each in the ledger."""

    question: str
    rows: tuple[tuple[int, LedgerRow], ...]
    ranges: tuple[SideRange, ...]  # of figures that are not all one
    differs: bool
    updated: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    rows: tuple[LedgerRow, ...]
    groups: tuple[LedgerGroup, ...]

    @property
    def differing(self) -> tuple[LedgerGroup, ...]:
        return tuple(group for group in self.groups if group.differs)
