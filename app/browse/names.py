"""Names as visitors write them, looked up: a slug, any known spelling, or a surname.

A name that several bear means all of them; the page says so and links each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, Select, or_, select

from app.browse import spelling
from app.store.tables import (
    Actor,
    ActorName,
    Conflict,
    ConflictSide,
    Event,
    Outlet,
    Place,
    PlaceName,
    Redirect,
)
from app.text.folding import fold_name

MOST_BEARERS = 50  # of one asked name; more than a page could say, and no list of ids grows without end


@dataclass(frozen=True, order=True, slots=True)
class Bearer:
    """Somebody or something that bears an asked name. `noun` is its part of the site."""

    noun: str  # people, places, outlets, events, conflicts, sides
    id: int
    key: str  # its slug or public id
    name: str

    @property
    def path(self) -> str:
        return f"/{self.noun}/{self.key}"


class Names(Protocol):
    """Looks a written name up; an empty answer means nobody known bears it."""

    def people(self, asked: str) -> tuple[Bearer, ...]: ...
    def places(self, asked: str) -> tuple[Bearer, ...]: ...
    def outlets(self, asked: str) -> tuple[Bearer, ...]: ...
    def conflicts(self, asked: str) -> tuple[Bearer, ...]: ...
    def sides(self, asked: str) -> tuple[Bearer, ...]: ...
    def events(self, asked: str) -> tuple[Bearer, ...]: ...
    def nearest(self, noun: str, asked: str) -> tuple[str, str] | None:
        """(key, name) of the one whom an unknown name comes nearest."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names as the record knows them."""

    db: Connection

    def people(self, asked: str) -> tuple[Bearer, ...]:
        columns = select(Actor.id, Actor.slug, Actor.name)
        if found := self._by_slug("people", columns, Actor, asked):
            return found
        folded = fold_name(asked)
        if not folded:
            return ()
        # "Moscow" stands for Russia only where nobody is called so.
        whole = select(ActorName.actor_id).where(ActorName.folded == folded, ActorName.kind != "metonym")
        firm = self._found("people", columns.where(Actor.id.in_(whole), ~Actor.provisional))
        if firm:
            return firm
        # A surname alone: the last word of some spelling. People who were only read as "Kovalenko" are
        # no better known by it than Oleh Kovalenko, so they do not keep him from being found.
        last = ActorName.folded.like(f"% {folded}")
        either = select(ActorName.actor_id).where(or_(ActorName.folded == folded, last))
        return self._found("people", columns.where(Actor.id.in_(either)))

    def places(self, asked: str) -> tuple[Bearer, ...]:
        columns = select(Place.id, Place.slug, Place.name)
        if found := self._by_slug("places", columns, Place, asked):
            return found
        folded = fold_name(asked)
        named = select(PlaceName.place_id).where(PlaceName.folded == folded)
        return self._found("places", columns.where(Place.id.in_(named))) if folded else ()

    def outlets(self, asked: str) -> tuple[Bearer, ...]:
        columns = select(Outlet.id, Outlet.slug, Outlet.name)
        if found := self._by_slug("outlets", columns, Outlet, asked):
            return found
        folded = fold_name(asked)
        # Outlets are few (their names have no folded column), so all of them are compared.
        return tuple(
            Bearer("outlets", *row)
            for row in self.db.execute(columns.order_by(Outlet.id))
            if folded and fold_name(row.name) == folded
        )

    def conflicts(self, asked: str) -> tuple[Bearer, ...]:
        rows = self.db.execute(select(Conflict.id, Conflict.slug, Conflict.name).order_by(Conflict.id))
        return tuple(
            Bearer("conflicts", *row)
            for row in rows
            if asked == row.slug or (fold_name(asked) and fold_name(asked) == fold_name(row.name))
        )

    def sides(self, asked: str) -> tuple[Bearer, ...]:
        """A side by its code; `id` is its first row's, because a side is several rows."""
        rows = self.db.execute(
            select(ConflictSide.id, ConflictSide.side, ConflictSide.name).order_by(ConflictSide.id)
        )
        found: dict[str, Bearer] = {}
        for row in rows:
            if asked == row.side or (fold_name(asked) and fold_name(asked) == fold_name(row.name)):
                found.setdefault(row.side, Bearer("sides", *row))
        return tuple(found.values())

    def events(self, asked: str) -> tuple[Bearer, ...]:
        key = asked.split("-", 1)[0]  # an event's address may be given with its slug
        return self._found("events", select(Event.id, Event.public_id, Event.title).where(Event.public_id == key))

    def nearest(self, noun: str, asked: str) -> tuple[str, str] | None:
        return spelling.nearest(self.db, asked, noun) if noun in ("people", "places") else None

    def _by_slug(self, noun: str, columns: Select, table: type, asked: str) -> tuple[Bearer, ...]:
        moved = select(Redirect.new).where(Redirect.noun == noun, Redirect.old == asked)
        return self._found(noun, columns.where(table.slug == asked)) or self._found(
            noun, columns.where(table.slug.in_(moved))
        )

    def _found(self, noun: str, statement: Select) -> tuple[Bearer, ...]:
        id_ = statement.selected_columns[0]
        rows = self.db.execute(statement.order_by(id_).limit(MOST_BEARERS))
        return tuple(Bearer(noun, *row) for row in rows)


def names_in(db: Connection) -> Names:
    """What `Filters.read` looks names up with."""
    return KnownNames(db)
