"""An address leads to one thing, or says where it went."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Select, or_, select

from app.store.tables import Article, Claim, Event, Quote, Redirect, Tombstone, WithdrawnText


def _there_and_gone(noun: str, table: type[Quote] | type[Claim] | type[Event] | type[Article]) -> Select:
    """Addresses that lead to something, and are said to have gone or moved."""
    gone = select(Tombstone.id).where(Tombstone.noun == noun, Tombstone.gone == table.public_id)
    moved = select(Redirect.id).where(Redirect.noun == noun, Redirect.old == table.public_id)
    return select(table.public_id).where(or_(gone.exists(), moved.exists()))


def _leads_nowhere(noun: str, table: type[Event] | type[Article] | type[Quote]) -> Select:
    there = select(table.id).where(table.public_id == Redirect.new)
    gone = select(Tombstone.id).where(Tombstone.noun == noun, Tombstone.gone == Redirect.new)
    return select(Redirect.old).where(Redirect.noun == noun, ~there.exists(), ~gone.exists())


INVARIANTS: dict[str, Callable[[], Select]] = {
    **{
        f"{noun}: there, and gone or moved": lambda noun=noun, table=table: _there_and_gone(noun, table)
        for noun, table in (("quotes", Quote), ("claims", Claim), ("events", Event), ("articles", Article))
    },
    "a withdrawn text has no stone": lambda: select(WithdrawnText.article).where(
        ~select(Tombstone.id).where(Tombstone.noun == "articles", Tombstone.gone == WithdrawnText.article).exists()
    ),
    "an event's redirect leads nowhere": lambda: _leads_nowhere("events", Event),
}
