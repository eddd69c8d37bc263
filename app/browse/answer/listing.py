"""One question asked of one noun: which of its rows, in which order, how many, or all of them as a stream.

A noun says what it is (`Noun`): its id, what each filter means (`where`), its orders, how rows become
records, and how it divides. Everything here is the same for all nouns, and every door comes through here;
what stands round the rows of a page is in `page.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, literal, select, true

from app.browse.answer import paging
from app.browse.answer.paging import Order
from app.browse.question.filters import DATE_OF, Filters, Problem
from app.browse.records import Count, Undated
from app.store.words import matching
from app.text.tongue import _

T = TypeVar("T")
Where = Mapping[str, Callable[[Filters], ColumnElement[bool]]]

MOST_COUNTED = 10_000  # DESIGN §3: beyond it a list says "10,000+"
_BATCH = 500  # records read at once by a stream


@dataclass(frozen=True, slots=True)
class Divided:
    """A facet: `rows` makes a select of (value, label or None, how many) over the rows it divides.

    It is handed those rows with their `id` and what the noun's `divided_by` names.
    """

    name: str
    rows: Callable[[Any, Filters], Select]
    unless: Callable[[Filters], bool] = lambda _filters: False
    of: Callable[[Filters], Filters] = lambda filters: filters  # the question whose answer it divides
    # `rows` joined to the rows it divides, where it is not already: only who asks for their days needs that.
    dated: Callable[[Any, Filters], Select] | None = None


@dataclass(frozen=True, slots=True)
class Noun(Generic[T]):
    name: str  # as in Filters: "quotes"
    id: Any
    always: Callable[[Filters], ColumnElement[bool]]  # what is never listed, whatever is asked
    where: Where
    orders: Mapping[str, Order]
    newest: tuple[Any, ...]  # the order in which the first 10,000 are taken for facets
    records: Callable[[Connection, Sequence[int]], Sequence[T]]
    divided: tuple[Divided, ...] = ()
    divided_by: tuple[Any, ...] = ()  # columns of its own that facets need
    searched: str | None = None  # its noun in `store.words`, where it has search rows


def first(db: Connection, noun: Noun[T], filters: Filters, size: int) -> tuple[T, ...]:
    """The first few of an answer, for a page that shows them among other things."""
    rows, *_ = rows_of(db, noun, replace(filters, size=size))
    return tuple(noun.records(db, [row[0] for row in rows]))


def every(db: Connection, noun: Noun[T], filters: Filters) -> Iterator[T]:
    """The whole answer in its order, a batch at a time; a reader who goes away early leaves nothing open."""
    statement = _ordered(db, noun, filters).execution_options(yield_per=_BATCH)
    with db.execute(statement) as result:
        for rows in result.partitions():
            yield from noun.records(db, [row[0] for row in rows])


def counted(db: Connection, noun: Noun[Any], filters: Filters) -> int:
    """How many, exactly: for exports."""
    return db.scalar(select(func.count()).select_from(ids(db, noun, filters).subquery())) or 0


def capped(db: Connection, noun: Noun[Any], filters: Filters, *, but: str | None = None) -> Count:
    """How many, up to 10,000."""
    conditions = asked(db, noun, filters, but=but)
    some = select(literal(1)).select_from(_table(noun)).where(conditions).limit(MOST_COUNTED + 1).subquery()
    value = db.scalar(select(func.count()).select_from(some)) or 0
    return Count(min(value, MOST_COUNTED), value <= MOST_COUNTED)


def ids(db: Connection, noun: Noun[Any], filters: Filters) -> Select:
    return select(noun.id.label("id")).where(asked(db, noun, filters))


def asked(db: Connection, noun: Noun[Any], filters: Filters, *, but: str | None = None) -> ColumnElement[bool]:
    """Every condition of a question, `but` one filter's own."""
    conditions = [noun.always(filters)]
    for name in filters.asked:
        if name == but:
            continue
        if name == "q" and noun.searched:
            found = matching(db.dialect.name, noun.searched, filters.words).subquery()
            conditions.append(noun.id.in_(select(found.c.id)))
        elif name in noun.where:
            conditions.append(noun.where[name](filters))
    return and_(true(), *conditions)


def undated(db: Connection, noun: Noun[Any], filters: Filters) -> Undated | None:
    """What was published in the asked period and does not say its own day; None where that is nothing."""
    own: tuple[str, ...] = DATE_OF.get(noun.name, ())
    if "undated" not in own or filters.date_of not in own[:1] or not filters.asks("period"):
        return None
    question = filters.changed(date_of="undated")
    count = capped(db, noun, question)
    return Undated(count, question.to_query()) if count.value else None


def _unknown(filters: Filters, written: str) -> Problem:
    name = "after" if filters.after else "before"
    return Problem(name, _("this page is not known; the first one is shown"), written)


