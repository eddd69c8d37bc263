"""What changed: `/changes`, newest first and in words for people, oldest first and by id for programs that keep a
copy; `/corrections`, those made by hand.
"""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.changes import changes
from app.browse.chronicle import CHOICES, chronicle, count_corrections
from app.forms import json
from app.web.asked import Db
from app.web.errors import trouble
from app.web.lists import json_answer
from app.web.respond import page

router = APIRouter(include_in_schema=False)


@router.get("/changes{ending:ending}")
def index(request: Request, db: Db, ending: str, what: str = "", since: str = "", after: str = "") -> Response:
    if ending == ".json":
        return machine_form(request, db, since, after)
    if ending:
        raise HTTPException(404)
    shown = chronicle(db, what, since, after)
    asked = {"what": shown.what, "since": since}
    return page(
        request,
        "changes/index.html",
        shown=shown,
        since=since,
        choices=CHOICES,
        further=_at(shown.next, "/changes", **asked),
    )


@router.get("/corrections")
def corrections(request: Request, db: Db, after: str = "") -> Response:
    shown = chronicle(db, "corrections", after=after)
    return page(
        request,
        "changes/corrections.html",
        shown=shown,
        number=count_corrections(db),
        further=_at(shown.next, "/corrections"),
    )


def machine_form(request: Request, db: Connection, since: str, after: str) -> Response:
    found = changes(db, since, after)
    if found.problem:
        return trouble(request, 422, faults=[found.problem])
    return json_answer(
        json.single(
            {
                "items": found.items,
                "next": _at(found.next, "/changes.json"),
                "later": _at(found.seen, "/changes.json"),
            }
        )
    )


def _at(cursor: str | None, path: str, **asked: str) -> str | None:
    told = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode({**told, 'after': cursor})}" if cursor else None
