"""How an answer divides, counted with every condition but the facet's own; a chosen value never vanishes.

A facet counts over the newest 10,000 of its answer and says so (`exact`), so its cost does not grow with
the record. Values arrive complete: label, count, whether chosen, and the question that takes them in or out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, String, cast, func, literal, select, union_all

from app.browse.answer.histogram import dated_by_own_day, histogram
from app.browse.answer.listing import MOST_COUNTED, Divided, Noun, asked, capped
from app.browse.question.filters import DATE_OF, NAMED, Filters, Name
from app.browse.records import Count, Facet, FacetValue, Histogram
from app.browse.words import labels

SHOWN = 10
_FEWER = (6, 3)  # where the question is long
MOST_LINKED, LINK = 15_000, 60  # bytes of all links of a page that divide its answer; of one beside its question
# Filters with more values than a list can stand beside; those of the others are few, and all there.
GROUPED = ("speaker", "actor", "place", "outlet", "type", "kind", "conflict")


@dataclass(frozen=True, slots=True)
class Division:
    facets: tuple[Facet, ...]
    histogram: Histogram | None
    undivided: bool = False  # nothing of it has room


def divide(db: Connection, noun: Noun[Any], filters: Filters, count: Count) -> Division:
    """Every facet that has something to show, and when the answer's things are of.

    Facets that divide the same answer are asked together, so that its newest 10,000 are found once.
    """
    divided = [each for each in noun.divided if not each.unless(filters)]
    shared = [each for each in divided if _divides(each, filters) == (filters, None)]
    days = [_DAYS] if dated_by_own_day(filters) else []
    rows = _counted(db, noun, shared + days, filters, filters, None) if shared or days else {}
    for each in divided:
        if each not in shared:
            rows |= _counted(db, noun, [each], each.of(filters), filters, each.name)
    made = (_facet(db, noun, each, filters, rows[each.name], count) for each in divided)
    return _with_room(tuple(each for each in made if each.values), _histogram(filters, rows) if days else None)


def _with_room(facets: tuple[Facet, ...], histogram: Histogram | None) -> Division:
    """As many values of each as a page has room for: each is a link that says the whole question again, so that a
    long one (of three hundred letters, in an alphabet that an address writes in six bytes a letter) has fewer.
    """
    bars = [bar.query for bar in histogram.bars] if histogram else []
    for most in (SHOWN, *_FEWER):
        few = tuple(_fewest(each, most) for each in facets)
        links = [*bars, *(value.url_query for each in few for value in each.values)]
        if sum(LINK + len(link) for link in links) <= MOST_LINKED:
            return Division(few, histogram)
    return Division((), None, undivided=True)


def _fewest(facet: Facet, most: int) -> Facet:
    """The fullest of its values and those that are chosen."""
    if facet.name not in GROUPED:  # whose others could be asked for nowhere
        return facet
    kept = [value for n, value in enumerate(facet.values) if n < most or value.chosen]
    return replace(facet, values=tuple(kept), more=facet.more or len(kept) < len(facet.values))


def _by_days(base: Any, _: Filters) -> Any:
    """As text, which is ISO 8601 in both engines: the other parts of the statement are text too. Those of no day
    are one row more.
    """
    first, last = cast(base.c.first_day, String), cast(base.c.last_day, String)
    return select(first, last, func.count()).group_by(base.c.first_day, base.c.last_day)


_DAYS = Divided("period", _by_days)


def _histogram(filters: Filters, rows: dict[str, list[tuple[str, str | None, int]]]) -> Histogram | None:
    spans = [
        (date.fromisoformat(first), date.fromisoformat(last or first), n)
        for first, last, n in rows["period"]
        if first
    ]
    askable = "undated" in DATE_OF.get(filters.noun, ())
    return histogram(filters, spans, sum(n for first, _, n in rows["period"] if not first) if askable else 0)


def _divides(divided: Divided, filters: Filters) -> tuple[Filters, str | None]:
    """The question whose answer a facet divides, and which condition of it is left out."""
    return divided.of(filters), divided.name if filters.asks(divided.name) else None


def _counted(
    db: Connection, noun: Noun[Any], divided: list[Divided], whole: Filters, filters: Filters, but: str | None
) -> dict[str, list[tuple[str, str | None, int]]]:
    """The ten fullest values of each facet, and the next: (value, label, count)."""
    newest = (key.desc() for key in noun.newest)
    thing = noun.id.class_
    days = (thing.earliest.label("first_day"), thing.latest.label("last_day")) if _DAYS in divided else ()
    rows = select(noun.id.label("id"), *noun.divided_by, *days).where(asked(db, noun, whole, but=but))
    # Both engines keep what several parts of one statement read.
    base = rows.order_by(*newest).limit(MOST_COUNTED).cte("base")
    parts = []
    for each in divided:
        # One more tells whether there are others; of days all are needed.
        fullest = each.rows(base, filters).limit(MOST_COUNTED if each is _DAYS else SHOWN + 1).subquery()
        value, label, number = fullest.c
        parts.append(select(literal(each.name), value, label, number))
    found: dict[str, list[tuple[str, str | None, int]]] = {each.name: [] for each in divided}
    for name, *row in db.execute(union_all(*parts)):
        found[name].append((row[0], row[1], row[2]))
    return found


def _facet(
    db: Connection,
    noun: Noun[Any],
    divided: Divided,
    filters: Filters,
    rows: list[tuple[str, str | None, int]],
    count: Count,
) -> Facet:
    """One facet; `count` is the whole answer's, exact for the facet too where it divides just that."""
    name = divided.name
    held = getattr(filters, name)
    if isinstance(held, str):  # a field of one value: "disputed"
        held = (held,) if held else ()
    chosen = [_chosen(db, noun, filters, name, value) for value in held]
    taken = {value.value for value in chosen}
    others = [_value(filters, name, *row) for row in rows[:SHOWN] if row[0] not in taken]
    values = sorted((*chosen, *others), key=lambda value: (-value.count, value.label.casefold(), value.value))
    whole, but = _divides(divided, filters)
    exact = count.exact if (whole, but) == (filters, None) else capped(db, noun, whole, but=but).exact
    return Facet(name, labels.field(name), tuple(values), exact, more=name in GROUPED and len(rows) > SHOWN)


def _value(filters: Filters, name: str, value: str, label: str | None, count: int) -> FacetValue:
    toggled = filters.toggled(name, Name(value, ()) if name in NAMED else value)
    return FacetValue(value, label or labels.label(name, value), count, False, toggled.to_query())


def _chosen(db: Connection, noun: Noun[Any], filters: Filters, name: str, value: Any) -> FacetValue:
    """A chosen value is asked for by itself: a name that several bear is no one row of the division."""
    one = value if isinstance(getattr(filters, name), str) else (value,)
    alone = capped(db, noun, filters.changed(**{name: one}))
    written = value.value if isinstance(value, Name) else value
    label = value.label if isinstance(value, Name) else labels.label(name, value)
    return FacetValue(written, label, alone.value, True, filters.without(name, written).to_query())
