"""What a record holds that was copied from the seeds, to be compared with another record's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.db import Database
from app.store.tables import Actor, ActorName, Conflict, ConflictSide, Place, PlaceName, PlaceWithin, Role


def copied(db: Database) -> dict[str, Any]:
    """All that comes from the seeds, without row ids and what hangs on them."""
    with db.writing() as session:
        actors, places = ({row.id: row for row in session.scalars(select(table))} for table in (Actor, Place))
        told: dict[str, Any] = {
            row.key: (
                row.slug, row.name, row.kind, row.country, row.gender, row.party, row.provisional,
                actors[row.parent_id].key if row.parent_id else None,
                _rows(session, ActorName, ActorName.actor_id == row.id, "text lang script kind folded"),
                _rows(session, Role, Role.actor_id == row.id, "office body since until seen since_by until_from"),
            )
            for row in actors.values()
        }  # fmt: skip
        for row in places.values():
            within = select(PlaceWithin.ancestor_id).where(PlaceWithin.place_id == row.id).order_by(PlaceWithin.id)
            told[row.key] = (
                row.name, row.kind, row.lat, row.lon, row.country, row.geonameid, row.population,
                places[row.parent_id].key if row.parent_id else None,
                [places[one].key for one in session.scalars(within)],
                _rows(session, PlaceName, PlaceName.place_id == row.id, "text script folded"),
            )  # fmt: skip
        for war in session.scalars(select(Conflict)):
            sides = _rows(
                session, ConflictSide, ConflictSide.conflict_id == war.id, "side name actor_key since until"
            )
            told[war.slug] = (war.name, war.since, war.until, sides)
        return told


def _rows(session: Session, table: Any, which: Any, columns: str) -> list[tuple[Any, ...]]:
    query = select(*(getattr(table, name) for name in columns.split())).where(which).order_by(table.id)
    return [tuple(row) for row in session.execute(query)]
