"""How often each type of event is reported in this record, with examples: for the codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, union_all

from app.browse.facts import briefs
from app.browse.records import Words
from app.store.tables import Article, Claim, Event, Outlet

_EXAMPLES = 2  # of each type, the newest


@dataclass(frozen=True, slots=True)
class TypeInUse:
    events: int  # as many as its list has
    examples: tuple[Words, ...]


def types_in_use(db: Connection, codes: Sequence[str]) -> Mapping[str, TypeInUse]:
    """By code; three queries, however many types there are."""
    listed = (Event.listed.is_(True), Event.state.not_in(briefs.HIDDEN))
    rows = db.execute(select(Event.type, func.count()).where(*listed).group_by(Event.type))
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    newest = [
        select(Event.id.label("id"))
        .where(Event.type == code, *listed)
        .order_by(Event.sort_day.desc(), Event.id.desc())
        .limit(_EXAMPLES)
        .subquery()
        for code in codes
        if counts.get(code)
    ]
    examples = _words(db, [row.id for row in db.execute(union_all(*map(select, newest)))]) if newest else {}
    return {code: TypeInUse(counts.get(code, 0), tuple(examples.get(code, ()))) for code in codes}


def _words(db: Connection, event_ids: Sequence[int]) -> Mapping[str, list[Words]]:
    """The words of each event's first claim that says it happened, by type of the event."""
    rows = db.execute(
        select(
            Event.type.label("event_type"),
            Claim.event_id,
            Claim.start,
            Claim.end,
            Claim.exact,
            Claim.public_id,
            *briefs.ARTICLE_COLUMNS,
        )
        .join(Event, Event.id == Claim.event_id)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(
            Claim.event_id.in_(event_ids),
            Claim.state.not_in(briefs.HIDDEN),
            Claim.type == Event.type,
            Claim.modality == "actual",
            Claim.stance != "denied",
        )
        .order_by(Event.sort_day.desc(), Event.id.desc(), Claim.id)
    )
    found: dict[str, list[Words]] = defaultdict(list)
    seen: set[int] = set()
    for row in rows:
        if row.event_id not in seen:
            seen.add(row.event_id)
            article = briefs.article_of(row)
            found[row.event_type].append(Words(article, row.start, row.end, row.exact, row.public_id))
    return found
