"""The marked texts beside this file, as records of gold and the names that their quotes go by."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_OPEN = re.compile(r"\[(?P<label>[a-z]+)(?P<number>\d*)(?P<optional>\?)?(?P<argument>(?: [^:\[\]]+)?): ")


@dataclass(slots=True)
class Mark:
    label: str
    number: str
    argument: str
    optional: bool
    start: int
    end: int


def read_marks(told: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and the marks as they open. Raises ValueError for an unclosed one."""
    text, marks, opened, at = "", [], [], 0
    while at < len(told):
        if match := _OPEN.match(told, at):
            argument = match["argument"].strip()
            marks.append(Mark(match["label"], match["number"], argument, bool(match["optional"]), len(text), -1))
            opened.append(marks[-1])
            at = match.end()
        elif told[at] == "]":
            if not opened:
                raise ValueError(f"a mark is closed and none is open, after {text[-30:]!r}")
            opened.pop().end = len(text)
            at += 1
        else:
            text += told[at]
            at += 1
    if opened:
        raise ValueError(f"the mark {opened[-1].label!r} is never closed")
    return text, marks


@dataclass(slots=True)
class Gold:
    """One marked article: spans as objects of the reading format, with `optional` where marked so."""

    name: str
    text: str
    quotes: list[dict[str, Any]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    dates: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)


def read_gold(path: Path) -> Gold:
    text, marks = read_marks(path.read_text(encoding="utf-8").strip())
    gold = Gold(path.stem, text)
    pieces: dict[str, list[Mark]] = defaultdict(list)
    said_by: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        item = {"start": mark.start, "end": mark.end, "optional": mark.optional}
        if mark.label == "place":
            gold.places.append({**item, "key": mark.argument})
        elif mark.label == "date":
            gold.dates.append({**item, "value": mark.argument})
        elif mark.label == "claim":
            kind, modality, stance = (*mark.argument.split(), None, None, None)[:3]
            gold.claims.append({**item, "type": kind, "modality": modality, "stance": stance})
        elif mark.label == "quote" and mark.optional:
            gold.quotes.append({**item, "spans": [(mark.start, mark.end)]})
        elif mark.label == "quote":
            pieces[mark.number].append(mark)
        elif mark.label == "by":
            said_by[mark.number].append(mark)
        else:
            raise ValueError(f"{path.name}: no such mark as {mark.label!r}")
    for number, parts in pieces.items():
        if not said_by[number]:
            raise ValueError(f"{path.name}: quote {number} is by nobody")
        gold.quotes.append(
            {
                "start": parts[0].start,
                "end": parts[-1].end,
                "spans": [(part.start, part.end) for part in parts],
                "type": parts[0].argument,
                "name": said_by[number][0].argument,
                "mentions": [{"start": by.start, "end": by.end} for by in said_by[number]],
                "optional": False,
            }
        )
    return gold
