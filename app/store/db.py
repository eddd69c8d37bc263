"""Connections: a reader and a writer to one database, SQLite or Postgres."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

MIN_SQLITE = (3, 38)
THREADS = 8  # of a web process (DESIGN §7), and its connections: a request holds at most one
_CACHE_KB = 8192
_PATIENCE = 60  # seconds that a thread waits for its turn to write
_TURN = 7_140_824  # any number, the same in every process: Postgres's advisory lock for writing the record


class Database:
    """One database. `reading()` gives a connection that cannot write; `writing()` one short transaction.

    On SQLite a writer takes the lock at BEGIN (BEGIN IMMEDIATE): a transaction that first reads and
    then upgrades is refused under load however long it waits.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine_name = self.url.get_backend_name()
        if self.engine_name == "sqlite":
            self._reader, self._writer = self._sqlite()
        elif self.engine_name == "postgresql":
            self._writer = create_engine(
                self.url.set(drivername="postgresql+psycopg"),
                pool_size=THREADS,
                max_overflow=4,
                pool_pre_ping=True,
            )
            self._reader = self._writer.execution_options(postgresql_readonly=True)  # the same connections
        else:
            raise ValueError(f"{self.engine_name!r} is not supported: use sqlite:///FILE or postgresql://…")

    def _sqlite(self) -> tuple[Engine, Engine]:
        if sqlite3.sqlite_version_info < MIN_SQLITE:
            raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old: 3.38 or newer is needed")
        if not self.url.database or self.url.database == ":memory:":
            raise ValueError("a SQLite database must be a file: sqlite:///path/to/file.db")
        Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        reader = create_engine(self.url, pool_size=THREADS, max_overflow=4)
        # One writer at a time is all SQLite has: threads wait for it here, in order of asking, and only
        # other processes wait for its lock.
        writer = create_engine(self.url, pool_size=1, max_overflow=0, pool_timeout=_PATIENCE)
        for engine, readonly in ((reader, True), (writer, False)):
            event.listen(engine, "connect", _sqlite_pragmas(readonly))
            event.listen(engine, "begin", _begin("BEGIN" if readonly else "BEGIN IMMEDIATE"))
        return reader, writer

    @property
    def writer(self) -> Engine:
        """For migrations and backups only; everything else writes through `writing()`."""
        return self._writer

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for asking; on Postgres its transactions are read-only."""
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction, committed at the end or rolled back whole."""
        with Session(self._writer) as session, session.begin():
            yield session

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()


def take_turns(session: Session) -> None:
    """Waits until nobody else writes articles, facts or events; the turn lasts as long as the transaction.

    On SQLite every transaction of `writing()` is a turn already. On Postgres two that run together would
    not see each other's claims, and leave one event as two.
    """
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def _sqlite_pragmas(readonly: bool) -> Any:
    def connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy's "begin" event says BEGIN, not the driver
        for pragma in (
            "busy_timeout=10000",  # first: going over to WAL may have to wait too
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"cache_size=-{_CACHE_KB}",
            "temp_store=MEMORY",
            *(["query_only=ON"] if readonly else []),
        ):
            connection.execute(f"PRAGMA {pragma}")

    return connect


def _begin(statement: str) -> Any:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
