"""What events, their claims and their articles must be to each other, and that each is counted."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.extract.reading import MODALITIES, STANCES
from app.store.summaries import REPORTS, UNLISTED
from app.store.tables import Article, Claim, ConflictSide, Event, NearEvent, PlaceWithin, Quote


def _counted(column: InstrumentedAttribute[int], counted: Select) -> ColumnElement[bool]:
    return column != counted.scalar_subquery()


def _rank(table: type[Claim] | type[Event]) -> ColumnElement[int]:
    """How affirmed a claim or event is, smaller for more; above 99 where a code is none of ours."""
    modality = case({code: 10 * n for n, code in enumerate(MODALITIES)}, value=table.modality, else_=100)
    return modality + case({code: n for n, code in enumerate(STANCES)}, value=table.stance, else_=100)


def _unfounded() -> Select:
    """Events whose modality, stance or listing is not what their claims say, rejected ones left aside."""
    told = select(func.min(_rank(Claim))).where(Claim.event_id == Event.id)
    accepted = Claim.state.not_in(UNLISTED)
    surest = func.coalesce(told.where(accepted).scalar_subquery(), told.scalar_subquery())
    plain = select(Claim.id).where(
        Claim.event_id == Event.id, accepted, Claim.modality == "actual", Claim.stance != "denied"
    )
    return select(Event.public_id).where(
        or_(Event.listed != plain.exists(), _rank(Event) != surest, _rank(Event) >= 100)
    )


def _parted() -> Select:
    """Incidents of what is no battle, or is at a place that does not hold theirs, or of an event that is one."""
    battle = aliased(Event)
    inside = select(PlaceWithin.id).where(
        PlaceWithin.place_id == Event.place_id, PlaceWithin.ancestor_id == battle.place_id
    )
    query = select(Event.public_id).join(battle, battle.id == Event.part_of_id)
    return query.where(or_(~battle.parent, Event.parent, ~inside.exists()))


def _sided() -> Select:
    """Claims on a side that their conflict does not have, or on one without a word of whose."""
    known = select(ConflictSide.id).where(
        ConflictSide.conflict_id == Claim.conflict_id, ConflictSide.side == Claim.side
    )
    unsaid = or_(~known.exists(), Claim.speaker_start.is_(None), Claim.side_reason == "")
    return select(Claim.public_id).where(Claim.side.is_not(None), unsaid)


_SHOWS = Claim.state.not_in(UNLISTED)

INVARIANTS: dict[str, Callable[[], Select]] = {
    "a claim has no event": lambda: select(Claim.public_id).where(Claim.event_id.is_(None)),
    "an event has no claim": lambda: select(Event.public_id).where(
        ~select(Claim.id).where(Claim.event_id == Event.id).exists()
    ),
    "an event is not what its claims say": _unfounded,
    "an event's claims are miscounted": lambda: select(Event.public_id).where(
        _counted(Event.claims, select(func.count()).where(Claim.event_id == Event.id, _SHOWS))
    ),
    "an event's articles are miscounted": lambda: select(Event.public_id).where(
        _counted(
            Event.sources,
            select(func.count(func.distinct(Claim.article_id))).where(Claim.event_id == Event.id, REPORTS),
        )
    ),
    "an event's origins are miscounted": lambda: select(Event.public_id).where(
        _counted(
            Event.origins,
            select(func.count(func.distinct(func.coalesce(Article.origin_id, -Article.id))))
            .join(Claim, Claim.article_id == Article.id)
            .where(Claim.event_id == Event.id, REPORTS),
        )
    ),
    "an article's quotes are miscounted": lambda: select(Article.public_id).where(
        _counted(Article.quotes, select(func.count()).where(Quote.article_id == Article.id))
    ),
    "an article's claims are miscounted": lambda: select(Article.public_id).where(
        _counted(Article.claims, select(func.count()).where(Claim.article_id == Article.id))
    ),
    "an incident is part of what does not hold it": _parted,
    "a claim is on a side it cannot be on": _sided,
    "two near events are not in order": lambda: select(NearEvent.id).where(
        or_(NearEvent.one_id >= NearEvent.other_id, NearEvent.differs == "")
    ),
}
