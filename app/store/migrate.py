"""Bringing a database to the newest schema, one process at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app import paths
from app.store.db import Database

_LOCK = 7_140_823  # any number, the same in every process: Postgres's advisory lock for migrating


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrades to `revision` under a lock, so that two starting processes do not both try.

    On SQLite foreign keys are off while tables are rebuilt and checked before the commit.
    """
    with _locked(database), database.writer.connect() as connection:
        if database.engine_name == "sqlite":
            # Ignored inside a transaction, so it is said on the bare connection, before BEGIN.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                command.upgrade(_config(connection), revision)
                _check_references(connection)
        finally:
            if database.engine_name == "sqlite":
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def behind(database: Database) -> bool:
    """Whether the database lacks a migration."""
    with database.reading() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current != ScriptDirectory.from_config(_config(None)).get_current_head()


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return  # Postgres checks as it goes
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise RuntimeError(f"the migration would leave {len(broken)} references to nothing, e.g. {broken[0]}")


@contextmanager
def _locked(database: Database) -> Iterator[Any]:
    if database.engine_name == "postgresql":
        with database.writer.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
        return
    lock = Path(f"{database.url.database}.migrating")
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
