"""Battles and campaigns, and the incidents they are made of: by place, time and war, never by order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.text.when import When

# What a battle is made of. A meeting in the city while it is fought for is no part of the fighting.
INCIDENTS = frozenset(
    """air-strike shelling mine-or-bomb unconventional-weapon ground-fighting territory-taken territory-held
    withdrawal interception attack-on-civilians destruction damage""".split()
)


@dataclass(frozen=True, slots=True)
class EventInTime:
    """What is asked of an event: `place_keys` its place, then what that lies in; `articles` that tell of it."""

    key: str
    type: str
    place_keys: tuple[str, ...] = ()
    place_kind: str = ""
    when: When | None = None
    conflict: str | None = None
    articles: frozenset[str] = frozenset()


def part_of(incident: EventInTime, campaigns: Sequence[EventInTime]) -> tuple[str, str] | None:
    """The battle or campaign an incident is part of, and why; of several the narrowest, else none."""
    fits = [(one, why) for one in campaigns if (why := _inside(incident, one))]
    narrowest = [
        (one, why) for one, why in fits if all(one is other or _narrower(one, other) for other, _ in fits)
    ]
    return (narrowest[0][0].key, narrowest[0][1]) if len(narrowest) == 1 else None


def _inside(incident: EventInTime, campaign: EventInTime) -> str | None:
    """Why an incident is part of a campaign, in words; None where it is not, or nobody can tell.

    A country is too large for that: nobody can tell which of its battles a strike was part of. A campaign
    without days takes in only what one of its articles tells beside it.
    """
    if incident.type not in INCIDENTS or not campaign.place_keys or campaign.place_kind == "country":
        return None
    if campaign.place_keys[0] not in incident.place_keys:
        return None
    if incident.conflict and campaign.conflict and incident.conflict != campaign.conflict:
        return None
    where = "there" if campaign.place_keys[0] == incident.place_keys[0] else "at a place inside its own"
    if campaign.when is None:
        return f"{where}, told in one article with it" if incident.articles & campaign.articles else None
    if incident.when is None or not _within(incident.when, campaign.when):
        return None
    return f"{where}, while it lasted"


def _within(inner: When, outer: When) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _narrower(one: EventInTime, other: EventInTime) -> bool:
    """Whether a campaign lies inside another, in space or, at the same place, in time."""
    if one.place_keys[0] != other.place_keys[0]:
        return other.place_keys[0] in one.place_keys
    if one.when is None or other.when is None:
        return one.when is not None
    return one.when != other.when and _within(one.when, other.when)
