"""Who published, and what: an article is one published piece, whose text never changes once kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, minted, points_to


class Outlet(Table):
    __tablename__ = "outlet"
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    country: Mapped[str | None] = mapped_column(String(2))
    lang: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[str | None] = mapped_column(String(40))  # agency, newspaper, broadcaster, ...
    note: Mapped[str | None] = mapped_column(Text)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)


class Origin(Table):
    """Articles that are copies of one text: a wire story and its reprints."""

    __tablename__ = "origin"
    public_id: Mapped[str] = minted()
    wire: Mapped[str | None] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text, default="")


class Article(Table):
    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_newest", "sort_day", "id"),
        Index("ix_article_outlet_newest", "outlet_id", "sort_day", "id"),
    )
    public_id: Mapped[str] = minted()
    slug: Mapped[str] = mapped_column(String(80), default="")
    outlet_id: Mapped[int | None] = points_to("outlet.id", index=False)
    url: Mapped[str | None] = mapped_column(Text)  # as given
    url_key: Mapped[str | None] = mapped_column(Text, unique=True)  # canonical; one address, one article
    text_key: Mapped[str] = mapped_column(String(64), index=True)  # sha256 of the cleaned text
    title: Mapped[str] = mapped_column(Text)
    byline: Mapped[str | None] = mapped_column(Text)
    earliest: Mapped[date | None]  # when it was published
    latest: Mapped[date | None]
    published_from: Mapped[str | None] = mapped_column(String(40))  # "given", "front matter", "the page", ...
    lang: Mapped[str] = mapped_column(String(20), default="en")
    dateline: Mapped[str | None] = mapped_column(Text)  # the opening place-day-agency line, as written
    licence: Mapped[str | None] = mapped_column(Text)
    warning: Mapped[str | None] = mapped_column(Text)  # of a distressing text; "" where a person took it away
    sources: Mapped[list[Any]] = mapped_column(default=list)  # addresses a sample was written from
    origin_id: Mapped[int | None] = points_to("origin.id")
    origin_reason: Mapped[str] = mapped_column(Text, default="")  # why it counts as a copy of that text
    sample: Mapped[bool] = mapped_column(Boolean, default=False, index=True)
    added_at: Mapped[datetime] = mapped_column(index=True)
    sort_day: Mapped[int] = mapped_column(Integer, default=0)
    length: Mapped[int] = mapped_column(Integer, default=0)  # characters of the newest version
    quotes: Mapped[int] = mapped_column(Integer, default=0)  # counts kept by `record`, audited
    claims: Mapped[int] = mapped_column(Integer, default=0)


class ArticleVersion(Table):
    """One immutable text. Bodies are never loaded by list queries."""

    __tablename__ = "article_version"
    __table_args__ = (UniqueConstraint("article_id", "number"),)
    article_id: Mapped[int] = points_to("article.id", index=False)
    number: Mapped[int] = mapped_column(Integer)  # 1, 2, ...: the highest is current
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    fetched_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)


class Reading(Table):
    """Which extractor read which version, and the triggers it saw and refused."""

    __tablename__ = "reading"
    article_id: Mapped[int] = points_to("article.id")
    version_id: Mapped[int] = points_to("article_version.id")
    extractor: Mapped[str] = mapped_column(String(40))
    read_at: Mapped[datetime] = mapped_column(index=True)
    refused: Mapped[list[Any]] = mapped_column(default=list)  # [{"start", "end", "reason"}]


class CopyBand(Table):
    """A band of an article's word sketch: near-copies of one text share at least one (`ingest/copies.py`)."""

    __tablename__ = "copy_band"
    __table_args__ = (UniqueConstraint("article_id", "band"), Index("ix_copy_band_hash", "hash"))
    article_id: Mapped[int] = points_to("article.id", index=False)
    band: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(16))
