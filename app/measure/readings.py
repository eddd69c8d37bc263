"""Annotated articles as our readers read them, in one process or several."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.extract.claims.places import place_of_trigger
from app.extract.words.parse import parse
from app.forms.reading_json import reading_json
from app.measure.gold import Record, published
from app.resolve.links import Linked
from app.text.span import Span
from app.work.pipeline import read_and_link
from app.world.world import World, load_world

_world: World | None = None  # of a reading process; a world is too large to be sent with each article


@dataclass(frozen=True, slots=True)
class Read:
    """One record with its reading; `reading` is None where the readers failed, and `error` says how."""

    record: Record
    reading: dict[str, Any] | None
    seconds: float
    error: str = ""


def read_gold(records: Sequence[Record], gazetteer: Path, processes: int = 1) -> Iterator[Read]:
    """Reads every record, in order. What the readers cannot read is handed on with its error."""
    if processes <= 1:
        _open_world(gazetteer)
        yield from map(_read, records)
        return
    load_world(gazetteer).gazetteer  # noqa: B018 - builds the cache once, before several processes ask for it
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, _open_world, (gazetteer,)) as pool:
        yield from pool.imap(_read, records, chunksize=2)


def _open_world(gazetteer: Path) -> None:
    global _world  # noqa: PLW0603 - see above
    _world = load_world(gazetteer)


def _read(record: Record) -> Read:
    began = time.perf_counter()
    assert _world is not None
    try:
        home = _world.outlets.country(record.get("source"), record.get("url"))
        linked = read_and_link(record["text"], record.get("lang") or "en", published(record), _world, home)
        reading = with_places(reading_json(record["id"], linked), linked)
        reading["places_of_triggers"] = places_of_triggers(record, linked)
    except Exception as error:  # any fault of the readers costs one article of the figures, and is named in them
        return Read(record, None, time.perf_counter() - began, f"{type(error).__name__}: {error}")
    return Read(record, reading, time.perf_counter() - began)


def with_places(reading: dict[str, Any], linked: Linked) -> dict[str, Any]:
    """Adds what the reading format leaves out: the span of each event's place, and the triggers refused."""
    reading["refused"] = [
        {"type": one.type, "trigger": _span(one.span), "modality": "refused"} for one in linked.reading.refused
    ]
    for event, claim in zip(reading["events"], linked.reading.claims, strict=True):
        event["place_span"] = _span(claim.place)
    return reading


def places_of_triggers(record: Record, linked: Linked) -> list[dict[str, Any]]:
    """Where our place reader puts what the gold's own triggers tell of: {"trigger", "place_span"}, gold's order.

    Only for schemes that mark a word and its place: a claim's place can so be measured apart from finding claims.
    """
    marked = [e for e in record.get("events", []) if e.get("scheme") == "event-location" and e.get("trigger")]
    if not marked:
        return []
    parsed, reading = parse(record["text"]), linked.reading
    return [
        {
            "trigger": event["trigger"],
            "place_span": _span(
                place_of_trigger(
                    parsed,
                    Span(event["trigger"]["start"], event["trigger"]["end"]),
                    reading.mentions,
                    reading.places,
                    reading.quotes,
                )[0]
            ),
        }
        for event in marked
    ]


def _span(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None
