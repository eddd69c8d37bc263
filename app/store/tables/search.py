"""What quotes, events and articles are found by: one row a thing that can be searched.

Its id is `sort_day << 32 | id of the thing`, so that newest first is the order of the ids. `words` are folded,
`stems` are their English stems, `tags` exact filters. What is built on them differs by engine and is made by the
migration: see `app/store/words_sqlite.py` and `words_postgres.py`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Text
from sqlalchemy import Table as SqlTable

from app.store.tables.base import Table


def _search_rows(noun: str) -> SqlTable:
    return SqlTable(
        f"{noun}_search",
        Table.metadata,
        Column("row_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
        Column(f"{noun}_id", Integer, nullable=False, unique=True),
        Column("words", Text, nullable=False),
        Column("stems", Text, nullable=False),
        Column("tags", Text, nullable=False),
    )


quote_search = _search_rows("quote")
event_search = _search_rows("event")
article_search = _search_rows("article")
