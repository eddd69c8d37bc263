"""Names of places: what is one, what is not, and what the words round it say. The sentences are invented."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract.names.reader import find_names
from app.extract.places.reader import find_places
from app.extract.reading import PlaceMention
from app.extract.words.parse import parse
from app.world.world import World


def places_in(text: str, world: World) -> list[PlaceMention]:
    parsed = parse(text)
    return find_places(parsed, find_names(parsed, world), world)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets fell on Kramatorsk and Sloviansk.", ["Kramatorsk", "Sloviansk"]),
        ("Two people died in the Donetsk region.", ["Donetsk region"]),
        ("The eastern city of Bakhmut is in ruins. Bakhmut is empty.", ["Bakhmut", "Bakhmut"]),
        ("In May and on Sunday, the police said, victory was near.", []),
        ("Sullivan left. National Security Advisor Jake Sullivan was tired.", []),
        ("The Wagner Group left. CNN reported it.", []),
        ("The Kyiv School of Economics published a report.", []),
        ("The Washington-based centre published a report.", ["Washington"]),
        ("They put sanctions on Moscow.", []),
        ("Moscow said it would answer.", []),
        ("A drone hit a roof in Moscow.", ["Moscow"]),
        ("He was born in the village of Zubrivka.", ["Zubrivka"]),
        ("Shells hit the Al-Nour Hospital on Friday.", ["Al-Nour Hospital"]),
        ("Ukrainian soldiers crossed the Dnipro River.", ["Dnipro River"]),
        ("Kramatorsk, Chasiv Yar and Toretsk were hit.", ["Kramatorsk", "Chasiv Yar", "Toretsk"]),
        ("moscow and kyiv in lower case are nothing.", []),
        ("They met on Thursday and left on Tuesday.", []),
        ("He served in the Gulf War. After that he left.", []),
        ("The Saba news agency reported it.", []),
        ("The state news agency Sana reported it.", []),
        ("The state news firm Saba reported it.", []),
        ("On October 6 the talks began.", []),
        ("“We will go on,” Saree said.", []),
        ("The Coast Guard spoke of two.", []),
        ("Two soldiers were killed in the Zarifka area.", ["Zarifka"]),
        ("A drone struck a truck near Tarkhanivske.", ["Tarkhanivske"]),
        ("They met near Christmas in the Nordic area.", ["Christmas"]),
        ("A newspaper in Sanaa reported it.", ["Sanaa"]),
        ("Troops retook Mosul University on Friday.", ["Mosul University"]),
        ("He teaches for Mosul University.", []),
        ("Troops moved throughout Al Anbar.", ["Al Anbar"]),
    ],
)
def test_literal_places(text: str, expected: list[str], world: World):
    assert [m.span.of(text) for m in places_in(text, world) if m.literal] == expected


@pytest.mark.parametrize(
    ("text", "name", "hint", "relation"),
    [
        ("It fell in the Kharkiv region.", "Kharkiv", "region", None),
        ("It fell in the city of Kharkiv.", "Kharkiv", "settlement", None),
        ("It fell near Kupiansk.", "Kupiansk", None, "near"),
        ("It fell south of Kharkiv.", "Kharkiv", None, "south of"),
        ("It fell on the Kupiansk front.", "Kupiansk", "area", None),
        ("It fell in the Sumy, Kharkiv and Donetsk regions.", "Sumy", "region", None),
    ],
)
def test_words_beside_a_place(text: str, name: str, hint: str | None, relation: str | None, world: World):
    found = {m.name.of(text): (m.hint, m.relation) for m in places_in(text, world)}
    assert found.get(name) == (hint, relation)


def test_demonyms_are_never_literal(world: World):
    found = places_in("Russian troops met Ukrainians.", world)
    assert [m.literal for m in found] == [False] * len(found)
    assert found


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("AaKkyivMoscow .,’'“”\"()-–\n\t1é€😀Зв"), max_size=120))
def test_any_text_gives_valid_spans_in_order(world: World, text: str):
    found = places_in(text, world)
    assert all(m.span.covers(m.name) and m.name.of(text).strip() for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_seed_article(shared: Path, world: World):
    gold = json.loads((shared / "seed/gold.json").read_text())
    text = (shared / "seed" / gold["file"]).read_text()
    literal = [m for m in places_in(text, world) if m.literal]
    assert {p.get("surface", p["name"]) for p in gold["places"]} <= {m.span.of(text) for m in literal}
    refused = [entry["span"] for entry in gold["not_places"]]
    assert not [m for m in literal for s in refused if m.span.start < s["end"] and m.span.end > s["start"]]
    every = json.loads((shared / "seed/gold.jsonl").read_text())["places"]
    spans = {(m.span.start, m.span.end) for m in literal}
    assert [p["text"] for p in every if (p["start"], p["end"]) not in spans] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EU airlines were hit.", ["EU"]),  # a body, and what belongs to its part of the world
        ("African Americans voted.", ["African Americans"]),
        ("Native American land was sold.", ["Native American"]),
        ("African countries voted.", ["African"]),
    ],
)
def test_adjectives_of_places(text: str, expected: list[str], world: World):
    assert [m.span.of(text) for m in places_in(text, world) if not m.literal] == expected
