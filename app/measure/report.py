"""Figures as text for a terminal: a table, the halves side by side, then what was missed and what was wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.measure.evaluate import Scores
from app.measure.gold import HALVES

WORST = 8  # documents shown with their faults
FAULTS = 6  # of each kind, of one document
WIDE = 110  # characters of an example


def report(scores: Scores, halves: Sequence[str] = HALVES) -> Iterator[str]:
    """The lines of the report. Of the unseen half no examples are shown unless it is asked for alone."""
    count = Counter(one.half for one in scores.documents)
    told = ", ".join(f"{count[half]} {half}" for half in halves)
    speed = f"{len(scores.documents) / scores.seconds:.1f} articles/s of one core" if scores.seconds else "unread"
    yield f"{sum(count[half] for half in halves)} articles ({told}), {scores.words:,} words, {speed}"
    for lang, number in scores.unread.items():
        yield f"{number} are in a language whose facts are not read ({lang}): nothing is found in them"
    yield from _failed(scores)
    figures = {half: scores.tallies[half].figures() for half in halves}
    yield from _table(figures)
    shown = halves[0] if len(halves) > 1 else halves[-1]
    if len(halves) > 1:
        yield ""
        yield f"Examples are of the {shown} half; --half {halves[-1]} shows the other, unseen no longer then."
    yield from _examples(scores, shown)


def _failed(scores: Scores) -> Iterator[str]:
    if scores.failed:
        yield f"{len(scores.failed)} could not be read, and count as articles in which nothing was found:"
        for document in scores.failed:
            yield f"  {document.id}: {document.error}"


def _table(figures: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[str]:
    told = {name: figure for half in figures.values() for name, figure in half.items() if figure.get("of") != 0}
    names = list(told)  # a share of nothing in every half is no figure
    width = max(map(len, names), default=0)
    yield ""
    yield " " * width + "".join(f"  {half:<44}" for half in figures)
    for name in names:
        cells = "".join(f"  {cell(half[name]) if name in half else '–':<44}" for half in figures.values())
        yield f"{name:<{width}}{cells}".rstrip()


def cell(figure: Mapping[str, Any]) -> str:
    """ "F1 .823  P .810 R .836 (410/506/490)": right, given, wanted. A share: ".912 (301/330)"."""
    if "km" in figure:
        return f"{figure['km']} km ({figure['of']})"
    if "share" in figure:
        return f"{decimal(figure['share'])} ({figure['right']}/{figure['of']})"
    if "precision" not in figure:
        return f"F1 {decimal(figure['f1'])} ({figure['of']})"
    counts = f"{figure['right']}/{figure['given']}/{figure['wanted']}"
    accuracy = f"P {decimal(figure['precision'])} R {decimal(figure['recall'])}"
    return f"F1 {decimal(figure['f1'])}  {accuracy} ({counts})"


def decimal(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.00"


def _examples(scores: Scores, half: str) -> Iterator[str]:
    for document in scores.worst(half)[:WORST]:
        kinds = Counter(example.fault for example in document.examples)
        yield ""
        yield f"{document.id} ({half}): " + ", ".join(f"{number} {fault}" for fault, number in kinds.items())
        for fault in ("missed", "wrong", "misjudged"):
            of_kind = [example for example in document.examples if example.fault == fault]
            for example in of_kind[:FAULTS]:
                text = example.text if len(example.text) <= WIDE else example.text[: WIDE - 1] + "…"
                note = f"   [{example.note}]" if example.note else ""
                yield f"  {fault:<9} {example.layer:<8} {example.start:>6}  {text}{note}"
