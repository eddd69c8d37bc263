"""What changed: `/changes`, for people and for programs that keep a copy."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.changes import changes
from app.forms import json
from app.web.asked import Db
from app.web.errors import trouble
from app.web.lists import json_answer
from app.web.respond import page

router = APIRouter(include_in_schema=False)


@router.get("/changes{ending:ending}")
def index(request: Request, db: Db, ending: str, since: str = "", after: str = "") -> Response:
    if ending not in ("", ".json"):
        raise HTTPException(404)
    found = changes(db, since, after)
    if ending == ".json":
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
    return page(request, "changes.html", shown=found, since=since, further=_at(found.next, "/changes"))


def _at(cursor: str | None, path: str) -> str | None:
    return f"{path}?{urlencode({'after': cursor})}" if cursor else None
