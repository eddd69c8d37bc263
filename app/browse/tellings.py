"""The events somebody tells of: says that they happened, or denies that they did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from app.browse import briefs
from app.browse.records import ToldRecord
from app.resolve.accounts import denies
from app.store.tables import Article, Claim, Event, Outlet

_DENIES = or_(Claim.stance == "denied", Claim.modality == "negated")  # `resolve.accounts.denies`, as a condition


def told_by(db: Connection, actor_id: int, most: int) -> Mapping[str, tuple[ToldRecord, ...]]:
    """The newest events on somebody's word, by what they say: "claims" and "denies", each event once in each."""
    return {
        "claims": _newest(db, actor_id, most, denied=False),
        "denies": _newest(db, actor_id, most, denied=True),
    }


def count_told(db: Connection, actor_id: int) -> Mapping[str, int]:
    """Of how many events somebody says each; one who first claims and then denies is in both."""
    return {
        "claims": db.scalar(_events(actor_id, denied=False, what=func.count(Claim.event_id.distinct()))) or 0,
        "denies": db.scalar(_events(actor_id, denied=True, what=func.count(Claim.event_id.distinct()))) or 0,
    }


def _events(actor_id: int, *, denied: bool, what: Any) -> Select:
    return (
        select(what)
        .join(Event, Event.id == Claim.event_id)
        .where(
            Claim.speaker_id == actor_id,
            Claim.state.not_in(briefs.HIDDEN),
            Event.state.not_in(briefs.HIDDEN),
            _DENIES if denied else ~_DENIES,
        )
    )


def _newest(db: Connection, actor_id: int, most: int, *, denied: bool) -> tuple[ToldRecord, ...]:
    """The newest report of each comes first, and stands for its event."""
    newest = func.max(Article.sort_day).label("newest")
    ids = db.scalars(
        _events(actor_id, denied=denied, what=Claim.event_id)
        .join(Article, Article.id == Claim.article_id)
        .group_by(Claim.event_id)
        .order_by(newest.desc(), Claim.event_id.desc())
        .limit(most)
    ).all()
    rows = db.execute(
        select(
            Claim.event_id, Claim.start, Claim.end, Claim.exact, Claim.modality, Claim.stance,
            *briefs.ARTICLE_COLUMNS,
        )
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Claim.event_id.in_(ids), Claim.speaker_id == actor_id, Claim.state.not_in(briefs.HIDDEN))
        .order_by(Article.sort_day, Article.id, Claim.start)
    )  # fmt: skip
    # Of several reports of one event the last read stays: the newest.
    told = {row.event_id: row for row in rows if denies(row.modality, row.stance) is denied}
    events = briefs.events(db, ids)
    return tuple(
        ToldRecord(
            events[id_],
            told[id_].modality,
            briefs.article_of(told[id_]),
            told[id_].start,
            told[id_].end,
            told[id_].exact,
        )
        for id_ in ids
        if id_ in events
    )
