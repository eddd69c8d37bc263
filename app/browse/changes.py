"""What changed in the record, oldest first: for whoever keeps a copy of it, and must drop what we dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, Integer, String, case, cast, literal, null, select, tuple_, union_all

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
    next: str | None  # the cursor of what follows; None: that is all so far
    problem: str | None = None  # what was asked and cannot be read


def changes(db: Connection, since: str = "", after: str = "", size: int = MOST) -> Changes:
    """Changes since a moment ("2026-05-21", "2026-05-21T10:00:00Z"; all, without one), or after a cursor."""
    start = _moment(since) if since else None
    keys = paging.read_cursor(after, _CURSOR, _TYPES) if after else None
    if since and start is None:
        return Changes(
            (), None, f"since={since}: write a day like 2026-05-21, or a moment like 2026-05-21T10:00:00Z"
        )
    if after and keys is None:
        return Changes((), None, f"after={after}: take it from `next` as it stands there, or leave it out")
    told = _all().subquery()
    statement = select(told).order_by(told.c.at, told.c.kind, told.c.row_id).limit(size + 1)
    if start:
        statement = statement.where(told.c.at >= start)
    if keys:
        moment = _moment(keys[0])
        statement = statement.where(tuple_(told.c.at, told.c.kind, told.c.row_id) > tuple_(moment, *keys[1:]))
    rows = db.execute(statement).all()
    shown = rows[:size]
    end = shown[-1] if len(rows) > size else None
    cursor = paging.cursor(_CURSOR, (end.at.isoformat(), end.kind, end.row_id)) if end else None
    return Changes(tuple(_changed(row) for row in shown), cursor)


def _all():
    """Every change as a row: when, which kind (by its place in KINDS), its own row, noun, id, new id, why."""

    def rows(kind: str, at, row_id, noun, id_, new, why):
        columns = (("kind", literal(KINDS.index(kind), Integer)), ("noun", noun), ("id", id_), ("new", new))
        return select(
            at.label("at"),
            row_id.label("row_id"),
            *(column.label(name) for name, column in columns),
            cast(why, String).label("why"),
        )

    articles = literal("articles", String)
    nothing = literal("", String)
    at = case((Article.slug != "", Article.public_id + "-" + Article.slug), else_=Article.public_id)
    return union_all(
        rows("added", Article.added_at, Article.id, articles, Article.public_id, at, nothing),
        rows(
            "read", Reading.read_at, Reading.id, articles, Article.public_id, at, Reading.extractor
        ).join(Article, Article.id == Reading.article_id),
        rows("moved", Redirect.at, Redirect.id, Redirect.noun, Redirect.old, Redirect.new, Redirect.reason).where(
            Redirect.at.is_not(None)
        ),
        rows("gone", Tombstone.at, Tombstone.id, Tombstone.noun, Tombstone.gone, cast(null(), String),
             Tombstone.reason),
        rows("corrected", Correction.made_at, Correction.id, Correction.target, Correction.target_id,
             Correction.target_id, Correction.why),
    )  # fmt: skip


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