def rows_of(
    db: Connection, noun: Noun[Any], filters: Filters
) -> tuple[Sequence[Row], str | None, str | None, Problem | None]:
    """The rows of a page, and the cursors of the pages before and after it, where there are such."""
    if filters.sort == paging.OFFSET:
        return _relevant_rows(db, noun, filters)
    order, written = noun.orders[filters.sort], filters.after or filters.before
    start = paging.read_cursor(written, filters.sort, order.types) if written else None
    problem = None
    if written and start is None:
        problem = _unknown(filters, written)
    backwards = bool(filters.before) and start is not None
    statement = order.ordered(
        select(noun.id.label("id"), *order.keys).where(asked(db, noun, filters)), backwards=backwards
    )
    if start is not None:
        statement = statement.where(order.beyond(start, backwards=backwards))
    rows = db.execute(statement.limit(filters.size + 1)).all()
    more, rows = len(rows) > filters.size, rows[: filters.size]
    if backwards:
        rows = rows[::-1]
    # A page reached by a cursor has something on the side it came from; the extra row tells of the other.
    ahead, behind = (True, more) if backwards else (more, start is not None)

    def at(row: Row) -> str:
        return paging.cursor(filters.sort, paging.keys_of(row, order))

    return rows, at(rows[0]) if rows and behind else None, at(rows[-1]) if rows and ahead else None, problem


def turns(
    noun: Noun[Any], filters: Filters, rows: Sequence[Row], before: str | None
) -> tuple[tuple[str, str], ...]:
    """Of each row of a page the cursors by which what is before it and what is after it are asked; `before`: the
    page's own.
    """
    if filters.sort == paging.OFFSET:
        (start,) = (paging.read_cursor(before, paging.OFFSET, (int,)) if before else None) or (0,)
        ends = [paging.cursor(paging.OFFSET, (start + n,)) for n in range(len(rows) + 1)]
        return tuple(pairwise(ends))
    order = noun.orders[filters.sort]
    at = (paging.cursor(filters.sort, paging.keys_of(row, order)) for row in rows)
    return tuple((each, each) for each in at)


def _relevant_rows(
    db: Connection, noun: Noun[Any], filters: Filters
) -> tuple[Sequence[Row], str | None, str | None, Problem | None]:
    """Best match first: ranks are no keys to compare, so this order counts rows, up to 10,000 of them."""
    written, problem, start, size = filters.after or filters.before, None, 0, filters.size
    if written:
        told = paging.read_cursor(written, paging.OFFSET, (int,))
        if told is None or not 0 <= told[0] <= paging.MOST_RELEVANT:
            problem = _unknown(filters, written)
        else:
            start = told[0] if filters.after else max(0, told[0] - filters.size)
            size = min(size, told[0]) if filters.before and told[0] else size
    size = min(size, paging.MOST_RELEVANT - start)
    rows = db.execute(_ordered(db, noun, filters).offset(start).limit(size + 1)).all()
    more, rows = len(rows) > size and start + size < paging.MOST_RELEVANT, rows[:size]
    before = paging.cursor(paging.OFFSET, (start,)) if start else None
    return rows, before, paging.cursor(paging.OFFSET, (start + size,)) if more else None, problem


def _ordered(db: Connection, noun: Noun[Any], filters: Filters) -> Select:
    """The whole answer's ids in its order."""
    conditions = asked(db, noun, filters)
    if filters.sort == paging.OFFSET and noun.searched:
        found = matching(db.dialect.name, noun.searched, filters.words).subquery()
        conditions = asked(db, noun, filters, but="q")
        ranked = select(noun.id.label("id")).join(found, found.c.id == noun.id).where(conditions)
        return ranked.order_by(found.c.rank, *(key.desc() for key in noun.newest))
    return noun.orders[filters.sort].ordered(select(noun.id.label("id")).where(conditions))


def _table(noun: Noun[Any]) -> Any:
    return noun.id.class_.__table__


# --- what conditions and orders are made of ---------------------------------------------------------------


def by_day(day: Any, id_: Any) -> dict[str, Order]:
    """Newest and oldest first; what nothing dates (day 0) comes last in both."""
    dated_first = case((day == 0, 9_999_999), else_=day)
    return {
        "newest": Order((day, id_), (int, int), descending=True),
        "oldest": Order((dated_first, id_), (int, int), descending=False),
    }


def by_slug(slug: Any, id_: Any) -> Order:
    """By name, as its slug spells it: a slug is lower-case Latin, so no collation can disagree about it.

    But for the hyphen, which some collations skip; a zero sorts before every letter in all of them.
    """
    return Order((func.replace(slug, "-", "0"), id_), (str, int), descending=False)


def by_count(count: Any, id_: Any) -> Order:
    return Order((count, id_), (int, int), descending=True)


def touches(earliest: Any, latest: Any, filters: Filters) -> ColumnElement[bool]:
    """The interval and the asked period overlap; an undated thing has no interval and never does."""
    conditions = [earliest.is_not(None)]
    if filters.from_:
        conditions.append(latest >= filters.from_.earliest)
    if filters.to:
        conditions.append(earliest <= filters.to.latest)
    return and_(*conditions)
