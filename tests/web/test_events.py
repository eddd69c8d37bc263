"""The pages that set accounts side by side: an event's ledger, contradictions, the codebook."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import html5lib
import pytest

from app.browse.contradictions import MOST
from app.forms.telling import counted


@pytest.fixture(scope="module")
def disputed(reader) -> dict:
    (event,) = reader.get("/events.json?disputed=yes").json()["items"]
    return reader.get(event["url"] + ".json").json()


def test_a_ledger_is_the_same_on_its_page_and_as_json(reader, disputed):
    page = reader.get(disputed["event"]["url"]).text
    ledger = disputed["ledger"]
    assert ledger["differs"]
    table = page.partition('<table class="sides')[2].partition("</table>")[0]
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
    said = counted(event["sources"], "report")
    if event["sources"] > 1:  # a single article is a single origin
        said += f" from {counted(event['origins'], 'origin')}"
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
    whole = query.replace("size=1", "size=100")
    ids = [item["id"] for item in reader.get(f"/events/contradictions.json?{whole}").json()["items"]]
    rows = table(reader, f"/events/contradictions.csv?{query}")
    assert [row["id"] for row in rows] == ids
    assert all(row["differs_in"] and row["accounts"] for row in rows)
    lines = reader.get(f"/events/contradictions.jsonl?{query}").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids
    shapes = reader.get(f"/events/contradictions.geojson?{query}").json()
    assert (shapes["count"], [each["id"] for each in shapes["features"]]) == (len(ids), ids)
    entries = reader.get(f"/events/contradictions.atom?{query}").text.count("<entry>")
    assert entries == len(found["items"])
    assert all(item["differs_in"] and item["rows"] for item in found["items"])
    html5lib.HTMLParser(strict=True).parse(page.text)


@pytest.mark.parametrize(("size", "held"), [("", 50), ("size=5", 5), ("size=10", 10), ("size=100", 100)])
def test_a_page_of_contradictions_is_short_and_a_program_gets_as_many_as_it_asked_for(sampled, size, held):
    found = sampled.get(f"/events/contradictions.json?{size}").json()
    number = found["count"]["value"]
    assert number > MOST
    assert len(found["items"]) == min(held, number)
    assert found["filters"].get("size", "50") == str(held)
    page = sampled.get(f"/events/contradictions?{size}").text
    shown, further = page.count('<li id="'), re.search(r'rel="next"[^>]*href="([^"]*)"', page)[1]
    assert shown == min(held, MOST)
    assert re.findall(r"size=(\d+)", further) == ([str(held)] if size else [])
    whole = sampled.get("/events/contradictions.json?size=100").json()["items"]
    assert whole[shown]["id"] in sampled.get(html.unescape(further)).text


def test_contradictions_ask_as_lists_do(reader):
    assert reader.get("/events/contradictions?type=nonsense").status_code == 200
    assert reader.get("/events/contradictions.json?type=nonsense").status_code == 422
    assert reader.get("/events/contradictions.csv?type=nonsense").status_code == 422
    part = reader.get("/events/contradictions", headers={"HX-Request-Type": "partial"}).text
    assert "<html" not in part
    assert 'href="/events/contradictions' in reader.get("/events").text
    assert 'href="/events/contradictions"' in reader.get("/").text


def test_one_event_answers_in_forms_of_its_own(reader, disputed):
    """Its ledger as rows, its reports as a feed, itself as a feature; other endings say which there are."""
    url, event = disputed["event"]["url"], disputed["event"]
    rows = table(reader, url + ".csv")
    assert [row["question"] for row in rows] == [row["question"] for row in disputed["ledger"]["rows"]]
    assert [int(row["row"]) for row in rows] == list(range(len(rows)))
    for row in rows:
        assert all(row[name] for name in ("event_url", "words", "source", "start", "end", "state", "as_of_is"))
        path = row["source"].partition("; ")[0].removeprefix("http://localhost")
        assert reader.get(path.partition("#")[0]).status_code == 200
    feed = reader.get(url + ".atom").text
    articles = {claim["article"]["id"] for claim in disputed["claims"]}
    assert feed.count("<entry>") == len(articles)
    assert all(f"/events/{event['id']}#{one}" in feed for one in articles)
    feature = reader.get(url + ".geojson").json()
    assert (feature["type"], feature["id"]) == ("Feature", event["id"])
    assert feature["properties"]["url"].startswith("http")
    for ending in (".jsonl", ".xlsx"):
        wrong = reader.get(url + ending)
        assert wrong.status_code == 404
        assert ".json, .csv, .atom, .geojson" in wrong.text
    assert reader.get(f"/events/{event['id']}-wrong.csv", follow_redirects=False).status_code == 301


@pytest.mark.parametrize("query", ["", "disputed=yes", "stance=any&modality=any", "type=shelling", "q=zzzz"])
def test_the_ledgers_of_a_list_are_those_of_its_events(sampled, query):
    """One file, row for row what each event's own file holds, in the order of the list."""
    rows = table(sampled, f"/events/ledger.csv?{query}")
    events = [item["url"] for item in sampled.get(f"/events.json?size=100&{query}").json()["items"]][:12]
    own = [row for url in events for row in table(sampled, f"{url}.csv")]
    asked = {row.pop("asked") for row in rows}
    assert rows[: len(own)] == own
    assert len(asked) <= 1
    assert all(re.match(r"https?://[^/]+/events/ledger\b", one) for one in asked)
    lines = [json.loads(line) for line in sampled.get(f"/events/ledger.jsonl?{query}").text.splitlines()]
    assert [(line["event"]["id"], str(line["row"])) for line in lines] == [
        (row["event"], row["row"]) for row in rows
    ]
    for form in (".csv", ".jsonl"):
        assert sampled.get(f"/events/ledger{form}?{query}").headers["x-total-count"] == str(len(rows))


