"""What was reported to have happened: `/events` and each event."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from app.browse.accounts import shortened
from app.browse.contradictions import (
    MOST,
    contradicting,
    count_contradictions,
    list_contradictions,
    stream_contradictions,
    told_apart,
)
from app.browse.events import count_events, get_event, list_events, stream_events
from app.browse.ledgers import LedgerLine, stream_ledgers
from app.browse.records import EventPage
from app.forms import atom, csv, files, geojson
from app.web.asked import Db
from app.web.figures import event_map
from app.web.lists import Doors, answer, feed_answer, no_form
from app.web.respond import moved, page
from app.web.rights import event_as_shown
from app.web.singles import missing, single, with_query
from app.web.steps import tolls
from app.web.templating import site_of

# With an event's ledger, so many weigh under 60,000 bytes; the rest has pages of its own.
_CLAIMS, _SPEECH = 5, 4  # claims on an event's page; quotes of each kind
_CLAIMS_ON_PAGE = 20
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
LEDGERS = Doors("events", list_events, stream_ledgers, count_events, own=files.LEDGER)


@router.get("/events{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/events/contradictions{ending:ending}")
def contradictions(request: Request, db: Db, ending: str) -> Response:
    """Those of them whose accounts cannot all be right."""
    return answer(request, db, CONTRADICTIONS, ending)


@router.get("/events/ledger{ending:ending}")
def ledgers(request: Request, db: Db, ending: str) -> Response:
    """Who gives which figure or position of every one of them, a row each: files only, the list is their page."""
    if ending in files.endings(files.LEDGER):
        return answer(request, db, LEDGERS, ending)
    if ending:
        raise no_form(ending, files.endings(files.LEDGER))
    return RedirectResponse(with_query(request, "/events"), 302)


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
                media_type="application/geo+json; charset=utf-8",
                headers={"Cache-Control": "private, no-cache"},
            ),
        },
        drawn=event_map([found.event]),
        tolls=tolls(found.ledger),
        claims_most=_CLAIMS,
        speech_most=_SPEECH,
    )


@router.get("/events/{key:id}{tail:tail}/accounts")
def accounts(request: Request, db: Db, key: str, of: str = "") -> Response:
    """Who says what of one event, or its answers to one question, a page at a time: some have hundreds of rows."""

    def shown(found: EventPage) -> tuple[int, dict[str, Any]]:
        asked = [group for group in found.ledger.groups if group.question == of] or found.ledger.groups
        own = of if asked is not found.ledger.groups else ""
        cuts = partial(shortened.page_of, asked)
        return shortened.pages(asked), {"cuts": cuts, "of": own}

    return _part_of(request, db, key, "accounts", shown)


@router.get("/events/{key:id}{tail:tail}/claims")
def claims(request: Request, db: Db, key: str) -> Response:
    """Every claim about one event in its sentence, a page at a time."""

    def shown(found: EventPage) -> tuple[int, dict[str, Any]]:
        return -(-len(found.claims) // _CLAIMS_ON_PAGE), {"size": _CLAIMS_ON_PAGE, "of": ""}

    return _part_of(request, db, key, "claims", shown)


def _part_of(
    request: Request, db: Connection, key: str, part: str, shown: Callable[[EventPage], tuple[int, dict[str, Any]]]
) -> Response:
    """A page of its own for a part of an event's page; `shown`: how many pages it has, and what they show."""
    found = as_far_as_rights_go(request, db, key)
    if found is None:
        return missing(request, db, "events", key)
    if request.scope["path"] != (path := f"{found.event.path}/{part}"):
        return moved(with_query(request, path))
    pages, told = shown(found)
    number = min(max(1, pages), _page_number(request))
    asked = {"of": told["of"]} if told["of"] else {}
    return page(
        request,
        f"events/{part}.html",
        shown=found,
        number=number,
        pages=pages,
        address=lambda other: f"{path}?{urlencode(asked | {'page': other})}",
        **told,
    )


def _page_number(request: Request) -> int:
    """From 1; what is no number is the first page, as a broken cursor of a list is."""
    written = request.query_params.get("page", "")
    return max(1, int(written)) if written.isascii() and written.isdecimal() and len(written) < 6 else 1


def as_far_as_rights_go(request: Request, db: Connection, key: str) -> EventPage | None:
    """The event, and round each claim's clause as much as this visitor may see of its article."""
    found = get_event(db, key)
    return event_as_shown(request, found) if found else None


def _ledger_file(request: Request, found: EventPage) -> Response:
    """The rows of its ledger, as numbered in its JSON."""
    rows = (LedgerLine(found.event, number, row) for number, row in enumerate(found.ledger.rows))
    name = f"event-{found.event.public_id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    body = "".join(csv.lines("ledger", rows, site_of(request)))
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
