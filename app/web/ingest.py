"""Adding an article by hand; for the owner at the machine."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.ingest.article import Given, incoming
from app.store.record import Recorded
from app.text.tongue import _
from app.web.asked import Db, Owner
from app.web.known import world_of
from app.web.respond import page, see
from app.work.pipeline import Withdrawn, take, unread_because

router = APIRouter(include_in_schema=False, dependencies=[Owner])
FIELDS = ("title", "outlet", "url", "published", "byline", "lang", "licence", "warning")


@router.get("/ingest")
def new(request: Request, _db: Db) -> Response:
    return _form(request)


@router.post("/ingest")
def add(
    request: Request,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    lang: Annotated[str, Form()] = "",
    warning: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Reads the pasted article and opens it; what cannot be read comes back in the form (422), and so does what
    was withdrawn (409), with the question whether it is wanted `again`.
    """
    asked = {
        "title": title,
        "outlet": outlet,
        "url": url,
        "published": published,
        "lang": lang,
        "warning": warning,
    }
    try:
        recorded, _unread = taken(request, {"text": text, **asked, "again": bool(again)}, stated_in="the form")
    except Withdrawn as before:
        return _form(request, 409, {"text": text, **asked}, str(before), withdrawn=True)
    except ValueError as fault:
        return _form(request, 422, {"text": text, **asked}, str(fault))
    return see(f"/articles/{recorded.public_id}")


def _form(
    request: Request,
    status: int = 200,
    asked: Mapping[str, str] = MappingProxyType({}),
    fault: str = "",
    *,
    withdrawn: bool = False,
) -> Response:
    """The form as it was sent, with what is wrong; of what was withdrawn it asks whether to take it in again."""
    return page(request, "ingest/new.html", status=status, asked=asked, fault=fault, withdrawn=withdrawn)


def taken(request: Request, stated: dict[str, Any], *, stated_in: str) -> tuple[Recorded, str]:
    """Takes one article down the whole line; with it why no facts are read in its language, empty where they are.

    Raises ValueError, saying what to change, if it cannot be one, and Withdrawn for one that was taken out of the
    record before and is not stated to be wanted `again`.
    """
    text, again = stated.get("text"), stated.get("again", False)
    if not isinstance(text, str):
        raise ValueError(_("an article needs a text, as a string"))
    if not isinstance(again, bool):
        raise ValueError(_("again is true or false"))
    fields = {name: stated[name] for name in (*FIELDS, "date", "source") if stated.get(name)}
    article = incoming(text, fields, Given(), stated_in=stated_in)
    recorded = take(request.app.state.db, article, world_of(request), again=again)
    return recorded, unread_because(article.lang)
