"""What was reported to have happened: `/events` and each event."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.browse.events import count_events, get_event, list_events, stream_events
from app.web.asked import Db
from app.web.figures import event_map
from app.web.lists import Doors, answer
from app.web.singles import missing, single

router = APIRouter(include_in_schema=False)
DOORS = Doors("events", list_events, stream_events, count_events, drawn=event_map)


@router.get("/events{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/events/{key:id}{tail:tail}{ending:ending}")
def show(request: Request, db: Db, key: str, ending: str) -> Response:
    found = get_event(db, key)
    if found is None:
        return missing(request, db, "events", key, ending)
    return single(request, found, found.event.path, ending, "events/show.html", drawn=event_map([found.event]))
