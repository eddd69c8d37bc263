"""What was reported to have happened, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.browse.records.briefs import ActorBrief, ArticleBrief, Change, EventBrief, Piece, PlaceBrief
from app.browse.records.ledger import Ledger, LedgerGroup, LedgerRow
from app.browse.records.marks import Excerpt
from app.browse.records.quotes import QuoteRecord, SpeakerRecord
from app.resolve.accounts import DOER, HOLDER, PRONOUNS, denies
from app.text.when import When

_ABOVE = ("what", "when", "where")  # questions whose answer is the event's own title and line


@dataclass(frozen=True, slots=True)
class ClaimSpan:
    """The characters of a claim and of its trigger, in the article at `path`."""

    path: str
    start: int
    end: int
    exact: str
    trigger: Piece | None = None
    original: str | None = None  # where the article was published

    @property
    def source_path(self) -> str:
        return f"{self.path}#s{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class EventToll:
    """One kind of figure of an event: the least and the most that anybody says, and who they are."""

    kind: str
    unit: str | None
    low: float | None  # None: open
    high: float | None
    least: str  # in digits where it names one number: "at least 12"
    most: str
    who: tuple[str, ...]  # names, else the words for them


@dataclass(frozen=True, slots=True)
class EventRecord:
    public_id: str
    slug: str
    type: str
    type_label: str
    title: str
    when: When | None
    when_reason: str
    place: PlaceBrief | None
    within: tuple[str, ...]  # what the place lies in, nearest first: ("Donetsk Oblast", "Ukraine")
    where_prec: int | None  # UCDP 1-7
    place_reason: str
    modality: str
    stance: str
    listed: bool
    differs: bool  # its claims disagree
    parent: bool  # a battle or campaign, of which incidents are part
    claims: int
    sources: int  # articles
    origins: int  # independent texts
    attributed_to: tuple[str, ...]  # on whose word: names, or the words on the page
    state: str
    denied_by: tuple[str, ...] = ()  # who says that it did not happen
    held_by: tuple[str, ...] = ()  # who says that another side holds what is said to have been taken
    denials: int = 0  # articles in which it is denied
    spans: tuple[ClaimSpan, ...] = ()  # the words it was read from, as first added
    updated: datetime | None = None  # when the newest of its articles was added
    tolls: tuple[EventToll, ...] = ()
    lead: str = ""  # words of an article that say it, else those that deny it
    lead_lang: str = ""  # the language they are in
    kept_as: str = ""  # its type's label, where the title names neither that nor a part of it

    @property
    def undatable(self) -> bool:
        """No report says where it was, and none when."""
        return self.place is None and self.when is None

    @property
    def path(self) -> str:
        return f"/events/{self.public_id}" + (f"-{self.slug}" if self.slug else "")

    @property
    def lat(self) -> float | None:
        return self.place.lat if self.place else None

    @property
    def lon(self) -> float | None:
        return self.place.lon if self.place else None


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    role: str
    start: int
    end: int
    exact: str
    actor: ActorBrief | None
    side: str | None = None  # of the war, as recognised that day
    body: str | None = None  # where it is part of no war: what its doers are compared by (`accounts.body`)

    @property
    def says_who(self) -> bool:
        """Whether a reader learns from it who or what: of a bare "it" that leads to nobody, he does not."""
        return self.actor is not None or self.exact.casefold() not in PRONOUNS


@dataclass(frozen=True, slots=True)
class QuantityRecord:
    kind: str
    low: float | None
    high: float | None
    bound: str | None
    unit: str | None
    start: int
    end: int
    exact: str
    said_by: str | None
    speaker: SpeakerRecord | None = None  # whose figure it is, where that is not whose claim it is
    side: str | None = None  # that speaker's
    revision: str | None = None  # "earlier", "later": which of two its article tells
    revision_start: int | None = None  # the words that say so
    revision_end: int | None = None
    as_of: When | None = None  # when it stood, where the words give a day of its own
    told: Piece | None = None  # the words that tell it, what was counted among them, where these were read

    @property
    def earlier(self) -> bool:
        """Its own article says that another figure has taken its place since."""
        return self.revision == "earlier"


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    public_id: str
    type: str
    type_label: str
    acled: str | None
    plover: str | None
    start: int
    end: int
    exact: str
    trigger: Piece
    context: Excerpt  # the clause in its sentence or thereabouts, trigger and clause marked
    modality: str
    stance: str
    speaker: SpeakerRecord | None  # on whose word; None: the outlet's own
    when: When | None
    when_reason: str
    place: PlaceBrief | None
    where_prec: int | None
    place_reason: str
    participants: tuple[ParticipantRecord, ...]
    quantities: tuple[QuantityRecord, ...]
    join_reason: str  # why it is taken to be about this event
    reason: str
    article: ArticleBrief
    origin: int | None  # articles with the same number are copies of one text; None: stands alone
    state: str
    confidence: str
    side: str | None = None  # of the war: whose member says so, by name
    side_reason: str = ""
    wire: str | None = None  # whose text the article reprints
    said: When | None = None  # the day of the speech it was made in

    @property
    def source_path(self) -> str:
        return self.article.at(self.start, self.end)

    @property
    def denies(self) -> bool:
        """It says that this did not happen."""
        return denies(self.modality, self.stance)

    @property
    def told_by(self) -> str | None:
        """On whose word: the speaker's name or words, else the outlet's name."""
        if self.speaker and self.speaker.name:
            return self.speaker.name
        return self.article.outlet.name if self.article.outlet else None


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """Somebody named as having a part in an event, and on whose word. Never found by us to have had it."""

    role: str
    actor: ActorBrief
    named_by: tuple[str, ...]  # whose claims, denials left out
    denies: bool  # the actor's own word is that it did not happen
    possibly_by: tuple[str, ...] = ()  # who holds it possible only: "was probably fired by"


@dataclass(frozen=True, slots=True)
class Difference:
    """One question about what happened and each claim's answer, in the order of the claims."""

    question: str  # "what", "when", "where", "by whom", "against whom"
    answers: tuple[str | None, ...]
    differs: bool
    contested: bool = False  # somebody denies it, or holds it possible only: never told as what all say

    @property
    def shared(self) -> bool:
        """Two claims or more answer it."""
        return sum(answer is not None for answer in self.answers) > 1


