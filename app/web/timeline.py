"""The events of an answer in time: `/events/timeline`, the same question as `/events`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.events import list_events
from app.browse.question.filters import SORTS
from app.browse.timeline import time_events
from app.forms import files, views
from app.web.asked import Db, asked
from app.web.columns import draw_columns
from app.web.light import light_page
from app.web.lists import at_its_address, json_answer, unreadable

router = APIRouter(include_in_schema=False)
PATH = "/events/timeline"


@router.get("/events/timeline{ending:ending}")
def show(request: Request, db: Db, ending: str) -> Response:
    if ending not in ("", ".json", ".csv"):
        raise HTTPException(404)
    filters = asked(request, db, "events")
    if not ending and (shorter := at_its_address(request, filters)):
        return shorter
    listing = list_events(db, filters)
    if ending and listing.problems:
        return unreadable(request, filters, listing)
    timeline = time_events(db, filters)
    if ending == ".json":
        return json_answer(views.timeline_json(filters, listing.count, timeline))
    if ending == ".csv":
        name = files.file_name("events-timeline", filters, ending)
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
        return Response(views.timeline_csv(timeline), media_type="text/csv; charset=utf-8", headers=headers)
    drawn = draw_columns(timeline, PATH)
    return light_page(
        request,
        "events/timeline.html",
        listing,
        lambda listing: {
            "sorts": (*SORTS["events"], *(["relevance"] if filters.q else [])),
            "timeline": timeline,
            "drawn": drawn,
        },
    )
