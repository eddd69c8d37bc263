"""What every table has, and the columns that most of them share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones, so both engines keep it naive and get it back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {dict[str, Any]: JSON, list[Any]: JSON, datetime: Instant}

    id: Mapped[int] = mapped_column(Integer, primary_key=True)


def points_to(column: str, **more: Any) -> Any:
    """A reference to another table's row, indexed because every reference is asked from both ends."""
    return mapped_column(ForeignKey(column), index=more.pop("index", True), **more)


def minted() -> Any:
    """The id outside: 12 base-32 characters (`app/store/ids.py`), minted once and never used again."""
    return mapped_column(String(12), unique=True)
