"""What must always hold, as queries (`dateline audit`). Each finds the rows that break one invariant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from app.store import words
from app.store.audit import addresses, days, events, search, sources, spans, world

INVARIANTS: dict[str, Callable[[], Select]] = {
    **spans.INVARIANTS,
    **world.INVARIANTS,
    **events.INVARIANTS,
    **sources.INVARIANTS,
    **days.INVARIANTS,
    **addresses.INVARIANTS,
    **search.INVARIANTS,
}
_SHOWN = 20  # examples named of each fault


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken invariant: which, how often, and ids of some rows that break it."""

    invariant: str
    count: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.invariant}: {self.count} ({', '.join(self.examples)})"


def audit(db: Connection) -> Iterator[Fault]:
    """Every invariant that does not hold. `db` must be able to write: FTS5 checks itself by an INSERT."""
    for invariant, query in INVARIANTS.items():
        broken = query()
        if count := db.scalar(select(func.count()).select_from(broken.subquery())) or 0:
            examples = tuple(str(row[0]) for row in db.execute(broken.limit(_SHOWN)))
            yield Fault(invariant, count, examples)
    for told in words.broken(db):
        yield Fault(told, 1, ())
