"""One number everywhere: the page, the CSV and the JSON of one question agree."""

from __future__ import annotations

import csv as reader
import io
import json as stdlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection

from app.browse import article_page, dates, events, home, outlets, people, places, quotes, search
from app.browse.answer import listing
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.forms import csv, files, json
from app.forms.answer import Answer
from app.store.db import Database
from tests.browse.made import fill
from tests.browse.questions import Question, questions
from tests.browse.test_listing import ASKED, COUNTS, LISTS
from tests.counts import count
from tests.forms.sheets import load_sheet

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(new_database: Callable[[], Database]) -> Database:
    database = new_database()
    fill(database)
    return database


@pytest.fixture
def reading(made: Database) -> Iterator[Connection]:
    with made.reading() as connection:
        yield connection


def table(noun: str, records: Iterator[object]) -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO("".join(csv.lines(noun, records)), newline="")))


def whole(noun: str, ending: str, db: Connection, filters: Filters) -> list[str]:
    """The ids in a whole file, which says the question and its count itself where its form has room for it."""
    count = COUNTS[noun](db, filters)
    records = listing.every(db, ASKED[noun], filters)
    out = io.BytesIO()
    files.FILES[ending].write(Answer(noun, "the question", count, "https://x.example/", NOW, records), out)
    written = out.getvalue()
    if ending == ".xlsx":
        sheet, about = (load_sheet(written, number) for number in (1, 2))
        assert [row[1] for row in about[:2]] == ["the question", count]
        return [str(row[0]) for row in sheet[1:]]
    if ending == ".geojson":
        told = stdlib.loads(written)
        assert (told["question"], told["count"]) == ("the question", count)
        return [feature["id"] for feature in told["features"]]
    if ending == ".jsonl":
        return [stdlib.loads(line)["id"] for line in written.decode().splitlines()]
    return [row["id"] for row in reader.DictReader(io.StringIO(written.decode(), newline=""))]


@given(questions)
@settings(
    deadline=None,
    max_examples=count(15, 40),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_one_number_everywhere(reading: Connection, question: Question) -> None:
    noun, pairs = question
    filters = read_question(noun, pairs, names_in(reading)).changed(size=100)
    noun_ = ASKED[noun]
    page = LISTS[noun](reading, filters)
    rows = table(noun, listing.every(reading, noun_, filters))
    told = stdlib.loads(json.listing(page))
    lines = [stdlib.loads(line) for line in json.lines(listing.every(reading, noun_, filters))]
    assert page.count.value == len(rows) == told["count"]["value"] == len(lines) == COUNTS[noun](reading, filters)
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    assert [item["id"] for item in told["items"]] == [row["id"] for row in rows][:100]
    assert told["question"] == page.sentence
    for ending in files.endings(noun):
        assert whole(noun, ending, reading, filters) == [row["id"] for row in rows], ending


@pytest.mark.parametrize("noun", list(LISTS))
def test_the_header_is_the_rows_own(reading: Connection, noun: str) -> None:
    record = next(listing.every(reading, ASKED[noun], Filters(noun)))
    assert set(csv._ROWS[noun](record)) == set(csv._COLUMNS[noun])


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (-37.5, "-37.5"),  # a number is no formula
        (0, "0"),
        (None, ""),
        (True, "yes"),
        (("Donetsk Oblast", "Ukraine"), "Donetsk Oblast; Ukraine"),
        ('“Gone”, she said\n"now"', '“Gone”, she said\n"now"'),
    ],
)
def test_cells_are_safe_in_a_spreadsheet(value: object, cell: str) -> None:
    (row,) = reader.reader(io.StringIO(csv.line([value, "end"]), newline=""))
    assert row == [cell, "end"]


def test_the_question_stands_in_the_answer(reading: Connection) -> None:
    asked = [("speaker", "zelenskyy"), ("type", "direct"), ("type", "mixed"), ("from", "2023"), ("size", "2")]
    told = stdlib.loads(
        json.listing(quotes.list_quotes(reading, read_question("quotes", asked, names_in(reading))))
    )
    assert told["filters"] == {
        "speaker": ["volodymyr-zelensky"], "type": ["direct", "mixed"], "from": "2023", "size": "2",
    }  # fmt: skip
    assert set(told) == {"question", "filters", "count", "items", "next"}
    assert told["next"] is None or told["next"].startswith("/quotes.json?")


def test_an_item_has_what_was_promised(reading: Connection) -> None:
    event = stdlib.loads(json.listing(events.list_events(reading, Filters("events"))))["items"][0]
    promised = {
        "id",
        "url",
        "type",
        "title",
        "when",
        "place",
        "modality",
        "stance",
        "claims",
        "sources",
        "origins",
    }
    assert promised <= set(event)
    quote = stdlib.loads(json.listing(quotes.list_quotes(reading, Filters("quotes"))))["items"][0]
    assert {"id", "url", "type", "words", "speaker", "cue", "said", "place", "article", "spans", "state"} <= set(
        quote
    )
    assert quote["words"] == [quote_["exact"] for quote_ in _pieces(reading, quote["id"])]


def _pieces(reading: Connection, public_id: str) -> list[dict[str, object]]:
    page = quotes.get_quote(reading, public_id)
    assert page
    return [{"exact": piece.exact} for piece in page.quote.pieces]


def test_every_page_has_a_form_in_json(reading: Connection) -> None:
    quote = next(quotes.stream_quotes(reading, Filters("quotes")))
    event = next(events.stream_events(reading, Filters("events")))
    year = dates.get_year(reading, 2023)
    day = next(iter(year.days))
    pages = [
        quotes.get_quote(reading, quote.public_id),
        events.get_event(reading, event.public_id),
        article_page.get_article(reading, quote.article.public_id),
        article_page.get_article(reading, quote.article.public_id, window=20),
        people.get_person(reading, "volodymyr-zelensky"),
        places.get_place(reading, "bakhmut"),
        outlets.get_outlet(reading, "harbour-wire"),
        year,
        dates.get_years(reading),
        dates.get_month(reading, 2023, 5),
        dates.get_day(reading, day),
        home.get_home(reading),
        search.search_everything(reading, "bridge", names_in(reading)),
    ]
    for page in pages:
        assert len(stdlib.loads(json.single(page))) > 0
    whole, window = (stdlib.loads(json.single(page)) for page in pages[2:4])
    assert "text" in whole
    assert "text" not in window
    assert window["excerpts"]


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no form"):
        json.single(object())
