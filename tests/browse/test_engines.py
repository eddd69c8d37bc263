"""SQLite and Postgres give the same ids in the same order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.browse import listing
from app.browse.filters import Filters
from app.browse.names import names_in
from app.store.db import Database
from app.store.migrate import migrate
from tests.browse.made import fill
from tests.browse.questions import Question, ask
from tests.browse.test_listing import ASKED, LISTS, key
from tests.conftest import create_database


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> Iterator[tuple[Database, Database]]:
    file: Path = tmp_path_factory.mktemp("both") / "lite.db"
    pair = Database(f"sqlite:///{file}"), Database(create_database(postgres_url, "dateline_both"))
    for database in pair:
        migrate(database)
        fill(database, seed=3, articles=40, quotes=150, events=60)
    yield pair
    for database in pair:
        database.close()


def answered(database: Database, question: Question) -> tuple[list[str], object, object]:
    noun, pairs = question
    with database.reading() as db:
        filters = Filters.read(noun, pairs, names_in(db))
        page = LISTS[noun](db, filters)
        return [key(item) for item in listing.every(db, ASKED[noun], filters)], page.facets, page.sentence


def test_a_hundred_questions_have_one_answer(both: tuple[Database, Database]) -> None:
    chance = random.Random(11)
    for _ in range(100):
        question = ask(chance)
        assert answered(both[0], question) == answered(both[1], question), question
