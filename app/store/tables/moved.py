"""Addresses that moved or are gone: an address once given out always answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table


class Redirect(Table):
    """An address that moved: a renamed or merged person, place or event."""

    __tablename__ = "redirect"
    __table_args__ = (UniqueConstraint("noun", "old"), Index("ix_redirect_new", "noun", "new"))
    noun: Mapped[str] = mapped_column(String(20))  # people, places, events, quotes, articles, outlets
    old: Mapped[str] = mapped_column(String(80))
    new: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime | None] = mapped_column(index=True)  # null: before these were dated


class Tombstone(Table):
    """An address that is gone (410), and why."""

    __tablename__ = "tombstone"
    __table_args__ = (UniqueConstraint("noun", "gone"),)
    noun: Mapped[str] = mapped_column(String(20))
    gone: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(index=True)


class WithdrawnText(Table):
    """A text of a withdrawn article, by its checksum alone, and its address: neither is taken in unasked again."""

    __tablename__ = "withdrawn_text"
    __table_args__ = (UniqueConstraint("article", "text_key"),)
    article: Mapped[str] = mapped_column(String(12))  # its id, under which a stone stands
    text_key: Mapped[str] = mapped_column(String(64), index=True)
    url_key: Mapped[str | None] = mapped_column(Text, index=True)
