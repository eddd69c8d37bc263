"""The map and the timeline of a list: the same question, the same numbers, in every form."""

from __future__ import annotations

import csv
import io
import random
import re
from html import unescape

import html5lib
import pytest
from starlette.testclient import TestClient

from app.browse.placed import Mark, Placed
from app.browse.records import PlaceBrief
from app.browse.timeline import Bar, Timeline
from app.main import create_app
from app.settings import Settings
from app.text.when import When
from app.web.columns import draw_columns
from app.web.figures import placed_map
from tests.browse.questions import ask
from tests.counts import count
from tests.web.test_valid import PARTIAL

VIEWS = ("/events/map", "/events/timeline")


def generated(number: int) -> list[str]:
    chance, found = random.Random(11), []
    while len(found) < number:
        noun, pairs = ask(chance)
        if noun == "events":
            found.append("&".join(f"{name}={value}" for name, value in pairs if name not in ("size", "sort")))
    return found


QUERIES = [
    "",
    "place=kupiansk",
    "modality=any&stance=any",
    "from=2023-05&to=2023-05",
    "q=xyzzy",
    *generated(count(12, 25)),
]


@pytest.mark.parametrize("query", QUERIES)
def test_every_view_answers_the_same_question(reader, query):
    whole = reader.get(f"/events.json?{query}")
    for view in VIEWS:
        told = reader.get(f"{view}.json?{query}")
        assert told.status_code == whole.status_code
        if whole.status_code == 200:
            assert told.json()["count"] == whole.json()["count"]
            assert told.json()["filters"] == whole.json()["filters"]
            heading = re.search(r'<h1 id="count"[^>]*>(.*?)</h1>', reader.get(f"{view}?{query}").text)
            assert unescape(heading[1]) == whole.json()["question"]


@pytest.mark.parametrize("query", QUERIES)
def test_the_map_holds_all_that_the_list_holds(reader, query):
    told = reader.get(f"/events/map.json?{query}")
    if told.status_code == 422:
        return
    told = told.json()
    assert sum(mark["events"] for mark in told["marks"]) == told["events"]
    assert told["events"] + told["unplaced"] + told["left_out"] == told["count"]["value"]
    features = reader.get(f"/events.geojson?{query}").json()["features"]
    assert sum(feature["geometry"] is None for feature in features) == told["unplaced"]
    kinds = {"point": "Point", "middle": "Point", "circle": "Polygon", "shape": "MultiPolygon"}
    drawn = sorted(kinds[mark["where"]] for mark in told["marks"] for _ in range(mark["events"]))
    assert drawn == sorted(feature["geometry"]["type"] for feature in features if feature["geometry"])


@pytest.mark.parametrize("query", QUERIES)
def test_the_figure_its_table_and_its_file_say_the_same(reader, query):
    page, file = reader.get(f"/events/timeline?{query}"), reader.get(f"/events/timeline.csv?{query}")
    if file.status_code == 422:
        return
    rows = list(csv.DictReader(io.StringIO(file.text)))
    assert rows == [
        {name: str(value) for name, value in bar.items()}
        for bar in reader.get(f"/events/timeline.json?{query}").json()["bars"]
    ]
    some = [int(row["events"]) for row in rows if row["events"] != "0"]
    columns = re.findall(r"<title>[^<]*: ([\d,]+) events?</title>", page.text)
    assert [int(number.replace(",", "")) for number in columns] == some
    table = re.findall(
        r'<th scope="row"><a href="([^"]*)">[^<]*</a></th><td>([\d,]+)</td><td>(\d+)</td>', page.text
    )
    assert [int(number.replace(",", "")) for _, number, _ in table] == some
    for address, number, _ in table:
        listed = reader.get(unescape(address).replace("/events/timeline?", "/events.json?")).json()
        assert listed["count"]["value"] == int(number)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "query", ["", "place=kupiansk&type=shelling", "q=xyzzy", "from=yesterday", "bbox=30,45,40,52"]
)
def test_pages_and_fragments_are_valid_and_keep_the_question(reader, view, query):
    whole = reader.get(f"{view}?{query}")
    assert whole.status_code == 200
    html5lib.HTMLParser(strict=True).parse(whole.text)
    part = reader.get(f"{view}?{query}", headers=PARTIAL)
    title, end, block = part.text.partition("</title>")
    wrapped = f'<!doctype html><html lang="en"><head>{title}{end}</head><body>{block}</body></html>'
    html5lib.HTMLParser(strict=True).parse(wrapped)
    kept = reader.get(f"/events.json?{query}")
    if kept.status_code == 200 and query:
        written = re.findall(r'<nav class="tabs".*?</nav>', whole.text, re.S)[0]
        for tab in ("/events", *VIEWS):
            (address,) = {unescape(href) for href in re.findall(rf'href="({tab}\?[^"]*)"', written)}
            assert reader.get(address.replace(tab, "/events.json")).json()["filters"] == kept.json()["filters"]


@pytest.mark.parametrize("address", ["/events/map.csv", "/events/map.atom", "/events/timeline.geojson"])
def test_other_endings_are_not_there(reader, address):
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/events/map.json", "/events/timeline.json", "/events/timeline.csv"])
def test_a_file_never_drops_a_filter(reader, address):
    assert reader.get(f"{address}?from=yesterday").status_code == 422


@pytest.mark.parametrize("view", VIEWS)
def test_pages_keep_to_their_weight(reader, view):
    assert len(reader.get(view).content) <= 60_000


