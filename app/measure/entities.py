"""People, organisations and locations beside gold ones, our kinds renamed into the corpus's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.measure.spans import Item, distinct, overlapping, unpaired
from app.measure.tally import Tally

TYPES = ("Person", "Organisation", "Location")


@cache
def renamed() -> Mapping[str, str]:
    told = tomllib.loads(Path(__file__).with_name("entity_kinds.toml").read_text(encoding="utf-8"))
    return told["re3d"]


def entities_of(reading: Item) -> list[dict[str, Any]]:
    """Actors by the names of re3d, and places as Locations, named ("Mosul") or not ("the city")."""
    names = renamed()
    places = [
        {"start": item["start"], "end": item["end"], "type": "Location"}
        for item in (*reading.get("places", []), *reading.get("place_references", []))
        if item.get("literal", True)
    ]
    placed = {(place["start"], place["end"]) for place in places}
    actors = [
        {"start": item["start"], "end": item["end"], "type": names[item["type"]]}
        for item in reading.get("entities", [])
        # The corpus has one label a span: a state that is a place there is not a group as well.
        if item["type"] in names and not (item["type"] == "state" and (item["start"], item["end"]) in placed)
    ]
    return actors + places


def score_entities(gold: Item, reading: Item) -> Tally:
    """Each type by itself: one-to-one pairs that share a character, and equal spans."""
    tally = Tally()
    text = gold["text"]
    ours = entities_of(reading)
    for kind in TYPES:
        wanted = distinct(item for item in gold.get("entities", []) if item["type"] == kind)
        found = distinct(item for item in ours if item["type"] == kind)
        exact, pairs = overlapping(wanted, found)
        tally.count(f"entities, {kind}: overlap", len(pairs), len(found), len(wanted))
        tally.count(f"entities, {kind}: exact", len(exact), len(found), len(wanted))
        missed, wrong = unpaired(wanted, found, pairs)
        tally.missed("entities", text, missed, kind)
        tally.wrong("entities", text, wrong, kind)
    return tally
