"""What was published, and what was read in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.browse.records.briefs import ActorBrief, ArticleBrief, Change, EventBrief, OutletBrief, Piece, PlaceBrief
from app.browse.records.marks import Excerpt, Mark, Run
from app.browse.records.quotes import QuoteRecord
from app.text.when import When


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    public_id: str
    slug: str
    title: str
    outlet: OutletBrief | None
    byline: str | None
    published: When | None
    published_from: str | None
    dateline: str | None
    url: str | None
    lang: str
    licence: str | None
    warning: str | None  # what is graphic or distressing in its text
    sources: tuple[str, ...]  # addresses a sample was written from
    sample: bool
    length: int  # characters
    quotes: int
    claims: int
    copies: int  # other articles that are copies of the same text
    added: datetime | None = None  # to the record

    @property
    def path(self) -> str:
        return f"/articles/{self.public_id}" + (f"-{self.slug}" if self.slug else "")

    def at(self, start: int, end: int) -> str:
        return f"{self.path}#s{start}-{end}"


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """Words that might have told of an event and were not taken for one, and why."""

    start: int
    end: int
    exact: str  # empty where they may not be shown
    reason: str


@dataclass(frozen=True, slots=True)
class LeftRecord:
    """A fact whose words no longer fit under the ceiling of what is shown of its article; its page has them."""

    kind: str  # quote, event
    start: int
    end: int
    label: str  # the speaker's name, empty where nobody is known; the event's title
    path: str  # its own page

    @property
    def anchor(self) -> str:
        return f"s{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`excerpts` is the article: one excerpt of the whole, or windows round its facts where rights ask it.
    Then `quotes` and `events` are those whose words are in the windows, and `left` are the others.

    `paragraphs` are the same runs without the line breaks between them, one tuple a paragraph; a cut
    between two windows is an empty tuple.
    """

    article: ArticleRecord
    text: str  # empty where only windows may be shown
    whole: bool
    excerpts: tuple[Excerpt, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    marks: tuple[Mark, ...]  # in the order of the text: the side notes
    quotes: tuple[QuoteRecord, ...]
    events: tuple[ClaimBrief, ...]
    people: tuple[tuple[ActorBrief, int], ...]  # with how often each is named
    places: tuple[tuple[PlaceBrief, int], ...]
    copies: tuple[ArticleBrief, ...]
    extractor: str | None
    read_at: datetime | None
    version: int
    changes: tuple[Change, ...] = ()
    refused: tuple[RefusedRecord, ...] = ()  # seen and not taken, in the order of the text
    origin_reason: str = ""  # why it counts as a copy of its origin's text
    left: tuple[LeftRecord, ...] = ()  # in the order of the text
    shown: int = 0  # characters of the article that are shown


@dataclass(frozen=True, slots=True)
class ClaimBrief:
    """A claim beside its article: what was read, and the event it is about."""

    start: int
    end: int
    exact: str
    trigger: Piece
    modality: str
    stance: str
    speaker: str | None
    event: EventBrief
