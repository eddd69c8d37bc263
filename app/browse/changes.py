"""What changed in the record, oldest first: for whoever keeps a copy of it, and must drop what we dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Integer, Select, String, and_, case, cast, literal, null, or_, select, union_all

from app.browse import paging
from app.store.tables import Article, Correction, Reading, Redirect, Tombstone

MOST = 500  # changes of one answer
_CURSOR = "changes"
_TYPES = (str, int, int)  # when, which kind of change, its row
KINDS = ("added", "read", "moved", "gone", "corrected")
_NOUNS = {"actor": "people", "claim": "events"}  # a correction names the thing, an address its plural


@dataclass(frozen=True, slots=True)
class Changed:
    """One change. `noun` and `id` are as in addresses; of a read article every fact may have changed."""

    at: datetime
    kind: str  # one of KINDS
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


def changes(db: Connection, since: str = "", after: str = "", size: int = MOST) -> Changes:
    """Changes since a moment ("2026-05-21", "2026-05-21T10:00:00Z"; all, without one), or after a cursor."""
    start = _moment(since) if since else None
    keys = paging.read_cursor(after, _CURSOR, _TYPES) if after else None
    if since and start is None:
        return Changes(
            (), problem=f"since={since}: write a day like 2026-05-21, or a moment: 2026-05-21T10:00:00Z"
        )
    if after and keys is None:
        return Changes((), problem=f"after={after}: take it from `next` as it stands there, or leave it out")
    parts = [_part(kind, start, keys, size + 1) for kind in KINDS]
    told = union_all(*(select(part.subquery()) for part in parts)).subquery()
    rows = db.execute(select(told).order_by(told.c.at, told.c.kind, told.c.row_id).limit(size + 1)).all()
    shown = rows[:size]
    last = shown[-1] if shown else None
    cursor = paging.cursor(_CURSOR, (last.at.isoformat(), last.kind, last.row_id)) if last else None
    return Changes(
        tuple(_changed(row) for row in shown), cursor if len(rows) > size else None, cursor or after or None
    )


def _part(kind: str, start: datetime | None, keys: tuple | None, most: int) -> Select:
    """The first changes of one kind, each a row: when, its kind's place in KINDS, its own row, noun, id, ...

    Each kind is cut to what the answer can hold by itself, so that an index serves it however long the record is.
    """
    told = _SOURCES[kind]
    number = KINDS.index(kind)
    statement = select(
        told.at.label("at"), told.row_id.label("row_id"), literal(number, Integer).label("kind"),
        told.noun.label("noun"), told.id.label("id"), told.new.label("new"), cast(told.why, String).label("why"),
    ).where(told.at.is_not(None))  # fmt: skip
    if told.beside is not None:
        statement = statement.join(*told.beside)
    if start:
        statement = statement.where(told.at >= start)
    if keys:
        moment, of_kind, row_id = _moment(keys[0]), keys[1], keys[2]
        later = told.at > moment
        if number == of_kind:
            later = or_(later, and_(told.at == moment, told.row_id > row_id))
        elif number > of_kind:
            later = told.at >= moment
        statement = statement.where(later)
    return statement.order_by(told.at, told.row_id).limit(most)


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


_ARTICLE_PATH = case((Article.slug != "", Article.public_id + "-" + Article.slug), else_=Article.public_id)
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
}  # fmt: skip


def _changed(row) -> Changed:
    kind = KINDS[row.kind]
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
