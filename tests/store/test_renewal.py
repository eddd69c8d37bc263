"""What the seeds come to say reaches a record that was made before they said so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, select

from app.store import addresses
from app.store.audit import audit
from app.store.db import Database
from app.store.renewal import Renewed, renew
from app.store.tables import (
    Actor,
    Claim,
    Correction,
    Place,
    Redirect,
)
from app.world.conflicts import Conflict as War
from app.world.conflicts import Conflicts, Member, Side
from app.world.gazetteer import Place as KnownPlace
from app.world.roles import Role as Office
from app.world.roster import Roster, RosterActor, Spelling
from app.world.world import World
from tests import factories
from tests.copied import copied
from tests.factories import (
    ACTORS,
    COUNTRY,
    PLACES,
    REGION,
    SmallGazetteer,
    a_claim,
    a_quote,
    a_world,
    made,
    record,
)

TOLD = "Grey Column said: “Dubove is ours.” Shells of the Vesnan Army hit Dubove on Monday, Sky Wire reported."
VESNA, ARMY, COLUMN = ACTORS
WAR = War(
    "vesnan-war",
    "War in Vesna",
    date(2020, 1, 1),
    None,
    ("x-vesna",),
    (
        Side("state", "The state", (Member("vesna"),)),
        Side("rebels", "The rebels", (Member("grey-column"),)),
    ),
)


def a_world_of(
    *actors: RosterActor, war: War = WAR, places: Iterable[KnownPlace] = PLACES, names: str = "Old"
) -> World:
    """The small world with what a later version of the seeds may have in place of this one's."""
    there = {place.key: place for place in places}

    class Gazetteer(SmallGazetteer):
        def get(self, key: str) -> KnownPlace | None:
            return there.get(key)

        def lookup(self, name: str):
            return tuple(there[one.key] for one in super().lookup(name) if one.key in there)

        def names(self, key: str):
            return ((there[key].name, "Latn"), (f"{there[key].name} {names}", "Latn")) if key in there else ()

    return replace(a_world(), roster=Roster(actors or ACTORS), conflicts=Conflicts([war]), gazetteer=Gazetteer())


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Records an article in a world of its own, or reads it again in another."""

    def with_world(db: Database, world: World, *, again: bool = False) -> None:
        monkeypatch.setattr(factories, "a_world", lambda: world)
        told = made(
            TOLD,
            quotes=[a_quote("Dubove is ours.", speaker="Grey Column", cue="said")],
            claims=[
                a_claim(
                    "Shells of the Vesnan Army hit Dubove",
                    trigger="hit",
                    place="Dubove",
                    actors=["Vesnan Army"],
                    when="2023-05-15",
                )
            ],
            names=["Sky Wire"],
            conflict="vesnan-war",
            url="https://ledger.example/1",
        )
        record(db, told, again=again)

    return with_world


def no_faults(db: Database) -> list[str]:
    with db.writing() as session:
        return [str(fault) for fault in audit(session.connection())]


SISTER = RosterActor("federation", "Federation of Rivers", "state", (), country="XF")
PRESIDENCY = Office("President", "Vesna", date(2021, 2, 3), None, None, date(2021, 2, 3), None)
OTHER_REGION = KnownPlace("x-polya", "Polya Oblast", "region", 50.4, 30.4, "XV", ("x-vesna",))
LATER = {
    "nothing": (),
    "a name, spellings, kind and standing": (
        VESNA,
        ARMY,
        RosterActor("grey-column", "Grey Column of Lisy", "organisation", (Spelling("Grey Column"),), party=True),
    ),
    "an order of spellings": (VESNA, ARMY, replace(COLUMN, spellings=(Spelling("Column"), *COLUMN.spellings))),
    "a parent that nobody has met": (VESNA, replace(ARMY, parent="federation"), COLUMN, SISTER),
    "a parent for one who had none": (VESNA, ARMY, replace(COLUMN, parent="federation"), SISTER),
    "no parent": (VESNA, replace(ARMY, parent=None), COLUMN),
    "an office and a country": (VESNA, replace(ARMY, country="XV"), replace(COLUMN, roles=(PRESIDENCY,))),
    "a newcomer": (*ACTORS, RosterActor("sky-wire", "Sky Wire", "person", (Spelling("Skywire"),), gender="f")),
}


@pytest.mark.parametrize("actors", LATER.values(), ids=LATER)
def test_a_record_read_again_is_as_a_fresh_one(
    db: Database, new_database: Callable[[], Database], write, actors: tuple[RosterActor, ...]
) -> None:
    later, fresh = a_world_of(*actors), new_database()
    write(fresh, later)
    write(db, a_world_of())
    renew(db, later, places=True)
    write(db, later, again=True)
    assert copied(db) == copied(fresh)
    assert no_faults(db) == []
    assert renew(db, later, places=True) == Renewed()


WARS = {
    "its name and days": replace(WAR, name="Wars in Vesna", since=date(2019, 1, 1), until=date(2024, 1, 1)),
    "a side's name": replace(WAR, sides=(replace(WAR.sides[0], name="The state and its allies"), WAR.sides[1])),
    "a member more, with his days": replace(
        WAR,
        sides=(
            WAR.sides[0],
            replace(WAR.sides[1], members=(Member("vesnan-army", date(2022, 1, 1)), *WAR.sides[1].members)),
        ),
    ),
    "another side": replace(WAR, sides=(WAR.sides[0], Side("column", "The column", (Member("grey-column"),)))),
}  # fmt: skip


@pytest.mark.parametrize("war", WARS.values(), ids=WARS)
def test_wars_and_their_sides_are_those_of_the_seeds(
    db: Database, new_database: Callable[[], Database], write, war: War
) -> None:
    later, fresh = a_world_of(war=war), new_database()
    write(fresh, later)
    write(db, a_world_of())
    assert renew(db, later) == Renewed(conflicts=1)
    assert copied(db) == copied(fresh)
    assert renew(db, later) == Renewed()


@pytest.mark.parametrize(("war", "side"), [(WARS["a side's name"], "rebels"), (WARS["another side"], None)])
def test_a_claim_stays_on_its_side_while_the_war_has_it(db: Database, write, war: War, side: str | None) -> None:
    write(db, a_world_of())
    with db.writing() as session:
        claim = session.scalars(select(Claim)).one()
        claim.side, claim.side_reason, claim.speaker_start = "rebels", "made so", 0
    renew(db, a_world_of(war=war))
    with db.writing() as session:
        claim = session.scalars(select(Claim)).one()
        assert (claim.side, bool(claim.side_reason)) == (side, side is not None)
        assert [str(fault) for fault in audit(session.connection()) if "side" in fault.invariant] == []


PLACED = {
    "a name and a point": [
        replace(one, name="Novo Dubove", lat=50.61) if one.key == "x-dubove" else one for one in PLACES
    ],
    "another region": [
        *(replace(one, parents=("x-polya", "x-vesna")) if one.key == "x-dubove" else one for one in PLACES),
        OTHER_REGION,
    ],
    "no country": [
        COUNTRY,
        replace(REGION, parents=(), country=None),
        *(replace(one, parents=("x-lisy",), country=None) for one in PLACES[2:]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("places", PLACED.values(), ids=PLACED)
def test_places_are_those_of_the_gazetteer(
    db: Database, new_database: Callable[[], Database], write, places: list[KnownPlace]
) -> None:
    later, fresh = a_world_of(places=places, names="Former"), new_database()
    write(fresh, later)
    write(db, a_world_of())
    with db.writing() as session:
        slugs = {row.key: row.slug for row in session.scalars(select(Place))}
    assert renew(db, later) == Renewed(), "places are looked at when they are asked for"
    assert renew(db, later, places=True).places > 0
    assert copied(db) == copied(fresh)
    with db.writing() as session:
        now = {row.key: row.slug for row in session.scalars(select(Place))}
    assert {key: slugs.get(key, slug) for key, slug in now.items()} == now, "addresses stay"
    assert renew(db, later, places=True) == Renewed()
    assert no_faults(db) == []


@pytest.mark.parametrize(("target", "slug"), [("actor", "grey-column"), ("place", "dubove")])
def test_what_a_person_put_right_stays(db: Database, write, target: str, slug: str) -> None:
    write(db, a_world_of())
    with db.writing() as session:
        table = Actor if target == "actor" else Place
        session.scalars(select(table).where(table.slug == slug)).one().name = "As an editor has it"
        session.add(
            Correction(
                made_at=datetime(2026, 1, 2, tzinfo=UTC), made_by="editor", target=target, target_id=slug,
                field="name", before="x", after="As an editor has it",
            )
        )  # fmt: skip
    before = copied(db)
    places = [replace(one, population=1) for one in PLACES]
    renew(db, a_world_of(VESNA, ARMY, replace(COLUMN, name="Column"), places=places), places=True)
    stays = slug if target == "actor" else f"x-{slug}"
    assert copied(db)[stays] == before[stays]
    assert copied(db) != before, "and the rest does not"


def test_whom_the_roster_no_longer_has_stays_while_articles_name_him(db: Database, write) -> None:
    write(db, a_world_of())
    before = copied(db)
    assert renew(db, a_world_of(VESNA, ARMY)) == Renewed()
    assert copied(db) == before


def test_an_actor_of_another_slug_keeps_his_row_and_his_old_address_leads_there(db: Database, write) -> None:
    write(db, a_world_of())
    column = replace(COLUMN, slug="column-of-lisy", name="Column of Lisy", spellings=(Spelling("Grey Column"),))
    with db.writing() as session:
        was = session.scalar(select(Actor.id).where(Actor.slug == "grey-column"))
        addresses.lead(session, "people", {"greys": "grey-column"}, "made so")
    renew(db, a_world_of(VESNA, ARMY, column))
    with db.writing() as session:
        now = session.scalars(select(Actor).where(Actor.slug == "column-of-lisy")).one()
        assert (now.id, now.key, now.name) == (was, "column-of-lisy", "Column of Lisy")
        led = session.execute(select(Redirect.old, Redirect.new).where(Redirect.noun == "people"))
        assert {tuple(row) for row in led} == {("grey-column", "column-of-lisy"), ("greys", "column-of-lisy")}
    back = replace(COLUMN, spellings=(Spelling("Column of Lisy"),))
    renew(db, a_world_of(VESNA, ARMY, back))
    with db.writing() as session:
        led = session.execute(select(Redirect.old, Redirect.new).where(Redirect.noun == "people"))
        assert {tuple(row) for row in led} == {("column-of-lisy", "grey-column"), ("greys", "grey-column")}
    assert no_faults(db) == []


NAMESAKE = RosterActor("sky-wire", "Sky-Wire Company", "company", (), country="XV")


def test_a_newcomer_of_another_kind_makes_way_for_the_roster(db: Database, write) -> None:
    """Else the next article that names the company would fail: two at one address."""
    write(db, a_world_of())
    later = a_world_of(VESNA, replace(ARMY, parent="sky-wire"), COLUMN, NAMESAKE)
    renew(db, later)
    assert {key: told[0] for key, told in copied(db).items() if "sky" in key} == {
        "sky-wire": "sky-wire",
        "sky vyre person": "sky-wire-person",
    }
    assert no_faults(db) == []


def test_nothing_is_written_where_nothing_changed(db: Database, write) -> None:
    write(db, a_world_of())
    renew(db, a_world_of(), places=True)
    said: list[str] = []
    event.listen(db.writer, "before_cursor_execute", lambda *told: said.append(told[2]))
    renew(db, a_world_of(), places=True)
    assert said, "it looked"
    assert [one for one in said if one.split()[0] not in ("SELECT", "BEGIN")] == []
    assert len(said) <= 12, "and asked a few questions, however much there is"
