"""Whose a quote is: its speaker's, or that of each of several who say it together ("Moroz and Bondar warned").

A quote of several has no speaker of its own (`store.tables.QuoteCoSpeaker`). Lists, counts, facets and pages
all ask here, so that one person's quotes are the same ones everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Subquery, and_, exists, func, or_, select, union
from sqlalchemy.orm import aliased

from app.browse.facts import briefs
from app.browse.records import ActorBrief
from app.store.tables import Quote, QuoteCoSpeaker


def spoken_by(actor_ids: Any) -> ColumnElement[bool]:
    """One of these says the quote, alone or with others. `actor_ids` are row ids, or a question for them."""
    among = select(QuoteCoSpeaker.quote_id).where(QuoteCoSpeaker.actor_id.in_(actor_ids))
    return or_(Quote.speaker_id.in_(actor_ids), and_(Quote.speaker_id.is_(None), Quote.id.in_(among)))


def spoken_where(holds: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """The same for a condition on the column of who speaks, which may ask of the quote too."""
    among = exists().where(QuoteCoSpeaker.quote_id == Quote.id, holds(QuoteCoSpeaker.actor_id))
    return or_(holds(Quote.speaker_id), and_(Quote.speaker_id.is_(None), among.correlate_except(QuoteCoSpeaker)))


def voices(quotes: Any) -> Subquery:
    """Each speaker of each quote once, as (`quote_id`, `actor_id`); `quotes` has columns `id`, `speaker_id`."""
    alone = select(quotes.c.id.label("quote_id"), quotes.c.speaker_id.label("actor_id"))
    among = select(QuoteCoSpeaker.quote_id, QuoteCoSpeaker.actor_id).join(
        quotes, quotes.c.id == QuoteCoSpeaker.quote_id
    )
    return union(
        alone.where(quotes.c.speaker_id.is_not(None)),
        among.where(quotes.c.speaker_id.is_(None), QuoteCoSpeaker.actor_id.is_not(None)),
    ).subquery()


def number_of(db: Connection, actor_ids: Sequence[int]) -> Mapping[int, int]:
    """How many quotes each has, as `/quotes?speaker=…` lists them; who has none is left out."""
    said = select(Quote.id, Quote.speaker_id).where(spoken_by(actor_ids), Quote.state.not_in(briefs.HIDDEN))
    told = voices(said.cte("said"))
    counted = select(told.c.actor_id, func.count()).where(told.c.actor_id.in_(actor_ids))
    return {row[0]: row[1] for row in db.execute(counted.group_by(told.c.actor_id))}


def loudest(db: Connection, said: Any, most: int) -> tuple[tuple[ActorBrief, int], ...]:
    """Who says most of some quotes, and how many; `said` asks for their `id` and `speaker_id`."""
    told = voices(said.cte("said"))
    n = func.count().label("n")
    fullest = select(told.c.actor_id, n).group_by(told.c.actor_id).order_by(n.desc(), told.c.actor_id)
    rows = db.execute(fullest.limit(most)).all()
    found = briefs.actors(db, [row.actor_id for row in rows])
    return tuple((found[row.actor_id], row.n) for row in rows)


def together_with(db: Connection, actor_id: int, most: int) -> tuple[tuple[ActorBrief, int], ...]:
    """Who says things together with it, in one breath, and how many: those of `/quotes?speaker=…` it shares."""
    its, others = aliased(QuoteCoSpeaker), aliased(QuoteCoSpeaker)
    n = func.count(Quote.id.distinct()).label("n")
    rows = db.execute(
        select(others.actor_id, n)
        .join(its, its.quote_id == others.quote_id)
        .join(Quote, Quote.id == its.quote_id)
        .where(
            its.actor_id == actor_id,
            others.actor_id != actor_id,
            Quote.speaker_id.is_(None),
            Quote.state.not_in(briefs.HIDDEN),
        )
        .group_by(others.actor_id)
        .order_by(n.desc(), others.actor_id)
        .limit(most)
    ).all()
    found = briefs.actors(db, [row.actor_id for row in rows])
    return tuple((found[row.actor_id], row.n) for row in rows if row.actor_id in found)
