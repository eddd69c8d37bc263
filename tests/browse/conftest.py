"""A made record on each engine, filled once a session: reading leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from app.store.db import Database
from tests.browse.made import fill
from tests.conftest import copied


@pytest.fixture(scope="session")
def made(
    template: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Database]:
    database = copied(template, tmp_path_factory.mktemp("made"), request)
    fill(database)
    yield database
    database.close()


@pytest.fixture
def reading(made: Database) -> Iterator[Connection]:
    with made.reading() as connection:
        yield connection
