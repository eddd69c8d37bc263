"""The samples come with the first start and go with one click, and leave nothing behind."""

from __future__ import annotations

from sqlalchemy import func, select

from app.store.audit import audit
from app.store.db import Database
from app.store.tables import Table
from app.work.pipeline import Tally
from app.work.samples import has_samples, is_empty, load_samples, remove_samples, sample_count
from app.world.world import World


def test_samples_come_and_go(db: Database, world: World) -> None:
    tally = Tally()
    list(load_samples(db, world, tally))
    assert str(tally) == f"{sample_count()} added"
    with db.writing() as session:
        assert list(audit(session.connection())) == []
    with db.reading() as connection:
        assert has_samples(connection)
    assert remove_samples(db, world) == sample_count()
    with db.writing() as session:
        assert list(audit(session.connection())) == []
    with db.reading() as connection:
        assert is_empty(connection)
        tables = Table.metadata.sorted_tables
        left = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables}
    assert {name: count for name, count in left.items() if count} == {}
