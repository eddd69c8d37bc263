"""Search by words: one question, asked of FTS5 or of Postgres, with the same answer.

A question is built from folded words only (`text/folding.py`), token by token, so no visitor's text
reaches either engine's query syntax. `words_sqlite.py` and `words_postgres.py` say it each in theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, delete, insert
from sqlalchemy import Table as SqlTable

from app.store import tables, words_postgres, words_sqlite
from app.text.folding import stem, words

NOUNS: dict[str, SqlTable] = {
    "quote": tables.quote_search,
    "event": tables.event_search,
    "article": tables.article_search,
}
MOST_TERMS = 20  # of one question; the rest is ignored, and `browse` says so


@dataclass(frozen=True, slots=True)
class Term:
    """A word (any form of it), or a phrase (just these words in this order)."""

    words: tuple[str, ...]  # folded
    phrase: bool = False

    @classmethod
    def of(cls, written: str, *, phrase: bool = False) -> Term:
        return cls(tuple(words(written)), phrase)


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Every group must be met by one of its terms; no term of `without` may be."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.groups and not self.without


def matching(engine_name: str, noun: str, query: WordQuery, tags: Sequence[Sequence[str]] = ()) -> Select:
    """A select of (`id`, `rank`): the nouns whose words meet `query` and that bear one tag of each of `tags`.

    `rank` is smaller for better matches; it is only worked out when it is used.
    """
    module = words_sqlite if engine_name == "sqlite" else words_postgres
    return module.matching(noun, query, tags)


def row_of(sort_day: int, thing_id: int) -> int:
    """The search row's id: newest first is the order of these."""
    return sort_day << 32 | thing_id


def write_row(db: Connection, noun: str, thing_id: int, *, sort_day: int, text: str, tags: Sequence[str]) -> None:
    """Writes (or writes again) what one thing is found by. `tags` are `letters+digits`, like `sp12`."""
    forget_row(db, noun, thing_id)
    told = words(text)
    row = {
        "row_id": row_of(sort_day, thing_id),
        f"{noun}_id": thing_id,
        "words": " ".join(told),
        "stems": " ".join(dict.fromkeys(map(stem, told))),
        "tags": " ".join(["all", *dict.fromkeys(tags)]),
    }
    db.execute(insert(NOUNS[noun]), row)
    _engine(db).index_row(db, noun, row)


def forget_row(db: Connection, noun: str, thing_id: int) -> None:
    """Takes one thing out of search; nothing happens where it was not in it."""
    table = NOUNS[noun]
    _engine(db).unindex_row(db, noun, thing_id)
    db.execute(delete(table).where(table.c[f"{noun}_id"] == thing_id))


def broken(db: Connection) -> list[str]:
    """What the engine's own check says against the indexes; empty when they are sound."""
    return [fault for noun in NOUNS for fault in _engine(db).broken(db, noun)]


def _engine(db: Connection):
    return words_sqlite if db.dialect.name == "sqlite" else words_postgres
