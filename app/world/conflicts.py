"""Which war, and who is on which side from when to when (`seeds/conflicts.toml`).

A side is who is "counted as" on it, never a judgement.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Member:
    actor: str  # roster slug
    since: date | None = None
    until: date | None = None

    def on(self, day: date | None) -> bool:
        """Whether it belonged to its side that day; without a day, whether it ever did."""
        return day is None or ((self.since or date.min) <= day <= (self.until or date.max))


@dataclass(frozen=True, slots=True)
class Side:
    slug: str
    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    slug: str
    name: str
    since: date
    until: date | None
    places: tuple[str, ...]  # gazetteer keys of the countries and regions it is fought in
    sides: tuple[Side, ...]

    def on(self, day: date | None) -> bool:
        return day is None or self.since <= day <= (self.until or date.max)

    def side_of(self, actor: str, day: date | None = None) -> Side | None:
        """The side that a roster slug was on that day."""
        for side in self.sides:
            if any(member.actor == actor and member.on(day) for member in side.members):
                return side
        return None


class Conflicts:
    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self._conflicts = {conflict.slug: conflict for conflict in conflicts}

    @classmethod
    def open(cls, path: Path) -> Conflicts:
        """Reads `seeds/conflicts.toml`. Raises ValueError naming the conflict and what is wrong with it."""
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("conflict", [])
        conflicts = [_conflict(entry, number) for number, entry in enumerate(entries, 1)]
        slugs = [conflict.slug for conflict in conflicts]
        if twice := [slug for slug in slugs if slugs.count(slug) > 1]:
            raise ValueError(f"conflict {twice[0]!r} stands there twice")
        return cls(conflicts)

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self._conflicts.values())

    def get(self, slug: str) -> Conflict | None:
        return self._conflicts.get(slug)

    def of(self, places: Sequence[str], actors: Sequence[str], day: date | None) -> tuple[Conflict, str] | None:
        """The conflict that a place (its keys, parents included) and actors point to, and the reason.

        `actors` are roster slugs with those they belong to (`Roster.line`). Actors on two sides of one
        conflict count most, then one side's actor where it is fought, then the place alone; of two that fit
        alike, the one fought in the nearer place (the Golan Heights before Syria). Two that still fit alike,
        or an actor without the place, leave it unsure: None.
        """
        scored = [
            (fit, conflict, reason)
            for conflict in self
            if conflict.on(day)
            for fit, reason in (_fit(conflict, places, actors, day),)
            if fit[0]
        ]
        best = max((fit for fit, _, _ in scored), default=None)
        fitting = [(conflict, reason) for fit, conflict, reason in scored if fit == best]
        return fitting[0] if len(fitting) == 1 else None


def _fit(
    conflict: Conflict, places: Sequence[str], actors: Sequence[str], day: date | None
) -> tuple[tuple[int, int], str]:
    """How well it fits (0 for not at all, then minus how far out the place lies), and why."""
    far = next((far for far, key in enumerate(places) if key in conflict.places), None)
    there, near = far is not None, -(far or 0)
    named = {side.slug for actor in actors if (side := conflict.side_of(actor, day))}
    sides = [side.name for side in conflict.sides if side.slug in named]
    if len(sides) > 1 and there:
        return (4, near), f"{' and '.join(sides)} are its sides, and it is fought there"
    if len(sides) > 1:
        return (3, near), f"{' and '.join(sides)} are its sides"
    if sides and there:
        return (2, near), f"{sides[0]} is a side of it, and it is fought there"
    return ((1, near), "it is fought there") if there else ((0, 0), "")


def _conflict(entry: Mapping[str, Any], number: int) -> Conflict:
    called = f"conflict {entry.get('slug', f'number {number}')!r}"
    _fields(entry, called, {"slug", "name", "since", "places", "sides"}, {"until"})
    if not _SLUG.fullmatch(entry["slug"]):
        raise ValueError(f"{called}: a slug is lower-case letters and figures joined by hyphens")
    _days(entry, called)
    if bad := [key for key in entry["places"] if not re.fullmatch(r"[a-z]-?\S+", key)]:
        raise ValueError(f"{called}: place {bad[0]!r} is not a gazetteer key like c-UA")
    sides = tuple(_side(side, called) for side in entry["sides"])
    if len(sides) < 2 or len({side.slug for side in sides}) < len(sides):
        raise ValueError(f"{called}: it takes two sides with different slugs")
    actors = [member.actor for side in sides for member in side.members]
    if twice := [actor for actor in actors if actors.count(actor) > 1]:
        raise ValueError(f"{called}: {twice[0]!r} is a member twice")
    return Conflict(
        entry["slug"], entry["name"], entry["since"], entry.get("until"), tuple(entry["places"]), sides
    )


def _side(entry: Mapping[str, Any], called: str) -> Side:
    called = f"{called}, side {entry.get('slug')!r}"
    _fields(entry, called, {"slug", "name", "members"}, set())
    for member in entry["members"]:
        _fields(member, f"{called}, member {member.get('actor')!r}", {"actor"}, {"since", "until"})
        _days(member, f"{called}, member {member['actor']!r}")
    members = tuple(Member(each["actor"], each.get("since"), each.get("until")) for each in entry["members"])
    return Side(entry["slug"], entry["name"], members)


def _fields(entry: Mapping[str, Any], called: str, needed: set[str], allowed: set[str]) -> None:
    if missing := needed - set(entry):
        raise ValueError(f"{called}: {', '.join(sorted(missing))} missing")
    if unknown := set(entry) - needed - allowed:
        raise ValueError(f"{called}: {', '.join(sorted(unknown))} is not a field of it")


def _days(entry: Mapping[str, Any], called: str) -> None:
    for end in ("since", "until"):
        if end in entry and type(entry[end]) is not date:
            raise ValueError(f"{called}: {end} is not a day, written 2022-03-04")
    if entry.get("since", date.min) > entry.get("until", date.max):
        raise ValueError(f"{called}: it ends before it begins")
