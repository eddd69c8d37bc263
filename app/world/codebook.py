"""The event types and their crosswalks to ACLED and PLOVER (`seeds/codebook.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FIELDS = {"code", "label", "meaning", "acled", "plover"}
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_PLOVER = re.compile(r"[A-Z]+(/[a-z]+(-[a-z]+)*)?")


@dataclass(frozen=True, slots=True)
class EventType:
    code: str  # "territory-taken"
    label: str  # "Territory taken"
    meaning: str  # one sentence, for /codebook: what counts and what does not
    acled: tuple[str, ...]  # possible ACLED sub-event types; decided for each claim
    plover: tuple[str, ...]  # possible PLOVER events/modes


class Codebook:
    """The event types in the order they are shown."""

    def __init__(self, types: tuple[EventType, ...]) -> None:
        self._types = {each.code: each for each in types}

    @classmethod
    def open(cls, path: Path) -> Codebook:
        """Reads `seeds/codebook.toml`. Raises ValueError naming the type and what is wrong with it."""
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("type", [])
        types = tuple(_event_type(entry, number) for number, entry in enumerate(entries, 1))
        if not types:
            raise ValueError(f"{path.name}: no event type, expected [[type]] tables")
        codes = [each.code for each in types]
        for code in codes:
            if codes.count(code) > 1:
                raise ValueError(f"event type {code!r} stands in the codebook twice")
        return cls(types)

    def __iter__(self) -> Iterator[EventType]:
        return iter(self._types.values())

    def __len__(self) -> int:
        return len(self._types)

    def get(self, code: str) -> EventType | None:
        return self._types.get(code)


def _event_type(entry: Mapping[str, Any], number: int) -> EventType:
    name = f"event type {entry.get('code', f'number {number}')!r}"
    if wrong := set(entry) ^ _FIELDS:
        raise ValueError(f"{name}: {', '.join(sorted(wrong))} missing or unknown")
    if not _CODE.fullmatch(entry["code"]):
        raise ValueError(f"{name}: a code is lower-case words joined by hyphens")
    for field in ("label", "meaning"):
        if not isinstance(entry[field], str) or not entry[field].strip():
            raise ValueError(f"{name}: {field} is empty")
    for field in ("acled", "plover"):
        if not isinstance(entry[field], list) or not all(isinstance(each, str) for each in entry[field]):
            raise ValueError(f"{name}: {field} is a list of labels")
    if bad := [each for each in entry["plover"] if not _PLOVER.fullmatch(each)]:
        raise ValueError(f"{name}: plover {bad[0]!r} is not written EVENT or EVENT/mode")
    return EventType(
        entry["code"], entry["label"], entry["meaning"], tuple(entry["acled"]), tuple(entry["plover"])
    )
