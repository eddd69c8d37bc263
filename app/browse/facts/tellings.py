"""The events somebody tells of: says that they happened, expects them, or denies that they did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from app.browse.facts import briefs
from app.browse.records import ToldRecord
from app.store.tables import Article, Claim, Event, Outlet

_DENIES = or_(Claim.stance == "denied", Claim.modality == "negated")  # `resolve.accounts.denies`, as a condition
_AHEAD = ("planned", "possible")  # what was announced or held possible is not claimed to have happened
_SAYS: Mapping[str, ColumnElement[bool]] = {
    "claims": and_(~_DENIES, Claim.modality.not_in(_AHEAD)),
    "expects": and_(~_DENIES, Claim.modality.in_(_AHEAD)),
    "denies": _DENIES,
}


def told_by(db: Connection, actor_id: int, most: int) -> Mapping[str, tuple[ToldRecord, ...]]:
    """The newest events on somebody's word, by what they say: "claims", "expects" and "denies", each event once
    in each.
    """
    return {says: _newest(db, actor_id, most, says) for says in _SAYS}


def count_told(db: Connection, actor_id: int) -> Mapping[str, int]:
    """Of how many events somebody says each; one who first claims and then denies is in both."""
    each = func.count(Claim.event_id.distinct())
    return {says: db.scalar(_events(actor_id, says, each)) or 0 for says in _SAYS}


def _events(actor_id: int, says: str, what: Any) -> Select:
    return (
        select(what)
        .join(Event, Event.id == Claim.event_id)
        .where(
            Claim.speaker_id == actor_id,
            Claim.state.not_in(briefs.HIDDEN),
            Event.state.not_in(briefs.HIDDEN),
            _SAYS[says],
        )
    )


def _newest(db: Connection, actor_id: int, most: int, says: str) -> tuple[ToldRecord, ...]:
    """The newest report of each comes first, and stands for its event."""
    newest = func.max(Article.sort_day).label("newest")
    ids = db.scalars(
        _events(actor_id, says, Claim.event_id)
        .join(Article, Article.id == Claim.article_id)
        .group_by(Claim.event_id)
        .order_by(newest.desc(), Claim.event_id.desc())
        .limit(most)
    ).all()
    rows = db.execute(
        select(
            Claim.event_id, Claim.start, Claim.end, Claim.exact, Claim.modality,
            *briefs.ARTICLE_COLUMNS,
        )
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Claim.event_id.in_(ids), Claim.speaker_id == actor_id, Claim.state.not_in(briefs.HIDDEN))
        .where(_SAYS[says])
        .order_by(Article.sort_day, Article.id, Claim.start)
    )  # fmt: skip
    # Of several reports of one event the last read stays: the newest.
    told = {row.event_id: row for row in rows}
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
