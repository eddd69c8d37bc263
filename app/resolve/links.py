"""A reading with its links: who, where and which war is meant by the spans it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.extract.reading import Claim, Quote, Reading, Relay, Speaker
from app.resolve.actors import ActorLink, resolve_actors
from app.resolve.judgement import Judgement
from app.resolve.likeness import Candidate
from app.resolve.places import PlaceLink, lookup_in, resolve_places
from app.text.span import Span
from app.text.when import When
from app.world.conflicts import Conflict, Side
from app.world.roster import Roster
from app.world.world import World

# "Russian officials", "Ukraine's southern military command", "the Israelis": a state's own, though nobody is
# named. "Russian-installed officials", "pro-Russian forces" and "Ukrainian sources" are not.
_OFFICIALS = re.compile(
    r"(?:[Tt]he\s+)?([A-Z]\w+)(?:[’']s?)?\s+(?:[a-z]+\s+){0,2}?"
    r"(?:officials?|authorities|military|army|government|forces|troops|commanders?|command|officers?|diplomats?)"
)
_MINISTRY = re.compile(
    r"(?:[Tt]he\s+)?(?:([A-Z]\w+)(?:[’']s?)?\s+)?(?:[A-Z]\w+\s+){1,2}[Mm]inistry(?:\s+of\s+([A-Z]\w+))?"
)
_PEOPLE = re.compile(r"[Tt]he\s+([A-Z]\w+)s")


@dataclass(frozen=True, slots=True)
class ConflictLink:
    """The war a claim is about, and the side of it that says so, where one of its members does."""

    slug: str
    reason: str
    side: str | None = None
    side_reason: str = ""


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

    def actors_of(self, speaker: Speaker | None) -> tuple[ActorLink, ...]:
        """Everybody a speaker means, one where one speaks: both of "Moroz and Bondar warned"."""
        spans = (speaker.named, *speaker.together) if speaker else ()
        return tuple(dict.fromkeys(found for span in spans if (found := self.actor(span))))

    def relays(self, quote: Quote) -> tuple[tuple[Relay, ActorLink | None], ...]:
        """Who handed a quote on, outermost first, each with its actor where that is sure enough to link."""
        return tuple((relay, self.actor(relay.speaker.named)) for relay in quote.relays)

    def place(self, span: Span | None) -> PlaceLink | None:
        """Where a span means, where some place was taken."""
        link = self.places.get(span) if span else None
        return link if link and link.place else None


def link(
    text: str, reading: Reading, published: When | None, world: World, outlet_country: str | None = None
) -> Linked:
    """Links made from what is known of the world alone. `outlet_country` is ISO alpha-2, where it is known."""

    def candidates(name: str) -> list[Candidate]:
        return [Candidate.from_roster(actor) for actor in world.roster.lookup(name)]

    def state_of(word: str) -> str | None:
        country = world.gazetteer.country_of_demonym(word)
        return country.name if country else None

    places = resolve_places(
        text, reading, lookup_in(world.gazetteer), world.gazetteer.get, published, outlet_country
    )
    countries = {found.place.country for found in places.values() if found.place and found.place.country}
    actors = resolve_actors(text, reading, candidates, published, state_of, countries)
    linked = Linked(text, reading, actors, places, ())
    conflicts = tuple(_conflict(linked, claim, world, published) for claim in reading.claims)
    return Linked(text, reading, actors, places, tuple(_from_the_others(linked, conflicts, world, published)))


def _conflict(linked: Linked, claim: Claim, world: World, published: When | None) -> ConflictLink | None:
    place = linked.place(claim.place)
    keys = [place.place.key, *place.place.parents] if place and place.place else []
    slugs = [found.slug for p in claim.participants if (found := linked.actor(p.named)) and found.slug]
    actors = [one for slug in slugs for one in world.roster.line(slug)]  # a ministry acts for its state
    day = claim.when or published
    found = world.conflicts.of(keys, actors, day.latest if day else None)
    if not found:
        return None
    conflict, reason = found
    said = published or claim.when
    side = _side(linked, claim.attributed_to, conflict, world, said.latest if said else None)
    return ConflictLink(conflict.slug, reason, *side) if side else ConflictLink(conflict.slug, reason)


def _from_the_others(
    linked: Linked, conflicts: Sequence[ConflictLink | None], world: World, published: When | None
) -> Iterator[ConflictLink | None]:
    """A claim without a place belongs to the one war of its article's other claims, if its speaker is on a side
    of that war: else a man would be on a side in one claim of an article and on none in the next.
    """
    wars = {link.slug for link in conflicts if link}
    war = world.conflicts.get(wars.pop()) if len(wars) == 1 else None
    for claim, link in zip(linked.reading.claims, conflicts, strict=True):
        day = claim.when or (published if claim.modality != "past-background" else None)
        said = published or claim.when
        if not war or link or claim.place or not day or not war.on(day.latest):
            yield link
        elif side := _side(linked, claim.attributed_to, war, world, said.latest if said else None):
            reason = "the only war of the article's other claims, and its speaker is on a side of it"
            yield ConflictLink(war.slug, reason, *side)
        else:
            yield None


def _side(
    linked: Linked, sayer: Speaker | None, conflict: Conflict, world: World, day: date | None
) -> tuple[str, str] | None:
    """The side, that day, of whoever a claim is given to, and why; None for the outlet's own word, for a third
    party, for those who left, and for several who speak for both sides at once."""
    if sayer is None:
        return None
    slugs = [link.slug for link in linked.actors_of(sayer) if link.slug]
    if not slugs and (state := _state_of_officials(sayer.span.of(linked.text), world)):
        slugs = [state]
    found = {slug: _member(slug, conflict, world.roster, day) for slug in slugs}
    sides = {member[0].slug for member in found.values() if member}
    if len(sides) != 1 or not all(found.values()):
        return None
    side, member = next(one for one in found.values() if one)
    slug = next(iter(found))
    who, of = world.roster.get(slug), world.roster.get(member)
    names = [actor.name for actor in (who, of) if actor]
    belongs = names[0] if len(set(names)) == 1 else " belongs to ".join(names)
    return side.slug, f"{belongs}, counted here as on the side “{side.name}”" + (f" on {day}" if day else "")


def _member(slug: str, conflict: Conflict, roster: Roster, day: date | None) -> tuple[Side, str] | None:
    """The side somebody was on that day, and the member of it that he is or belongs to."""
    actor = roster.get(slug)
    if actor and day and actor.kind == "person" and actor.roles and not any(r.held(day) for r in actor.roles):
        return None  # out of every office: nobody knows for whom he speaks now
    for member in roster.line(slug):
        if side := conflict.side_of(member, day):
            return side, member
        if any(m.actor == member and not m.on(day) for s in conflict.sides for m in s.members):
            return None  # a member that left, or has yet to join, whatever it once belonged to
    return None


def _state_of_officials(words: str, world: World) -> str | None:
    """The state that "Ukrainian officials" or "Israel's Interior Ministry" speak for, by its slug."""
    matches = (pattern.fullmatch(words.strip()) for pattern in (_OFFICIALS, _MINISTRY, _PEOPLE))
    named = next((word for match in matches if match for word in match.groups() if word), None)
    if named is None:
        return None
    country = world.gazetteer.country_of_demonym(named)
    known = world.roster.lookup(country.name if country else named)
    states = [actor for actor in known if actor.kind == "state"]
    return states[0].slug if len(states) == 1 else None


def confidence(quote: Quote, speaker: ActorLink | None) -> str:
    """How sure we are of a quote, in a word: high, medium or low.

    High: words in quotation marks, by somebody we know, with a cue. Low: nobody we know is given them.
    """
    if speaker is None or quote.cue is None:
        return "low"
    return "high" if quote.type in ("direct", "mixed") and speaker.slug else "medium"
