"""What one article reports to have happened, on whose word, with its parts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, minted, points_to


class Claim(Table):
    """An article's report that something happened, with its modality and stance."""

    __tablename__ = "claim"
    __table_args__ = (
        Index("ix_claim_article", "article_id", "start"),
        Index("ix_claim_block", "place_id", "type", "earliest"),
    )
    public_id: Mapped[str] = minted()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = points_to("article_version.id")
    event_id: Mapped[int | None] = points_to("event.id")  # null only inside the transaction that joins it
    type: Mapped[str] = mapped_column(String(40), index=True)
    acled: Mapped[str | None] = mapped_column(String(80))
    plover: Mapped[str | None] = mapped_column(String(80))
    trigger_start: Mapped[int]
    trigger_end: Mapped[int]
    trigger: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    modality: Mapped[str] = mapped_column(String(20))
    stance: Mapped[str] = mapped_column(String(20))
    speaker_start: Mapped[int | None]  # on whose word
    speaker_end: Mapped[int | None]
    speaker: Mapped[str | None] = mapped_column(Text)
    speaker_id: Mapped[int | None] = points_to("actor.id")
    speaker_reason: Mapped[str] = mapped_column(Text, default="")
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    about_then: Mapped[bool] = mapped_column(Boolean, default=False)
    when_start: Mapped[int | None]
    when_end: Mapped[int | None]
    when_reason: Mapped[str] = mapped_column(Text, default="")
    place_id: Mapped[int | None] = points_to("place.id", index=False)
    place_start: Mapped[int | None]
    place_end: Mapped[int | None]
    where_prec: Mapped[int | None]
    place_reason: Mapped[str] = mapped_column(Text, default="")
    parent: Mapped[bool] = mapped_column(Boolean, default=False)
    conflict_id: Mapped[int | None] = points_to("conflict.id")
    conflict_reason: Mapped[str] = mapped_column(Text, default="")
    side: Mapped[str | None] = mapped_column(String(80))  # of the conflict: whose member says so, that day
    side_reason: Mapped[str] = mapped_column(Text, default="")
    join_reason: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="auto")
    confidence: Mapped[str] = mapped_column(String(10), default="medium")


class Participant(Table):
    __tablename__ = "participant"
    claim_id: Mapped[int] = points_to("claim.id")
    role: Mapped[str] = mapped_column(String(20))
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int | None] = points_to("actor.id")


class Quantity(Table):
    __tablename__ = "quantity"
    __table_args__ = (Index("ix_quantity_kind", "kind", "claim_id"),)
    claim_id: Mapped[int] = points_to("claim.id")
    kind: Mapped[str] = mapped_column(String(20))
    low: Mapped[float | None]
    high: Mapped[float | None]
    bound: Mapped[str | None] = mapped_column(String(40))
    unit: Mapped[str | None] = mapped_column(String(20))
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    said_by: Mapped[str | None] = mapped_column(Text)
    said_by_id: Mapped[int | None] = points_to("actor.id")
    revision: Mapped[str | None] = mapped_column(String(10))  # "earlier", "later": which of two its article tells
    revision_start: Mapped[int | None]  # the words that say so
    revision_end: Mapped[int | None]
    as_of_earliest: Mapped[date | None]  # when it stood, where the words give a day of its own
    as_of_latest: Mapped[date | None]
