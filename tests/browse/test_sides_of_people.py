"""People by war: those who belong to a party of it too, and each on the side of the body nearest to them."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from app.browse.people import list_people
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.store.db import Database
from app.store.tables import Actor, ActorName, Conflict, ConflictSide
from app.text.folding import fold_name, slug

ACTORS = {  # name: whom it belongs to
    "Northland": "",
    "Army of Northland": "Northland",
    "Olena Kravets": "Army of Northland",
    "Grey Column": "Northland",  # changed sides: its own row counts, not its parent's
    "Ivan Bondar": "Grey Column",
    "Southland": "",
    "Red Cross": "",
}
SIDES = (
    ("river-war", "north", "Northland"),
    ("river-war", "south", "Southland"),
    ("river-war", "south", "Grey Column"),
    ("old-war", "north", "Northland"),
)


@pytest.fixture
def warring(db: Database) -> Database:
    with db.writing() as session:
        rows: dict[str, Actor] = {}
        for name, body in ACTORS.items():
            parent = rows[body].id if body else None
            rows[name] = Actor(slug=slug(name), key=slug(name), name=name, kind="armed-force", parent_id=parent)
            session.add(rows[name])
            session.flush()
            session.add(ActorName(actor_id=rows[name].id, text=name, folded=fold_name(name)))
        wars = {key: Conflict(slug=key, name=key.replace("-", " ")) for key in ("river-war", "old-war")}
        session.add_all(wars.values())
        session.flush()
        session.add_all(
            ConflictSide(conflict_id=wars[war].id, side=side, name=side.title(), actor_key=slug(name))
            for war, side, name in SIDES
        )
    return db


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("conflict=river-war", set(ACTORS) - {"Red Cross"}),
        ("conflict=old-war", {"Northland", "Army of Northland", "Olena Kravets", "Grey Column", "Ivan Bondar"}),
        ("side=south&conflict=river-war", {"Southland", "Grey Column", "Ivan Bondar"}),
        ("side=north&conflict=river-war", {"Northland", "Army of Northland", "Olena Kravets"}),
    ],
)
def test_whoever_belongs_to_a_party_is_on_its_side(warring: Database, asked: str, found: set[str]) -> None:
    with warring.reading() as db:
        listing = list_people(db, read_question("people", parse_qsl(asked), names_in(db)))
        assert {item.name for item in listing.items} == found
        assert listing.count.value == len(found)
        for value in next((facet.values for facet in listing.facets if facet.name == "conflict"), ()):
            again = list_people(db, read_question("people", parse_qsl(f"conflict={value.value}"), names_in(db)))
            assert asked != f"conflict={value.value}" or value.count == again.count.value
