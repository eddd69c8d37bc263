"""Rows that the record copied from the seeds, compared with what those say now, and written anew where need be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.store.tables import Correction, Table


class Copies:
    """The rows of one table that hang on rows of another, like an actor's names. Loaded in one query."""

    def __init__(
        self,
        session: Session,
        table: type[Table],
        owner: InstrumentedAttribute[int],
        columns: Sequence[InstrumentedAttribute[Any]],
        *among: ColumnElement[bool],
    ) -> None:
        """`columns` tell a row from others of its `owner`; `among` says which owners will be asked for."""
        self._session = session
        self._table = table
        self._owner = owner
        self._columns = [column.key for column in columns]
        self._had: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for owner_id, *told in session.execute(select(owner, *columns).where(*among).order_by(table.id)):
            self._had[owner_id].append(tuple(told))

    def of(self, owner_id: int) -> Sequence[tuple[Any, ...]]:
        """The rows that an owner had, each as its columns."""
        return self._had[owner_id]

    def renew(self, owner_id: int, rows: Iterable[Table]) -> bool:
        """Puts `rows`, not yet in the session, in the place of what there is, unless they say the same in the
        same order: which spelling stands first is seen on pages. Whether anything changed.
        """
        told = list(rows)
        if self._had[owner_id] == [tuple(getattr(row, name) for name in self._columns) for row in told]:
            return False
        self._session.execute(delete(self._table).where(self._owner == owner_id))
        self._session.add_all(told)
        return True


def renew_columns(row: Table, told: Mapping[str, Any]) -> bool:
    """Sets the columns that differ; whether any did."""
    changed = {name: value for name, value in told.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def corrected(session: Session, target: str) -> frozenset[str]:
    """Slugs of the actors, or places, that a person has put right: theirs is the last word (DESIGN §1.8)."""
    return frozenset(session.scalars(select(Correction.target_id).where(Correction.target == target).distinct()))
