"""Counts of one document or many, what they come to, and examples of what went wrong."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.measure.spans import Item


@dataclass(frozen=True, slots=True)
class Example:
    """Missed (in the gold, not found), wrong (found, not in the gold) or misjudged (found, and wrongly told)."""

    fault: str  # `missed`, `wrong` or `misjudged`
    layer: str
    text: str
    start: int
    end: int
    note: str = ""

    @classmethod
    def of(cls, fault: str, layer: str, text: str, item: Item, note: str = "") -> Example:
        start, end = item["start"], item["end"]
        return cls(fault, layer, " ".join(text[start:end].split()), start, end, note)


@dataclass(slots=True)
class Tally:
    """Sums by name: `found` counts what was right, given and wanted; `shares` what was right, of how many."""

    found: dict[str, Counter[str]] = field(default_factory=dict)
    shares: dict[str, Counter[str]] = field(default_factory=dict)
    distances: list[float] = field(default_factory=list)  # km
    examples: list[Example] = field(default_factory=list)

    def count(self, name: str, right: int, given: int, wanted: int) -> None:
        self.found.setdefault(name, Counter()).update(right=right, given=given, wanted=wanted)

    def share(self, name: str, right: int, of: int) -> None:
        self.shares.setdefault(name, Counter()).update(right=right, of=of)

    def missed(self, layer: str, text: str, items: Iterable[Item], note: str = "") -> None:
        self.examples += [Example.of("missed", layer, text, item, note) for item in items]

    def wrong(self, layer: str, text: str, items: Iterable[Item], note: str = "") -> None:
        self.examples += [Example.of("wrong", layer, text, item, note) for item in items]

    def misjudged(self, layer: str, text: str, item: Item, note: str) -> None:
        self.examples.append(Example.of("misjudged", layer, text, item, note))

    def add(self, other: Tally) -> None:
        """Takes another's sums and distances in; examples stay with their documents."""
        for name, counts in other.found.items():
            self.count(name, counts["right"], counts["given"], counts["wanted"])
        for name, counts in other.shares.items():
            self.share(name, counts["right"], counts["of"])
        self.distances += other.distances

    def figures(self) -> dict[str, dict[str, Any]]:
        """Everything counted as plain values by name: F1 with its precision, recall and counts, or a share.

        A share of nothing is None: no figure, which is not the same as nought.
        """
        told: dict[str, dict[str, Any]] = {}
        for name, counts in self.found.items():
            told[name] = {**precision_recall(**counts), **counts}
        for name, counts in self.shares.items():
            told[name] = {"share": ratio(counts["right"], counts["of"]), **counts}
        told |= _dates_value(told) | _labels(told)
        if self.distances:
            told["places: median error, km"] = {
                "km": round(statistics.median(self.distances), 1),
                "of": len(self.distances),
            }
        return told


def ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def precision_recall(right: int, given: int, wanted: int) -> dict[str, float]:
    """Finding nothing where there is nothing is perfect."""
    if not given and not wanted:
        return {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _dates_value(told: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Relaxed F1 × share of right values, as TempEval-3 counts it (UzZaman et al. 2013, section 4)."""
    relaxed, values = told.get("dates: relaxed"), told.get("dates: value right, of found")
    if not relaxed or not values or values["share"] is None:
        return {}
    return {"dates: value": {"f1": round(relaxed["f1"] * values["share"], 4), "of": values["of"]}}


def _labels(told: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """F1 over the labels of a scheme, each weighted by how often the gold has it, and the plain mean."""
    labels = [figure for name, figure in told.items() if name.startswith("events: label ") and figure["wanted"]]
    total = sum(figure["wanted"] for figure in labels)
    if not total:
        return {}
    weighted = sum(figure["f1"] * figure["wanted"] for figure in labels) / total
    mean = sum(figure["f1"] for figure in labels) / len(labels)
    return {
        "events: types, weighted": {"f1": round(weighted, 4), "of": total},
        "events: types, mean over labels": {"f1": round(mean, 4), "of": len(labels)},
    }
