"""Rows for wars and their sides: made when a claim first belongs to one, and brought up to what the seeds say."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.store.copied import Copies, renew_columns
from app.store.tables import Claim, Conflict, ConflictSide
from app.world.conflicts import Conflict as KnownConflict
from app.world.conflicts import Conflicts


def ensure_conflict(session: Session, slug: str, conflicts: Conflicts) -> int | None:
    """The row id of a war; made now where there is none yet, None for one that nobody knows."""
    found = session.scalar(select(Conflict.id).where(Conflict.slug == slug))
    known = conflicts.get(slug)
    if found is not None or known is None:
        return found
    row = Conflict(slug=known.slug, name=known.name, since=known.since, until=known.until)
    session.add(row)
    session.flush()
    session.add_all(_sides(row.id, known))
    return row.id


def renew_conflicts(session: Session, conflicts: Conflicts) -> int:
    """Brings wars and their sides up to what the seeds say now; how many wars that changed.

    A claim on a side that its war no longer has is on none, until its article is read again. A war that the
    seeds no longer have stays while claims belong to it.
    """
    columns = (
        ConflictSide.side, ConflictSide.name, ConflictSide.actor_key, ConflictSide.since, ConflictSide.until,
    )  # fmt: skip
    sides = Copies(session, ConflictSide, ConflictSide.conflict_id, columns)
    changed = 0
    for row in session.scalars(select(Conflict).order_by(Conflict.id)).all():
        if (known := conflicts.get(row.slug)) is None:
            continue
        told = {"name": known.name, "since": known.since, "until": known.until}
        news = renew_columns(row, told), sides.renew(row.id, _sides(row.id, known))
        changed += any(news)
        if news[1]:
            _off_sides_that_went(session, row.id, known)
    return changed


def _off_sides_that_went(session: Session, conflict_id: int, known: KnownConflict) -> None:
    there = [side.slug for side in known.sides if side.members]
    gone = update(Claim).where(Claim.conflict_id == conflict_id, Claim.side.not_in(there))
    session.execute(gone.values(side=None, side_reason="").execution_options(synchronize_session=False))


def _sides(conflict_id: int, known: KnownConflict) -> Iterator[ConflictSide]:
    for side in known.sides:
        for member in side.members:
            yield ConflictSide(
                conflict_id=conflict_id,
                side=side.slug,
                name=side.name,
                actor_key=member.actor,
                since=member.since,
                until=member.until,
            )
