"""For machines that watch: is the process up, and can it answer?"""

from __future__ import annotations

import structlog
from fastapi import APIRouter, Request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import PlainTextResponse

router = APIRouter(include_in_schema=False)
log = structlog.get_logger()


@router.get("/healthz")
def healthz() -> PlainTextResponse:
    """The process answers; nothing else is asked."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def readyz(request: Request) -> PlainTextResponse:
    """The database is there and migrated. Says nothing of versions or addresses."""
    try:
        with request.app.state.db.reading() as db:
            db.execute(text("SELECT version_num FROM alembic_version")).one()
    except SQLAlchemyError as error:
        log.warning("not ready", error=type(error).__name__)
        return PlainTextResponse("not ready\n", 503, headers={"Retry-After": "5"})
    return PlainTextResponse("ready\n")
