"""The seed article against what a person read in it (`gold.json`): the floors of the first issue."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from app.extract.reader import read
from app.forms.reading_json import reading_json
from app.resolve.links import Linked, link
from app.text.span import Span
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2023-05-21")


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "seed" / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def linked(shared: Path, world: World, gold: dict[str, Any]) -> Linked:
    text = (shared / "seed" / gold["file"]).read_text(encoding="utf-8")
    return link(text, read(text, PUBLISHED, world), PUBLISHED, world)


def span(told: dict[str, Any]) -> Span:
    return Span(told["start"], told["end"])


def found_quote(linked: Linked, wanted: dict[str, Any]) -> Any:
    """The quote read that shares most with a gold one, by half at least."""
    pieces = [span(piece) for piece in wanted["content"]]

    def share(quote: Any) -> float:
        shared = sum(one.shared(other) for one in quote.spans for other in pieces)
        return shared / max(sum(map(len, quote.spans)), sum(map(len, pieces)))

    best = max(linked.reading.quotes, key=share)
    return best if share(best) >= 0.5 else None


def test_quotes_and_their_speakers(linked: Linked, gold: dict[str, Any]) -> None:
    marked = [quote for quote in gold["quotes"] if quote["type"] != "indirect"]
    assert len(marked) == 8
    right_actor = 0
    for wanted in gold["quotes"]:
        quote = found_quote(linked, wanted)
        if wanted in marked:
            assert quote is not None, wanted["content"]
            assert quote.speaker is not None, wanted["content"]
            # "adding that the countries vowed …" may be given to the statement that adds it (gold: also_right).
            assert quote.speaker.span.overlaps(span(wanted["mention"])) or "also_right" in wanted, wanted
        if quote is None or quote.speaker is None:
            continue
        actor = linked.actor(quote.speaker.named)
        assert actor is None or actor.name == wanted["speaker"], f"{actor.name} for {wanted['speaker']}"
        right_actor += wanted in marked and actor is not None
    assert right_actor == 8
    assert all(found_quote(linked, wanted) for wanted in gold["quotes"])


def test_places(linked: Linked, gold: dict[str, Any]) -> None:
    placed = {
        mention.span.of(linked.text): linked.places[mention.span]
        for mention in linked.reading.places
        if mention.literal
    }
    for wanted in gold["places"]:
        found = placed[wanted.get("surface", wanted["name"])].place
        assert found is not None
        if "kind" in wanted:
            assert (found.kind, found.name) == (wanted["kind"], wanted["name"])
            assert found.geonameid != wanted["not_geonameid"]
        else:
            km = math.hypot(
                (found.lat - wanted["lat"]) * 111,
                (found.lon - wanted["lon"]) * 111 * math.cos(math.radians(found.lat)),
            )
            assert km <= wanted["tolerance_km"], found
    for never in gold["not_places"]:
        assert not any(m.literal and m.span.overlaps(span(never["span"])) for m in linked.reading.places), never


def test_dates(linked: Linked, gold: dict[str, Any]) -> None:
    found = {mention.span: mention.when for mention in linked.reading.dates}
    assert {span(wanted["span"]): wanted["value"] for wanted in gold["dates"]}.items() <= {
        at: str(when) for at, when in found.items()
    }.items()


def test_events(linked: Linked, gold: dict[str, Any]) -> None:
    right = 0
    for wanted in gold["events"]:
        claims = [c for c in linked.reading.claims if c.trigger.overlaps(span(wanted["trigger"]))]
        types = {wanted["type"], *wanted.get("also_type", ())}
        modalities = {wanted["modality"]} | ({"actual"} if "modality_note" in wanted else set())
        right += any(claim.type in types and claim.modality in modalities for claim in claims)
    assert right == 8
    [capture] = [c for c in linked.reading.claims if c.trigger == span(gold["events"][0]["trigger"])]
    assert capture.attributed_to is not None
    assert linked.actor(capture.attributed_to.named).name == "Yevgeny Prigozhin"  # type: ignore[union-attr]
    assert (capture.modality, capture.stance, str(capture.when)) == ("actual", "claimed", "2023-05-20/2023-05-21")
    assert linked.place(capture.place).place.name == "Bakhmut"  # type: ignore[union-attr]
    for never in gold["not_events"]:
        assert not [
            claim
            for claim in linked.reading.claims
            if claim.modality == "actual" and claim.trigger.overlaps(span(never["span"]))
        ], never


def test_little_that_nobody_would_call_right(linked: Linked, gold: dict[str, Any]) -> None:
    also = [span(told["span"]) for told in gold["also_right"]]
    extra: list[str] = []
    for quote in linked.reading.quotes:
        pieces = [span(piece) for wanted in gold["quotes"] for piece in wanted["content"]]
        if not any(quote.span.overlaps(piece) for piece in [*pieces, *also]):
            extra.append(f"quote {quote.span.of(linked.text)}")
    triggers = [span(event["trigger"]) for event in gold["events"]]
    never = [span(told["span"]) for told in gold["not_events"]]
    for claim in linked.reading.claims:
        if not any(claim.trigger.overlaps(one) for one in [*triggers, *also, *never]):
            extra.append(f"event {claim.trigger.of(linked.text)}")
    dates = [span(told["span"]) for told in gold["dates"]]
    for mention in linked.reading.dates:
        if not any(mention.span.overlaps(one) for one in [*dates, *also]):
            extra.append(f"date {mention.span.of(linked.text)}")
    names = {wanted.get("surface", wanted["name"]) for wanted in gold["places"]}
    states = {actor["name"] for actor in gold["actors"] if actor["kind"] == "state"} | {"U.S."}
    for place in linked.reading.places:
        if place.literal and place.span.of(linked.text) not in names | states:
            extra.append(f"place {place.span.of(linked.text)}")
    assert len(extra) <= 2, extra


def test_every_span_of_the_reading_format_is_its_text(linked: Linked) -> None:
    told = json.loads(json.dumps(reading_json("seed", linked)))
    assert set(told) == {"id", "extractor", "quotes", "entities", "places", "place_references", "dates", "events"}
    checked = 0

    def check(thing: Any) -> None:
        nonlocal checked
        if isinstance(thing, dict):
            if {"start", "end", "text"} <= set(thing) and "spans" not in thing:
                assert linked.text[thing["start"] : thing["end"]] == thing["text"]
                checked += 1
            for value in thing.values():
                check(value)
        elif isinstance(thing, list):
            for value in thing:
                check(value)

    check(told)
    assert checked > 100
    for quote in told["quotes"]:
        assert quote["type"] in ("direct", "indirect", "mixed")
        assert [linked.text[a:b] for a, b in quote["spans"]] == quote["text"].split(" … ")
    [capture] = [e for e in told["events"] if e["trigger"]["text"] == "captured" and e["modality"] == "actual"]
    assert capture["acled"] == "Non-state actor overtakes territory"
    assert any(arg["name"] == "Wagner Group" and arg["role"] == "actor" for arg in capture["args"])
