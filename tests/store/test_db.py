"""Connections: readers cannot write, writers take turns, and nobody sees half a transaction."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError

from app.store.db import Database, take_turns
from app.store.tables import Outlet

THREADS = 8


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO outlet(slug, name, sample) VALUES ('a', 'A', false)",
        "UPDATE outlet SET name = 'B'",
        "DELETE FROM outlet",
        "CREATE TABLE other (id INTEGER)",
        "DROP TABLE outlet",
    ],
)
def test_a_reader_cannot_write(db: Database, statement: str) -> None:
    for _ in range(2):  # nor on a connection that was used and given back
        with pytest.raises(DBAPIError, match=r"read.?only"), db.reading() as connection:
            connection.execute(text(statement))
    with db.reading() as connection:
        connection.rollback()  # nor in a second transaction of one connection
        with pytest.raises(DBAPIError, match=r"read.?only"):
            connection.execute(text(statement))
    with db.writing() as session:  # and a writer is none the worse for it
        session.add(Outlet(slug="a", name="A"))
    with db.reading() as connection:
        assert connection.scalars(select(Outlet.slug)).all() == ["a"]


def test_a_broken_transaction_leaves_nothing(db: Database) -> None:
    def half() -> None:
        with db.writing() as session:
            session.add(Outlet(slug="a", name="A"))
            session.flush()
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        half()
    with db.reading() as connection:
        assert connection.scalar(select(func.count(Outlet.id))) == 0


def test_a_reader_does_not_see_what_is_not_committed(db: Database) -> None:
    with db.writing() as session:
        session.add(Outlet(slug="a", name="A"))
        session.flush()
        with db.reading() as connection:
            assert connection.scalar(select(func.count(Outlet.id))) == 0
    with db.reading() as connection:
        assert connection.scalar(select(func.count(Outlet.id))) == 1


def test_sqlite_writers_take_the_lock_when_they_begin(db: Database) -> None:
    if db.engine_name != "sqlite":
        pytest.skip("BEGIN IMMEDIATE is SQLite's")
    said: list[str] = []
    event.listen(db.writer, "before_cursor_execute", lambda *told: said.append(told[2]))
    with db.writing() as session:
        session.scalar(select(func.count(Outlet.id)))
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert said[0] == "BEGIN IMMEDIATE"
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}


def test_eight_writers_that_read_first_are_never_told_that_it_is_locked(db: Database) -> None:
    """RELIABILITY row 24: with a deferred begin 420 of 480 such writes fail."""
    with db.writing() as session:
        session.add(Outlet(slug="counter", name="0"))

    def add_one(_: int) -> None:
        for _ in range(4):
            with db.writing() as session:
                take_turns(session)
                outlet = session.scalars(select(Outlet)).one()
                outlet.name = str(int(outlet.name) + 1)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(add_one, range(THREADS)))
    with db.reading() as connection:
        assert connection.scalars(select(Outlet.name)).one() == str(THREADS * 4)


def test_readers_do_not_wait_for_a_writer(db: Database) -> None:
    read = threading.Event()

    def reader() -> None:
        with db.reading() as connection:
            connection.scalar(select(func.count(Outlet.id)))
        read.set()

    with db.writing() as session:
        take_turns(session)
        session.add(Outlet(slug="a", name="A"))
        session.flush()
        thread = threading.Thread(target=reader)
        thread.start()
        assert read.wait(10)
    thread.join()


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite://", "sqlite:///:memory:"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:///"):
        Database(url)
