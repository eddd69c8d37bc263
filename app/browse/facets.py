"""How an answer divides, counted with every condition but the facet's own; a chosen value never vanishes.

A facet counts over the newest 10,000 of its answer and says so (`exact`), so its cost does not grow with
the record. Values arrive complete: label, count, whether chosen, and the question that takes them in or out.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from app.browse import labels
from app.browse.filters import NAMED, Filters, Name
from app.browse.listing import MOST_COUNTED, Divided, Noun, asked, capped
from app.browse.records import Count, Facet, FacetValue

SHOWN = 10


def facets(db: Connection, noun: Noun[Any], filters: Filters, count: Count) -> tuple[Facet, ...]:
    made = (facet(db, noun, each, filters, count) for each in noun.divided if not each.unless(filters))
    return tuple(each for each in made if each.values)


def facet(db: Connection, noun: Noun[Any], divided: Divided, filters: Filters, count: Count) -> Facet:
    """One facet; `count` is the whole answer's, exact for the facet too where it has no value chosen."""
    name, whole = divided.name, divided.of(filters)
    newest = (key.desc() for key in noun.newest)
    base = select(noun.id.label("id")).where(asked(db, noun, whole, but=name)).order_by(*newest)
    rows = db.execute(divided.rows(base.limit(MOST_COUNTED).subquery(), filters).limit(SHOWN)).all()
    chosen = [_chosen(db, noun, filters, name, value) for value in getattr(filters, name)]
    taken = {value.value for value in chosen}
    others = [_value(filters, name, *row) for row in rows if row[0] not in taken]
    values = sorted((*chosen, *others), key=lambda value: (-value.count, value.label.casefold(), value.value))
    same = whole == filters and not chosen
    exact = count.exact if same else capped(db, noun, whole, but=name).exact
    return Facet(name, labels.FIELDS[name], tuple(values), exact)


def _value(filters: Filters, name: str, value: str, label: str | None, count: int) -> FacetValue:
    toggled = filters.toggled(name, Name(value, ()) if name in NAMED else value)
    return FacetValue(value, label or labels.label(name, value), count, False, toggled.to_query())


def _chosen(db: Connection, noun: Noun[Any], filters: Filters, name: str, value: Any) -> FacetValue:
    """A chosen value is asked for by itself: a name that several bear is no one row of the division."""
    alone = capped(db, noun, filters.changed(**{name: (value,)}))
    written = value.value if isinstance(value, Name) else value
    label = value.label if isinstance(value, Name) else labels.label(name, value)
    return FacetValue(written, label, alone.value, True, filters.without(name, written).to_query())
