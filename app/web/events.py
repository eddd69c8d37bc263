"""What was reported to have happened: `/events` and each event."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.contradictions import list_contradictions
from app.browse.events import count_events, get_event, list_events, stream_events
from app.browse.filters import SORTS
from app.forms import json
from app.web.asked import Db, asked
from app.web.figures import event_map
from app.web.lists import Doors, answer, json_answer, unreadable
from app.web.respond import page
from app.web.singles import missing, single
from app.web.steps import tolls

router = APIRouter(include_in_schema=False)
DOORS = Doors("events", list_events, stream_events, count_events, drawn=event_map)


@router.get("/events{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/events/contradictions{ending:ending}")
def contradictions(request: Request, db: Db, ending: str) -> Response:
    """Those of them whose accounts cannot all be right."""
    if ending not in ("", ".json"):
        raise HTTPException(404)
    filters = asked(request, db, "events")
    if ending and filters.problems:
        return unreadable(request, filters)
    found = list_contradictions(db, filters)
    if ending:
        return (
            unreadable(request, filters, found)
            if found.problems
            else json_answer(json.listing(found, "/events/contradictions.json"))
        )
    sorts = (*SORTS["events"], *(["relevance"] if filters.q else []))
    return page(request, "events/contradictions.html", listing=found, sorts=sorts)


@router.get("/events/{key:id}{tail:tail}{ending:ending}")
def show(request: Request, db: Db, key: str, ending: str) -> Response:
    found = get_event(db, key)
    if found is None:
        return missing(request, db, "events", key, ending)
    return single(
        request,
        found,
        found.event.path,
        ending,
        "events/show.html",
        drawn=event_map([found.event]),
        tolls=tolls(found.ledger),
    )
