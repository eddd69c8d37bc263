"""What every command shows, and how it stops."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

_errors = Console(stderr=True, highlight=False)
_FEW = 3  # sources that are named where many came to the same


def say(told: str) -> None:
    """For the person at the terminal: on standard error, so that standard output is the answer alone."""
    _errors.print(told, soft_wrap=True, markup=False)


def stop(why: str, code: int = 1) -> NoReturn:
    say(f"dateline: {why}")
    raise SystemExit(code)


def print_json(told: Any) -> None:
    print(json.dumps(told, ensure_ascii=False))


def watch(what: str, things: Iterable[Any], total: int | None, *, quiet: bool = False) -> None:
    """Goes through `things` behind a progress bar; without a terminal, silently."""
    for _ in watched(what, things, total, quiet=quiet):
        pass


def watched(what: str, things: Iterable[Any], total: int | None, *, quiet: bool = False) -> Iterator[Any]:
    """The same things, with the bar moving as they are taken."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=_errors,
        transient=True,
        disable=quiet or not _errors.is_terminal,
    )
    with bar:
        task = bar.add_task(what, total=total)
        for thing in things:
            yield thing
            bar.advance(task)


def report(tally: Any, *, named: bool = False) -> None:
    """What came of it; `named`: with the ids of the first new ones, for `forget`, `reread` and `article set`."""
    print(tally)
    for public_id, title in tally.new if named else ():
        print(f"  {public_id}  {title}")
    if named and (more := tally.renewed - len(tally.new)):
        print(f"  … and {more:,} more")
    for what, why in tally.withdrawn:
        say(f"  {what}: {why}; --again takes it in all the same")
    for why in dict.fromkeys(why for _, why in tally.unread):
        which = [what for what, because in tally.unread if because == why]
        more = f" and {len(which) - _FEW:,} more" if len(which) > _FEW else ""
        say(f"  {', '.join(which[:_FEW])}{more}: {why}")
        say("    `dateline article set ID --lang en` says that one is English.")
    for what, why in tally.failures:
        say(f"  {what}: {why}")
