"""One question by words, the same answer from both engines."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store import words
from app.store.db import Database
from app.store.word_query import Term, WordQuery
from tests.counts import count

pytestmark = pytest.mark.both_engines

SAID = {
    1: ("The bridge over the river is gone, he said.", ["sp1", "y2023"]),
    2: ("Бахмут тільки в наших серцях", ["sp2", "y2023"]),
    3: ("Bridges were rebuilt; Kravets’s men crossed them running.", ["sp1", "y2024"]),
    4: ("Nothing is left of the old bridge", ["sp3", "y2024"]),
}


@pytest.fixture
def spoken(db: Database) -> Database:
    with db.writing() as session:
        for number, (text, tags) in SAID.items():
            words.write_row(session.connection(), "quote", number, sort_day=738000 + number, text=text, tags=tags)
    return db


def found(db: Database, query: WordQuery, tags: list[list[str]] | None = None) -> set[int]:
    with db.reading() as connection:
        return {row.id for row in connection.execute(words.matching(db.engine_name, "quote", query, tags or []))}


@pytest.mark.parametrize(
    ("groups", "without", "tags", "expected"),
    [
        ([["bridge"]], [], [], {1, 3, 4}),  # any form of the word
        ([['"the bridge"']], [], [], {1}),  # a phrase is exact
        ([['"old bridge"'], ["left"]], [], [], {4}),
        ([["bridge"]], ["river"], [], {3, 4}),
        ([["river", "бахмут"]], [], [], {1, 2}),  # or
        ([["run"]], [], [], {3}),
        ([["Kravets"]], [], [], {3}),  # a possessive is its owner
        ([["bridge"]], [], [["sp1", "sp3"], ["y2024"]], {3, 4}),
        ([], [], [["sp2"]], {2}),
        ([], ["bridge"], [], {2}),
    ],
)
def test_questions(spoken: Database, groups: list, without: list, tags: list, expected: set[int]) -> None:
    def term(written: str) -> Term:
        return Term.of(written, phrase=written.startswith('"'))

    query = WordQuery(tuple(tuple(map(term, group)) for group in groups), tuple(map(term, without)))
    assert found(spoken, query, tags) == expected


def test_written_again_is_found_by_its_new_words_only(spoken: Database) -> None:
    with spoken.writing() as session:
        words.write_row(session.connection(), "quote", 1, sort_day=1, text="a tunnel", tags=[])
        assert words.broken(session.connection()) == []
    assert found(spoken, WordQuery(((Term.of("river"),),))) == set()
    assert found(spoken, WordQuery(((Term.of("tunnel"),),))) == {1}


def test_a_broken_index_is_noticed(spoken: Database) -> None:
    with spoken.writing() as session:
        connection = session.connection()
        if spoken.engine_name == "sqlite":
            connection.exec_driver_sql("UPDATE quote_search SET words = 'something else' WHERE quote_id = 2")
        else:
            connection.exec_driver_sql("UPDATE quote_search SET vector = NULL WHERE quote_id = 2")
        assert words.broken(connection) != []


@settings(max_examples=count(20, 60), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(asked=st.text(max_size=40), phrase=st.booleans())
def test_no_text_reaches_the_engines_syntax(spoken: Database, asked: str, phrase: bool) -> None:
    term = Term.of(asked, phrase=phrase)
    if term.words:
        found(spoken, WordQuery(((term,),)))


def test_the_longest_text_is_taken_and_found(db: Database) -> None:
    distinct = " ".join(f"word{number}" for number in range(95_000))  # 950,000 characters, no two words alike
    with db.writing() as session:
        words.write_row(session.connection(), "article", 1, sort_day=1, text=distinct, tags=["ou1"])
    query = WordQuery(((Term.of("word17"),),))
    with db.reading() as connection:
        assert [row.id for row in connection.execute(words.matching(db.engine_name, "article", query, []))] == [1]
