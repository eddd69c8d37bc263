"""An answer grouped by one of its filters: `/quotes/by/speaker?about=bakhmut`, with the list's own question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse import articles, events, quotes
from app.browse.answer import grouped
from app.browse.answer.listing import Noun
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.forms import csv, files, json
from app.web.asked import Db
from app.web.lists import json_answer, unreadable
from app.web.respond import page
from app.web.templating import site_of

router = APIRouter(include_in_schema=False)
NOUNS: Mapping[str, Noun[Any]] = {
    "quotes": quotes.QUOTES,
    "events": events.EVENTS,
    "articles": articles.ARTICLES,
}
OWN = ("find", "start")  # what is asked of the groups, beside the list's question
_COLUMNS = ("id", "name", "count", "first", "last", "url")


@router.get("/quotes/by/{by:slug}{ending:ending}")
def of_quotes(request: Request, db: Db, by: str, ending: str) -> Response:
    return _answer(request, db, "quotes", by, ending)


@router.get("/events/by/{by:slug}{ending:ending}")
def of_events(request: Request, db: Db, by: str, ending: str) -> Response:
    return _answer(request, db, "events", by, ending)


@router.get("/articles/by/{by:slug}{ending:ending}")
def of_articles(request: Request, db: Db, by: str, ending: str) -> Response:
    return _answer(request, db, "articles", by, ending)


def _answer(request: Request, db: Db, noun: str, by: str, ending: str) -> Response:
    if by not in grouped.groups_of(NOUNS[noun]) or ending not in ("", ".json", ".csv"):
        raise HTTPException(404)
    asked = [(name, value) for name, value in request.query_params.multi_items() if name not in OWN]
    filters = read_question(noun, asked, names_in(db))
    if ending and filters.problems:
        return unreadable(request, filters)
    find = request.query_params.get("find", "")[:100]
    start, size = _start(request), grouped.SIZE
    file = ending == ".csv"  # the whole of it, as every CSV is
    if file:
        start, size = 0, grouped.MOST
    told = grouped.group(db, NOUNS[noun], filters, by, find, start, size, every=file)
    if ending == ".json":
        return json_answer(json.single(told))
    if file:
        headers = {
            "Content-Disposition": f'attachment; filename="{files.file_name(f"{noun}-by-{by}", filters, ending)}"',
            "Cache-Control": "private, no-cache",
        }
        site = f"{site_of(request)}/{noun}?"
        rows = ((one.value, one.label, one.count, one.first, one.last, site + one.query) for one in told.items)
        body = "".join(map(csv.line, (_COLUMNS, *rows)))
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
    others = [(name, grouped.called(name)) for name in grouped.groups_of(NOUNS[noun])]
    return page(request, "grouped.html", shown=told, noun=noun, others=others)


def _start(request: Request) -> int:
    """A place that is none is the first: it is a link of ours that somebody changed."""
    written = request.query_params.get("start", "")
    return min(int(written), grouped.MOST) if written.isascii() and written.isdigit() and len(written) < 7 else 0
