"""An answer grouped by one of its filters: who says how much of it, from when to when; every value, not the ten
fullest that stand beside a list.

Counted as facets are, over the newest 10,000 and without the filter's own condition, so that a number here is the
number there and choosing another value is one step. A file is counted over the whole answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Subquery, func, literal, select

from app.browse.answer.facets import GROUPED
from app.browse.answer.listing import MOST_COUNTED, Divided, Noun, asked, capped
from app.browse.question.filters import NAMED, Filters, Name
from app.browse.question.sentence import sentence
from app.browse.records import Group, Grouped
from app.browse.words import labels
from app.store.tables import Actor, ActorName, Place, PlaceName
from app.text.folding import fold_name
from app.text.tongue import N_, _
from app.text.when import When

_CALLED = {"actor": N_("Person or group"), "kind": N_("Kind of speaker")}
SIZE = 100  # groups of a page
MOST = 100_000  # a row further down than that is no answer to anybody's question
_NAMES: dict[str, tuple[Any, Any, Any]] = {
    "people": (Actor, ActorName, ActorName.actor_id),
    "places": (Place, PlaceName, PlaceName.place_id),
}


def groups_of(noun: Noun[Any]) -> tuple[str, ...]:
    """The filters by which a noun's answers are grouped."""
    return tuple(each.name for each in noun.divided if each.name in GROUPED)


def called(by: str) -> str:
    """What the groups of a filter are, where its own name ("Involving") is that of a question."""
    return _(_CALLED[by]) if by in _CALLED else labels.field(by)


def group(
    db: Connection,
    noun: Noun[Any],
    filters: Filters,
    by: str,
    find: str = "",
    start: int = 0,
    size: int = SIZE,
    *,
    every: bool = False,
) -> Grouped:
    """The values of `by` in the answer, the fullest first; `find`: only those so called; `every`: counted over all
    that answers, however much that is. Raises KeyError for a filter by which it is not grouped.
    """
    if by not in groups_of(noun):
        raise KeyError(by)
    divided = next(each for each in noun.divided if each.name == by)
    whole = divided.of(filters)
    rows, more = _rows(db, _dated(db, noun, divided, whole, filters, every=every), by, find, start, size)
    exact = every or capped(db, noun, whole, but=by if filters.asks(by) else None).exact
    chosen = _chosen(getattr(filters, by))
    return Grouped(
        filters=filters,
        by=by,
        label=called(by),
        items=tuple(_group(filters, by, row, chosen, exact=exact) for row in rows),
        exact=exact,
        sentence=sentence(filters.without(by)) if filters.asks(by) else sentence(filters),
        find=find,
        start=start,
        previous=max(0, start - size) if start else None,
        next=start + size if more else None,
    )


def _chosen(held: str | Sequence[str | Name]) -> set[str]:
    """The chosen values as rows have them: of a name that several bear, each of these."""
    chosen = set()
    for each in (held,) if isinstance(held, str) else held:
        chosen |= {each} if isinstance(each, str) else {bearer.key for bearer in each.bearers}
    return chosen


def _dated(
    db: Connection, noun: Noun[Any], divided: Divided, whole: Filters, filters: Filters, *, every: bool
) -> Subquery:
    """(value, label, how many, first day, last day) of each group."""
    days = noun.id.class_.earliest.label("first_day"), noun.id.class_.latest.label("last_day")
    but = divided.name if filters.asks(divided.name) else None
    rows = select(noun.id.label("id"), *days, *noun.divided_by).where(asked(db, noun, whole, but=but))
    newest = rows.order_by(*(key.desc() for key in noun.newest)).limit(MOST_COUNTED)
    base = (rows if every else newest).cte("base")
    told = (divided.dated or divided.rows)(base, filters)
    value, label, number = told.selected_columns
    spans = func.min(base.c.first_day), func.max(base.c.last_day)
    return (
        told.order_by(None)
        .with_only_columns(
            value.label("value"), label.label("label"), number.label("n"),
            spans[0].label("first_day"), spans[1].label("last_day"),
        )
        .subquery()
    )  # fmt: skip


def _rows(db: Connection, told: Subquery, by: str, find: str, start: int, size: int) -> tuple[Sequence[Any], bool]:
    """A page of the groups, and whether there are more."""
    statement = select(told).order_by(told.c.n.desc(), told.c.value)
    folded = fold_name(find)
    noun = NAMED.get(by, ("",))[0]
    if not folded or noun in _NAMES:
        if folded:
            statement = statement.where(told.c.value.in_(_called(noun, folded)))
        rows = db.execute(statement.offset(start).limit(size + 1)).all()
        return rows[:size], len(rows) > size
    # Outlets, wars and codes are few, and codes are called otherwise in each language: they are compared here.
    named = ((row, fold_name(row.label or labels.label(by, row.value))) for row in db.execute(statement))
    found = [row for row, name in named if f" {folded}" in f" {name}"]
    return found[start : start + size], len(found) > start + size


def _called(noun: str, folded: str) -> Any:
    """The slugs of those with a name in which a word begins so."""
    thing, names, owner = _NAMES[noun]
    return (
        select(thing.slug).join(names, owner == thing.id).where((literal(" ") + names.folded).like(f"% {folded}%"))
    )


def _group(filters: Filters, by: str, row: Any, chosen: set[str], *, exact: bool) -> Group:
    alone = filters.without(by).toggled(by, Name(row.value, ()) if by in NAMED else row.value)
    return Group(
        value=row.value,
        label=row.label or labels.label(by, row.value),
        count=row.n,
        # The first of the newest 10,000 is nobody's first.
        first=When.day(row.first_day) if row.first_day and exact else None,
        last=When.day(row.last_day) if row.last_day else None,
        chosen=row.value in chosen,
        query=replace(alone, problems=()).to_query(),
    )
