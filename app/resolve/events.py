"""Which claims are about one event: same kind of happening, same place, same day, same people.

Decided from what the claims say and never from their order or their closeness on the map. Two claims that
contradict each other on place, day or actors stay apart even where a third would fit both; a loose claim
that would fit two events joins neither. A wrong sameness in news of war is a libel, a missed one a long list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.text.when import When

# Types that reports of one happening mix up: what a drone carried, or what a shell destroyed.
# The codes of one family may share an event, at the same place on the same day only.
_FAMILIES = (
    frozenset({"air-strike", "shelling", "damage"}),
    frozenset({"attack-on-civilians", "mine-or-bomb"}),
    frozenset({"ceasefire", "agreement"}),
    frozenset({"talks", "statement"}),
)
_BLOWS = frozenset({"air-strike", "shelling", "damage", "destruction", "mine-or-bomb", "attack-on-civilians"})
_FAMILY_OF = {code: min(family) for family in _FAMILIES for code in family}
_FINE = 3  # days: a claim dated no coarser than this says which day; a longer one names only a period
_MODALITIES = {
    "planned": "planned", "possible": "possible", "negated": "said not to have happened",
    "past-background": "background",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimForJoin:
    """What joining asks of a claim. `place_keys` starts with its own place, then what that lies in."""

    key: str  # stable and unique: the claim's public id, or article and span
    type: str
    place_keys: tuple[str, ...] = ()
    when: When | None = None
    actors: frozenset[str] = frozenset()
    modality: str = "actual"
    parent: bool = False
    article: str = ""

    @property
    def place(self) -> str | None:
        return self.place_keys[0] if self.place_keys else None


@dataclass(frozen=True, slots=True)
class JoinReason:
    """Why a claim was put with another: their keys, and what agrees, in words for the page."""

    claim: str
    to: str
    reason: str


def join_claims(claims: Sequence[ClaimForJoin]) -> list[list[int]]:
    """The claims as events: lists of indices into `claims`, each index once.

    Which claims share an event does not depend on the order of `claims`, and a claim that fits none of
    the others changes nothing among them. Lists are sorted within and by their first index.
    """
    return join_with_reasons(claims)[0]


def join_with_reasons(claims: Sequence[ClaimForJoin]) -> tuple[list[list[int]], list[JoinReason]]:
    """The same, with the reason for each claim that was put with others."""
    clusters: list[list[int]] = []
    by_key: dict[tuple[str, str], set[int]] = defaultdict(set)
    reasons: list[JoinReason] = []
    for index in sorted(range(len(claims)), key=lambda i: _order(claims[i])):
        claim = claims[index]
        near = {number for key in _asks(claim) for number in by_key.get(key, ())}
        found = _choose(claim, {n: clusters[n] for n in sorted(near)}, claims)
        if found is None:
            number = len(clusters)
            clusters.append([])
        else:
            number, reason = found
            reasons.append(reason)
        clusters[number].append(index)
        for key in _answers(claim):
            by_key[key].add(number)
    return sorted(sorted(members) for members in clusters), reasons


def _order(claim: ClaimForJoin) -> tuple[object, ...]:
    """The surest first, so that a loose claim meets the events it might belong to; then by key."""
    return (
        -len(claim.place_keys),
        -len(claim.actors),
        claim.when is None,
        claim.when.days if claim.when else 0,
        claim.when.about if claim.when else False,
        claim.when.earliest.toordinal() if claim.when else 0,
        claim.type,
        claim.key,
    )


def _family(type_: str) -> str:
    return _FAMILY_OF.get(type_, type_)


def types_like(type_: str) -> frozenset[str]:
    """The types whose claims may share an event with a claim of this one; itself included."""
    return next((family for family in _FAMILIES if type_ in family), frozenset({type_}))


def _asks(claim: ClaimForJoin) -> Iterable[tuple[str, str]]:
    """Where to look for events that this claim could belong to: its place and what holds it, its actors."""
    family = _family(claim.type)
    yield from ((f"{family}:at", key) for key in claim.place_keys)
    if claim.place:
        yield f"{family}:in", claim.place
    yield from ((f"{family}:by", actor) for actor in claim.actors)


def _answers(claim: ClaimForJoin) -> Iterable[tuple[str, str]]:
    family = _family(claim.type)
    if claim.place:
        yield f"{family}:at", claim.place
    yield from ((f"{family}:in", key) for key in claim.place_keys)
    yield from ((f"{family}:by", actor) for actor in claim.actors)


def _choose(
    claim: ClaimForJoin, clusters: Mapping[int, Sequence[int]], claims: Sequence[ClaimForJoin]
) -> tuple[int, JoinReason] | None:
    """The one event a claim fits with every claim of; None where none fits, or several do."""
    fits: list[tuple[bool, int, JoinReason]] = []
    for number, members in clusters.items():
        whys = {i: same_event(claim, claims[i]) for i in members}
        if not all(whys.values()):
            continue
        first = min(members, key=lambda i: claims[i].key)
        exact = any(claim.place == claims[i].place and claim.actors & claims[i].actors for i in members)
        fits.append((exact, number, JoinReason(claim.key, claims[first].key, whys[first] or "")))
    best = [fit for fit in fits if fit[0]] or fits
    return (best[0][1], best[0][2]) if len(best) == 1 else None


def same_event(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """What makes two claims one event, in words; None where they are not, or nobody can tell.

    "same type, same place, same day" · a region and a city in it need the same day and a shared actor.
    """
    if _family(one.type) != _family(other.type) or one.parent != other.parent:
        return None
    place = _places_agree(one, other)
    actors = _actors_agree(one, other)
    if actors is None and _one_blow(one, other):
        actors = "who did it is told differently"
    if place is None or actors is None:
        return None
    when = _days_agree(one, other)
    if when is None:
        return None
    shared = bool(one.actors & other.actors)
    if one.type != other.type and (place != "same place" or when != "same day"):
        return None
    if place != "same place" and not shared:
        return None
    if place == "one place holds the other" and when != "same day":
        return None
    kind = "same type" if one.type == other.type else "types that reports mix up"
    return ", ".join(part for part in (kind, place, when, actors) if part)


def _one_blow(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Arms that struck one town on one certain day: those who tell of it differ on whose they were.

    Kept apart, each side's account would be an event of its own, and nobody would see that they contradict.
    A region or a country is too large for that, and so is more than a day.
    """
    if one.type not in _BLOWS or one.parent or one.place is None or one.place != other.place:
        return False
    if one.place.startswith(("r-", "c-")) or one.when is None or other.when is None:
        return False
    same_day = (one.when.earliest, one.when.latest) == (other.when.earliest, other.when.latest)
    return same_day and one.when.days == 1


