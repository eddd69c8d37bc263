"""Whatever can be searched is found, once, in its place; the engine's own check is `words.broken`."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import BigInteger, Select, cast, literal, select

from app.store import words
from app.store.tables import Article, Event, Quote


def _unindexed(noun: str, table: type[Quote] | type[Event] | type[Article]) -> Select:
    rows = words.NOUNS[noun]
    there = select(rows.c.row_id).where(rows.c[f"{noun}_id"] == table.id).exists()
    return select(table.public_id).where(~there)


def _stray(noun: str, table: type[Quote] | type[Event] | type[Article]) -> Select:
    rows = words.NOUNS[noun]
    return select(rows.c.row_id).where(~select(table.id).where(table.id == rows.c[f"{noun}_id"]).exists())


def _misplaced(noun: str, table: type[Quote] | type[Event] | type[Article]) -> Select:
    """Search rows whose id is not day << 32 | id: newest first would lie."""
    rows = words.NOUNS[noun]
    right = cast(table.sort_day, BigInteger) * literal(1 << 32, BigInteger) + table.id
    return select(rows.c.row_id).join(table, table.id == rows.c[f"{noun}_id"]).where(rows.c.row_id != right)


INVARIANTS: dict[str, Callable[[], Select]] = {
    **{
        f"{noun}: {told}": lambda noun=noun, table=table, query=query: query(noun, table)
        for noun, table in (("quote", Quote), ("event", Event), ("article", Article))
        for told, query in (
            ("missing from search", _unindexed),
            ("a search row of nothing", _stray),
            ("a search row in the wrong place", _misplaced),
        )
    },
}
