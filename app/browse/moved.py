"""Addresses that lead elsewhere, and addresses that are gone."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.browse.records import Gone
from app.store.tables import Redirect, Tombstone

_FARTHEST = 10  # redirects followed; a longer chain is a ring


def moved(db: Connection, noun: str, old: str) -> str | None:
    """Where the address of `old` (a slug or id) leads now, through every later move; None if it never moved."""
    at, seen = old, {old}
    for _ in range(_FARTHEST):
        new = db.scalar(select(Redirect.new).where(Redirect.noun == noun, Redirect.old == at))
        if new is None or new in seen:
            break
        seen.add(new)
        at = new
    return at if at != old else None


def gone(db: Connection, noun: str, key: str) -> Gone | None:
    """Why the thing once at this address is gone; None if it never was, or still is."""
    row = db.execute(
        select(Tombstone.noun, Tombstone.gone, Tombstone.reason, Tombstone.at).where(
            Tombstone.noun == noun, Tombstone.gone == key
        )
    ).one_or_none()
    return Gone(*row) if row else None
