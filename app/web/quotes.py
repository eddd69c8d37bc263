"""Who said what: `/quotes` and each quote."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.browse.quotes import count_quotes, get_quote, list_quotes, stream_quotes
from app.web.asked import Db
from app.web.lists import Doors, answer
from app.web.singles import missing, single

router = APIRouter(include_in_schema=False)
DOORS = Doors("quotes", list_quotes, stream_quotes, count_quotes)


@router.get("/quotes{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/quotes/{key:id}{tail:tail}{ending:ending}")
def show(request: Request, db: Db, key: str, ending: str) -> Response:
    found = get_quote(db, key)
    if found is None:
        return missing(request, db, "quotes", key, ending)
    return single(request, found, found.quote.path, ending, "quotes/show.html")
