"""Search in FTS5: an external-content index over each `*_search` table, written here and not by triggers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, select, table, text
from sqlalchemy.exc import DatabaseError

from app.store.word_query import Term, WordQuery
from app.text.folding import stem

# The words come folded, so the tokenizer has nothing left to do but split at spaces.
CREATE = """
CREATE VIRTUAL TABLE {noun}_fts USING fts5(
    words, stems, tags, content="{noun}_search", content_rowid="row_id", tokenize="unicode61 remove_diacritics 0"
)
"""


def matching(noun: str, query: WordQuery, tags: Sequence[Sequence[str]]) -> Select:
    fts = table(f"{noun}_fts", column("rowid"), column("rank"))
    asked = text(f"{noun}_fts MATCH :told").bindparams(bindparam("told", _said(query, tags), unique=True))
    # The row's low 32 bits are the thing's id, so the content table need not be joined.
    return select((fts.c.rowid.op("&")(0xFFFFFFFF)).label("id"), fts.c.rank.label("rank")).where(asked)


def _said(query: WordQuery, tags: Sequence[Sequence[str]]) -> str:
    must = ['tags : "all"']
    must += [_either(f'tags : "{tag}"' for tag in group) for group in tags]
    must += [_either(map(_term, group)) for group in query.groups]
    said = " AND ".join(must)
    for term in query.without:
        said = f"({said}) NOT ({_term(term)})"
    return said


def _either(parts: Any) -> str:
    return "(" + " OR ".join(parts) + ")"


def _term(term: Term) -> str:
    if term.phrase:
        return f'words : "{" ".join(term.words)}"'
    return "(" + " AND ".join(f'stems : "{stem(word)}"' for word in term.words) + ")"


def index_rows(db: Connection, noun: str, rows: Sequence[Mapping[str, Any]]) -> None:
    db.execute(
        text(f"INSERT INTO {noun}_fts(rowid, words, stems, tags) VALUES (:row_id, :words, :stems, :tags)"),  # noqa: S608
        [{key: row[key] for key in ("row_id", "words", "stems", "tags")} for row in rows],
    )


def unindex_rows(db: Connection, noun: str, thing_ids: Sequence[int]) -> None:
    """An external-content index is told what it held, so this comes before the rows themselves go."""
    db.execute(
        text(
            f"INSERT INTO {noun}_fts({noun}_fts, rowid, words, stems, tags) "  # noqa: S608 - our own nouns
            f"SELECT 'delete', row_id, words, stems, tags FROM {noun}_search WHERE {noun}_id = :thing_id"
        ),
        [{"thing_id": thing_id} for thing_id in thing_ids],
    )


def broken(db: Connection, noun: str) -> list[str]:
    # rank=1 compares the index with its content table, not only with itself.
    try:
        db.execute(text(f"INSERT INTO {noun}_fts({noun}_fts, rank) VALUES ('integrity-check', 1)"))  # noqa: S608
    except DatabaseError as error:
        return [f"the search index of {noun}s does not match its rows: {error.orig}"]
    return []
