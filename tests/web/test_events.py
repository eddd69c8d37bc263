"""The pages that set accounts side by side: an event's ledger, contradictions, the codebook."""

from __future__ import annotations

import re

import html5lib
import pytest

from app.forms.telling import counted


@pytest.fixture(scope="module")
def disputed(reader) -> dict:
    (event,) = reader.get("/events.json?disputed=yes").json()["items"]
    return reader.get(event["url"] + ".json").json()


def test_a_ledger_is_the_same_on_its_page_and_as_json(reader, disputed):
    page = reader.get(disputed["event"]["url"]).text
    ledger = disputed["ledger"]
    assert ledger["differs"]
    table = page.partition('<table class="sides"')[2].partition("</table>")[0]
    shown = [row for row in ledger["rows"] if row["question"] in ledger["differs"]]
    assert all(words["source"] in table for row in shown for words in row["words"])
    assert table.count("differs from") == sum(bool(row["differs"]) for row in ledger["rows"])
    assert "denies it" in table
    assert {row["says"] for row in shown} >= {"happened", "denied"}


def test_a_ledgers_words_are_in_their_articles(reader, disputed):
    for row in disputed["ledger"]["rows"]:
        for words in row["words"]:
            path, _, anchor = words["source"].partition("#")
            article = reader.get(path + ".json").json()
            assert article["text"][words["start"] : words["end"]] == words["exact"]
            assert f'id="{anchor}"' in reader.get(path).text


def test_sources_are_counted_with_their_origins(reader, disputed):
    event = disputed["event"]
    said = f"{counted(event['sources'], 'report')} from {counted(event['origins'], 'origin')}"
    assert said in reader.get(event["url"]).text
    assert said in reader.get("/events?disputed=yes").text


@pytest.mark.parametrize("query", ["", "type=shelling", "type=talks", "place=kupiansk", "from=2024", "size=1",
                                   "party=yes", "stance=any&modality=any"])  # fmt: skip
def test_contradictions_are_one_number_by_every_door(reader, query):
    page = reader.get(f"/events/contradictions?{query}")
    found = reader.get(f"/events/contradictions.json?{query}").json()
    as_events = reader.get(f"/events.json?disputed=yes&{query}").json()
    assert found["count"] == as_events["count"]
    assert [item["id"] for item in found["items"]] == [item["id"] for item in as_events["items"]]
    assert page.text.count('<li id="') == len(found["items"])
    assert all(item["differs_in"] and item["rows"] for item in found["items"])
    html5lib.HTMLParser(strict=True).parse(page.text)


def test_contradictions_ask_as_lists_do(reader):
    assert reader.get("/events/contradictions?type=nonsense").status_code == 200
    assert reader.get("/events/contradictions.json?type=nonsense").status_code == 422
    assert reader.get("/events/contradictions.csv").status_code == 404
    part = reader.get("/events/contradictions", headers={"HX-Request-Type": "partial"}).text
    assert "<html" not in part
    assert 'href="/events/contradictions' in reader.get("/events").text
    assert 'href="/events/contradictions"' in reader.get("/").text


@pytest.mark.parametrize("name", ["disputed", "party", "role", "side", "modality", "stance", "type", "actor"])
def test_a_facets_link_lists_as_many_as_it_says(reader, name):
    page = reader.get("/events").text
    part = page.partition(f'id="facet-{name}"')[2].partition("</section>")[0]
    for query, number in re.findall(r'href="/events\?([^"]*)"[^>]*>.*?<span class="n">([\d,]+)</span>', part):
        told = reader.get(f"/events.json?{query.replace('&amp;', '&')}").json()
        assert told["count"]["value"] == int(number.replace(",", "")), query


def test_the_codebook_counts_what_the_list_shows(reader):
    page = reader.get("/codebook").text
    counts = dict(re.findall(r'href="/events\?type=([a-z-]+)">([\d,]+)</a>', page))
    assert counts
    for code, number in counts.items():
        assert reader.get(f"/events.json?type={code}").json()["count"]["value"] == int(number)
    listed = reader.get("/events.json?size=100").json()["items"]
    assert set(counts) == {event["type"] for event in listed}
    assert set(re.findall(r'<tr id="([a-z-]+)"', page)) >= set(counts)
    for source in re.findall(r'<a class="small" href="([^"]+)"', page):  # the examples
        path, _, anchor = source.partition("#")
        assert f'id="{anchor}"' in reader.get(path).text


def test_what_was_seen_and_not_taken_is_told_with_its_reason(reader):
    for item in reader.get("/articles.json").json()["items"]:
        article = reader.get(item["url"] + ".json").json()
        page = reader.get(item["url"]).text
        assert (f"Seen and not taken: {len(article['refused'])}" in page) == bool(article["refused"])
        for each in article["refused"]:
            assert article["text"][each["start"] : each["end"]] == each["exact"]
            assert each["reason"]


def test_a_stranger_is_not_shown_refused_words_of_others_articles(stranger):
    for item in stranger.get("/articles.json").json()["items"]:
        told = stranger.get(item["url"] + ".json").json()
        assert all(each["exact"] == "" for each in told["refused"])
