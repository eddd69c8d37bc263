"""The samples come with the first start, keep their addresses when read again, and go with one click."""

from __future__ import annotations

from sqlalchemy import func, select

from app.store.audit import audit
from app.store.db import Database
from app.store.tables import Article, Claim, Event, NearEvent, Place, Quote, QuoteRelay, Table, Utterance
from app.work.pipeline import Tally, reread
from app.work.samples import has_samples, is_empty, load_samples, remove_samples, sample_count
from app.world.world import World
from tests.counts import some


def addresses(db: Database) -> dict[str, set[tuple]]:
    """Every public id there is, with what an address must keep leading to."""
    with db.reading() as connection:
        return {
            "articles": set(connection.execute(select(Article.public_id, Article.quotes, Article.claims))),
            "quotes": set(connection.execute(select(Quote.public_id, Quote.exact))),
            "claims": set(connection.execute(select(Claim.public_id, Claim.exact, Claim.join_reason, Claim.side))),
            "events": set(connection.execute(select(Event.public_id, Event.title, Event.claims))),
            "utterances": set(connection.execute(select(Utterance.public_id))),
            "near": set(connection.execute(select(NearEvent.agrees, NearEvent.differs))),
            "relays": set(connection.execute(select(QuoteRelay.exact, QuoteRelay.cue, QuoteRelay.actor_id))),
        }


# Stories of the samples told by several articles, types or days: each is one event. (place, types, articles)
ONE_EVENT = [
    ("Przewodów", {"shelling", "air-strike", "mine-or-bomb"}, 2),
    ("Makiivka", {"shelling", "air-strike", "mine-or-bomb"}, 2),
    ("Korocha district", {"disaster", "interception"}, 1),
]


def told_once(db: Database) -> None:
    with db.reading() as connection:
        for place, types, articles in ONE_EVENT:
            told = select(Claim.event_id, Claim.article_id, Claim.type).join(Place, Place.id == Claim.place_id)
            rows = connection.execute(told.where(Place.name == place, Claim.type.in_(types))).all()
            assert len({row.event_id for row in rows}) == 1, place
            assert len({row.article_id for row in rows}) == articles, place


def faults(db: Database) -> list[str]:
    with db.writing() as session:
        return [str(fault) for fault in audit(session.connection())]


def test_samples_come_are_read_again_and_go(db: Database, world: World) -> None:
    tally = Tally()
    list(load_samples(db, world, tally))
    assert str(tally) == f"{sample_count()} added"
    assert faults(db) == []
    told_once(db)
    before = addresses(db)
    with db.reading() as connection:
        assert has_samples(connection)
        ids = connection.scalars(select(Article.id).order_by(Article.id.desc())).all()
    for article_id in some(ids, 4):
        reread(db, article_id, world)
    assert addresses(db) == before
    assert faults(db) == []
    assert remove_samples(db, world) == sample_count()
    assert faults(db) == []
    with db.reading() as connection:
        assert is_empty(connection)
        tables = Table.metadata.sorted_tables
        left = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables}
    assert {name: count for name, count in left.items() if count} == {}
