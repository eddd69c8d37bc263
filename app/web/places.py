"""Where: `/places` and each place."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.browse.events import list_events
from app.browse.places import count_places, get_place, list_places, stream_places
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.web.activity import Column, over_time
from app.web.asked import Db
from app.web.figures import place_map
from app.web.lists import Doors, answer, feed
from app.web.singles import missing, single

router = APIRouter(include_in_schema=False)
DOORS = Doors("places", list_places, stream_places, count_places, drawn=place_map)


@router.get("/places{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/places/{slug:slug}{ending:ending}")
def show(request: Request, db: Db, slug: str, ending: str) -> Response:
    found = get_place(db, slug)
    if found is None:
        return missing(request, db, "places", slug, ending)
    if ending == ".atom":
        there = read_question("events", [("place", slug)], names_in(db))
        return feed(request, list_events(db, there), found.place.path)
    return single(
        request,
        found,
        found.place.path,
        ending,
        "places/show.html",
        sections=("events", "holdings", "about", "said_there"),
        drawn=place_map([found.place]),
        over=over_time(found.activity, Column("events", {"place": slug}), Column("quotes", {"place": slug})),
    )
