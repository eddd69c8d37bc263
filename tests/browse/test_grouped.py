"""An answer by the values of one filter: each number is that of the list it leads to."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from sqlalchemy import Connection

from app.browse.answer import grouped, listing
from app.browse.articles import ARTICLES
from app.browse.events import EVENTS
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.quotes import QUOTES

NOUNS = {"quotes": QUOTES, "events": EVENTS, "articles": ARTICLES}
EVERY = [(noun, by) for noun, each in NOUNS.items() for by in grouped.groups_of(each)]


def read(db: Connection, noun: str, query: str) -> Filters:
    return read_question(noun, parse_qsl(query), names_in(db))


@pytest.mark.parametrize(("noun", "by"), EVERY)
@pytest.mark.parametrize("query", ["", "place=kharkiv-oblast", "q=bridge&from=2023-03"])
def test_a_group_is_the_list_it_leads_to(reading: Connection, noun: str, by: str, query: str) -> None:
    told = grouped.group(reading, NOUNS[noun], read(reading, noun, query), by)
    for one in told.items[:6]:
        alone = read(reading, noun, one.query)
        assert listing.counted(reading, NOUNS[noun], alone) == one.count, one
        whens = [when for each in listing.every(reading, NOUNS[noun], alone) if (when := _when(each))]
        assert (one.first and one.first.earliest) == min((when.earliest for when in whens), default=None)
        assert (one.last and one.last.latest) == max((when.latest for when in whens), default=None)


def _when(item):
    return getattr(item, "said", None) or getattr(item, "when", None) or getattr(item, "published", None)


@pytest.mark.parametrize(("noun", "by"), [("quotes", "speaker"), ("events", "actor"), ("articles", "place")])
def test_its_pages_are_the_whole(reading: Connection, noun: str, by: str) -> None:
    asked = read(reading, noun, "")
    whole = grouped.group(reading, NOUNS[noun], asked, by).items
    pages, start = [], 0
    while start is not None:
        page = grouped.group(reading, NOUNS[noun], asked, by, start=start, size=2)
        pages += page.items
        start = page.next
    assert tuple(pages) == whole
    assert [one.count for one in whole] == sorted((one.count for one in whole), reverse=True)


@pytest.mark.parametrize(
    ("noun", "by", "find", "found"),
    [
        ("quotes", "speaker", "Зелен", {"Volodymyr Zelensky"}),
        ("quotes", "speaker", "koval", {"Oleh Kovalenko", "Iryna Kovalenko"}),
        ("quotes", "speaker", "valenko", set()),  # a word begins so, or it is no name that one types
        ("events", "place", "Artem", {"Bakhmut"}),
        ("quotes", "type", "dir", {"direct", "partly direct"}),
        ("quotes", "outlet", "harb", {"Harbour Wire"}),
    ],
)
def test_a_group_is_found_by_its_name(reading: Connection, noun: str, by: str, find: str, found: set) -> None:
    told = grouped.group(reading, NOUNS[noun], read(reading, noun, ""), by, find)
    assert {one.label for one in told.items} == found


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ("speaker=volodymyr-zelensky", {"volodymyr-zelensky"}),
        ("speaker=Зеленський", {"volodymyr-zelensky"}),
        ("speaker=Kovalenko", {"oleh-kovalenko", "iryna-kovalenko"}),  # a name that two bear
        ("", set()),
    ],
)
def test_the_chosen_stand_among_the_others(reading: Connection, asked: str, chosen: set[str]) -> None:
    told = grouped.group(reading, QUOTES, read(reading, "quotes", asked), "speaker")
    assert {one.value for one in told.items if one.chosen} == chosen
    assert len(told.items) > len(chosen)
    assert told.sentence == "Quotes"


@pytest.mark.parametrize(("noun", "by"), EVERY)
def test_of_more_than_is_counted_a_file_still_has_all(
    reading: Connection, monkeypatch: pytest.MonkeyPatch, noun: str, by: str
) -> None:
    asked = read(reading, noun, "")
    whole = grouped.group(reading, NOUNS[noun], asked, by)
    for room in (grouped, listing):
        monkeypatch.setattr(room, "MOST_COUNTED", 3)
    some = grouped.group(reading, NOUNS[noun], asked, by)
    assert (whole.exact, some.exact) == (True, False)
    assert sum(one.count for one in some.items) < sum(one.count for one in whole.items)
    assert [one.first for one in some.items] == [None] * len(some.items)  # the first of three is nobody's first
    assert grouped.group(reading, NOUNS[noun], asked, by, every=True) == whole


@pytest.mark.parametrize(("start", "previous"), [(0, None), (2, 0), (5, 3)])
def test_the_page_before_is_as_long_as_this_one(reading: Connection, start: int, previous: int | None) -> None:
    asked = read(reading, "quotes", "")
    assert grouped.group(reading, QUOTES, asked, "speaker", start=start, size=2).previous == previous


def test_what_has_few_values_is_not_grouped(reading: Connection) -> None:
    with pytest.raises(KeyError):
        grouped.group(reading, EVENTS, read(reading, "events", ""), "stance")
