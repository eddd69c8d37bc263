"""The map's marks and the timeline's bars hold the whole answer, and each number is that of its own list."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import Connection

from app.browse.events import count_events, stream_events
from app.browse.placed import key_of, place_events
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.timeline import cut, time_events
from tests.browse.questions import ask


def asked(db: Connection, query: str) -> Filters:
    return read_question("events", parse_qsl(query), names_in(db))


def by_chance(number: int) -> list[str]:
    """Questions about events, as queries."""
    chance, found = random.Random(7), []
    while len(found) < number:
        noun, pairs = ask(chance)
        if noun == "events":
            found.append("&".join(f"{name}={value}" for name, value in pairs if name != "size"))
    return found


QUERIES = ["", "modality=any&stance=any", "from=2023-05", "from=2023-05-10&to=2023-06-03", "to=2023-03",
           "date_of=published", "date_of=published&from=2023-06&to=2023-09", "date_of=undated",
           "from=2023-05-21&to=2023-05-21", "place=bakhmut&modality=any", *by_chance(30)]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_bars_number_is_that_of_the_list_it_leads_to(reading, query):
    timeline = time_events(reading, asked(reading, query))
    for bar in timeline.bars:
        question = asked(reading, bar.query)
        assert not question.problems
        assert count_events(reading, question) == bar.count, bar
        assert bar.within <= bar.count


@pytest.mark.parametrize("query", QUERIES)
def test_dated_and_undated_are_the_whole_answer(reading, query):
    filters = asked(reading, query)
    timeline = time_events(reading, filters)
    days = [event.when for event in stream_events(reading, filters)]
    if filters.date_of == "happened":
        assert timeline.dated == sum(when is not None for when in days)
        in_bars = [sum(when.overlaps(bar.when) for bar in timeline.bars) for when in days if when]
        assert all(in_bars)
        assert timeline.several == sum(bars > 1 for bars in in_bars)
        assert sum(bar.count for bar in timeline.bars) == sum(in_bars)
    elif filters.date_of == "undated":
        assert timeline.bars == ()
    if timeline.undated:
        assert timeline.undated.count.value == count_events(reading, asked(reading, timeline.undated.query))
    if filters.date_of == "happened" and not (filters.from_ or filters.to):
        undated = timeline.undated.count.value if timeline.undated else 0
        assert timeline.dated + undated == count_events(reading, filters)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("most", [3, 5_000])
def test_marks_and_what_has_none_are_the_whole_answer(reading, query, most):
    filters = asked(reading, query)
    placed = place_events(reading, filters, most)
    events = list(stream_events(reading, filters))
    assert placed.events + placed.unplaced + placed.left_out == len(events)
    assert placed.unplaced == sum(event.place is None for event in events)
    assert len(placed.marks) <= most
    for mark in placed.marks:
        here = [event for event in events if key_of(event) == mark.key]
        assert mark.events == len(here)
        happened = [e for e in here if e.modality in ("actual", "past-background") and e.stance != "denied"]
        assert mark.unsure == len(here) - len(happened)
    shown = {event.public_id for event in placed.some_unplaced}
    assert shown <= {event.public_id for event in events if event.place is None}
    assert bool(shown) is bool(placed.unplaced)


@pytest.mark.parametrize(
    ("first", "last", "unit", "many"),
    [
        ("2023-05-21", "2023-05-21", "day", 1),
        ("2023-05-01", "2023-06-30", "day", 61),
        ("2023-05-01", "2023-07-31", "month", 3),
        ("2022-02-24", "2026-02-24", "month", 49),
        ("2014-02-20", "2024-05-01", "year", 11),
        ("1917-11-07", "2024-05-01", "decade", 12),
        ("0001-01-01", "9999-12-31", "century", 100),
        ("9999-12-30", "9999-12-31", "day", 2),
    ],
)
def test_bars_are_as_fine_as_their_range_allows(first, last, unit, many):
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    found, periods = cut(start, end)
    assert (found, len(periods)) == (unit, many)
    assert periods[0].covers(start)
    assert periods[-1].covers(end)
    for one, following in pairwise(periods):
        assert one.latest + timedelta(days=1) == following.earliest


@pytest.mark.parametrize(
    ("query", "ways"),
    [
        ("", []),
        ("from=2023-05-10&to=2023-05-12", ["2023-05", "2023", None]),
        ("from=2023-05&to=2023-05", ["2023", None]),
        ("from=2023-05&to=2023-06", ["2023", None]),
        ("from=2023&to=2023", [None]),
        ("from=2022-12&to=2023-01", [None]),
        ("from=2023-05", [None]),
    ],
)
def test_ways_out_of_a_period(reading, query, ways):
    wider = time_events(reading, asked(reading, query)).wider
    assert [way.when and str(way.when) for way in wider] == ways
    for way in wider:
        question = asked(reading, way.query)
        assert (question.from_, question.to) == ((way.when, way.when) if way.when else (None, None))


def test_an_event_known_to_the_month_is_open_on_each_of_its_days(reading):
    timeline = time_events(reading, asked(reading, "from=2023-05&to=2023-05&modality=any&stance=any"))
    assert timeline.unit == "day"
    wide = [
        event.when
        for event in stream_events(reading, asked(reading, "from=2023-05&to=2023-05&modality=any&stance=any"))
        if event.when and event.when.days > 1
    ]
    assert wide, "the made record should hold such events"
    for bar in timeline.bars:
        assert bar.wider == sum(when.overlaps(bar.when) for when in wide)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("from=2023&to=2023", "2023-01", "2023-12"),  # whole months, though nothing is known of the last day
        ("from=2023-05-10&to=2023-08-20", "2023-05-10/2023-05-31", "2023-08-01/2023-08-20"),
    ],
)
def test_the_ends_reach_as_far_as_was_asked(reading, query, first, last):
    bars = time_events(reading, asked(reading, query + "&modality=any&stance=any")).bars
    assert (str(bars[0].when), str(bars[-1].when)) == (first, last)
