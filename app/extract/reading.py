"""Everything the readers found in one article, as found: spans, and why they were taken.

Spans are into the article's text. Nothing here says which person or place of the world is meant;
that is a link, made in `resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.text.span import Span
from app.text.when import When

QUOTE_TYPES = ("direct", "indirect", "mixed")
CUE_CLASSES = (
    "say", "claim", "deny", "confirm", "warn", "threaten", "promise", "demand", "accuse", "praise", "ask",
    "write", "other",
)  # fmt: skip
ACTOR_KINDS = (
    "person", "organisation", "state", "government-body", "armed-force", "armed-group", "company", "media",
    "international", "unnamed-group",
)  # fmt: skip
MODALITIES = ("actual", "past-background", "planned", "possible", "negated")  # most affirmed first
STANCES = ("confirmed", "reported", "claimed", "denied")  # most affirmed first
REVISIONS = ("earlier", "later")


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor.

    `span` is the mention as it stands, titles included ("Ukrainian President Volodymyr Zelensky");
    `name` the name proper in it. `form` is `name`, `description` ("the governor", "analysts") or
    `pronoun`; only names may become actors.
    """

    span: Span
    name: Span
    kind: str  # one of ACTOR_KINDS
    form: str = "name"
    title: str | None = None  # "President", "regional governor", as written
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A span that names a place.

    `name` is the name to look up ("Donetsk" of "Donetsk region"); `hint` a place kind that the words
    call for ("region" for "Donetsk region", else None); `relation` what stands before it and loosens it
    ("near", "south of", "the direction of"). `literal` is False where the place stands for a state,
    its people or its government (demonyms, "Moscow said").
    """

    span: Span
    name: Span
    hint: str | None = None
    relation: str | None = None
    literal: bool = True
    reason: str = ""
    within: Span | None = None  # the name of the actor it is part of: "Toronto" of "Toronto Police"; never literal


@dataclass(frozen=True, slots=True)
class PlaceReference:
    """Words for a place that do not name it ("the city", "a hospital", "here"), and the name they stand for.

    `kind` is settlement, region, country, facility, water, terrain, area or spot; `stands_for` the span of a
    PlaceMention before it, None where none is plain.
    """

    span: Span
    kind: str
    stands_for: Span | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression and what it means; `when` is None where it could not be resolved.

    `type` is TIMEX3's: DATE, TIME, DURATION or SET. `reason` names the rule and the anchor.
    A range ("March 3 to April 5") is one mention, so that what happened in it spans both; `ends` holds the
    two dates as they stand in it, each with its own days.
    """

    span: Span
    when: When | None
    type: str = "DATE"
    reason: str = ""
    ends: tuple[DateMention, ...] = ()

    @property
    def written(self) -> tuple[DateMention, ...]:
        """The dates as written, each to be linked and counted by itself: both ends of a range, else itself."""
        return self.ends or (self,)


@dataclass(frozen=True, slots=True)
class Speaker:
    """To whom a quote or claim is given: the mention as it stands, and how it leads to a name.

    `chain` holds the spans that lead from `span` to the naming mention (he → the governor → Oleh
    Syniehubov), the last one naming; empty where `span` itself names, or where nobody is named.
    `named` is the span to resolve to an actor, None for unnamed or unresolved speakers, and where several
    speak as one: then `together` holds the naming spans of all who are named ("Moroz and Bondar warned").
    """

    span: Span
    named: Span | None
    chain: tuple[Span, ...] = ()
    reason: str = ""
    together: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Relay:
    """Who handed words on that another said: "Reuters" of "Reuters quoted the ministry as saying …".

    `cue` is the word that says so ("quoted", "citing", "according to").
    """

    speaker: Speaker
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said. `spans` are its pieces in order, without outer quotation marks when direct.

    `speaker` is the innermost, who said the words; `relays` who handed them on, outermost first: in "Tass
    cited Interfax as saying that Peskov had denied it" Tass, Interfax, and the speaker is Peskov.
    """

    spans: tuple[Span, ...]
    type: str  # one of QUOTE_TYPES
    speaker: Speaker | None
    cue: Span | None = None
    cue_class: str | None = None  # one of CUE_CLASSES, None without a cue
    said: When | None = None
    said_reason: str = ""
    place: Span | None = None  # the PlaceMention.span where it was said, if stated
    via: str | None = (
        None  # "Telegram", "a statement", as written; who was told after "to": "to CNN", "to reporters"
    )
    reasons: tuple[str, ...] = ()
    relays: tuple[Relay, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part: role is `actor`, `recipient`, `target`, `beneficiary`, `weapon` or `object`.

    `named` is the span to resolve to an actor (through a pronoun or description if need be), or None.
    """

    role: str
    span: Span
    named: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many or how much, of what kind (DESIGN §2), and who says so where that is stated.

    `revision` is "earlier" where the words say that another figure took its place since ("first reports spoke
    of 9", "up from 18"), "later" where they say that it took another's ("the toll rose to 34"), else None: the
    article puts it beside no other. `revision_span` is the words that say so, and `as_of` when the figure stood,
    where the words give a day of its own ("two days earlier it had counted 63"); else it is as old as what
    tells it.
    """

    kind: str
    low: float | None
    high: float | None
    bound: str | None  # "at least", "up to", "about", "more than", as written; None for a plain figure
    unit: (
        str | None
    )  # currency code or unit; "each" for a count that every side gives alike; None for other counts
    span: Span
    said_by: Speaker | None = None
    revision: str | None = None  # one of REVISIONS
    revision_span: Span | None = None
    as_of: When | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An article's report that something happened, will happen, or did not."""

    type: str  # a code of the codebook
    acled: str | None
    plover: str | None
    trigger: Span
    span: Span  # the clause
    modality: str  # one of MODALITIES
    stance: str  # one of STANCES
    attributed_to: Speaker | None = None
    when: When | None = None
    when_span: Span | None = None
    when_reason: str = ""
    place: Span | None = None  # a PlaceMention.span
    place_reason: str = ""
    participants: tuple[Participant, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    parent: bool = False  # a battle or campaign, of which incidents are part
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A trigger that was seen and not taken for a claim, and why.

    `type` is the type it would have been of, "" where the words fit several.
    """

    span: Span
    reason: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version of the readers found in one text; each list in order of its spans."""

    extractor: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    refused: tuple[Refusal, ...] = field(default=())
    place_references: tuple[PlaceReference, ...] = ()
