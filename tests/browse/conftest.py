"""A made record on each engine, filled once a session: reading leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection

from app.store.db import Database
from tests.browse.made import fill


@pytest.fixture(scope="session")
def made(new_database: Callable[[], Database]) -> Database:
    database = new_database()
    fill(database)
    return database


@pytest.fixture
def reading(made: Database) -> Iterator[Connection]:
    with made.reading() as connection:
        yield connection
