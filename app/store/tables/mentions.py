"""Spans that name an actor, a place or a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, points_to


class Mention(Table):
    """A span that names an actor (`actor_id`) or a place (`place_id`), and why we think so."""

    __tablename__ = "mention"
    __table_args__ = (
        Index("ix_mention_article", "article_id", "start"),
        Index("ix_mention_actor", "actor_id", "article_id"),
        Index("ix_mention_place", "place_id", "article_id"),
    )
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = points_to("article_version.id")
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    layer: Mapped[str] = mapped_column(String(10))  # "actor" or "place"
    kind: Mapped[str | None] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(20), default="name")
    title: Mapped[str | None] = mapped_column(Text)
    literal: Mapped[bool] = mapped_column(Boolean, default=True)  # false: the place stands for its people
    relation: Mapped[str | None] = mapped_column(String(40))  # "near", "south of"
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    where_prec: Mapped[int | None] = mapped_column(Integer)
    judgement: Mapped[str] = mapped_column(String(10), default="same")  # same, unsure
    lost: Mapped[list[Any]] = mapped_column(default=list)  # names of the candidates that lost
    reason: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[str] = mapped_column(String(80), default="reader")


class DateMention(Table):
    __tablename__ = "date_mention"
    __table_args__ = (Index("ix_date_mention_article", "article_id", "start"),)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = points_to("article_version.id")
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(String(10), default="DATE")
    earliest: Mapped[date | None] = mapped_column(index=True)
    latest: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
