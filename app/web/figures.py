"""The figures of our pages: which records go into them, and where their bars lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from app.browse.records import DayCount, EventRecord, MonthCount, PlaceBrief, PlaceRecord
from app.web import urls
from app.web.svg import Bars, Map, Spot, draw_bars, draw_map

FEWEST_MONTHS = 3  # fewer bars say no more than the list beneath them


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


def place_map(places: Iterable[PlaceRecord]) -> Map | None:
    return draw_map([Spot(place.name, place.lat, place.lon, place.kind, url=place.path) for place in places])


def month_bars(months: Sequence[MonthCount], noun: str, **filters: str) -> Bars | None:
    """`noun` (quotes, events or articles) month by month, each bar's number leading to its list."""
    if len(months) < FEWEST_MONTHS:
        return None
    return draw_bars(
        [(str(m.when), getattr(m, noun), urls.list_url(noun, **filters, from_=m.when, to=m.when)) for m in months]
    )


def year_bars(months: Sequence[MonthCount]) -> Bars | None:
    return draw_bars([(str(month.when), month.total, urls.date_url(month.when)) for month in months])


def week_bars(days: Sequence[DayCount]) -> Bars | None:
    """Days in order, seven to a bar; its number leads to the fullest day of the week."""
    weeks = [days[i : i + 7] for i in range(0, len(days), 7)]
    return draw_bars(
        [
            (
                week[0].day.isoformat(),
                sum(day.total for day in week),
                urls.date_url(max(week, key=lambda day: day.total).day),
            )
            for week in weeks
        ]
    )
