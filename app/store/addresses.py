"""Addresses that moved (301), went (410) or came back: every change of them is made here.

A thing that is there has neither a redirect nor a stone; `audit` holds us to that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.store.tables import Redirect, Tombstone


def bury(session: Session, noun: str, ids: Collection[str], why: str) -> None:
    """These addresses are gone (410), and say why."""
    _clear(session, noun, ids)
    now = datetime.now(UTC)
    session.add_all(Tombstone(noun=noun, gone=one, reason=why, at=now) for one in ids)


def revive(session: Session, noun: str, ids: Collection[str]) -> None:
    """These addresses lead to something again."""
    _clear(session, noun, ids)


def lead(session: Session, noun: str, moves: Mapping[str, str], why: str) -> None:
    """Each old address leads to its new one, and so does what led to the old one."""
    _clear(session, noun, moves)
    for old, new in moves.items():
        led = update(Redirect).where(Redirect.noun == noun, Redirect.new == old, Redirect.old != new)
        session.execute(led.values(new=new))
    now = datetime.now(UTC)
    session.add_all(Redirect(noun=noun, old=old, new=new, reason=why, at=now) for old, new in moves.items())


def settle(session: Session, noun: str, homes: Mapping[str, str], why: str) -> None:
    """`homes` says for some ids where each is told now: those that have ever been addresses lead there."""
    ids = list(homes)
    moved = session.scalars(select(Redirect.old).where(Redirect.noun == noun, Redirect.old.in_(ids))).all()
    gone = session.scalars(select(Tombstone.gone).where(Tombstone.noun == noun, Tombstone.gone.in_(ids))).all()
    known = {*moved, *gone}
    revive(session, noun, [one for one in known if homes[one] == one])
    lead(session, noun, {one: homes[one] for one in sorted(known) if homes[one] != one}, why)


def _clear(session: Session, noun: str, ids: Collection[str]) -> None:
    if ids:
        session.flush()
        session.execute(delete(Redirect).where(Redirect.noun == noun, Redirect.old.in_(ids)))
        session.execute(delete(Tombstone).where(Tombstone.noun == noun, Tombstone.gone.in_(ids)))
