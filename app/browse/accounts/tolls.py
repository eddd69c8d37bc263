"""What each kind of figure told of an event ranges over, and on whose word: for files and programs.

The least and the most that anybody says, never one number between them; the page's ledger has every row of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import aliased

from app.browse.facts import briefs
from app.browse.records import EventToll
from app.browse.words import labels
from app.browse.words.numerals import in_digits
from app.resolve import accounts
from app.store.tables import Actor, Article, Claim, Origin, Outlet, Quantity


def tolls(db: Connection, event_ids: Sequence[int]) -> Mapping[int | None, tuple[EventToll, ...]]:
    """By event: each kind of figure of what is said to have happened, by unit. Parts of a whole are left out."""
    teller, counter = aliased(Actor), aliased(Actor)
    rows = db.execute(
        select(
            Claim.event_id, Claim.modality, Claim.stance, Claim.speaker, Claim.speaker_id, Claim.article_id,
            Article.sort_day, Article.origin_id, Article.outlet_id, Origin.wire, Outlet.name.label("outlet"),
            teller.name.label("teller"), counter.name.label("counter"), *Quantity.__table__.c,
        )
        .join(Claim, Claim.id == Quantity.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .outerjoin(Origin, Origin.id == Article.origin_id)
        .outerjoin(teller, teller.id == Claim.speaker_id)
        .outerjoin(counter, counter.id == Quantity.said_by_id)
        .where(Claim.event_id.in_(event_ids), Claim.state.not_in(briefs.HIDDEN))
        .order_by(Article.sort_day, Article.id, Quantity.start, Quantity.id)
    )  # fmt: skip
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        if accounts.affirms(row.modality, row.stance):
            found[row.event_id].append(row)
    return {event_id: _of_one(told) for event_id, told in found.items()}


def _of_one(rows: Sequence[Row]) -> tuple[EventToll, ...]:
    standings = accounts.standings([_account(row) for row in rows])
    kinds: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row, standing in zip(rows, standings, strict=True):
        if not standing.part:
            kinds[row.kind, row.unit].append(row)
    return tuple(_toll(kind, unit, told) for (kind, unit), told in kinds.items())


def _toll(kind: str, unit: str | None, rows: Sequence[Row]) -> EventToll:
    least = min(rows, key=lambda row: row.low or 0.0)
    most = max(rows, key=lambda row: (row.low if row.high is None else row.high, row.high is None))
    who = tuple(dict.fromkeys(name for row in rows if (name := _who(row))))
    lowest, highest = (in_digits(row.exact, row.low, row.high, row.bound) for row in (least, most))
    return EventToll(kind, unit, least.low, most.high, lowest, highest, who)


def _account(row: Row) -> accounts.Account:
    text = accounts.publisher(row.wire, row.origin_id, row.outlet_id, row.article_id)
    own = (row.said_by_id, row.said_by) if row.said_by else (row.speaker_id, row.speaker)
    day = row.as_of_latest.toordinal() if row.as_of_latest else row.sort_day
    number = accounts.figure(row.low, row.high, row.bound)
    return accounts.Account(
        accounts.source(text, *own),
        day,
        row.kind,
        number,
        row.revision == "earlier",
        row.sort_day,
        undated=row.revision == "earlier" and not row.as_of_latest,
    )


def _who(row: Row) -> str | None:
    """The name, else the words, of whose figure it is; else the wire or outlet that gives it as its own."""
    if row.said_by:
        return row.counter or labels.source(row.said_by)
    if row.speaker:
        return row.teller or labels.source(row.speaker)
    return row.wire or row.outlet
