"""Answers out: readings of articles that are nowhere kept, and files of what is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.opened import database, language, lines_of, world
from app.cli.terminal import print_json, say, stop, watched
from app.settings import Settings

if TYPE_CHECKING:
    from app.text.when import When
    from app.world.world import World


def extract(
    file: Annotated[str, typer.Argument(help="JSONL articles, or - for standard input.")] = "-",
) -> None:
    """Read JSONL articles and print JSONL readings, in the same order; no database is used."""
    known = world(Settings())
    failed = 0
    with lines_of(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            if told := _reading(line, number, known):
                print_json(told)
            else:
                failed += 1
    if failed:
        raise SystemExit(1)


def _reading(line: str, number: int, known: World) -> dict[str, Any] | None:
    """What is read in one article. Where that fails, why is said and it costs that article alone: None."""
    from app.forms.reading_json import reading_json
    from app.work.pipeline import read_and_link

    try:
        article = json.loads(line)
        text, lang = article["text"], article.get("lang") or "en"
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        say(f"line {number}: not a JSON object with a `text`")
        return None
    try:
        home = known.outlets.country(article.get("source"), article.get("url"))
        linked = read_and_link(text, lang, _published(article.get("date"), number), known, home)
        return reading_json(article.get("id", number), linked)
    except Exception as error:  # a fault of ours, in this article: the rest goes on
        say(f"line {number}: could not be read: {error!r}")
        return None


def _published(written: Any, line: int) -> When | None:
    """The day an article gives; one that cannot be read is said, and the article read as undated."""
    from app.ingest.article import UnreadableArticle, read_published

    try:
        return read_published(written) if written else None
    except UnreadableArticle as error:
        say(f"line {line}: {error}; read as undated")
        return None


def export(
    noun: Annotated[
        str,
        typer.Argument(
            help="quotes, events, articles, people, places, outlets, or ledger: figures and accounts of events."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file: .csv .jsonl .xlsx, .geojson of places.")],
    filters: Annotated[
        list[str] | None, typer.Argument(help="As in addresses: place=bakhmut from=2023-05.")
    ] = None,
) -> None:
    """Write the whole answer to a question into a file, in the language of the interface."""
    from app.forms.export import Unexportable, question
    from app.forms.export import export as write
    from app.text.tongue import speaking

    settings = Settings()
    with speaking(language(settings)), database(settings) as opened, opened.reading() as db:
        try:
            asked = question(db, noun, filters or [])
            count = write(
                db,
                noun,
                asked,
                out,
                settings.public_url,
                lambda records, total: watched("Writing", records, total),
            )
        except Unexportable as error:
            stop(str(error), 2)
        except OSError as error:
            stop(f"{out} cannot be written: {error.strerror}")
    told = f"the ledgers of {count} events" if noun == "ledger" else f"{count} {noun}"
    say(f"{told} in {out}")
