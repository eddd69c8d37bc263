"""One thing at its address: found, led to its right address, gone, or not here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from app.browse.moved import gone, moved
from app.browse.named_pages import likely
from app.browse.question.names import names_in
from app.forms import json
from app.web.errors import trouble
from app.web.light import light_single
from app.web.lists import json_answer, no_form
from app.web.respond import moved as moved_to


def single(
    request: Request,
    found: Any,
    path: str,
    ending: str,
    template: str,
    *,
    forms: Mapping[str, Callable[[], Response]] = MappingProxyType({}),
    sections: Iterable[str] = (),
    **context: Any,
) -> Response:
    """What was found, as page, as JSON or in a form of its own; by the wrong slug, a redirect (301) to the right
    one. `forms`: by ending, what makes the answer; `sections`: fields of which a heavy page shows fewer.
    """
    if request.scope["path"] != path + ending:
        return moved_to(with_query(request, path + ending))
    if not ending:
        return light_single(request, template, found, sections, **context)
    if ending == ".json":
        return json_answer(json.single(found))
    if ending in forms:
        return forms[ending]()
    raise no_form(ending, (".json", *forms))


def missing(
    request: Request, db: Connection, noun: str, key: str, ending: str = "", *, prefix: str = ""
) -> Response:
    """Not at this address: it moved, it was withdrawn, it goes by another name, or nobody knows it."""
    if new := moved(db, noun, key):
        return moved_to(with_query(request, f"{prefix}/{noun}/{new}{ending}"))
    if grave := gone(db, noun, key):
        return trouble(request, 410, detail=grave.reason)
    if noun in ("people", "places", "outlets"):
        bearers = getattr(names_in(db), noun)(key)
        if len(bearers) == 1:  # 302: another one may come to bear the name
            return RedirectResponse(with_query(request, f"{prefix}{bearers[0].path}{ending}"), 302)
        if len(bearers) > 1:  # several bear it: the list of them, to choose from
            return RedirectResponse(f"{prefix}/{noun}{ending}?{urlencode({'q': key})}", 302)
    named = noun in ("people", "places", "outlets")
    return trouble(request, 404, near=likely(db, noun, key), asked=key.replace("-", " ") if named else "")


def with_query(request: Request, path: str) -> str:
    query = request.url.query
    return f"{path}?{query}" if query else path