def _places_agree(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    if one.place is None and other.place is None:
        return "no place named"
    if one.place is None or other.place is None:
        return "place named by one only"
    if one.place == other.place:
        return "same place"
    if one.place in other.place_keys or other.place in one.place_keys:
        return "one place holds the other"
    return None


def _actors_agree(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """Shared, or at least one of them silent. Where each names somebody the other does not, two must be shared."""
    if not one.actors or not other.actors:
        return ""
    shared = one.actors & other.actors
    if not shared:
        return None
    contained = one.actors <= other.actors or other.actors <= one.actors
    return "shared actors" if contained or len(shared) >= 2 else None


def _days_agree(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """The same day, or a day apart where a source hedged. Undated claims stand alone unless they tell of a
    battle or campaign, or stand in one article."""
    a, b = one.when, other.when
    named_whole = one.parent and one.place is not None and one.place == other.place
    if a is None or b is None:
        if named_whole:
            return "one battle or campaign there"
        return "same article" if one.article and one.article == other.article and a is b else None
    if one.parent:
        return "overlapping periods" if a.overlaps(b) else None
    if (a.days <= _FINE) != (b.days <= _FINE):
        return None  # a month or a year would swallow every day in it
    if a.overlaps(b):
        return "same day" if max(a.days, b.days) <= _FINE else "same period"
    if (a.about or b.about) and (a.shifted(1).overlaps(b) or a.shifted(-1).overlaps(b)):
        return "a day apart, one of them not exact"
    return None


def title_of(
    label: str,
    place: str | None = None,
    actors: Sequence[str] = (),
    modality: str = "actual",
    stance: str = "reported",
) -> str:
    """A short name for an event that asserts nothing: the type's label, then where, or else who.

    "Territory taken: Bakhmut" · "Military or financial aid: United States, Ukraine (planned)".
    """
    about = place or ", ".join(actors[:2])
    said = _MODALITIES.get(modality)
    if modality == "actual" and stance == "denied":
        said = "denied"
    title = f"{label}: {about}" if about else label
    return f"{title} ({said})" if said else title
