"""Battles with their incidents, and events that nearly joined: the same rows in whatever order reports came in."""

from __future__ import annotations

from itertools import permutations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.store.audit import audit
from app.store.db import Database
from app.store.forget import forget_article
from app.store.near import _maybe_near
from app.store.tables import Event, NearEvent
from tests.counts import some
from tests.factories import a_claim, a_world, an_incident, made, record

TOLD = "The battle for Dubove in Lisy Oblast went on."


def a_battle(when: str | None, *, place: str = "Dubove", url: str = "https://ledger.example/battle"):
    claim = a_claim("battle for Dubove in Lisy Oblast", trigger="battle", type="ground-fighting", place=place,
                    when=when, parent=True)  # fmt: skip
    return made(TOLD, claims=[claim], url=url, title=url)


STRIKE = an_incident("The Ledger", when="2023-05-15")
LATER = an_incident("The Courier", when="2023-07-01")
NEXT_DAY = an_incident("The Post", when="2023-05-16")
BATTLE = a_battle("2023-05")
OFFENSIVE = a_battle("2023-04/2023-06", place="Lisy Oblast", url="https://ledger.example/offensive")


def parts(session: Session) -> set[tuple[str, str, str]]:
    """(incident's day, its battle's days, why), however their rows are numbered."""
    battle = aliased(Event)
    query = select(Event.earliest, battle.earliest, Event.part_reason).join(battle, battle.id == Event.part_of_id)
    return {(str(one), str(other), why) for one, other, why in session.execute(query)}


def near(session: Session) -> set[tuple[str, str, str, str]]:
    one, other = aliased(Event), aliased(Event)
    query = (
        select(one.earliest, other.earliest, NearEvent.agrees, NearEvent.differs)
        .join(one, one.id == NearEvent.one_id)
        .join(other, other.id == NearEvent.other_id)
    )
    return {(*sorted((str(a), str(b))), agrees, differs) for a, b, agrees, differs in session.execute(query)}


def faults(session: Session) -> list[str]:
    return [str(fault) for fault in audit(session.connection())]


def test_an_incident_is_part_of_the_narrower_battle_in_any_order(db: Database) -> None:
    expected = {("2023-05-15", "2023-05-01", "there, while it lasted")}
    for order in some(permutations((STRIKE, LATER, BATTLE, OFFENSIVE)), 6):
        with Session(db.writer) as session:
            for one in order:
                record(session, one)
            assert parts(session) == expected
            assert faults(session) == []
            session.rollback()


def test_a_battle_that_goes_leaves_its_incidents_to_the_next_one(db: Database) -> None:
    with db.writing() as session:
        recorded = [record(session, one) for one in (STRIKE, BATTLE, OFFENSIVE)]
        forget_article(session, recorded[1].article_id, a_world().codebook, why="withdrawn")
        assert parts(session) == {("2023-05-15", "2023-04-01", "at a place inside its own, while it lasted")}
        forget_article(session, recorded[2].article_id, a_world().codebook, why="withdrawn")
        assert parts(session) == set()
        assert faults(session) == []


def test_a_battle_lasts_through_all_that_is_told_of_it(db: Database) -> None:
    with db.writing() as session:
        record(session, BATTLE)
        record(session, LATER)
        assert parts(session) == set()
        record(session, a_battle("2023-05-20/2023-07-10", url="https://post.example/battle"))
        assert parts(session) == {("2023-07-01", "2023-05-01", "there, while it lasted")}
        assert faults(session) == []


def test_near_events_are_found_again_in_any_order_and_go_with_either(db: Database) -> None:
    agrees = "same type, same place, shared actors, same figure (killed)"
    for order in some(permutations((STRIKE, NEXT_DAY, LATER)), 3):
        with Session(db.writer) as session:
            recorded = {one.article.url: record(session, one) for one in order}
            assert near(session) == {("2023-05-15", "2023-05-16", agrees, "a day apart")}
            assert faults(session) == []
            forget_article(session, recorded[STRIKE.article.url].article_id, a_world().codebook, why="withdrawn")
            assert session.scalar(select(func.count(NearEvent.id))) == 0
            assert faults(session) == []
            session.rollback()


def test_without_a_day_only_an_equal_toll_is_near_and_nothing_else_is_loaded(db: Database) -> None:
    text = "Shells of the Grey Column hit Dubove and 3 people died there."
    told = "Shells of the Grey Column hit Dubove"
    undated = [
        made(f"{outlet}: {text}", published="2023-09-01", url=f"https://{outlet}.example/undated", claims=[
            a_claim(told, trigger="hit", place="Dubove", actors=["Grey Column"], killed=killed)])
        for outlet, killed in (("ledger", "3"), ("post", None))
    ]  # fmt: skip
    agrees = "same type, same place, shared actors, same figure (killed)"
    expected = {("2023-05-15", "None", agrees, "one has no day"), ("2023-07-01", "None", agrees, "one has no day")}
    for order in ((STRIKE, LATER, *undated), (*undated, LATER, STRIKE)):
        with Session(db.writer) as session:
            for one in order:
                record(session, one)
            assert near(session) == expected
            silent = session.scalars(
                select(Event).where(Event.earliest.is_(None), ~Event.id.in_(select(NearEvent.one_id)),
                                    ~Event.id.in_(select(NearEvent.other_id)))
            ).one()  # fmt: skip
            assert session.scalars(select(Event).where(Event.id != silent.id, _maybe_near(silent))).all() == []
            assert faults(session) == []
            session.rollback()


@pytest.mark.parametrize("again", [STRIKE, NEXT_DAY])
def test_reading_again_leaves_one_row_a_pair(db: Database, again) -> None:
    with db.writing() as session:
        record(session, STRIKE)
        record(session, NEXT_DAY)
        before = near(session)
        record(session, again, again=True)
        assert near(session) == before
        assert session.scalar(select(func.count(NearEvent.id))) == 1
