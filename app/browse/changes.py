"""What changed in the record: oldest first for whoever keeps a copy and must drop what we dropped, newest first
for readers (`chronicle.py` finds the words).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)  # fmt: skip
from sqlalchemy.orm import aliased

from app.browse.answer import paging
from app.store.tables import Article, Correction, Reading, Redirect, Tombstone
from app.text.tongue import _

MOST = 500  # changes of one answer
_TYPES = (str, int, int)  # when, which kind of change, its row
KINDS = ("added", "read", "moved", "gone", "corrected")
# An article is read when it is added; only what was read again is news.
FOR_READERS = ("added", "again", "moved", "gone", "corrected")
_NOUNS = {"actor": "people", "claim": "events"}  # a correction names the thing, an address its plural


@dataclass(frozen=True, slots=True)
class Changed:
    """One change. `noun` and `id` are as in addresses; of a read article every fact may have changed."""

    at: datetime
    kind: str  # one of KINDS, or of FOR_READERS
    noun: str
    id: str
    path: str | None  # where it is now; None: gone
    why: str


@dataclass(frozen=True, slots=True)
class Changes:
    items: tuple[Changed, ...]
    next: str | None = None  # the cursor of what follows; None: that is all so far
    seen: str | None = None  # the cursor of all that was shown: asked again later, it gives what came since
    problem: str | None = None  # what was asked and cannot be read
    rows: tuple[int, ...] = ()  # of each item the id inside its own table


def changes(
    db: Connection,
    since: str = "",
    after: str = "",
    size: int = MOST,
    *,
    kinds: Sequence[str] = KINDS,
    newest: bool = False,
) -> Changes:
    """Changes since a moment ("2026-05-21", "2026-05-21T10:00:00Z"; all, without one), or after a cursor.

    `newest` turns the order round, and "after" then means further back.
    """
    start = _moment(since) if since else None
    name = "newest" if newest else "changes"  # a cursor of the one order means nothing in the other
    keys = _keys(after, name)
    if since and start is None:
        return Changes(
            (),
            problem=_(
                "since=%(written)s: write a day like 2026-05-21, or a moment: 2026-05-21T10:00:00Z", written=since
            ),
        )
    if after and keys is None:
        return Changes(
            (),
            problem=_("after=%(written)s: take it from `next` as it stands there, or leave it out", written=after),
        )
    parts = [_part(kind, start, keys, size + 1, newest) for kind in kinds]
    told = union_all(*(select(part.subquery()) for part in parts)).subquery()
    order = _turned((told.c.at, told.c.kind, told.c.row_id), newest)
    rows = db.execute(select(told).order_by(*order).limit(size + 1)).all()
    shown = rows[:size]
    last = shown[-1] if shown else None
    cursor = paging.cursor(name, (last.at.isoformat(), last.kind, last.row_id)) if last else None
    return Changes(
        tuple(_changed(row) for row in shown),
        cursor if len(rows) > size else None,
        cursor or after or None,
        rows=tuple(row.row_id for row in shown),
    )


def _keys(after: str, name: str) -> tuple[datetime, int, int] | None:
    """The moment, kind and row that a cursor names; None where it names none: anybody can write one."""
    told = paging.read_cursor(after, name, _TYPES)
    moment = _moment(told[0]) if told else None
    if told is None or moment is None or not 0 <= told[1] < len(_NUMBERED):
        return None
    return moment, told[1], told[2]


def _turned(columns: Iterable[Any], newest: bool) -> list[Any]:
    return [column.desc() if newest else column.asc() for column in columns]


def _part(
    kind: str, start: datetime | None, keys: tuple[datetime, int, int] | None, most: int, newest: bool
) -> Select:
    """The first changes of one kind, each a row: when, its kind's number, its own row, noun, id, ...

    Each kind is cut to what the answer can hold by itself, so that an index serves it however long the record is.
    """
    told = _SOURCES[kind]
    number = _NUMBERED.index(kind)
    statement = select(
        told.at.label("at"), told.row_id.label("row_id"), literal(number, Integer).label("kind"),
        told.noun.label("noun"), told.id.label("id"), told.new.label("new"), cast(told.why, String).label("why"),
    ).where(told.at.is_not(None), true() if told.only is None else told.only)  # fmt: skip
    if told.beside is not None:
        statement = statement.join(*told.beside)
    if start:
        statement = statement.where(told.at >= start)
    if keys:
        moment, of_kind, row_id = keys
        beyond = told.at < moment if newest else told.at > moment
        if number == of_kind:
            further = told.row_id < row_id if newest else told.row_id > row_id
            beyond = or_(beyond, and_(told.at == moment, further))
        elif (number < of_kind) is newest:
            beyond = or_(beyond, told.at == moment)
        statement = statement.where(beyond)
    return statement.order_by(*_turned((told.at, told.row_id), newest)).limit(most)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where one kind of change is kept: its columns, and what must be joined for them."""

    at: Any
    row_id: Any
    noun: Any
    id: Any
    new: Any  # where it is now; null: gone
    why: Any
    beside: tuple[Any, Any] | None = None
    only: Any = None  # a condition on its rows


_ARTICLE_PATH = case((Article.slug != "", Article.public_id + "-" + Article.slug), else_=Article.public_id)
_EARLIER = aliased(Reading)
_ARTICLES, _NOTHING = literal("articles", String), literal("", String)
_SOURCES: Mapping[str, _Source] = {
    "added": _Source(Article.added_at, Article.id, _ARTICLES, Article.public_id, _ARTICLE_PATH, _NOTHING),
    "read": _Source(
        Reading.read_at, Reading.id, _ARTICLES, Article.public_id, _ARTICLE_PATH, Reading.extractor,
        (Article, Article.id == Reading.article_id),
    ),
    "moved": _Source(Redirect.at, Redirect.id, Redirect.noun, Redirect.old, Redirect.new, Redirect.reason),
    "gone": _Source(
        Tombstone.at, Tombstone.id, Tombstone.noun, Tombstone.gone, cast(null(), String), Tombstone.reason
    ),
    "corrected": _Source(
        Correction.made_at, Correction.id, Correction.target, Correction.target_id, Correction.target_id,
        Correction.why,
    ),
    "again": _Source(
        Reading.read_at, Reading.id, _ARTICLES, Article.public_id, _ARTICLE_PATH, Reading.extractor,
        (Article, Article.id == Reading.article_id),
        exists().where(_EARLIER.article_id == Reading.article_id, _EARLIER.id < Reading.id),
    ),
}  # fmt: skip


_NUMBERED = tuple(_SOURCES)  # cursors name a kind by its place here: a new one goes to the end


def _changed(row) -> Changed:
    kind = _NUMBERED[row.kind]
    noun = _NOUNS.get(row.noun, f"{row.noun}s") if kind == "corrected" else row.noun
    path = f"/{noun}/{row.new}" if row.new else None
    return Changed(row.at, kind, noun, row.id, path, row.why)


def _moment(written: str) -> datetime | None:
    """A day or moment as UTC; one without a zone is UTC. None where it cannot be read."""
    try:
        if len(written) == len("2026-05-21"):
            return datetime.combine(date.fromisoformat(written), time(), UTC)
        told = datetime.fromisoformat(written)
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
