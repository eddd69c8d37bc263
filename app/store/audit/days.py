"""A When has two ends or none, and what has none is sorted by none."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import DeclarativeBase

from app.store.tables import Article, Claim, Event, Quote


def _half_dated(table: type[DeclarativeBase]) -> Select:
    """Rows with one end of a When, or with ends the wrong way round."""
    columns = table.__table__.c
    earliest, latest = columns["earliest"], columns["latest"]
    halves = earliest.is_(None) != latest.is_(None)
    return select(columns["id"]).where(or_(halves, earliest > latest))


def _day_off(table: type[Quote] | type[Event] | type[Article]) -> Select:
    """Undated things with a day to be sorted by. (The day itself is Python's count; SQL has no such thing.)"""
    undated = [table.latest.is_(None)]
    if table is Quote:
        undated.append(Article.latest.is_(None))
    query = select(table.public_id).where(*undated, table.sort_day != 0)
    return query.join(Article, Article.id == Quote.article_id) if table is Quote else query


INVARIANTS: dict[str, Callable[[], Select]] = {
    **{
        f"{name}: has half a date": lambda table=table: _half_dated(table)
        for name, table in (("quote", Quote), ("claim", Claim), ("event", Event), ("article", Article))
    },
    **{
        f"{noun}: undated, yet sorted by a day": lambda table=table: _day_off(table)
        for noun, table in (("quote", Quote), ("event", Event), ("article", Article))
    },
}
