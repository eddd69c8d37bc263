"""Joining claims into events, whatever order they came in.

Two claims can only ever share an event if `resolve.events.same_event` finds a reason, so what a new
claim may change is just the group of claims reachable from it through such reasons. That group is
loaded whole and joined anew in sorted order; the rest of the record cannot be touched by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.resolve.events import join_with_reasons
from app.store import addresses, blocks, campaigns, near, words
from app.store.db import take_turns
from app.store.summaries import summarise
from app.store.tables import Claim, Event, Redirect, Tombstone
from app.world.codebook import Codebook

_MOVED = "its reports are told with another event's"
_GONE = "none of its reports is read so any more"


def rejoin(
    session: Session,
    claim_ids: Sequence[int],
    old_event_ids: Iterable[int],
    codebook: Codebook,
    why: str | None = _GONE,
) -> None:
    """Joins claims, and the claims of events that lost some, with all they may share an event with.

    An event left without claims redirects to where its founding claim, or else most of its claims, went;
    where none is left its address is gone, with `why` (None: without a trace).
    """
    take_turns(session)
    old_events = set(old_event_ids)
    block = blocks.around(session, [*claim_ids, *_claims_of(session, old_events)])
    # An event whose founding claim is back from elsewhere is told anew with it: the address is that claim's.
    claimed = _founded_by(session, [known.row.public_id for known in block.values()]) - old_events
    if others := [one for one in _claims_of(session, claimed) if one not in block]:
        block = blocks.around(session, [*block, *others])
    old_events |= claimed | {known.row.event_id for known in block.values() if known.row.event_id}
    clusters, reasons = join_with_reasons([known.asked for known in block.values()])
    members = list(block.values())
    told = {reason.claim: reason.reason for reason in reasons}
    for known in members:
        known.row.join_reason = told.get(known.asked.key, "")
    before = {known.row.id: known.row.event_id for known in members}
    battles = campaigns.shapes(session, old_events)
    kept = _assign(session, [[members[i].row for i in cluster] for cluster in clusters], old_events)
    session.flush()
    freed = campaigns.release(session, sorted(old_events - kept))
    near.forget(session, sorted(old_events - kept))
    _retire(session, old_events - kept, [known.row for known in members], before, why)
    summarise(session, sorted(kept), codebook)
    campaigns.settle(session, kept, freed, battles)
    near.settle(session, kept)


def neighbours(session: Session, claim_ids: Sequence[int]) -> list[int]:
    """Claims of other articles that could share an event with these: if these change, so may their events."""
    if not claim_ids:
        return []
    ours = blocks.load(session, claim_ids)
    articles = {known.row.article_id for known in ours.values()}
    reached = blocks.near(session, list(ours.values()), set(ours))
    return [claim_id for claim_id, known in reached.items() if known.row.article_id not in articles]


def _claims_of(session: Session, event_ids: Collection[int]) -> list[int]:
    query = select(Claim.id).where(Claim.event_id.in_(event_ids)).order_by(Claim.id)
    return list(session.scalars(query)) if event_ids else []


def _founded_by(session: Session, public_ids: Sequence[str]) -> set[int]:
    return {
        event_id
        for some in words.batched(public_ids)
        for event_id in session.scalars(select(Event.id).where(Event.public_id.in_(some)))
    }


def _assign(session: Session, clusters: Sequence[Sequence[Claim]], old_events: set[int]) -> set[int]:
    """Gives each cluster its event: that of its founding claim, or one whose founder is gone, or a new one."""
    events = {event.id: event for event in session.scalars(select(Event).where(Event.id.in_(old_events)))}
    by_founder = {event.public_id: event for event in events.values()}
    founders = set(session.scalars(select(Claim.public_id).where(Claim.public_id.in_(list(by_founder)))))
    orphaned = {event.id for event in events.values() if event.public_id not in founders}
    kept: set[int] = set()
    homes: dict[str, str] = {}
    for cluster in sorted(clusters, key=lambda rows: min(row.id for row in rows)):
        founded = [by_founder[row.public_id] for row in cluster if row.public_id in by_founder]
        inherited = [events[row.event_id] for row in cluster if row.event_id in orphaned - kept]
        event = min(founded or inherited, key=lambda one: one.id, default=None) or _new(session, cluster)
        kept.add(event.id)
        for row in cluster:
            row.event_id = event.id
            homes[row.public_id] = event.public_id
    addresses.settle(session, "events", homes, _MOVED)
    return kept


def _new(session: Session, cluster: Sequence[Claim]) -> Event:
    """An event with the id of its founding claim: one whose address is known already, else the first recorded."""
    ids = [row.public_id for row in cluster]
    known = set(session.scalars(select(Redirect.old).where(Redirect.noun == "events", Redirect.old.in_(ids))))
    gone = select(Tombstone.gone).where(Tombstone.noun == "events", Tombstone.gone.in_(ids))
    known |= set(session.scalars(gone))
    founder = min(cluster, key=lambda row: (row.public_id not in known, row.id))
    event = Event(
        public_id=founder.public_id, type=founder.type, title="", modality=founder.modality, stance=founder.stance
    )
    session.add(event)
    session.flush()
    return event


def _retire(
    session: Session,
    event_ids: Collection[int],
    rows: Sequence[Claim],
    before: Mapping[int, int | None],
    why: str | None,
) -> None:
    """Takes away events that no claim is left of. `rows` are the claims of the block, now in their new events."""
    new_home = {row.public_id: row.event_id for row in rows}
    for event in session.scalars(select(Event).where(Event.id.in_(event_ids)).order_by(Event.id)).all():
        went = Counter(row.event_id for row in rows if before[row.id] == event.id).most_common(1)
        home = new_home.get(event.public_id) or (went[0][0] if went else None)
        if home:
            moved_to = session.get_one(Event, home).public_id
            addresses.lead(session, "events", {event.public_id: moved_to}, _MOVED)
        elif why is not None:
            addresses.bury(session, "events", [event.public_id], why)
        words.forget_row(session.connection(), "event", event.id)
        session.delete(event)
    session.flush()
