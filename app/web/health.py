"""For machines that watch or crawl: is the process up, can it answer, what may be read?"""

from __future__ import annotations

import structlog
from fastapi import APIRouter, Request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import FileResponse, PlainTextResponse

from app.paths import STATIC
from app.web.templating import site_of

router = APIRouter(include_in_schema=False)
log = structlog.get_logger()
# Pages, days and facts may be found from anywhere; the questions that can be asked of a list have no end.
ROBOTS = "User-agent: *\nAllow: /\nDisallow: /*?\nDisallow: /search\n"


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


@router.get("/robots.txt")
def robots(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{ROBOTS}Sitemap: {site_of(request)}/sitemap.xml\n")


@router.get("/favicon.ico")
def favicon() -> FileResponse:
    """For whoever does not read the link in the page's head."""
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml", headers={"Cache-Control": "no-cache"})
