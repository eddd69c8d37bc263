"""What commands work on, opened: the database in use, the world, a file or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.cli.terminal import say, stop
from app.settings import Settings

if TYPE_CHECKING:  # `dateline --help` waits for neither
    from app.store.db import Database
    from app.world.world import World


@contextmanager
def database(settings: Settings) -> Iterator[Database]:
    """The database in use, migrated."""
    from app.store.db import Database
    from app.store.migrate import migrate

    try:
        opened = Database(settings.database)
    except ValueError as error:
        stop(f"DATELINE_DATABASE_URL: {error}", 2)
    migrate(opened)
    if not settings.database_url:  # which file that is hangs on the folder one stands in, so it is said
        say(f"database: {Path(str(opened.url.database)).resolve()}")
    try:
        yield opened
    finally:
        opened.close()


def world(settings: Settings) -> World:
    from app.world.world import load_world

    if not settings.gazetteer.exists():
        say("Building the gazetteer (once) …")
    return load_world(settings.gazetteer)


def renewed_world(settings: Settings, opened: Database, *, places: bool = False) -> World:
    """What is known, for reading with; the record is first brought up to it (`store.renewal`)."""
    from app.store.renewal import renew

    known = world(settings)
    if renewed := renew(opened, known, places=places):
        say(f"brought up to what the seeds say: {renewed}")
    return known


def language(settings: Settings) -> str:
    """The language of the interface, once it is known that there is a catalogue of it."""
    from app.text.tongue import translations

    try:
        translations(settings.language)
    except LookupError as error:
        stop(f"DATELINE_LANGUAGE: {error.args[0]}", 2)
    return settings.language


@contextmanager
def lines_of(file: str) -> Iterator[TextIO]:
    """A file's lines; those of standard input for `-`."""
    if file == "-":
        yield sys.stdin
        return
    try:
        opened = open(file, encoding="utf-8")  # noqa: SIM115 - closed below; only opening is excused here
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}", 2)
    with opened:
        yield opened
