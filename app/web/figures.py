"""The figures of our pages: which records go into them, and where their bars lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import escape

from app.browse.placed import Placed
from app.browse.question.filters import Filters, Name
from app.browse.records import DayCount, EventRecord, PlaceBrief, PlaceRecord
from app.text.when import When
from app.web.svg import Map, Spot, draw_map

FEWEST_MONTHS = 3  # fewer bars say no more than the list beneath them
# What the links of a map drawn by the server may weigh, in bytes, and each beside its address and its name twice.
MOST_LINKED, LINK = 9_000, 100


def event_map(events: Iterable[EventRecord]) -> Map | None:
    """Each place once, as exactly as the vaguest of its events is placed, larger where more happened."""
    counts: Counter[PlaceBrief] = Counter()
    precisions: dict[PlaceBrief, int] = {}
    for event in events:
        if event.place:
            counts[event.place] += 1
            precisions[event.place] = max(precisions.get(event.place, 1), event.where_prec or 1)
    return draw_map(
        [
            Spot(place.name, place.lat, place.lon, place.kind, precisions[place], count, place.path)
            for place, count in counts.items()
        ]
    )


def placed_map(placed: Placed, filters: Filters) -> Map | None:
    """The whole answer's places, each leading to the same question asked of it alone; the fullest of them."""
    spots = (
        Spot(
            mark.place.name,
            mark.place.lat,
            mark.place.lon,
            mark.place.kind,
            mark.where_prec,
            mark.events,
            "/events/map?" + filters.changed(place=(Name(mark.place.slug, ()),), within=None).to_query(),
            unsure=mark.unsure == mark.events,
        )
        for mark in placed.marks
    )
    return draw_map(list(_as_many_as_fit(spots)), width=600, height=560)


def _as_many_as_fit(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Each link says the whole question again: the longer it is, the fewer there are. One at least."""
    left = MOST_LINKED
    for spot in spots:
        yield spot
        left -= LINK + len(str(escape(spot.url or ""))) + 2 * len(spot.name.encode())
        if left <= 0:
            return


def place_map(places: Iterable[PlaceRecord]) -> Map | None:
    return draw_map([Spot(place.name, place.lat, place.lon, place.kind, url=place.path) for place in places])


@dataclass(frozen=True, slots=True)
class Week:
    """A week of days: how much there is in it, and its fullest day, where its number leads."""

    first: date
    total: int
    fullest: date


def weeks_by_month(days: Sequence[DayCount]) -> tuple[tuple[When, tuple[Week, ...]], ...]:
    """Days in order, seven to a week; a week is in the month in which it begins."""
    weeks = [days[i : i + 7] for i in range(0, len(days), 7)]
    counted = [
        Week(week[0].day, sum(day.total for day in week), max(week, key=lambda day: day.total).day)
        for week in weeks
    ]
    months = groupby(counted, key=lambda week: (week.first.year, week.first.month))
    return tuple((When.month(*month), tuple(each)) for month, each in months)
