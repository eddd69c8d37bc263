"""The same lists and things under a stable prefix, for programs; and a way in for articles.

`GET /api/v1/quotes` is `/quotes.json` by the same code. OpenAPI lists what is here and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from json import loads
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from app.browse.outlets import get_outlet
from app.browse.people import get_person
from app.browse.places import get_place
from app.forms import json
from app.store.record import Outcome
from app.text.tongue import N_, _
from app.web import articles, events, outlets, people, places, quotes
from app.web.api_words import LIST, answers, asked_of, described
from app.web.asked import Db, Owner
from app.web.errors import TROUBLES
from app.web.ingest import taken
from app.web.lists import Doors, answer, json_answer
from app.web.singles import missing
from app.work.pipeline import Withdrawn

PREFIX = "/api/v1"
router = APIRouter(prefix=PREFIX)
_ARTICLE = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": {"type": "string"},
        "again": {"type": "boolean", "description": "take it in though it was withdrawn before"},
    },
}
_ADDED = {"200": N_("it is there already"), "201": N_("added"), "207": N_("a list, item by item")}
ARTICLES = {"oneOf": [_ARTICLE, {"type": "array", "minItems": 1, "maxItems": 1000, "items": _ARTICLE}]}
MOST_AT_ONCE = 1000  # articles in one request; more would outlast any client's patience

Found = Callable[[Request, Connection, str], Any]
NOUNS: tuple[tuple[Doors, str, Found], ...] = (
    (quotes.DOORS, "id", quotes.as_far_as_rights_go),
    (events.DOORS, "id", events.as_far_as_rights_go),
    (articles.DOORS, "id", articles.as_far_as_rights_go),
    (people.DOORS, "slug", lambda _request, db, key: get_person(db, key)),
    (places.DOORS, "slug", lambda _request, db, key: get_place(db, key)),
    (outlets.DOORS, "slug", lambda _request, db, key: get_outlet(db, key)),
)


def listing_of(doors: Doors) -> Callable[..., Response]:
    def index(request: Request, db: Db) -> Response:
        return answer(request, db, doors, ".json", next_at=f"{PREFIX}/{doors.noun}")

    return index


def thing_of(noun: str, find: Found) -> Callable[..., Response]:
    def show(request: Request, db: Db, key: str) -> Response:
        found = find(request, db, key)
        if found is None:  # here too an address that moved redirects, and one that is gone says why
            return missing(request, db, noun, key, prefix=PREFIX)
        return json_answer(json.single(found))

    return show


for _doors, _key, _find in NOUNS:
    router.add_api_route(
        f"/{_doors.noun}",
        listing_of(_doors),
        name=f"list_{_doors.noun}",
        summary=f"One page of {_doors.noun}, filtered",
        responses=answers(LIST, "422"),
        openapi_extra={"parameters": [described(name) for name in asked_of(_doors.noun)]},
    )
    router.add_api_route(
        f"/{_doors.noun}/{{key:{_key}}}",
        thing_of(_doors.noun, _find),
        name=f"show_{_doors.noun}",
        summary=f"One of the {_doors.noun}, by its {_key}",
        responses=answers({"type": "object"}, "404", "410"),
    )


async def sent(request: Request) -> Any:
    """The request's JSON. Raises HTTPException saying what to send instead."""
    body = await request.body()  # first of all, so that a body too large is told so whatever it is
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise HTTPException(415, "not-json")
    try:
        return loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "bad-json") from error


@router.post(
    "/articles",
    dependencies=[Owner],
    summary="Add one article, or a list of them",
    responses=answers({"type": "object"}, "400", "403", "409", "413", "415", "422", fine=_ADDED),
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": ARTICLES}}}},
)
def add(request: Request, body: Annotated[Any, Depends(sent)]) -> JSONResponse:
    """201 for a new article, 200 for one already there, 422 with what to change, 409 for one that was withdrawn.

    A list answers 207, item by item.
    """
    if isinstance(body, dict):
        added, status = _add(request, body)
        return JSONResponse(added, status)
    if not isinstance(body, list) or not body or not all(isinstance(each, dict) for each in body):
        raise HTTPException(422, "not-articles")
    if len(body) > MOST_AT_ONCE:
        raise HTTPException(413, _("A request holds at most %(n)s articles.", n=f"{MOST_AT_ONCE:,}"))
    items = []
    for each in body:
        added, status = _add(request, each)
        items.append({"status": status, **added})
    return JSONResponse({"items": items}, 207)


def _add(request: Request, stated: dict[str, Any]) -> tuple[dict[str, Any], int]:
    try:
        recorded, unread = taken(request, stated, stated_in="the request")
    except Withdrawn as before:
        return {"error": str(before), "advice": TROUBLES["withdrawn"].told.advice}, 409
    except ValueError as fault:
        return {"error": str(fault), "advice": TROUBLES["not-articles"].told.advice}, 422
    address = f"/articles/{recorded.public_id}"
    told = {"outcome": str(recorded.outcome), "id": recorded.public_id, "url": address}
    if unread:
        told["unread"] = unread
    return told, 201 if recorded.outcome == Outcome.ADDED else 200
