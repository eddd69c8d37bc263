"""The wars that claims belong to, and who was recognised as on which side."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, points_to


class Conflict(Table):
    __tablename__ = "conflict"
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    since: Mapped[date | None]
    until: Mapped[date | None]


class ConflictSide(Table):
    """An actor recognised as on a side, from when to when."""

    __tablename__ = "conflict_side"
    conflict_id: Mapped[int] = points_to("conflict.id")
    side: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    actor_key: Mapped[str] = mapped_column(String(200), index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]
