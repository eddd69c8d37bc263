"""What changed, for readers: newest first, a day at a time, each change with what a sentence about it needs.

`changes.py` finds the changes; here their articles' titles and the words of corrections are fetched beside them.
What a reading added or took away is not kept as a number, so none is told: of an article read again the page says
what it holds now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, func, select

from app.browse.changes import FOR_READERS, Changed, Changes, changes
from app.browse.records import Change
from app.store.tables import Actor, Article, Correction, Event, Place

MOST = 100  # changes of one page

# What a reader may ask for, and the kinds of change it means.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "articles": ("added",),
    "readings": ("again",),
    "corrections": ("corrected",),
    "withdrawn": ("moved", "gone"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One change, and what it is about as far as that still has a name."""

    change: Changed
    title: str = ""  # the article's, event's, person's or place's; empty: gone, or it has none
    quotes: int = 0  # that are read in the article now
    claims: int = 0
    correction: Change | None = None


@dataclass(frozen=True, slots=True)
class Chronicle:
    days: tuple[tuple[date, tuple[Told, ...]], ...]  # days and what changed on each, newest first; UTC
    what: str  # one of CHOICES; empty: everything
    next: str | None  # the cursor of what is older
    problem: str | None = None


def chronicle(db: Connection, what: str = "", since: str = "", after: str = "", size: int = MOST) -> Chronicle:
    """`what` that is none of CHOICES asks for everything."""
    chosen = what if what in CHOICES else ""
    found = changes(db, since, after, size, kinds=CHOICES.get(chosen, FOR_READERS), newest=True)
    told = _told(db, found)
    days = tuple((day, tuple(each)) for day, each in groupby(told, key=lambda one: one.change.at.date()))
    return Chronicle(days, chosen, found.next, found.problem)


def count_corrections(db: Connection) -> int:
    return db.scalar(select(func.count()).select_from(Correction)) or 0


def _told(db: Connection, found: Changes) -> Iterator[Told]:
    articles = _articles(db, {one.id for one in found.items if one.noun == "articles"})
    titles, made = _titles(db, found.items), _corrections(db, found)
    for one, row in zip(found.items, found.rows, strict=True):
        correction = made.get(row) if one.kind == "corrected" else None
        if one.noun == "articles" and one.id in articles:
            yield Told(one, *articles[one.id], correction)
        else:
            yield Told(one, titles.get(_key(one), ""), correction=correction)


def _articles(db: Connection, ids: set[str]) -> Mapping[str, tuple[str, int, int]]:
    """By public id: its title, and how many quotes and claims are read in it."""
    columns = select(Article.public_id, Article.title, Article.quotes, Article.claims)
    rows = db.execute(columns.where(Article.public_id.in_(sorted(ids)))).all() if ids else ()
    return {row.public_id: (row.title, row.quotes, row.claims) for row in rows}


def _key(one: Changed) -> tuple[str, str]:
    """The noun and the key under which it is now: the last part of its path, without a slug behind an id."""
    now = (one.path or "").rpartition("/")[2]
    return one.noun, now.partition("-")[0] if one.noun == "events" else now


def _titles(db: Connection, items: Sequence[Changed]) -> Mapping[tuple[str, str], str]:
    """By noun and key, in a query for each noun that has a name of its own."""
    wanted: dict[str, set[str]] = {}
    for noun, key in map(_key, items):
        wanted.setdefault(noun, set()).add(key)
    found = {}
    for noun, key, name in (
        ("people", Actor.slug, Actor.name),
        ("places", Place.slug, Place.name),
        ("events", Event.public_id, Event.title),
    ):
        if keys := sorted(wanted.get(noun, ())):
            found.update({(noun, row[0]): row[1] for row in db.execute(select(key, name).where(key.in_(keys)))})
    return found


def _corrections(db: Connection, found: Changes) -> Mapping[int, Change]:
    """By row: what each correction changed from what to what."""
    ids = [row for one, row in zip(found.items, found.rows, strict=True) if one.kind == "corrected"]
    rows = db.execute(select(*Correction.__table__.c).where(Correction.id.in_(ids))).all() if ids else ()
    return {row.id: Change(row.made_at, row.made_by, row.field, row.before, row.after, row.why) for row in rows}