def test_a_ledgers_file_says_whom_a_figure_counts_and_which_are_words(sampled):
    rows = table(sampled, "/events/ledger.csv?stance=any&modality=any")
    counted = [row for row in rows if row["counted"]]
    assert {row["counted_as"] for row in counted} >= {"people", "soldiers", "drones"}
    assert all(row["figure"] in row["words"] and row["counted"] in row["words"] for row in counted)
    assert all(not row["counted"] for row in rows if not row["figure"])
    words = ("dozens", "scores", "hundreds", "thousands", "several")
    for row in rows:
        assert row["title"]
        assert (row["vague"] != "") == any(word in row["figure"].lower() for word in words), row["figure"]


def test_the_ledgers_have_files_and_the_list_is_their_page(sampled):
    assert 'href="/events/ledger.csv"' in sampled.get("/events").text
    assert 'href="/events/ledger.csv?place=kupiansk"' in sampled.get("/events?place=kupiansk").text
    led = sampled.get("/events/ledger?place=kupiansk")
    assert (led.status_code, led.headers["location"]) == (302, "/events?place=kupiansk")
    assert sampled.get("/events/ledger.xlsx").status_code == 404
    assert sampled.get("/events/ledger.csv?place=nowhere-at-all").status_code == 422


@pytest.mark.parametrize("address", ["/events.atom", "/events.jsonl", "/events.geojson", "/events/ledger.jsonl"])
def test_a_form_says_its_encoding(sampled, address):
    assert sampled.get(address).headers["content-type"].endswith("; charset=utf-8")


def test_a_file_of_events_says_how_many_on_whose_word_and_where_it_stands(reader):
    rows = {row["id"]: row for row in table(reader, "/events.csv?stance=any&modality=any")}
    for item in reader.get("/events.json?stance=any&modality=any&size=100").json()["items"]:
        row = rows[item["id"]]
        assert re.fullmatch("https?://[^/]+" + re.escape(item["url"]), row["url"])
        first = item["spans"][0]
        assert (row["trigger"], row["start"]) == (first["trigger"]["exact"], str(first["start"]))
        assert row["source"].split("; ")[0].endswith(first["source"])
        assert row["state"]
        assert (row["when_prec"] != "") == (item["when"] is not None)
        killed = [each for each in item["figures"] if each["kind"] == "killed" and each["unit"] is None]
        low, by = (killed[0]["low"], killed[0]["who"]) if killed else (None, [])
        assert (row["killed_low"], row["killed_by"]) == ("" if low is None else f"{low}", "; ".join(by))
        assert set(item) >= {"held_by", "denials", "denied_by", "state"}
    assert any(row["killed_by"] for row in rows.values())


def table(reader, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reader.get(address).text, newline="")))


@pytest.mark.parametrize(
    "name", ["disputed", "party", "placed", "figures", "role", "side", "modality", "stance", "type", "actor"]
)
def test_a_facets_link_lists_as_many_as_it_says(reader, name):
    page = reader.get("/events").text
    part = page.partition(f'id="facet-{name}"')[2].partition("</ul>")[0]
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
