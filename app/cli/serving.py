"""The site: `dateline serve`, and the samples that an empty one begins with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from app import __version__
from app.cli.opened import database, language, renewed_world, world
from app.cli.terminal import report, say, watch
from app.settings import Settings

if TYPE_CHECKING:
    from app.store.db import Database


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (default 8000).")] = None,
    workers: Annotated[int | None, typer.Option(help="Web processes (default 1).")] = None,
) -> None:
    """Migrate, load the samples into an empty database, then serve."""
    import uvicorn

    from app.web.loopback import owner_told, unnamed_told

    for name, value in (("HOST", host), ("PORT", port), ("WORKERS", workers)):
        if value is not None:  # web processes read their settings themselves, from the environment
            os.environ[f"DATELINE_{name}"] = str(value)
    settings = Settings()
    language(settings)  # one that there is none of is said here, and not by a web process
    with database(settings) as opened:
        if not _is_empty(opened):
            renewed_world(settings, opened)
        elif settings.samples:
            _load_samples(settings, opened)
    say(f"Dateline {__version__} on http://{settings.host}:{settings.port} (Ctrl-C stops it)")
    say(owner_told(settings))
    if warning := unnamed_told(settings):
        say(warning)
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )


def seed(remove: Annotated[bool, typer.Option("--remove", help="Take the samples out.")] = False) -> None:
    """Load the sample articles, or take them out with all that only they support."""
    from app.work.samples import remove_samples

    settings = Settings()
    with database(settings) as opened:
        if remove:
            say(f"{remove_samples(opened, world(settings))} samples removed")
        else:
            _load_samples(settings, opened)


def _is_empty(opened: Database) -> bool:
    from app.work.samples import is_empty

    with opened.reading() as db:
        return is_empty(db)


def _load_samples(settings: Settings, opened: Database) -> None:
    from app.work.pipeline import Tally
    from app.work.samples import load_samples, sample_count

    tally = Tally()
    watch("Reading the samples", load_samples(opened, renewed_world(settings, opened), tally), sample_count())
    report(tally)
