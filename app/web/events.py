"""What was reported to have happened: `/events` and each event."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from app.browse.contradictions import (
    MOST,
    contradicting,
    count_contradictions,
    list_contradictions,
    stream_contradictions,
    told_apart,
)
from app.browse.events import count_events, get_event, list_events, stream_events
from app.browse.records import EventPage
from app.forms import atom, csv, geojson
from app.web.asked import Db
from app.web.figures import event_map
from app.web.lists import Doors, answer, feed_answer
from app.web.rights import event_as_shown
from app.web.singles import missing, single
from app.web.steps import tolls
from app.web.templating import site_of

router = APIRouter(include_in_schema=False)
DOORS = Doors("events", list_events, stream_events, count_events, drawn=event_map)
CONTRADICTIONS = Doors(
    "events",
    list_contradictions,
    stream_contradictions,
    count_contradictions,
    page_of=partial(list_contradictions, most=MOST),
    own="contradictions",
    told=contradicting,
    beside=told_apart,
)


@router.get("/events{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/events/contradictions{ending:ending}")
def contradictions(request: Request, db: Db, ending: str) -> Response:
    """Those of them whose accounts cannot all be right."""
    return answer(request, db, CONTRADICTIONS, ending)


@router.get("/events/{key:id}{tail:tail}{ending:ending}")
def show(request: Request, db: Db, key: str, ending: str) -> Response:
    found = as_far_as_rights_go(request, db, key)
    if found is None:
        return missing(request, db, "events", key, ending)
    return single(
        request,
        found,
        found.event.path,
        ending,
        "events/show.html",
        forms={
            ".csv": lambda: _ledger_file(request, found),
            ".atom": lambda: feed_answer(atom.event_feed(found, site_of(request))),
            ".geojson": lambda: Response(
                geojson.single(found.event, site_of(request)),
                media_type="application/geo+json",
                headers={"Cache-Control": "private, no-cache"},
            ),
        },
        drawn=event_map([found.event]),
        tolls=tolls(found.ledger),
        claims_all=request.query_params.get("claims") == "all",
    )


def as_far_as_rights_go(request: Request, db: Connection, key: str) -> EventPage | None:
    """The event, and round each claim's clause as much as this visitor may see of its article."""
    found = get_event(db, key)
    return event_as_shown(request, found) if found else None


def _ledger_file(request: Request, found: EventPage) -> Response:
    """The rows of its ledger, as numbered in its JSON."""
    rows = ((found.event, number, row) for number, row in enumerate(found.ledger.rows))
    name = f"event-{found.event.public_id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    body = "".join(csv.lines("ledger", rows, site_of(request)))
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
