"""What was published: `/articles` and each article with its marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from app.browse.article_page import get_article, whose_article
from app.browse.articles import count_articles, list_articles, stream_articles
from app.browse.facts.excerpt import laid_out, with_gaps
from app.browse.records import ArticlePage
from app.text.span import Span
from app.web.asked import Db
from app.web.lists import Doors, answer
from app.web.rights import WINDOW, Shown, share_of, shown_to, without_text
from app.web.singles import missing, single
from app.work.pipeline import unread_because

router = APIRouter(include_in_schema=False)
DOORS = Doors("articles", list_articles, stream_articles, count_articles)


@router.get("/articles{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/articles/{key:id}{tail:tail}{ending:ending}")
def show(request: Request, db: Db, key: str, ending: str) -> Response:
    found = as_far_as_rights_go(request, db, key)
    if found is None:
        return missing(request, db, "articles", key, ending)
    facts = [Span(fact.start, fact.end) for fact in (*found.quotes, *found.events)]
    return single(
        request,
        found,
        found.article.path,
        ending,
        "articles/show.html",
        laid=_laid(found, facts),
        facts={f"s{fact.start}-{fact.end}" for fact in facts},
        unread=unread_because(found.article.lang),
    )


def as_far_as_rights_go(request: Request, db: Connection, key: str) -> ArticlePage | None:
    """As much of it as this visitor may see: the whole, windows round its facts, or the facts alone."""
    whose = whose_article(db, key)
    if whose is None:
        return None
    shown = shown_to(request, whose.outlet, sample=whose.sample)
    if shown is Shown.WHOLE:
        return get_article(db, key)
    found = get_article(db, key, window=WINDOW, share=share_of(request))
    return without_text(found) if found and shown is Shown.LINK else found


def _laid(found: ArticlePage, facts: Sequence[Span]) -> Sequence[Any]:
    """Its paragraphs, and its gaps with the facts left out there."""
    if not found.excerpts:
        return with_gaps((), found.left, before=bool(found.left), after=False)
    first, last = found.excerpts[0], found.excerpts[-1]
    laid = laid_out(found.paragraphs, facts)
    return with_gaps(laid, found.left, before=first.before, after=last.after)