def test_what_is_nowhere_is_named(reader):
    told = reader.get("/events/map.json?modality=any&stance=any").json()
    page = reader.get("/events/map?modality=any&stance=any").text
    part = page.partition('id="unplaced"')[2].partition("</details>")[0]
    assert bool(part) is bool(told["unplaced"])
    assert part.count("<li>") == told["unplaced"]


# --- drawn ---------------------------------------------------------------------------------------

PLACES = {
    "Bakhmut": PlaceBrief("bakhmut", "Bakhmut", "settlement", 48.59, 38.0),
    "Donetsk Oblast": PlaceBrief("donetsk-oblast", "Donetsk Oblast", "region", 48.0, 37.8),
    "Black Sea": PlaceBrief("black-sea", "Black Sea", "water", 43.4, 34.3),
    "Nowhere Oblast": PlaceBrief("nowhere-oblast", "Nowhere Oblast", "region", 48.0, 37.8),
    "Rafah": PlaceBrief("rafah", "Rafah", "district", 31.3, 34.2),
}


@pytest.mark.parametrize(
    ("place", "precision", "key", "where", "km"),
    [
        ("Bakhmut", 1, "bakhmut", "point", None),
        ("Bakhmut", None, "bakhmut", "point", None),
        ("Bakhmut", 2, "bakhmut~25", "circle", 25),
        ("Bakhmut", 4, "bakhmut~50", "circle", 50),
        ("Rafah", 1, "rafah~50", "circle", 50),
        ("Donetsk Oblast", 4, "donetsk-oblast", "shape", None),
        ("Nowhere Oblast", 4, "nowhere-oblast", "middle", None),
        ("Black Sea", 1, "black-sea", "middle", None),
    ],
)
def test_nothing_is_marked_more_exactly_than_it_is_known(place, precision, key, where, km):
    mark = Mark(PLACES[place], precision, 1, 0)
    assert (mark.key, mark.extent.kind, mark.extent.km) == (key, where, km)


def test_the_drawing_leads_to_each_place(reader):
    from app.browse.question.filters import Filters

    marks = tuple(Mark(place, 1, 2, unsure) for unsure, place in enumerate(PLACES.values()))
    drawn = placed_map(Placed(marks, 10, 0, 0, ()), Filters("events", type=("shelling",)))
    spots = [*(mark.spot for mark in drawn.marks), *(area.spot for area in drawn.areas)]
    assert {spot.url for spot in spots} == {
        f"/events/map?type=shelling&place={place.slug}" for place in PLACES.values()
    }
    assert {spot.name for spot in spots if spot.unsure} == {"Black Sea"}


def bars(*counts: tuple[str, int, int]) -> Timeline:
    return Timeline(
        "month", tuple(Bar(When.parse(when), a, b, f"from={when}") for when, a, b in counts), 0, 0, None, ()
    )


def test_columns_are_as_tall_as_their_numbers():
    drawn = draw_columns(bars(("2023-04", 10, 0), ("2023-05", 3, 2), ("2023-06", 0, 0)), "/events/timeline")
    one, two, none = drawn.columns
    assert one.height == pytest.approx(2 * two.height, abs=0.2)
    assert two.sure == pytest.approx(two.height * 3 / 5, abs=0.2)
    assert none.height == 0
    assert drawn.scale[0] == (drawn.base, 0)
    assert drawn.scale[-1][1] >= 10
    assert (one.label, one.name, one.above, one.url) == (
        "April 2023",
        "Apr",
        "2023",
        "/events/timeline?from=2023-04",
    )


@pytest.mark.parametrize("most", [1, 2, 4, 5, 9, 37, 100, 12_345])
def test_a_scale_ends_where_no_column_passes_it(most):
    drawn = draw_columns(bars(("2023-04", most, 0)), "/")
    numbers = [number for _, number in drawn.scale]
    assert numbers[-2] < most <= numbers[-1]
    assert len(numbers) <= 6
    assert drawn.columns[0].y >= 0


def test_no_bars_no_columns():
    assert draw_columns(Timeline("", (), 0, 0, None, ()), "/") is None


# --- tiles -----------------------------------------------------------------------------------------------


def test_tiles_come_from_nowhere_unless_set(reader):
    assert "data-tiles" not in reader.get("/events/map").text
    assert "img-src 'self' data:;" in reader.get("/events/map").headers["content-security-policy"]


def test_tiles_are_a_setting_that_widens_the_policy_by_one_host(read_settings, world):
    settings = read_settings.model_copy(
        update={"tiles_url": "https://tiles.example/{z}/{x}/{y}.png", "tiles_credit": "Example & Co"}
    )
    app = create_app(settings)
    app.state.world = lambda: world
    page = TestClient(app, base_url="http://127.0.0.1:8000").get("/events/map")
    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png"' in page.text
    assert "Example &amp; Co" in page.text
    policy = page.headers["content-security-policy"]
    assert "img-src 'self' https://tiles.example data:" in policy
    assert policy.count("tiles.example") == 1


@pytest.mark.parametrize(
    "address",
    ["https://tiles.example/", "tiles.example/{z}", "https://a.example/{z}; script-src *", "https://{z}/1"],
)
def test_tiles_that_are_no_address_of_a_tile_are_refused(address):
    with pytest.raises(ValueError, match="write an address like"):
        Settings(_env_file=None, tiles_url=address)
