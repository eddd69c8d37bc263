"""A record made with an earlier roster, brought up to this one's and read again, with the real readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select

from app.ingest.article import Given, incoming
from app.store.audit import audit
from app.store.db import Database
from app.store.renewal import renew
from app.store.tables import Actor, Article, Claim, Event
from app.work.pipeline import reread, take
from app.world.conflicts import Conflicts, Member
from app.world.roster import Roster
from app.world.world import World
from tests.copied import copied

TOLD = (
    "Denis Pushilin, the head of the Russian-backed authorities in Donetsk, said shells hit Makiivka on Sunday. "
    "The United States struck a depot near Isfahan on Sunday, the Pentagon said. "
    "Sky News Arabia reported that Iran fired missiles at Haifa on Sunday, and Israel said two people were hurt."
)
STATED = {"url": "https://ledger.example/1", "published": "2025-06-23"}


def an_earlier(world: World) -> World:
    """The world before: a republic that was Russia's part, a broadcaster nobody had listed, the United States on
    Israel's side.
    """
    [now] = [actor for actor in world.roster if actor.slug == "donetsk-peoples-republic"]
    donetsk = replace(now, name="Donetsk People's Republic", parent="russia")
    actors = [
        donetsk if actor.slug == donetsk.slug else actor
        for actor in world.roster
        if actor.slug != "sky-news-arabia"
    ]
    wars = []
    for war in world.conflicts:
        ours = [side for side in war.sides if side.slug != "united-states"]
        if len(ours) < len(war.sides):
            ours = [
                replace(side, members=(*side.members, Member("united-states"))) if side.slug == "israel" else side
                for side in ours
            ]
        wars.append(replace(war, sides=tuple(ours)))
    return replace(world, roster=Roster(actors), conflicts=Conflicts(wars))


def test_a_record_of_an_earlier_roster_read_again_is_as_a_fresh_one(
    db: Database, new_database: Callable[[], Database], world: World
) -> None:
    fresh, before = new_database(), an_earlier(world)
    article = incoming(TOLD, STATED, Given(), stated_in="a")
    take(fresh, article, world)
    take(db, article, before)
    assert {"donetsk-peoples-republic", "sky-news-arabia", "israel-iran-2025"} <= copied(fresh).keys()
    assert "sky-news-arabia" not in copied(db), "there it was a newcomer"
    assert {side for _, side, _ in told(fresh)[1]} != {side for _, side, _ in told(db)[1]}
    renew(db, world, places=True)
    with db.reading() as connection:
        assert connection.scalar(select(Actor.parent_id).where(Actor.key == "donetsk-peoples-republic")) is None
        articles = list(connection.scalars(select(Article.id)))
    for article_id in articles:
        reread(db, article_id, world)
    assert copied(db) == copied(fresh)
    assert told(db) == told(fresh)
    with db.writing() as session:
        assert [str(fault) for fault in audit(session.connection())] == []


def told(db: Database) -> tuple[list[tuple], list[tuple]]:
    """Titles of events, and on whose side each claim is."""
    with db.reading() as connection:
        events = connection.execute(select(Event.title).order_by(Event.title))
        sides = select(Claim.exact, Claim.side, Claim.side_reason).order_by(Claim.start, Claim.id)
        return [tuple(row) for row in events], [tuple(row) for row in connection.execute(sides)]
