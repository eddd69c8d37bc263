"""What a process does that starts beside another: by itself, so that it imports no more than that needs."""

from __future__ import annotations

import os

from app.store.db import Database
from app.store.migrate import migrate


def start(url: str, go, done) -> None:
    """Migrates the database as soon as it is told to."""
    go.wait(30)
    database = Database(url)
    migrate(database)
    database.close()
    done.put(os.getpid())
