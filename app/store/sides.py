"""Who is recognised as on which side of a war, and when, for actors of the record and whom they belong to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import Session

from app.store.tables import Actor, ConflictSide


@dataclass(frozen=True, slots=True)
class _Member:
    conflict_id: int
    side: str
    since: date | None
    until: date | None

    def on(self, day: date | None) -> bool:
        return day is None or ((self.since or date.min) <= day <= (self.until or date.max))


@dataclass(slots=True)
class Sides:
    """Two queries, whatever is then asked."""

    parents: dict[int, int | None] = field(default_factory=dict)
    members: dict[int, list[_Member]] = field(default_factory=lambda: defaultdict(list))  # by actor
    names: dict[tuple[int, str], str] = field(default_factory=dict)

    def of(self, actor_id: int | None, conflict_id: int | None, day: date | None) -> str | None:
        """The code of the side an actor was on that day: his own, else the nearest body's he belongs to."""
        seen: set[int] = set()
        while actor_id is not None and conflict_id is not None and actor_id not in seen:
            seen.add(actor_id)
            mine = [member for member in self.members.get(actor_id, ()) if member.conflict_id == conflict_id]
            if mine:  # one that left, or has yet to join, is on no side, whatever it once belonged to
                return next((member.side for member in mine if member.on(day)), None)
            actor_id = self.parents.get(actor_id)
        return None

    def outermost(self, actor_id: int | None) -> int | None:
        """The body that one belongs to at last, as Russia for its ministry; itself, where it belongs to none."""
        seen: set[int] = set()
        while actor_id is not None and actor_id not in seen:
            seen.add(actor_id)
            if (parent := self.parents.get(actor_id)) is None:
                return actor_id
            actor_id = parent
        return actor_id

    def name(self, conflict_id: int | None, side: str | None) -> str | None:
        """What a side is called; its code where it has no row of its own."""
        return side and self.names.get((conflict_id or 0, side), side)


def sides(db: Connection | Session) -> Sides:
    """Everybody who belongs to somebody: the roster, some hundreds of rows however many are met in articles."""
    found = Sides()
    ids: dict[str, int] = {}
    members = select(ConflictSide.actor_key)
    wanted = or_(Actor.parent_id.is_not(None), Actor.key.in_(members))
    for id_, key, parent_id in db.execute(select(Actor.id, Actor.key, Actor.parent_id).where(wanted)):
        found.parents[id_] = parent_id
        ids[key] = id_
    columns = (
        ConflictSide.conflict_id, ConflictSide.side, ConflictSide.name, ConflictSide.actor_key,
        ConflictSide.since, ConflictSide.until,
    )  # fmt: skip
    for conflict_id, side, name, key, since, until in db.execute(select(*columns).order_by(ConflictSide.id)):
        found.names.setdefault((conflict_id, side), name)
        if key in ids:
            found.members[ids[key]].append(_Member(conflict_id, side, since, until))
    return found
