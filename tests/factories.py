"""Made-up articles with what was read in them, through the real doors of the record.

A text is told in words; what is in it is named by its words, so an expected span can be read:

    TOLD = "Mayor Olena Kravets said: “The bridge is gone.” Shells hit Dubove on Monday."
    an_article(db, TOLD, quotes=[a_quote("The bridge is gone.", speaker="Olena Kravets", cue="said")],
               claims=[a_claim("Shells hit Dubove", trigger="hit", type="shelling", place="Dubove")])

Where the same words stand twice, `§2` behind them means the second time: `"hit§2"`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy.orm import Session

from app import paths
from app.extract.reading import (
    Claim,
    DateMention,
    Mention,
    Participant,
    PlaceMention,
    Quantity,
    Quote,
    Reading,
    Relay,
    Speaker,
)
from app.ingest.article import IncomingArticle
from app.resolve.actors import ActorLink
from app.resolve.judgement import Judgement
from app.resolve.links import ConflictLink, Linked
from app.resolve.places import PlaceLink
from app.store.db import Database
from app.store.readings import keep
from app.store.record import Outcome, Recorded, record_article
from app.text.folding import fold_name
from app.text.span import Span
from app.text.when import When
from app.world.codebook import Codebook
from app.world.conflicts import Conflicts
from app.world.gazetteer import Place
from app.world.roster import Roster, RosterActor, Spelling
from app.world.world import World

TOLD = "Mayor Olena Kravets said: “The bridge over the river is gone.” Shells hit Dubove on Monday."
EXTRACTOR = "test"

COUNTRY = Place("x-vesna", "Vesna", "country", 50.0, 30.0, "XV")
REGION = Place("x-lisy", "Lisy Oblast", "region", 50.5, 30.5, "XV", ("x-vesna",))
PLACES = (
    COUNTRY,
    REGION,
    Place("x-dubove", "Dubove", "settlement", 50.6, 30.6, "XV", ("x-lisy", "x-vesna"), 12_000),
    Place("x-yar", "Zelenyi Yar", "settlement", 50.7, 30.7, "XV", ("x-lisy", "x-vesna"), 900),
    Place("x-dubove-2", "Dubove", "settlement", 48.1, 28.1, "XV", ("x-vesna",), 300),
)
ACTORS = (
    RosterActor("vesna", "Vesna", "state", (Spelling("Republic of Vesna"),), country="XV", party=True),
    RosterActor("vesnan-army", "Vesnan Army", "armed-force", (Spelling("Army of Vesna"),), parent="vesna"),
    RosterActor("grey-column", "Grey Column", "armed-group", (Spelling("Сіра Колона", "uk", "Cyrl"),)),
)


class SmallGazetteer:
    """What `store` asks of a gazetteer, over the places above."""

    def get(self, key: str) -> Place | None:
        return next((place for place in PLACES if place.key == key), None)

    def lookup(self, name: str) -> Sequence[Place]:
        return tuple(place for place in PLACES if fold_name(place.name) == fold_name(name))

    def names(self, key: str) -> Sequence[tuple[str, str]]:
        place = self.get(key)
        return ((place.name, "Latn"), (f"{place.name} Old", "Latn")) if place else ()


@lru_cache(maxsize=1)
def a_world() -> World:
    """A country of our own: small, and not moved by what becomes of the real gazetteer and roster."""
    codebook = Codebook.open(paths.SEEDS / "codebook.toml")
    return World(SmallGazetteer(), Roster(ACTORS), codebook, Conflicts.open(paths.SEEDS / "conflicts.toml"))


# --- what is in a text, told by its words ----------------------------------------------------------


def span(text: str, words: str) -> Span:
    """Where some words stand in a text; `§2` behind them: the second time. Fails where they do not stand."""
    words, _, nth = words.partition("§")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def a_quote(
    *pieces: str,
    speaker: str | None = None,
    cue: str | None = None,
    type: str = "direct",
    said: str | None = None,
    place: str | None = None,
    cue_class: str = "say",
    relays: Sequence[tuple[str, str]] = (),
    together: Sequence[str] = (),
) -> Callable[[str], Quote]:
    """A quote of a text still to be given. `said` is a When as written, `speaker` a name in the text.

    `relays` are who handed it on, each with its cue; `together` the names of several who say it as one.
    """
    return lambda text: Quote(
        spans=tuple(span(text, piece) for piece in pieces),
        type=type,
        speaker=_several(text, speaker, together) if together else a_speaker(text, speaker),
        cue=span(text, cue) if cue else None,
        cue_class=cue_class if cue else None,
        said=When.parse(said) if said else None,
        said_reason="made so" if said else "",
        place=span(text, place) if place else None,
        reasons=("made so",),
        relays=tuple(Relay(Speaker(span(text, who), span(text, who)), span(text, cue)) for who, cue in relays),
    )


def _several(text: str, words: str | None, names: Sequence[str]) -> Speaker:
    return Speaker(span(text, words or names[0]), None, (), "made so", tuple(span(text, name) for name in names))


def a_claim(
    words: str,
    *,
    trigger: str,
    type: str = "shelling",
    place: str | None = None,
    when: str | When | None = None,
    actors: Sequence[str] = (),
    by: str | None = None,
    modality: str = "actual",
    stance: str | None = None,
    killed: str | None = None,
    parent: bool = False,
) -> Callable[[str], Claim]:
    """A claim of a text still to be given: `by` on whose word, `killed` a number as it stands in the text."""
    return lambda text: Claim(
        type=type,
        acled=None,
        plover=None,
        trigger=span(text, trigger),
        span=span(text, words),
        modality=modality,
        stance=stance or ("claimed" if by else "reported"),
        attributed_to=a_speaker(text, by),
        when=When.parse(when) if isinstance(when, str) else when,
        when_reason="made so",
        place=span(text, place) if place else None,
        participants=tuple(Participant("actor", span(text, name), span(text, name)) for name in actors),
        quantities=_killed(text, killed, by),
        parent=parent,
        reason="made so",
    )


def _killed(text: str, number: str | None, by: str | None) -> tuple[Quantity, ...]:
    if number is None:
        return ()
    at = span(text, number)
    return (Quantity("killed", float(at.of(text)), float(at.of(text)), None, None, at, a_speaker(text, by)),)


def a_speaker(text: str, name: str | None) -> Speaker | None:
    return Speaker(span(text, name), span(text, name), (), "made so") if name else None


def a_reading(
    text: str,
    quotes: Sequence[Callable[[str], Quote]] = (),
    claims: Sequence[Callable[[str], Claim]] = (),
    *,
    names: Sequence[str] = (),
    places: Sequence[str] = (),
    dates: Sequence[tuple[str, str]] = (),
) -> Reading:
    """The reading of a text. Who speaks, takes part and is spoken of as a place is mentioned too."""
    said = [quote(text) for quote in quotes]
    told = sorted((claim(text) for claim in claims), key=lambda claim: claim.span)
    where = {one.place for one in (*said, *told) if one.place} | {span(text, place) for place in places}
    who = set(_named(said, told)) | {span(text, name) for name in names}
    return Reading(
        extractor=EXTRACTOR,
        sentences=(Span(0, len(text)),),
        mentions=tuple(Mention(one, one, _kind(one.of(text))) for one in sorted(who)),
        places=tuple(PlaceMention(one, one) for one in sorted(where)),
        dates=tuple(DateMention(span(text, words), When.parse(day), reason="made so") for words, day in dates),
        quotes=tuple(said),
        claims=tuple(told),
    )


def _named(quotes: Sequence[Quote], claims: Sequence[Claim]) -> Iterator[Span]:
    for speaker in (*(quote.speaker for quote in quotes), *(claim.attributed_to for claim in claims)):
        if speaker and speaker.named:
            yield speaker.named
        yield from speaker.together if speaker else ()
    yield from (one.speaker.named for quote in quotes for one in quote.relays if one.speaker.named)
    for claim in claims:
        yield from (one.named for one in claim.participants if one.named)


def _kind(name: str) -> str:
    known = a_world().roster.lookup(name)
    return known[0].kind if known else "person"


def a_linked(text: str, reading: Reading, conflict: str | None = None) -> Linked:
    """Links by name alone: actors of the small world, its first place of a name, and newcomers."""
    world = a_world()
    actors = {mention.span: an_actor_link(mention.name.of(text)) for mention in reading.mentions}
    places = {}
    for mention in reading.places:
        found = world.gazetteer.lookup(mention.name.of(text))
        places[mention.span] = PlaceLink(
            found[0] if found else None, 1, "the only one of this name", tuple(found[1:])
        )
    conflicts = tuple(ConflictLink(conflict, "made so") if conflict else None for _ in reading.claims)
    return Linked(text, reading, actors, places, conflicts)


def an_actor_link(name: str) -> ActorLink:
    known = a_world().roster.lookup(name)
    if known:
        return ActorLink(known[0].name, known[0].kind, known[0].slug, known[0].slug, "its name", Judgement.SAME)
    return ActorLink(name, "person", None, f"{fold_name(name)} person", "a newcomer", Judgement.DIFFERENT)


# --- in the record ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """An article to be recorded, and what is to be read in it."""

    article: IncomingArticle
    quotes: tuple[Callable[[str], Quote], ...] = ()
    claims: tuple[Callable[[str], Claim], ...] = ()
    conflict: str | None = None
    more: tuple[tuple[str, object], ...] = ()  # names, places, dates of `a_reading`

    def linked(self) -> Linked:
        reading = a_reading(self.article.text, self.quotes, self.claims, **dict(self.more))
        return a_linked(self.article.text, reading, self.conflict)

    def saying(self, text: str) -> MadeArticle:
        """The same with another text."""
        return replace(self, article=replace(self.article, text=text))


def incoming_article(text: str = TOLD, **stated) -> IncomingArticle:
    """An article as it comes in; `published` may be written out."""
    if isinstance(stated.get("published"), str):
        stated |= {"published": When.parse(stated["published"]), "published_from": "given"}
    return IncomingArticle(**({"text": text, "title": text[:40]} | stated))


def made(
    text: str = TOLD, *, quotes=(), claims=(), conflict=None, names=(), places=(), dates=(), **stated
) -> MadeArticle:
    """An article and its reading, not yet in any record."""
    more = (("names", tuple(names)), ("places", tuple(places)), ("dates", tuple(dates)))
    return MadeArticle(incoming_article(text, **stated), tuple(quotes), tuple(claims), conflict, more)


def an_article(db: Database | Session, text: str = TOLD, **told) -> Recorded:
    """Records an article with its reading and joins its claims; `told` as for `made`."""
    return record(db, made(text, **told))


def record(db: Database | Session, one: MadeArticle, *, again: bool = False) -> Recorded:
    """What `work.pipeline.take` does once it has read. With `again`, a known text is read again."""
    with in_session(db) as session:
        recorded = record_article(session, one.article)
        if again or recorded.outcome != Outcome.KNOWN:
            read(session, recorded, one.linked())
    return recorded


def read(db: Database | Session, recorded: Recorded, linked: Linked) -> None:
    """Writes a reading of a recorded article's newest text and joins its claims."""
    with in_session(db) as session:
        keep(session, recorded.article_id, recorded.version_id, linked, a_world())


@contextmanager
def in_session(db: Database | Session) -> Iterator[Session]:
    """A transaction of its own, or the one that is open."""
    if isinstance(db, Database):
        with db.writing() as session:
            yield session
    else:
        yield db


# One incident told by four outlets, and what is none of it: enough for events that hold several claims.
def an_incident(
    outlet: str,
    *,
    place: str = "Dubove",
    when: str = "2023-05-15",
    actor: str = "Grey Column",
    type: str = "shelling",
    **more,
):
    """An article that tells of shelling: which outlets tell of the same one is up to place, day and actor."""
    text = f"{outlet}: Shells of the {actor} hit {place} and 3 people died there."
    claim = a_claim(
        f"Shells of the {actor} hit {place}",
        trigger="hit",
        type=type,
        place=place,
        when=when,
        actors=[actor],
        killed="3",
    )
    stated = {"outlet": outlet, "url": f"https://{fold_name(outlet).replace(' ', '')}.example/{when}/{place[:3]}"}
    return made(text, claims=[claim], published=when, **(stated | more))
