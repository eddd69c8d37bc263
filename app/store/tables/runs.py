"""Where articles come from, and what became of each that was asked for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, minted, points_to


class Source(Table):
    """A feed, sitemap or folder that is read again and again."""

    __tablename__ = "source"
    address: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    outlet_id: Mapped[int | None] = points_to("outlet.id")
    every_minutes: Mapped[int | None]
    read_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


class IngestRun(Table):
    __tablename__ = "ingest_run"
    public_id: Mapped[str] = minted()
    asked: Mapped[str] = mapped_column(Text)  # what was asked for, in words
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class IngestItem(Table):
    """One thing to ingest. The ledger is the truth; an engine carries only item ids."""

    __tablename__ = "ingest_item"
    __table_args__ = (
        UniqueConstraint("run_id", "key"),
        Index("ix_ingest_item_state", "state", "lease_until"),
    )
    run_id: Mapped[int] = mapped_column(ForeignKey("ingest_run.id"))
    key: Mapped[str] = mapped_column(Text)  # address or file name with its place in it
    state: Mapped[str] = mapped_column(String(10), default="new")  # new, run, added, known, failed
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str | None] = mapped_column(Text)
    article_id: Mapped[int | None] = points_to("article.id")
