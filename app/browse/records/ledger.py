"""The claim ledger of an event: who says what, since when, in which words, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from app.browse.records.briefs import ArticleBrief, Piece
from app.browse.records.quotes import SpeakerRecord
from app.resolve.accounts import HAPPENED
from app.text.when import When

# Where the day of a row comes from: the words give the figure a day of its own, or say when it was said; else
# it is as old as its article at the latest.
AS_OF = ("stated", "said", "published")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one article in which a row of the ledger stands."""

    article: ArticleBrief
    start: int
    end: int
    exact: str
    claim: str  # its public id
    told: Piece | None = None  # of a figure: the words that tell it, what was counted among them

    @property
    def shown(self) -> Piece:
        return self.told or Piece(self.start, self.end, self.exact)

    @property
    def source_path(self) -> str:
        return self.article.at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One source's one answer to one question. Other rows are named by their place in the ledger."""

    question: str  # a kind of figure ("killed"), or happened, doer, holder
    # "figure", or the position: happened, possible, planned, denied, names, possibly, own-side, ...
    # Of one who says yes and no of two things told as one event: "another", "not-another", for what is not it.
    says: str
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
    as_of: When | None  # when it stood or was first said, or else published; None: not known
    as_of_is: str  # which of these: one of AS_OF, "" where no day is known
    words: tuple[Words, ...]  # one an article, oldest first
    articles: int
    origins: int
    differs: tuple[int, ...] = ()  # rows of other sources that cannot be right together with it
    updates: int | None = None  # the row of the same source that it brings up to date
    updated: int | None = None  # the row of the same source that brought it up to date
    part: bool = False  # its source gave a larger figure the same day
    type: str = ""  # what its claim tells it as: a crash is somebody else's shooting down
    type_label: str = ""
    revision: str | None = None  # "earlier", "later": which of two figures its article tells
    hedge: str | None = None  # of "possibly", the words on the page that hedge it: "most likely"
    number: str | None = None  # the figure in digits: "at least 12"; as written where it names no one number

    @property
    def own(self) -> bool:
        return self.speaker is None

    @property
    def said(self) -> bool:
        return self.as_of_is == "said"


@dataclass(frozen=True, slots=True)
class SideRange:
    """What one side's sources say between them, from the least to the most. Never one number."""

    side: str | None  # None: sources on no side
    low: float | None
    high: float | None
    least: str  # as `number`
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

    @property
    def undoubted(self) -> bool:
        """Nobody says but that it happened: no question, only more who tell of it."""
        return self.question == HAPPENED and all(row.says == HAPPENED for _, row in self.rows)


@dataclass(frozen=True, slots=True)
class Ledger:
    rows: tuple[LedgerRow, ...]
    groups: tuple[LedgerGroup, ...]

    @property
    def differing(self) -> tuple[LedgerGroup, ...]:
        return tuple(group for group in self.groups if group.differs)
