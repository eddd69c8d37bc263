"""Annotated articles: one JSON object a line, and the fixed halves they are measured in.

A record has an `id`, a `text` and any of the layers below; offsets are code points into its text. The
layers have the shape of the reading format (DESIGN §6).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.text.when import When

LAYERS = ("quotes", "places", "dates", "events", "entities")
HALVES = ("tuned", "unseen")
Record = Mapping[str, Any]


class UnreadableGold(ValueError):
    """A gold file that cannot be used; says which line and why."""


def open_gold(path: Path) -> list[dict[str, Any]]:
    """The records of a gold file, in order. Raises UnreadableGold naming the line, OSError without a file."""
    records: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise UnreadableGold(f"{path.name}, line {number}: not JSON ({error})") from error
        if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
            raise UnreadableGold(f"{path.name}, line {number}: not a record with an id and a text")
        records.append(record)
    if not records:
        raise UnreadableGold(f"{path.name}: no records")
    return records


def digest(identity: object) -> int:
    return int(hashlib.sha1(str(identity).encode(), usedforsecurity=False).hexdigest(), 16)


def half_of(identity: object) -> str:
    """`tuned` or `unseen`, for good: by the last decimal digit of sha1 of the id, 0-4 or 5-9.

    Rules may be drawn up with an eye on the tuned half only. What the rules do on the other half is
    what they will do on tomorrow's news of the same kind.
    """
    return HALVES[digest(identity) % 10 >= 5]


def sampled(records: Sequence[dict[str, Any]], most: int | None) -> list[dict[str, Any]]:
    """At most `most` records: always the same ones, whichever order the file has, kept in its order."""
    if most is None or len(records) <= most:
        return list(records)
    chosen = {record["id"] for record in sorted(records, key=lambda one: digest(one["id"]) // 10)[:most]}
    return [record for record in records if record["id"] in chosen]


def layers_of(records: Sequence[Record]) -> list[str]:
    """The layers that at least one record has items of."""
    return [layer for layer in LAYERS if any(record.get(layer) for record in records)]


def published(record: Record) -> When | None:
    """The record's own day; None where it has none or one that cannot be read (some corpora cut it short)."""
    try:
        return When.parse(str(record["date"])[:10]) if record.get("date") else None
    except ValueError:
        return None


def chosen(records: Sequence[Record], only: Mapping[str, Sequence[str]]) -> Iterator[Record]:
    """The records whose fields have one of the values asked for ({"genre": ["news"]})."""
    for record in records:
        if all(record.get(field) in values for field, values in only.items()):
            yield record
