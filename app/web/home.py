"""The ways in: the front page and the search for everything."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.home import get_home
from app.browse.question.names import names_in
from app.browse.search import search_everything
from app.forms import json
from app.web.asked import Db
from app.web.figures import event_map, weeks_by_month
from app.web.known import world_of
from app.web.lists import json_answer
from app.web.report import contact_of
from app.web.respond import page
from app.web.rights import searched_whole

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, db: Db) -> Response:
    shown, settings = get_home(db), request.app.state.settings
    return page(
        request,
        "home.html",
        shown=shown,
        drawn=event_map(shown.mapped),
        months=weeks_by_month(shown.activity),
        operator=settings.operator,
        contact=contact_of(settings.contact, ""),
    )


@router.get("/search{ending:ending}")
def search(request: Request, db: Db, ending: str, q: str = "", only: str = "") -> Response:
    """`only=yes` asks for the words as they are written, whatever else they may mean."""
    shown = search_everything(
        db,
        q,
        names_in(db),
        as_written=only == "yes",
        whole=searched_whole(request),
        gazetteer=lambda: world_of(request).gazetteer,
    )
    if ending == ".json":
        return json_answer(json.single(shown))
    if ending:
        raise HTTPException(404)
    return page(request, "search.html", shown=shown, hits=shown.words, only_words=only == "yes")
