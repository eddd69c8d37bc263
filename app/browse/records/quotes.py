"""What was said, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from app.browse.records.briefs import ActorBrief, ArticleBrief, Change, EventBrief, Piece, PlaceBrief
from app.browse.records.marks import Excerpt
from app.browse.words.labels import source
from app.text.when import When


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """To whom the words are given: the mention as it stands and, where we are sure, who that is."""

    mention: str | None  # "he", "the regional governor", as written
    start: int | None
    end: int | None
    actor: ActorBrief | None
    role: str | None  # the office held on that day: "Governor of Kharkiv Oblast"
    chain: tuple[Piece, ...] = ()  # the spans that lead from the mention to the name
    reason: str = ""

    @property
    def name(self) -> str | None:
        """Whom to show: the name, else the words on the page, else nobody. A pronoun names nobody."""
        return self.actor.name if self.actor else source(self.mention)


_DONE_TO_SOMEBODY = frozenset({"accuse", "demand", "ask", "praise", "warn"})  # classes of cues, as in `cues.toml`


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    public_id: str
    type: str  # direct, indirect, mixed
    start: int
    end: int
    exact: str
    pieces: tuple[Piece, ...]  # what was said, without the words between
    speaker: SpeakerRecord | None  # None: no speaker was found
    cue: str | None
    cue_class: str | None
    said: When | None
    said_reason: str
    place: PlaceBrief | None  # where it was said
    via: str | None
    article: ArticleBrief
    articles: int  # in how many articles the same words stand, this one included
    origins: int  # of these, independent texts
    state: str
    confidence: str  # high, medium, low
    reasons: tuple[str, ...] = ()
    together: tuple[SpeakerRecord, ...] = ()  # each of several who say it together; `speaker` is then nobody's
    utterance: int | None = None  # what was said once and stands in several articles has one; only to compare by

    @property
    def path(self) -> str:
        return f"/quotes/{self.public_id}"

    @property
    def listener(self) -> str | None:
        """Who was told, as the article names them: "Reuters", "reporters"."""
        return self.via.removeprefix("to ") if self.via and self.via.startswith("to ") else None

    @property
    def actors(self) -> tuple[ActorBrief, ...]:
        """Everybody known who says it: the one speaker, or each of several."""
        known = [self.speaker.actor] if self.speaker and self.speaker.actor else []
        return tuple(dict.fromkeys(known or [each.actor for each in self.together if each.actor]))

    @property
    def sourced(self) -> bool:
        """Its cue names the source and reports no act of speech: "according to the ministry"."""
        return (self.cue or "").casefold().startswith("according")

    @property
    def own_sentence(self) -> bool:
        """Whether its words began a sentence of their own and stand behind a colon: "said: The dam has gone".

        What a verb does to somebody ("accused Israel of …") begins with a capital for the name's sake only.
        """
        return self.words[:1].isupper() and self.cue_class not in _DONE_TO_SOMEBODY

    @property
    def words(self) -> str:
        """The pieces as one line, " … " where something stood between them."""
        return " … ".join(piece.exact for piece in self.pieces)

    @property
    def told_in(self) -> str:
        """Who printed it: the outlet, else the article."""
        return self.article.outlet.name if self.article.outlet else self.article.title

    @property
    def source_path(self) -> str:
        """The very words in their article."""
        return self.article.at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class RelayRecord:
    """Who handed a quote on: "Harbour Wire" of "Harbour Wire quoted the ministry as saying"."""

    start: int
    end: int
    exact: str
    cue: str | None
    actor: ActorBrief | None
    reason: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A stretch of a quote's words, and whether the quote beside it has them too."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """The same utterance, or probably the same in another translation, as another article tells it."""

    quote: QuoteRecord
    reason: str  # why it is taken to be the same
    here: tuple[Wording, ...]  # this page's words, beside
    there: tuple[Wording, ...]  # those of the other article

    @property
    def alike(self) -> bool:
        """Word for word: nothing to mark."""
        return all(wording.same for wording in (*self.here, *self.there))


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """An event that a quote is about, and what it does with it: claims, denies, owns up, comments."""

    kind: str
    event: EventBrief
    reason: str


@dataclass(frozen=True, slots=True)
class QuotePage:
    quote: QuoteRecord
    context: Excerpt  # the words in their paragraph
    together: tuple[SpeakerRecord, ...]  # each of several who say it together
    relays: tuple[RelayRecord, ...]  # who handed it on, outermost first
    also: tuple[Variant, ...]  # the same utterance in other articles
    translations: tuple[Variant, ...]  # utterances linked as another translation: never counted as one
    about_people: tuple[ActorBrief, ...]
    about_places: tuple[PlaceBrief, ...]
    events: tuple[SpokenOf, ...]
    changes: tuple[Change, ...] = ()
