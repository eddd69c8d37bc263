"""Who said what: `/quotes` and each quote."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from app.browse.quotes import count_quotes, get_quote, list_quotes, stream_quotes
from app.browse.records import QuotePage
from app.web.asked import Db
from app.web.lists import Doors, answer
from app.web.rights import quote_as_shown
from app.web.singles import missing, single

router = APIRouter(include_in_schema=False)
DOORS = Doors("quotes", list_quotes, stream_quotes, count_quotes)


@router.get("/quotes{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/quotes/{key:id}{tail:tail}{ending:ending}")
def show(request: Request, db: Db, key: str, ending: str) -> Response:
    found = as_far_as_rights_go(request, db, key)
    if found is None:
        return missing(request, db, "quotes", key, ending)
    return single(request, found, found.quote.path, ending, "quotes/show.html")


def as_far_as_rights_go(request: Request, db: Connection, key: str) -> QuotePage | None:
    """The quote, and its paragraph where this visitor may see it."""
    found = get_quote(db, key)
    return quote_as_shown(request, found) if found else None
