"""A drawn number, the number in its table and the rows of its file are one number, on every kind of figure."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from starlette.testclient import TestClient

FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)
NUMBER = re.compile(r": ([\d,]+)(?: [^<]*)?$")
CELL = re.compile(r'<a href="([^"]+)">([\d,]+)</a>')
ROW = re.compile(r'<tr><th scope="row">(?:<a [^>]*>)?([^<]+)(?:</a>)?</th>(.*?)</tr>', re.DOTALL)


def number(written: str) -> int:
    return int(written.replace(",", ""))


def rows_of(client: TestClient, link: str) -> int:
    """How many rows the CSV of a list has."""
    path, _, query = html.unescape(link).partition("?")
    return len(list(csv.DictReader(io.StringIO(client.get(f"{path}.csv?{query}").text))))


def first(client: TestClient, noun: str, holds: str) -> str:
    """The page of the first thing of a noun whose page has what is looked for."""
    for item in client.get(f"/{noun}.json?size=100").json()["items"]:
        page = client.get(item["url"]).text
        if holds in page:
            return page
    pytest.fail(f"no page of {noun} with the samples has {holds!r}: nothing compared")


@pytest.mark.parametrize("query", ["", "?place=ukraine", "?from=2023&to=2023", "?type=shelling&stance=any"])
def test_a_timeline_is_its_table_and_its_file(sampled: TestClient, query: str) -> None:
    page = sampled.get(f"/events/timeline{query}").text
    drawn = [number(told[1]) for title in re.findall(r"<title>([^<]*events?)</title>", page)
             if (told := NUMBER.search(title))]  # fmt: skip
    table = [[number(cell) for cell in re.findall(r"<td>([\d,]+)</td>", row)] for _, row in ROW.findall(page)]
    file = list(csv.DictReader(io.StringIO(sampled.get(f"/events/timeline.csv{query}").text)))
    answer = sampled.get(f"/events/timeline.json{query}").json()
    counts = [int(row["events"]) for row in file if int(row["events"])]
    assert drawn == [row[0] for row in table] == counts
    assert all(sure + wider == events for events, sure, wider in table)
    assert drawn
    assert [bar["events"] for bar in answer["bars"] if bar["events"]] == drawn


@pytest.mark.parametrize("query", ["", "?place=ukraine", "?from=2023-05&to=2023-06"])
def test_a_column_counts_the_rows_of_its_list(sampled: TestClient, query: str) -> None:
    page = sampled.get(f"/events/timeline{query}").text
    links = re.findall(r'<th scope="row"><a href="([^"]+)">[^<]*</a></th><td>([\d,]+)</td>', page)
    assert links
    for link, told in links:
        assert rows_of(sampled, link.replace("/events/timeline", "/events")) == number(told), link


@pytest.mark.parametrize("query", ["", "?place=ukraine", "?actor=russia"])
def test_a_map_counts_the_rows_of_its_lists(sampled: TestClient, query: str) -> None:
    page = sampled.get(f"/events/map{query}").text
    marks = sampled.get(f"/events/map.json{query}").json()
    spots = [
        (html.unescape(link), number(told))
        for link, told in re.findall(r'<a href="(/events/map\?[^"]+)" aria-label="[^"]*: ([\d,]+) events?"', page)
    ]
    assert sum(told for _, told in spots) == sum(mark["events"] for mark in marks["marks"]) == marks["events"]
    caption = re.search(r"<figcaption>([\d,]+) events? at ([\d,]+) place", page)
    assert caption
    assert (number(caption[1]), number(caption[2])) == (marks["events"], len(spots))
    rows = list(csv.DictReader(io.StringIO(sampled.get(f"/events.csv{query}").text)))
    unplaced = re.search(r"<summary>([\d,]+) events? (?:is|are) on no map", page)
    assert marks["events"] + (number(unplaced[1]) if unplaced else 0) == len(rows)


@pytest.mark.parametrize("noun", ["people", "places", "outlets"])
def test_activity_is_its_table_and_the_lists_it_leads_to(sampled: TestClient, noun: str) -> None:
    page = first(sampled, noun, 'class="bar"')
    figure = next(one for one in FIGURE.findall(page) if 'class="bar"' in one)
    bars = [number(told[1]) for title in re.findall(r'class="bar"[^>]*><title>([^<]*)</title>', figure)
            if (told := NUMBER.search(title))]  # fmt: skip
    columns = [dict(enumerate(CELL.findall(cells))) for _, cells in ROW.findall(figure)]
    noun_drawn = html.unescape(columns[0][0][0]).partition("?")[0]
    table = [number(told) for cells in columns for link, told in cells.values() if link.startswith(noun_drawn)]
    assert bars == [told for told in table if told]
    assert bars
    for cells in columns:
        for link, told in cells.values():
            assert rows_of(sampled, link) == number(told), link


def test_a_toll_over_time_is_its_table(sampled: TestClient) -> None:
    page = first(sampled, "events", 'class="dot')
    figure = next(one for one in FIGURE.findall(page) if 'class="dot' in one)
    dots = re.findall(r'class="dot[^>]*><title>([^<]*)</title>', figure)
    told = [re.sub(r"<[^>]+>", "", row) for row in re.findall(r"<tbody>(.*?)</tbody>", figure, re.DOTALL)]
    figures = re.findall(r'<a href="/articles/[^"]*">([^<]+)</a>', figure)
    assert dots
    assert told
    assert len(dots) <= len(figures)
    for dot in dots:
        drawn = re.findall(r"\d[\d,]*", dot)
        assert any(number(one) in {number(n) for n in re.findall(r"\d[\d,]*", " ".join(figures))} for one in drawn)


def test_a_calendar_counts_what_its_days_list(sampled: TestClient) -> None:
    page = sampled.get("/dates/2023-05").text.partition("<main")[2]
    days = re.findall(
        r'<a href="/dates/(2023-05-\d\d)"[^>]*>\d+.*?<span class="n">([\d,]+)</span>', page, re.DOTALL
    )
    assert len(days) > 1
    year = sampled.get("/dates/2023").text
    for day, told in days:
        small = re.search(rf'<a href="/dates/{day}"[^>]*>\d+.*?<span class="n">([\d,]+)</span>', year, re.DOTALL)
        assert small
        assert number(small[1]) == number(told)
