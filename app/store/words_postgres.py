"""Search in Postgres: one tsvector a row, its lexemes told apart by a first letter (w word, s stem, t tag).

The vector is written from our own folded words, never through a parser whose idea of a word depends
on the server's locale: that is what keeps both engines' answers the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, func, select, table, text

from app.store.word_query import Term, WordQuery
from app.text.folding import stem

CREATE = (
    "ALTER TABLE {noun}_search ADD COLUMN vector tsvector",
    "CREATE INDEX ix_{noun}_search_vector ON {noun}_search USING gin (vector)",
)
_MOST_BYTES = 1_000_000  # Postgres takes 1,048,575 in a tsvector, which this text of it overstates
_LAST_POSITION = 16383  # Postgres keeps no later position; words beyond it are found, phrases are not


def matching(noun: str, query: WordQuery, tags: Sequence[Sequence[str]]) -> Select:
    rows = table(f"{noun}_search", column(f"{noun}_id"), column("vector"))
    asked = text("CAST(:told AS tsquery)").bindparams(bindparam("told", _said(query, tags), unique=True))
    return select(rows.c[f"{noun}_id"].label("id"), (-func.ts_rank(rows.c.vector, asked)).label("rank")).where(
        rows.c.vector.op("@@")(asked)
    )


def _said(query: WordQuery, tags: Sequence[Sequence[str]]) -> str:
    must = ["'tall'"]
    must += [_either(f"'t{tag}'" for tag in group) for group in tags]
    must += [_either(map(_term, group)) for group in query.groups]
    must += [f"!({_term(term)})" for term in query.without]
    return " & ".join(must)


def _either(parts: Iterable[str]) -> str:
    return "(" + " | ".join(parts) + ")"


def _term(term: Term) -> str:
    if term.phrase:
        return "(" + " <-> ".join(f"'w{word}'" for word in term.words) + ")"
    return "(" + " & ".join(f"'s{stem(word)}'" for word in term.words) + ")"


def index_rows(db: Connection, noun: str, rows: Sequence[Mapping[str, Any]]) -> None:
    db.execute(
        text(f"UPDATE {noun}_search SET vector = CAST(:vector AS tsvector) WHERE row_id = :row_id"),  # noqa: S608
        [{"vector": _vector(row), "row_id": row["row_id"]} for row in rows],
    )


def _vector(row: Mapping[str, Any]) -> str:
    places: dict[str, list[int]] = {}
    for position, word in enumerate(row["words"].split(), 1):
        if position <= _LAST_POSITION:
            places.setdefault(word, []).append(position)
    lexemes = [f"'t{tag}'" for tag in row["tags"].split()]
    lexemes += [f"'s{word}'" for word in row["stems"].split()]
    lexemes += [f"'w{word}':{','.join(map(str, at[:255]))}" for word, at in places.items()]
    return " ".join(_fitting(lexemes))


def _fitting(lexemes: Sequence[str]) -> Iterator[str]:
    """As many as a tsvector takes: filters first, then words in any form, then phrases."""
    room = _MOST_BYTES
    for lexeme in lexemes:
        room -= len(lexeme.encode()) + 1
        if room < 0:
            return
        yield lexeme


def unindex_rows(db: Connection, noun: str, thing_ids: Sequence[int]) -> None:
    """Nothing: the vector goes with its row."""


def broken(db: Connection, noun: str) -> list[str]:
    missing = db.scalar(text(f"SELECT count(*) FROM {noun}_search WHERE vector IS NULL"))  # noqa: S608
    return [f"{missing} search rows of {noun}s have no vector"] if missing else []
