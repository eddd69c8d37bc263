"""Which place a name means. The gazetteer here is a dozen places, some real, some invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.extract.names.reader import find_names
from app.extract.places.reader import find_places
from app.extract.reading import PlaceMention, Reading
from app.extract.words.parse import parse
from app.resolve.judgement import Judgement
from app.resolve.places import PlaceLink, lookup_in, resolve_places
from app.text.folding import fold_name
from app.text.span import Span
from app.world.gazetteer import Place
from app.world.world import World

PLACES = [
    Place("c-UA", "Ukraine", "country", 49, 32, "UA", (), 41_000_000),
    Place("c-RU", "Russia", "country", 60, 100, "RU", (), 144_000_000),
    Place("c-US", "United States", "country", 40, -98, "US", (), 330_000_000),
    Place("r-UA.05", "Donetsk Oblast", "region", 48, 37.7, "UA", ("c-UA",)),
    Place("r-UA.07", "Kharkiv Oblast", "region", 49.5, 36.5, "UA", ("c-UA",)),
    Place("r-US.TX", "Texas", "region", 31, -99, "US", ("c-US",)),
    Place("g1", "Donetsk", "settlement", 48.0, 37.8, "UA", ("r-UA.05", "c-UA"), 900_000),
    Place("g2", "Donetsk", "settlement", 48.3, 39.9, "RU", ("r-RU.61", "c-RU"), 48_000),
    Place("g3", "Kyiv", "settlement", 50.4, 30.5, "UA", ("r-UA.12", "c-UA"), 2_800_000),
    Place("g4", "Odesa", "settlement", 46.5, 30.7, "UA", ("r-UA.17", "c-UA"), 1_000_000),
    Place("g5", "Odessa", "settlement", 31.8, -102.4, "US", ("r-US.TX", "c-US"), 120_000),
    Place("g6", "Petrivka", "settlement", 48.5, 37.1, "UA", ("r-UA.05", "c-UA"), 900),
    Place("g7", "Petrivka", "settlement", 49.9, 36.9, "UA", ("r-UA.07", "c-UA"), 950),
    Place("w1", "Sea of Azov", "water", 46, 36.5, None),
]
BY_KEY = {place.key: place for place in PLACES}


def lookup(name: str) -> Sequence[Place]:
    return [p for p in PLACES if fold_name(p.name) == fold_name(name)]


def link(text: str, *marked: tuple[str, str | None, str | None]) -> list[PlaceLink]:
    mentions, at = [], 0
    for name, hint, relation in marked:
        start = text.index(name, at)
        at = start + len(name)
        bare = Span(start, start + len(name.removesuffix(" region")))
        mentions.append(PlaceMention(Span(start, at), bare, hint, relation))
    found = resolve_places(text, Reading("test", places=tuple(mentions)), lookup, BY_KEY.get)
    return [found[m.span] for m in mentions]


@pytest.mark.parametrize(
    ("text", "marked", "key", "where_prec", "reason"),
    [
        ("in Kyiv", ("Kyiv", None, None), "g3", 1, "the only place so named"),
        ("near Kyiv", ("Kyiv", None, "near"), "g3", 2, "the only place so named"),
        ("in the Donetsk region", ("Donetsk region", "region", None), "r-UA.05", 4, "the only place so named"),
        ("in Ukraine", ("Ukraine", None, None), "c-UA", 6, "the only place so named"),
        ("in eastern Ukraine", ("Ukraine", None, None), "c-UA", 5, "the only place so named"),
        ("the Sea of Azov", ("Sea of Azov", None, None), "w1", 7, "the only place so named"),
        ("on the Kyiv front", ("Kyiv", "area", None), "g3", 2, "the only place so named"),
        ("in Nowhere", ("Nowhere", None, None), None, 5, "not in the gazetteer"),
    ],
)
def test_one_place(text: str, marked: tuple, key: str | None, where_prec: int, reason: str):
    (found,) = link(text, marked)
    assert (found.place.key if found.place else None, found.where_prec, found.reason) == (key, where_prec, reason)


def test_what_follows_contains_it():
    found = link("in Odessa, Texas", ("Odessa", None, None), ("Texas", None, None))
    assert found[0].place == BY_KEY["g5"]
    assert found[0].reason == "followed by Texas, which it lies in"
    assert [p.key for p in found[0].lost] == ["g4"]


def test_other_places_decide_and_are_counted():
    marked = [(name, None, None) for name in ("Russia", "Donetsk", "Kyiv", "Ukraine")]
    found = link("Russia: Donetsk, after Kyiv fell silent, Ukraine said", *marked)
    assert found[1].place == BY_KEY["g1"]
    assert "Ukraine" in found[1].reason


def test_a_region_tells_villages_apart():
    text = "in Petrivka in the Donetsk region"
    assert link(text, ("Petrivka", None, None), ("Donetsk region", "region", None))[0].place == BY_KEY["g6"]


def test_two_villages_alike_are_unsure():
    (found,) = link("in Petrivka", ("Petrivka", None, None))
    assert (found.place, found.judgement, len(found.lost)) == (None, Judgement.UNSURE, 2)


def test_made_plain_once_is_plain_again():
    text = "in Odessa, Texas; and Odessa was quiet"
    found = link(text, ("Odessa", None, None), ("Texas", None, None), ("Odessa", None, None))
    assert found[2].place == BY_KEY["g5"]
    assert found[2].reason.startswith("as elsewhere in the article")


def test_seed_article(shared: Path, world: World):
    gold = json.loads((shared / "seed/gold.json").read_text())
    text = (shared / "seed" / gold["file"]).read_text()
    parsed = parse(text)
    mentions = tuple(find_places(parsed, find_names(parsed, world), world))
    reading = Reading("test", places=mentions)
    found = resolve_places(text, reading, lookup_in(world.gazetteer), world.gazetteer.get)
    for wanted in gold["places"]:
        spans = [
            m.span for m in mentions if m.literal and m.span.of(text) == wanted.get("surface", wanted["name"])
        ]
        assert spans, wanted["name"]
        for span in spans:
            place = found[span].place
            assert place, wanted["name"]
            if "lat" in wanted:
                assert place.km_to(wanted["lat"], wanted["lon"]) <= wanted["tolerance_km"]
            assert place.kind == wanted.get("kind", place.kind)
            assert place.geonameid != wanted.get("not_geonameid", -1)
