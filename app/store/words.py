"""Search by words: one question, asked of FTS5 or of Postgres, with the same answer.

A question (`word_query.py`) is built from folded words only (`text/folding.py`), token by token.
`words_sqlite.py` and `words_postgres.py` say it each in their engine's way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Select, delete, insert, select
from sqlalchemy import Table as SqlTable

from app.store import words_postgres, words_sqlite
from app.store.tables import article_search, event_search, quote_search
from app.store.word_query import WordQuery
from app.text.folding import stem, words

_T = TypeVar("_T")
NOUNS: dict[str, SqlTable] = {
    "quote": quote_search,
    "event": event_search,
    "article": article_search,
}


def matching(engine_name: str, noun: str, query: WordQuery, tags: Sequence[Sequence[str]] = ()) -> Select:
    """A select of (`id`, `rank`): the nouns whose words meet `query` and that bear one tag of each of `tags`.

    `rank` is smaller for better matches; it is only worked out when it is used.
    """
    module = words_sqlite if engine_name == "sqlite" else words_postgres
    return module.matching(noun, query, tags)


def row_of(sort_day: int, thing_id: int) -> int:
    """The search row's id: newest first is the order of these."""
    return sort_day << 32 | thing_id


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing, and what it is to be found by. `tags` are `letters+digits`, like `sp12`."""

    thing_id: int
    sort_day: int
    text: str
    tags: Sequence[str]


def write_rows(db: Connection, noun: str, things: Sequence[Findable]) -> None:
    """Writes (or writes again) what some things are found by."""
    forget_rows(db, noun, [thing.thing_id for thing in things])
    if rows := [_row(noun, thing) for thing in things]:
        db.execute(insert(NOUNS[noun]), rows)
        _engine(db).index_rows(db, noun, rows)


def write_row(db: Connection, noun: str, thing_id: int, *, sort_day: int, text: str, tags: Sequence[str]) -> None:
    """The same for one thing."""
    write_rows(db, noun, [Findable(thing_id, sort_day, text, tags)])


def _row(noun: str, thing: Findable) -> dict[str, int | str]:
    told = words(thing.text)
    return {
        "row_id": row_of(thing.sort_day, thing.thing_id),
        f"{noun}_id": thing.thing_id,
        "words": " ".join(told),
        "stems": " ".join(dict.fromkeys(map(stem, told))),
        "tags": " ".join(["all", *dict.fromkeys(thing.tags)]),
    }


def forget_rows(db: Connection, noun: str, thing_ids: Sequence[int]) -> None:
    """Takes things out of search; nothing happens for those that were not in it."""
    table = NOUNS[noun]
    ours = table.c[f"{noun}_id"]
    for some in batched(thing_ids):
        there = db.scalars(select(ours).where(ours.in_(some))).all()
        if there:
            _engine(db).unindex_rows(db, noun, there)
            db.execute(delete(table).where(ours.in_(there)))


def forget_row(db: Connection, noun: str, thing_id: int) -> None:
    """Takes one thing out of search."""
    forget_rows(db, noun, [thing_id])


def batched(things: Sequence[_T], size: int = 500) -> Iterator[Sequence[_T]]:
    """A few at a time: engines limit the parameters of one statement."""
    for start in range(0, len(things), size):
        yield things[start : start + size]


def broken(db: Connection) -> list[str]:
    """What the engine's own check says against the indexes; empty when they are sound."""
    return [fault for noun in NOUNS for fault in _engine(db).broken(db, noun)]


def _engine(db: Connection):
    return words_sqlite if db.dialect.name == "sqlite" else words_postgres
