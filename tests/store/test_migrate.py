"""The schema: up from nothing and down again, the same as the models, and safe to start twice at once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import inspect, text

from app.store import migrate as migrating
from app.store.db import Database
from app.store.migrate import behind, migrate
from app.store.tables import Table
from tests.conftest import create_database
from tests.factories import an_incident, record
from tests.store.starting import start


@pytest.fixture
def empty(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database with nothing in it."""
    if engine_name == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = create_database(request.getfixturevalue("postgres_url"), "dateline_empty")
    database = Database(url)
    yield database
    database.close()


def tables(database: Database) -> set[str]:
    with database.writer.connect() as connection:
        return set(inspect(connection).get_table_names())


def downgrade(database: Database) -> None:
    with database.writer.connect() as connection, connection.begin():
        command.downgrade(migrating._config(connection), "base")


def test_up_from_nothing_and_down_and_up_again(empty: Database) -> None:
    assert behind(empty)
    for _ in range(2):
        migrate(empty)
        assert not behind(empty)
        assert set(Table.metadata.tables) <= tables(empty)
        downgrade(empty)
        assert behind(empty)
        assert tables(empty) <= {"alembic_version"}
    migrate(empty)
    record(empty, an_incident("The Ledger"))


def test_migrating_again_changes_nothing(db: Database) -> None:
    record(db, an_incident("The Ledger"))
    migrate(db)
    with db.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM claim")) == 1


def test_the_models_are_what_the_migrations_made(db: Database) -> None:
    with db.writer.connect() as connection:
        command.check(migrating._config(connection))  # raises, naming them, where there are differences


@pytest.mark.parametrize(
    "statement",
    ["DROP INDEX ix_claim_type", "ALTER TABLE outlet ADD COLUMN more TEXT", "CREATE TABLE stray (id INT)"],
)
def test_a_difference_between_the_two_would_be_noticed(db: Database, statement: str) -> None:
    with db.writer.connect() as connection:
        connection.execute(text(statement))
        with pytest.raises(CommandError, match="New upgrade operations"):
            command.check(migrating._config(connection))


def test_foreign_keys_are_checked_again_after_migrating(empty: Database) -> None:
    migrate(empty)
    if empty.engine_name == "sqlite":
        with empty.writer.connect() as connection:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_two_processes_that_start_at_once_both_find_it_migrated(empty: Database) -> None:
    spawn = multiprocessing.get_context("spawn")
    go, done = spawn.Event(), spawn.Queue()
    url = empty.url.render_as_string(hide_password=False)
    started = [spawn.Process(target=start, args=(url, go, done)) for _ in range(2)]
    for process in started:
        process.start()
    go.set()
    for process in started:
        process.join(60)
    assert [process.exitcode for process in started] == [0, 0]
    assert not behind(empty)
