"""What keeps a site in order: its schema, its invariants, its settings."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from sqlalchemy import make_url

from app import __version__
from app.cli.opened import database
from app.cli.terminal import print_json
from app.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")]


def audit(as_json: AsJson = False) -> None:
    """Check what must always hold; list what breaks it. Exit 1 if anything does."""
    from app.store.audit import audit as check

    with database(Settings()) as opened, opened.writing() as session:
        faults = list(check(session.connection()))
    if as_json:
        told = [{"invariant": f.invariant, "count": f.count, "examples": f.examples} for f in faults]
        print_json({"faults": told})
    else:
        for fault in faults:
            print(fault)
    if faults:
        raise SystemExit(1)
    if not as_json:
        print("clean: every invariant holds")


def migrate() -> None:
    """Bring the database to the newest schema."""
    with database(Settings()):
        print("the database is at the newest schema")


def settings(as_json: AsJson = False) -> None:
    """List every setting with its value and what it is for; passwords are not shown."""
    now = Settings()
    told = json.loads(now.model_dump_json())
    if now.database_url:
        told["database_url"] = make_url(now.database_url).render_as_string(hide_password=True)
    if as_json:
        print_json(told)
        return
    for name, field in Settings.model_fields.items():
        value = ",".join(told[name]) if isinstance(told[name], list) else told[name]
        print(f"DATELINE_{name.upper()}={'' if value is None else value}    # {field.description}")


def version() -> None:
    """Print the version."""
    print(__version__)
