"""A reading with its links: who, where and which war is meant by the spans it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.extract.reading import Claim, Quote, Reading
from app.resolve.actors import ActorLink, resolve_actors
from app.resolve.judgement import Judgement
from app.resolve.likeness import Candidate
from app.resolve.places import PlaceLink, lookup_in, resolve_places
from app.text.span import Span
from app.text.when import When
from app.world.world import World


@dataclass(frozen=True, slots=True)
class ConflictLink:
    slug: str
    reason: str


@dataclass(frozen=True, slots=True)
class Linked:
    """One article's reading and what its spans mean. `conflicts` runs beside `reading.claims`."""

    text: str
    reading: Reading
    actors: Mapping[Span, ActorLink]
    places: Mapping[Span, PlaceLink]
    conflicts: tuple[ConflictLink | None, ...]

    def actor(self, span: Span | None) -> ActorLink | None:
        """Whom a span means, where that is sure enough to link."""
        link = self.actors.get(span) if span else None
        return link if link and link.judgement != Judgement.UNSURE else None

    def place(self, span: Span | None) -> PlaceLink | None:
        """Where a span means, where some place was taken."""
        link = self.places.get(span) if span else None
        return link if link and link.place else None


def link(text: str, reading: Reading, published: When | None, world: World) -> Linked:
    """Links made from what is known of the world alone."""

    def candidates(name: str) -> list[Candidate]:
        return [Candidate.from_roster(actor) for actor in world.roster.lookup(name)]

    def state_of(word: str) -> str | None:
        country = world.gazetteer.country_of_demonym(word)
        return country.name if country else None

    actors = resolve_actors(text, reading, candidates, published, state_of)
    places = resolve_places(text, reading, lookup_in(world.gazetteer), world.gazetteer.get, published)
    linked = Linked(text, reading, actors, places, ())
    conflicts = tuple(_conflict(linked, claim, world, published) for claim in reading.claims)
    return Linked(text, reading, actors, places, conflicts)


def _conflict(linked: Linked, claim: Claim, world: World, published: When | None) -> ConflictLink | None:
    place = linked.place(claim.place)
    keys = [place.place.key, *place.place.parents] if place and place.place else []
    slugs = [found.slug for p in claim.participants if (found := linked.actor(p.named)) and found.slug]
    actors = [one for slug in slugs for one in world.roster.line(slug)]  # a ministry acts for its state
    day = claim.when or published
    found = world.conflicts.of(keys, actors, day.latest if day else None)
    return ConflictLink(found[0].slug, found[1]) if found else None


def confidence(quote: Quote, speaker: ActorLink | None) -> str:
    """How sure we are of a quote, in a word: high, medium or low.

    High: words in quotation marks, by somebody we know, with a cue. Low: nobody we know is given them.
    """
    if speaker is None or quote.cue is None:
        return "low"
    return "high" if quote.type in ("direct", "mixed") and speaker.slug else "medium"
