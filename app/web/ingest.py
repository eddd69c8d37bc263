"""Adding an article by hand; for the owner at the machine."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.ingest.article import Given, incoming
from app.store.record import Recorded
from app.web.asked import Db, Owner
from app.web.known import world_of
from app.web.respond import page, see
from app.work.pipeline import take

router = APIRouter(include_in_schema=False, dependencies=[Owner])
FIELDS = ("title", "outlet", "url", "published", "byline", "lang", "licence")


@router.get("/ingest")
def new(request: Request, _db: Db) -> Response:
    return page(request, "ingest/new.html", asked={}, fault="")


@router.post("/ingest")
def add(
    request: Request,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    lang: Annotated[str, Form()] = "",
) -> Response:
    """Reads the pasted article and opens it; what cannot be read comes back in the form (422)."""
    asked = {"title": title, "outlet": outlet, "url": url, "published": published, "lang": lang}
    try:
        recorded = taken(request, {"text": text, **asked}, stated_in="the form")
    except ValueError as fault:
        return page(request, "ingest/new.html", status=422, asked={"text": text, **asked}, fault=str(fault))
    return see(f"/articles/{recorded.public_id}")


def taken(request: Request, stated: dict[str, Any], *, stated_in: str) -> Recorded:
    """Takes one article down the whole line. Raises ValueError, saying what to change, if it cannot be one."""
    text = stated.get("text")
    if not isinstance(text, str):
        raise ValueError("an article needs a text, as a string")
    fields = {name: stated[name] for name in (*FIELDS, "date", "source") if stated.get(name)}
    article = incoming(text, fields, Given(), stated_in=stated_in)
    return take(request.app.state.db, article, world_of(request))
