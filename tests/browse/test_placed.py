"""Events on no map: asked for, counted as a facet, and with the placed ones the whole answer."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from app.browse.events import list_events
from app.browse.placed import place_events
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.question.sentence import sentence


def asked(reading: Connection, **fields: str) -> Filters:
    return read_question("events", list(fields.items()), names_in(reading))


@pytest.mark.parametrize(("value", "placed"), [("no", False), ("yes", True)])
def test_a_place_is_there_or_not(reading: Connection, value: str, placed: bool) -> None:
    found = list_events(reading, asked(reading, placed=value, size="100"))
    assert found.items
    assert all(bool(event.place) is placed for event in found)


def test_both_together_are_all(reading: Connection) -> None:
    every = list_events(reading, asked(reading))
    parts = [list_events(reading, asked(reading, placed=value)).count.value for value in ("no", "yes")]
    assert sum(parts) == every.count.value
    (facet,) = [each for each in every.facets if each.name == "placed"]
    assert [(value.value, value.count) for value in facet.values] == [("no", parts[0])]
    assert place_events(reading, asked(reading)).unplaced == parts[0]


@pytest.mark.parametrize(
    ("value", "said"), [("no", "Events with no place known"), ("yes", "Events with a place known")]
)
def test_it_is_said(reading: Connection, value: str, said: str) -> None:
    assert sentence(asked(reading, placed=value)) == said


def test_anything_else_is_a_problem(reading: Connection) -> None:
    (problem,) = asked(reading, placed="maybe").problems
    assert problem.field == "placed"
