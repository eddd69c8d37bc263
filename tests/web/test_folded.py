"""Quotes on a page: one row an utterance, every copy under it, and a word where the reading is doubtful."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import html5lib
import pytest


def rows_of(page: str) -> list[tuple[str, list[str]]]:
    """Each row's id and those folded under it."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    ledger = next(each for each in tree.iter("ol") if each.get("class") == "ledger")
    return [
        (item.get("id"), [each.get("id") for each in item.iter("li") if each is not item])
        for item in ledger.findall("li")
    ]


@pytest.mark.parametrize("query", ["speaker=yevgeny-prigozhin&size=100", "size=100", "about=bakhmut&sort=oldest"])
def test_a_page_of_quotes_folds_copies_and_its_number_is_that_of_its_file(sampled, query):
    page = sampled.get(f"/quotes?{query}").text
    listing = sampled.get(f"/quotes.json?{query}").json()
    shown = rows_of(page)
    held = Counter(id_ for first, under in shown for id_ in (first, *under))
    assert held.total() >= min(40, listing["count"]["value"])  # of a hundred as many as have room
    assert held == Counter(item["id"] for item in listing["items"][: held.total()])
    folded = sum(len(under) for _, under in shown)
    assert folded
    assert re.search(rf"{folded} of them ha(?:s|ve) the same words", page)
    total = len(list(csv.DictReader(io.StringIO(sampled.get(f"/quotes.csv?{query}").text))))
    assert listing["count"]["value"] == total
    assert f"{total:,} quotes" in page


def test_copies_are_folded_by_what_was_said_and_each_keeps_its_article(sampled):
    listing = {item["id"]: item for item in sampled.get("/quotes.json?size=100").json()["items"]}
    shown = rows_of(sampled.get("/quotes?size=100").text)
    first, under = next((first, under) for first, under in shown if under)
    alike = sampled.get(f"/quotes/{first}.json").json()["also"]
    assert {each["quote"]["id"] for each in alike} >= set(under)
    assert len({listing[id_]["article"]["id"] for id_ in (first, *under)}) == len(under) + 1


def test_only_what_warns_is_said_of_confidence(sampled):
    page = sampled.get("/quotes?size=100").text
    items = sampled.get("/quotes.json?size=100").json()["items"]
    shown = sum(1 + len(under) for _, under in rows_of(page))
    low = sum(item["confidence"] == "low" for item in items[:shown])
    assert low
    assert page.count("low confidence") == low
    assert "high confidence" not in page
