"""Who: people and groups, their spellings and the offices they held."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, points_to


class Actor(Table):
    __tablename__ = "actor"
    __table_args__ = (Index("ix_actor_name", "name", "id"),)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)  # roster slug, or folded name + kind
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), index=True)
    country: Mapped[str | None] = mapped_column(String(2))
    gender: Mapped[str | None] = mapped_column(String(1))
    party: Mapped[bool] = mapped_column(Boolean, default=False)
    provisional: Mapped[bool] = mapped_column(Boolean, default=False)  # read, not in the roster, unconfirmed
    parent_id: Mapped[int | None] = points_to("actor.id")


class ActorName(Table):
    __tablename__ = "actor_name"
    __table_args__ = (UniqueConstraint("actor_id", "text"), Index("ix_actor_name_folded", "folded"))
    actor_id: Mapped[int] = points_to("actor.id", index=False)
    text: Mapped[str] = mapped_column(String(200))
    lang: Mapped[str] = mapped_column(String(20), default="en")
    script: Mapped[str] = mapped_column(String(4), default="Latn")
    kind: Mapped[str] = mapped_column(String(20), default="name")
    folded: Mapped[str] = mapped_column(String(200))


class Role(Table):
    """An office held. Of an end known by its month or year, the widest and narrowest day (`world/roles.py`)."""

    __tablename__ = "role"
    actor_id: Mapped[int] = points_to("actor.id")
    office: Mapped[str] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(String(200))
    since: Mapped[date | None]
    until: Mapped[date | None]
    seen: Mapped[date | None]  # the last day it is known to be held, where the end is not
    since_by: Mapped[date | None]
    until_from: Mapped[date | None]
