"""When the things of a list are of, in periods that narrow it."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.browse.answer import listing
from app.browse.answer.histogram import histogram
from app.browse.answer.page import page
from app.browse.articles import ARTICLES
from app.browse.events import EVENTS
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.quotes import QUOTES
from tests.browse.test_filters import read

NOUNS = {"quotes": QUOTES, "events": EVENTS, "articles": ARTICLES}


def spans(*told: str) -> list[tuple[date, date, int]]:
    made = []
    for each in told:
        first, _, last = each.partition("/")
        made.append((date.fromisoformat(first), date.fromisoformat(last or first), 1))
    return made


@pytest.mark.parametrize(
    ("asked", "told", "bars"),
    [
        ("", ["2022-03-04", "2023-05-01", "2023-06-01"], ["2023 2", "2022 1"]),
        ("", ["2023-05-01", "2023-06-01", "2023-06-09"], ["2023-06 2", "2023-05 1"]),
        ("", ["2023-05-01", "2023-05-09"], ["2023-05-09 1", "2023-05-01 1"]),
        ("", ["2022-12-31/2023-01-01", "2022-05-01", "2023-05-01"], ["2023 1", "2022 1", "+1"]),  # of neither
        ("", ["2022-12-31/2023-01-01", "2023-05-01"], ["2023-05-01 1", "+1"]),
        ("from=2023-05&to=2023-05", ["2022-08-01/2023-05-31", "2023-05-20"], ["2023-05-20 1", "+1"]),
        ("from=2023-05&to=2023-05", ["2022-08-01/2023-05-31"], ["+1"]),
        ("", ["2021-01-01", "2023-01-01"], ["2023 1", "2021 1"]),  # no bar for nothing
        ("from=2023&to=2023", ["2022-12-31/2023-01-01", "2023-05-01"], ["2023-05 1", "2023-01 1"]),
        ("from=2023-05-10", ["2023-05-11", "2024-01-01"], ["2024 1", "2023-05-10/2023-12-31 1"]),
        ("from=2023-05&to=2023-05", ["2023-05-01", "2023-05-01", "2023-05-31"], ["2023-05-31 1", "2023-05-01 2"]),
        ("", [f"{year}-01-01" for year in range(2001, 2021)],
         [*(f"{year} 1" for year in range(2020, 2009, -1)), "2001/2009 9"]),
    ],
)  # fmt: skip
def test_the_coarsest_unit_that_tells_something(asked: str, told: list[str], bars: list[str]) -> None:
    drawn = histogram(read("quotes", asked), spans(*told))
    assert drawn is not None
    longer = [f"+{drawn.longer}"] if drawn.longer else []
    assert [*(f"{bar.when} {bar.count}" for bar in drawn.bars), *longer] == bars
    assert (drawn.wider is None) == (asked == "")


@pytest.mark.parametrize(
    ("asked", "around", "query"),
    [
        ("from=2023-05-01&to=2023-05-01", "2023-05", "from=2023-05&to=2023-05"),
        ("from=2023-05-01&to=2023-05-09", "2023-05", "from=2023-05&to=2023-05"),
        ("from=2023-05&to=2023-05", "2023", "from=2023&to=2023"),
        ("from=2023-05-30&to=2023-06-02", "2023", "from=2023&to=2023"),
        ("from=2023&to=2023", None, ""),
        ("from=2022-12-31&to=2023-01-01", None, ""),
        ("from=2023-05-01", None, ""),
    ],
)
def test_the_way_out_goes_up_one_step(asked: str, around: str | None, query: str) -> None:
    drawn = histogram(read("quotes", asked), spans("2023-05-01", "2023-06-01", "2022-12-31"))
    assert drawn is not None
    assert (drawn.wider_when and str(drawn.wider_when), drawn.wider) == (around, query)


def test_what_states_no_day_is_the_last_line(reading: Connection) -> None:
    for noun, asked in (("events", "modality=any&stance=any"), ("quotes", "type=direct")):
        filters = read_question(noun, parse_qsl(asked), names_in(reading))
        found = page(reading, NOUNS[noun], filters)
        assert found.histogram
        told = found.histogram
        assert told.undated
        assert sum(bar.count for bar in told.bars) + told.longer + told.undated == found.count.value
        again = read_question(noun, parse_qsl(told.undated_query), names_in(reading))
        assert listing.capped(reading, NOUNS[noun], again).value == told.undated
    narrower = page(reading, QUOTES, read("quotes", "from=2023&to=2023")).histogram
    assert narrower
    assert not narrower.undated


def test_one_day_has_no_bars_but_a_way_out() -> None:
    assert histogram(read("quotes", ""), spans("2023-05-01")) is None
    drawn = histogram(read("quotes", "q=bridge&from=2023-05-01&to=2023-05-01"), spans("2023-05-01"))
    assert drawn is not None
    assert (drawn.bars, drawn.wider) == ((), "q=bridge&from=2023-05&to=2023-05")


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 400), st.integers(1, 9)), min_size=1, max_size=40))
def test_a_bar_counts_all_that_are_of_it_alone_and_the_others_are_counted_once(
    told: list[tuple[int, int, int]],
) -> None:
    start = date(2021, 1, 1)
    all_ = [(start + timedelta(first), start + timedelta(first + days), n) for first, days, n in told]
    drawn = histogram(read("quotes", ""), all_)
    for bar in drawn.bars if drawn else ():
        touching = [n for first, last, n in all_ if first <= bar.when.latest and bar.when.earliest <= last]
        inside = [n for first, last, n in all_ if bar.when.earliest <= first and last <= bar.when.latest]
        assert bar.count <= sum(inside) <= sum(touching) <= bar.count + drawn.longer
    if drawn:
        assert sum(bar.count for bar in drawn.bars) + drawn.longer == sum(n for _, _, n in all_)


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("asked", ["", "from=2023&to=2023", "from=2023-01-10&to=2023-06", "place=donetsk-oblast"])
def test_a_bar_leads_to_a_list_of_what_it_counts_and_of_what_lasted_longer(
    reading: Connection, noun: str, asked: str
) -> None:
    filters = read_question(noun, parse_qsl(asked), names_in(reading))
    drawn = page(reading, NOUNS[noun], filters).histogram
    assert drawn is not None
    for bar in drawn.bars:
        alone = read_question(noun, parse_qsl(bar.query), names_in(reading))
        assert alone.problems == ()
        assert bar.count <= listing.counted(reading, NOUNS[noun], alone) <= bar.count + drawn.longer, bar


def test_by_the_day_of_publication_there_is_none(reading: Connection) -> None:
    filters = read_question("quotes", [("date_of", "published")], names_in(reading))
    assert page(reading, QUOTES, filters).histogram is None
