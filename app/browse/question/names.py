"""Names as visitors write them, looked up: a slug, any known spelling, or a surname.

A name that several bear means all of them; the page says so and links each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from app.browse.question import spelling
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
_THINGS: dict[str, Any] = {"people": Actor, "places": Place, "outlets": Outlet}
_MOST_ROWS = 1000  # of one look at many names: beyond it, half of them are looked up at a time


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
    def expect(self, asked: Iterable[str]) -> None:
        """Says which people and places will be asked for, so that they may be looked up at once."""

    def nearest(self, noun: str, asked: str) -> tuple[str, str] | None:
        """(key, name) of the one whom an unknown name comes nearest."""

    @property
    def looked(self) -> spelling.Looked:
        """What other spellings were looked up for the same request."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names as the record knows them. What was looked up once is not asked for again, so it lives no longer than
    the one request it answers.
    """

    db: Connection
    _told: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)

    def people(self, asked: str) -> tuple[Bearer, ...]:
        return self._looked_up("people", (asked,))[0]

    def places(self, asked: str) -> tuple[Bearer, ...]:
        return self._looked_up("places", (asked,))[0]

    def expect(self, asked: Iterable[str]) -> None:
        some = tuple(dict.fromkeys(asked))
        self._looked_up("people", some)
        self._looked_up("places", some)

    def _looked_up(self, noun: str, asked: Sequence[str]) -> list[tuple[Bearer, ...]]:
        new = [each for each in asked if (noun, each) not in self._told]
        if new:
            found = _by_slug(self.db, noun, new)
            left = [each for each in new if each not in found]
            found |= (_people if noun == "people" else _places)(self.db, left)
            self._told.update({(noun, each): found.get(each, ()) for each in new})
        return [self._told[noun, each] for each in asked]

    def outlets(self, asked: str) -> tuple[Bearer, ...]:
        if found := _by_slug(self.db, "outlets", [asked]):
            return found[asked]
        columns = select(Outlet.id, Outlet.slug, Outlet.name)
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
        found = select(Event.id, Event.public_id, Event.title).where(Event.public_id == key)
        return tuple(Bearer("events", *row) for row in self.db.execute(found))

    def nearest(self, noun: str, asked: str) -> tuple[str, str] | None:
        if noun not in ("people", "places"):
            return None
        if (key := (f"near {noun}", asked)) not in self._told:
            self._told[key] = spelling.nearest(self.db, asked, noun, self.looked)
        return self._told[key]

    @property
    def looked(self) -> spelling.Looked:
        return self._told.setdefault(("looked", ""), spelling.Looked(self.db))


def names_in(db: Connection) -> Names:
    """What `Filters.read` looks names up with."""
    return KnownNames(db)


# --- many names at once: {as asked: who bears it}, without those that nobody bears ------------------------


def _by_slug(db: Connection, noun: str, asked: Sequence[str]) -> dict[str, tuple[Bearer, ...]]:
    """By the slug, else by one that it had before."""
    thing = _THINGS[noun]
    columns = select(thing.slug, thing.id, thing.slug, thing.name)
    found: dict[str, tuple[Bearer, ...]] = {
        row[0]: (Bearer(noun, *row[1:]),) for row in db.execute(columns.where(thing.slug.in_(asked)))
    }
    if left := [each for each in asked if each not in found]:
        moved = (
            select(Redirect.old, thing.id, thing.slug, thing.name)
            .join(Redirect, Redirect.new == thing.slug)
            .where(Redirect.noun == noun, Redirect.old.in_(left))
        )
        found |= {row[0]: (Bearer(noun, *row[1:]),) for row in db.execute(moved)}
    return found


def _people(db: Connection, asked: Sequence[str]) -> dict[str, tuple[Bearer, ...]]:
    columns = select(ActorName.folded, Actor.id, Actor.slug, Actor.name).join(
        Actor, Actor.id == ActorName.actor_id
    )
    # "Moscow" stands for Russia only where nobody is called so.
    firm = columns.where(ActorName.kind != "metonym", ~Actor.provisional)
    found = _named(db, "people", firm, ActorName.folded, asked)
    # A surname alone: the last word of some spelling. People who were only read as "Kovalenko" are
    # no better known by it than Oleh Kovalenko, so they do not keep him from being found.
    return found | _named(
        db, "people", columns, ActorName.folded, [each for each in asked if each not in found], last=True
    )


def _places(db: Connection, asked: Sequence[str]) -> dict[str, tuple[Bearer, ...]]:
    columns = select(PlaceName.folded, Place.id, Place.slug, Place.name).join(
        Place, Place.id == PlaceName.place_id
    )
    return _named(db, "places", columns, PlaceName.folded, asked)


def _named(
    db: Connection, noun: str, columns: Select, folded: Any, asked: Sequence[str], *, last: bool = False
) -> dict[str, tuple[Bearer, ...]]:
    """By any spelling; `last`: by the last word or words of one too."""
    sought = {each: fold for each in asked if (fold := fold_name(each))}
    if not sought:
        return {}
    folds = sorted(set(sought.values()))
    where: ColumnElement[bool] = folded.in_(folds)
    if last:
        where = or_(where, *(folded.like(f"% {fold}") for fold in folds))
    id_ = columns.selected_columns[1]
    rows = db.execute(columns.distinct().where(where).order_by(id_, folded).limit(_MOST_ROWS)).all()
    if len(rows) == _MOST_ROWS and len(asked) > 1:  # a common name must not push the others out
        half = len(asked) // 2
        parts = (_named(db, noun, columns, folded, part, last=last) for part in (asked[:half], asked[half:]))
        return {each: bearers for part in parts for each, bearers in part.items()}
    found: dict[str, dict[int, Bearer]] = {}
    for spelt, *row in rows:
        for fold in folds if last else [spelt]:
            if spelt == fold or (last and spelt.endswith(f" {fold}")):
                found.setdefault(fold, {}).setdefault(row[0], Bearer(noun, *row))
    borne = ((each, tuple(found.get(fold, {}).values())[:MOST_BEARERS]) for each, fold in sought.items())
    return {each: bearers for each, bearers in borne if bearers}
