"""SQLite and Postgres give the same ids in the same order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.browse.answer import listing
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.search import search_everything
from app.browse.suggest import suggest
from app.store.db import Database
from app.store.migrate import migrate
from tests.browse.made import fill
from tests.browse.questions import Question, ask
from tests.browse.test_listing import ASKED, LISTS, key
from tests.conftest import create_database
from tests.counts import count, some


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
        filters = read_question(noun, pairs, names_in(db))
        page = LISTS[noun](db, filters)
        return [key(item) for item in listing.every(db, ASKED[noun], filters)], page.facets, page.sentence


def test_generated_questions_have_one_answer(both: tuple[Database, Database]) -> None:
    chance = random.Random(11)
    for _ in range(count(15, 100)):
        question = ask(chance)
        assert answered(both[0], question) == answered(both[1], question), question


# The grammar of the search box (DESIGN §5), each part of it and parts together.
BOXES = (
    "bridge", "bridges", "BRIDGE", '"power lines"', "power lines", '"lines power"', "bridge -depot", "-bridge",
    "bridge OR depot", "bridge OR depot river", 'bridge OR "power lines" -water', "OR bridge OR",
    "speaker:zelensky", "speaker:Zelenskyy bridge", 'speaker:"Volodymyr Zelensky" -depot',
    "speaker:zelensky speaker:prigozhin",
    "place:bakhmut", "place:Artemivsk bridge", "place:donetsk-oblast -bridge", "on:2023", "on:2023-05 bridge",
    "from:2023-06 to:2023-09 depot OR river", "type:direct bridge", "type:indirect OR bridge", "type:air-strike",
    "about:bakhmut", "about:zelensky water", "outlet:harbour-wire drones", "kind:person families", "lang:uk",
    "party:yes road", "speaker:Nobody bridge", "foo:bar", "!!!", '"', "bridge  bridge", "зруйнований",
    "bridge:depot", "promised OR promise OR promises", "state:auto -water -bridge -depot",
)  # fmt: skip


@pytest.mark.parametrize("box", some(BOXES, 9))
def test_the_grammar_has_one_answer(both: tuple[Database, Database], box: str) -> None:
    for noun in ("quotes", "events", "articles", "people", "places"):
        for pairs in ([("q", box)], [("q", box), ("sort", "oldest")] if noun in ("quotes", "events") else []):
            assert answered(both[0], (noun, pairs)) == answered(both[1], (noun, pairs)), (noun, pairs)


@pytest.mark.parametrize("box", some(BOXES, 10))
def test_by_relevance_the_same_are_found_in_whatever_order(both: tuple[Database, Database], box: str) -> None:
    question = ("quotes", [("q", f"bridge {box}"), ("sort", "relevance")])
    lite, postgres = answered(both[0], question), answered(both[1], question)
    assert sorted(lite[0]) == sorted(postgres[0])


@pytest.mark.parametrize("q", ["Zelnsky", "Bahmut bridge", "Prigojine", "Kovalenco", "xyzzyx", "bridge", "Wagnr"])
def test_everything_search_has_one_answer(both: tuple[Database, Database], q: str) -> None:
    told = []
    for database in both:
        with database.reading() as db:
            page = search_everything(db, q, names_in(db))
            ids = [[key(item) for item in group] for group in page.groups]
            told.append((ids, page.pages, page.spelt, page.days, page.unread, [each.q for each in page.fewer]))
            told[-1] += (suggest(db, q),)
    assert told[0] == told[1]
