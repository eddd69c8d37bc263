"""Where: a part of the gazetteer, as much of it as something links to."""

from __future__ import annotations

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, points_to


class Place(Table):
    """A row only when something links to it, or to something inside it."""

    __tablename__ = "place"
    __table_args__ = (Index("ix_place_name", "name", "id"),)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)  # the gazetteer's
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), index=True)
    lat: Mapped[float]
    lon: Mapped[float]
    country: Mapped[str | None] = mapped_column(String(2))
    geonameid: Mapped[int | None] = mapped_column(Integer)
    population: Mapped[int] = mapped_column(Integer, default=0)
    parent_id: Mapped[int | None] = points_to("place.id")


class PlaceWithin(Table):
    """Every place with everything it lies in, itself included: a region includes what lies in it."""

    __tablename__ = "place_within"
    __table_args__ = (UniqueConstraint("ancestor_id", "place_id"),)
    place_id: Mapped[int] = points_to("place.id")
    ancestor_id: Mapped[int] = points_to("place.id", index=False)


class PlaceName(Table):
    __tablename__ = "place_name"
    __table_args__ = (UniqueConstraint("place_id", "text"), Index("ix_place_name_folded", "folded"))
    place_id: Mapped[int] = points_to("place.id", index=False)
    text: Mapped[str] = mapped_column(String(200))
    script: Mapped[str] = mapped_column(String(4), default="Latn")
    folded: Mapped[str] = mapped_column(String(200))
