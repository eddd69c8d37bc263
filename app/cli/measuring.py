"""`dateline evaluate`: how well the readers read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.terminal import print_json, say, stop, watch
from app.settings import Settings


def evaluate(
    gold: Annotated[Path | None, typer.Argument(help="Annotated articles, JSONL.")] = None,
    layer: Annotated[list[str] | None, typer.Option(help="quotes, places, dates, events, entities.")] = None,
    half: Annotated[str | None, typer.Option(help="Only the `tuned` or the `unseen` half.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="A fixed sample of so many articles.")] = None,
    processes: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 1,
    every: Annotated[Path | None, typer.Option("--all", help="A folder of corpora: measure all we know.")] = None,
    out: Annotated[Path, typer.Option(help="With --all: the file of figures.")] = Path("docs/accuracy.json"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Score the readers against annotated articles; say what they missed and what they got wrong."""
    from app.measure.evaluate import Scores, score
    from app.measure.evaluate import as_json as told
    from app.measure.gold import HALVES, LAYERS, layers_of
    from app.measure.readings import read_gold
    from app.measure.report import report

    if every and not gold:
        _measure_all(every, out, processes)
        return
    if gold is None or every:
        stop("name one file of annotated articles, or a folder of them with --all", 2)
    _check(layer or (), LAYERS)
    _check([half] if half else (), HALVES)
    records = _records(gold, half, limit)
    scores = Scores(tuple(layer or layers_of(records)))
    readings = read_gold(records, Settings().gazetteer, processes)
    watch("Reading", score(readings, scores.layers, scores), len(records), quiet=as_json)
    halves = [half] if half else HALVES
    if as_json:
        print_json(told(scores, halves=halves))
        return
    for line in report(scores, halves):
        print(line)


def _check(given: Sequence[str], known: Sequence[str]) -> None:
    if wrong := [one for one in given if one not in known]:
        stop(f"{wrong[0]!r} is not one of {', '.join(known)}", 2)


def _records(gold: Path, half: str | None, limit: int | None) -> list[dict[str, Any]]:
    """The annotated articles that are asked for."""
    from app.measure.gold import UnreadableGold, half_of, open_gold, sampled

    try:
        records = open_gold(gold)
    except UnreadableGold as error:
        stop(str(error), 2)
    except OSError as error:
        stop(f"{gold} cannot be read: {error.strerror}", 2)
    return sampled([one for one in records if half in (None, half_of(one["id"]))], limit)


def _measure_all(folder: Path, out: Path, processes: int) -> None:
    from app.measure.accuracy import measure_all
    from app.measure.gold import UnreadableGold

    if not folder.is_dir():
        stop(f"{folder} is not a folder of annotated corpora", 2)
    try:
        watch("Measuring", measure_all(folder, out, Settings().gazetteer, processes, say), None)
    except (UnreadableGold, ValueError) as error:
        stop(str(error), 2)
    print(f"{out} is written")