@dataclass(frozen=True, slots=True)
class NearRecord:
    """An event that nearly joined: what agrees and what kept them apart."""

    event: EventBrief
    agrees: str
    differs: str


@dataclass(frozen=True, slots=True)
class SpeechRecord:
    """A quote about the event: whether it denies, owns up, blames or only comments, and how we know."""

    kind: str  # denied, responsibility, confirmed, blamed, commented
    quote: QuoteRecord
    reason: str


@dataclass(frozen=True, slots=True)
class EventPage:
    event: EventRecord
    conflict: str | None  # its name
    claims: tuple[ClaimRecord, ...]  # oldest article first
    ledger: Ledger
    differences: tuple[Difference, ...]  # but figures and positions, which the ledger has
    participants: tuple[NamedRecord, ...]  # each role and actor once
    speech: tuple[SpeechRecord, ...]  # the words in which it was claimed, and what was said about it
    part_of: EventBrief | None  # the battle or campaign it belongs to
    part_reason: str
    parts: tuple[EventBrief, ...]  # its own incidents, oldest first
    near: tuple[NearRecord, ...]  # may be the same
    nearby: tuple[EventBrief, ...]  # the same place, days before and after
    changes: tuple[Change, ...] = ()
    parts_count: int = 0  # of its incidents, of which the first hundred are here
    why_when: str = ""  # why this day and this place, in words for everybody
    why_where: str = ""

    @property
    def told_alike(self) -> tuple[Difference, ...]:
        """What two claims or more say, and none otherwise. What, when and where stand above all claims already."""
        return tuple(
            each
            for each in self._told()
            if each.shared and not each.differs and not each.contested and each.question not in _ABOVE
        )

    @property
    def told_in_ways(self) -> tuple[Difference, ...]:
        return tuple(each for each in self._told() if each.differs)

    def _told(self) -> Iterator[Difference]:
        """But whose doing it was, where the ledger has that question with who says so and who denies it."""
        in_ledger = any(group.question in (DOER, HOLDER) for group in self.ledger.groups)
        return (each for each in self.differences if not (in_ledger and each.question == "by whom"))


@dataclass(frozen=True, slots=True)
class Apart:
    """Two events that nearly joined and are told differently: one thing in two accounts, or two things."""

    events: tuple[EventRecord, EventRecord]
    agrees: str
    differs: str  # what kept them apart
    disputed: tuple[str, ...]  # the questions their accounts differ on: "killed", "holder"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An event whose accounts cannot all be right, with the rows that differ."""

    event: EventRecord
    groups: tuple[LedgerGroup, ...]  # the questions they differ in
    rows: tuple[LedgerRow, ...]  # the ledger whole: groups name rows by their place in it
