"""What claims of different articles are about."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, minted, points_to

_DISPUTED = text("disputed <> ''")


class Event(Table):
    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_newest", "listed", "sort_day", "id"),
        Index("ix_event_place_newest", "place_id", "sort_day", "id"),
        Index("ix_event_type_newest", "type", "sort_day", "id"),
        Index("ix_event_days", "earliest", "latest"),
        Index("ix_event_differs_newest", "differs", "sort_day", "id"),
    )
    public_id: Mapped[str] = minted()
    slug: Mapped[str] = mapped_column(String(80), default="")
    type: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(Text)
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    about_then: Mapped[bool] = mapped_column(Boolean, default=False)
    when_reason: Mapped[str] = mapped_column(Text, default="")
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    where_prec: Mapped[int | None]
    place_reason: Mapped[str] = mapped_column(Text, default="")
    modality: Mapped[str] = mapped_column(String(20), index=True)  # those of its most affirmed claim
    stance: Mapped[str] = mapped_column(String(20))
    listed: Mapped[bool] = mapped_column(Boolean, default=True)  # some claim is actual and not denied
    differs: Mapped[bool] = mapped_column(Boolean, default=False)  # claims disagree
    parent: Mapped[bool] = mapped_column(Boolean, default=False)  # a battle or campaign
    part_of_id: Mapped[int | None] = points_to("event.id")  # the battle or campaign it is an incident of
    part_reason: Mapped[str] = mapped_column(Text, default="")
    conflict_id: Mapped[int | None] = points_to("conflict.id")
    state: Mapped[str] = mapped_column(String(10), default="auto")
    claims: Mapped[int] = mapped_column(Integer, default=1)
    sources: Mapped[int] = mapped_column(Integer, default=1)  # articles
    origins: Mapped[int] = mapped_column(Integer, default=1)  # independent texts
    sort_day: Mapped[int] = mapped_column(Integer, default=0)


class NearEvent(Table):
    """Two events that nearly joined: what agrees and what kept them apart, for an editor to decide."""

    __tablename__ = "near_event"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        # The few of them that contradict each other, for /events/contradictions: a fiftieth, where we looked.
        Index("ix_near_event_disputed", "one_id", "other_id", sqlite_where=_DISPUTED, postgresql_where=_DISPUTED),
    )
    one_id: Mapped[int] = points_to("event.id", index=False)  # the smaller id
    other_id: Mapped[int] = points_to("event.id")
    agrees: Mapped[str] = mapped_column(Text, default="")
    differs: Mapped[str] = mapped_column(Text, default="")
    disputed: Mapped[str] = mapped_column(Text, default="", server_default="")  # on "killed, holder"
