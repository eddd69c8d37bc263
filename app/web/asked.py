"""What nearly every route needs: a connection that cannot write, and the question read from the address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.web.loopback import on_loopback
from app.work.samples import has_samples


def reading(request: Request) -> Iterator[Connection]:
    with request.app.state.db.reading() as db:
        request.state.samples = has_samples(db)  # every page says so; one look into an index
        yield db


Db = Annotated[Connection, Depends(reading)]


def asked(request: Request, db: Connection, noun: str) -> Filters:
    return read_question(noun, request.query_params.multi_items(), names_in(db))


def owner(request: Request) -> None:
    """Refuses everybody who does not sit at the machine itself; there are no accounts yet."""
    if not on_loopback(request):
        raise HTTPException(403, "owner")


Owner = Depends(owner)
