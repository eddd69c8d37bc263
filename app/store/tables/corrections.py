"""What people put right, and what readers say is wrong."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table


class Correction(Table):
    """Append-only: who changed what, when, from what to what, and why."""

    __tablename__ = "correction"
    made_at: Mapped[datetime] = mapped_column(index=True)
    made_by: Mapped[str] = mapped_column(String(80))
    target: Mapped[str] = mapped_column(String(20))  # quote, claim, event, actor, place, article
    target_id: Mapped[str] = mapped_column(String(80), index=True)  # its public id or slug
    field: Mapped[str] = mapped_column(String(40))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")


class MistakeReport(Table):
    __tablename__ = "mistake_report"
    made_at: Mapped[datetime]
    target: Mapped[str] = mapped_column(String(20))
    target_id: Mapped[str] = mapped_column(String(80), index=True)
    words: Mapped[str] = mapped_column(Text)
    contact: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="open")
