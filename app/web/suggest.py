"""Suggestions while somebody types: the rows of the search box's list, or the same as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.records import Suggestion
from app.browse.suggest import suggest, suggest_names
from app.forms import json
from app.text.tongue import N_, _
from app.web.asked import Db
from app.web.lists import json_answer
from app.web.respond import page

router = APIRouter(include_in_schema=False)
HEADINGS = {
    "questions": N_("As a question"),
    "people": N_("People and groups"),
    "places": N_("Places"),
    "outlets": N_("Outlets"),
    "dates": N_("Dates"),
    "events": N_("Events of type"),
    "filters": N_("Go on with"),
}


@router.get("/suggest{ending:ending}")
def suggestions(request: Request, db: Db, ending: str, q: str = "", of: str = "") -> Response:
    """`of`: the field of a list's form that is being filled, which takes names only."""
    found = suggest_names(db, of, q) if of else suggest(db, q)
    if ending == ".json":
        return json_answer(json.single(found))
    if ending:
        raise HTTPException(404)
    return page(request, "parts/suggestions.html", groups=grouped(found), count=len(found))


def grouped(found: Iterable[Suggestion]) -> list[tuple[str, list[tuple[int, Suggestion]]]]:
    """(heading, its suggestions with their place in the whole list), in the order in which they came."""
    numbered = enumerate(found)
    return [(_(HEADINGS[group]), list(rows)) for group, rows in groupby(numbered, key=lambda each: each[1].group)]
