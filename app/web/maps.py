"""The events of an answer on a map: `/events/map`, the same question as `/events`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.events import list_events
from app.browse.placed import key_of, place_events
from app.browse.question.filters import SORTS
from app.forms import views
from app.web.asked import Db, asked
from app.web.figures import placed_map
from app.web.light import light_page
from app.web.lists import at_its_address, json_answer, unreadable

router = APIRouter(include_in_schema=False)
PATH = "/events/map"


@router.get("/events/map{ending:ending}")
def show(request: Request, db: Db, ending: str) -> Response:
    if ending not in ("", ".json"):
        raise HTTPException(404)
    filters = asked(request, db, "events")
    if not ending and (shorter := at_its_address(request, filters)):
        return shorter
    placed = place_events(db, filters)
    if ending:
        listing = list_events(db, filters)
        if listing.problems:
            return unreadable(request, filters, listing)
        return json_answer(views.placed_json(filters, listing.count, placed))
    drawn = placed_map(placed, filters)
    return light_page(
        request,
        "events/map.html",
        list_events(db, filters),
        lambda listing: {
            "sorts": (*SORTS["events"], *(["relevance"] if filters.q else [])),
            "placed": placed,
            "drawn": drawn,
            "standing": {event.public_id: key for event in listing if (key := key_of(event))},
            "tiles": request.app.state.settings.tiles_url,
            "tiles_credit": request.app.state.settings.tiles_credit,
        },
    )
