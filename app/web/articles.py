"""What was published: `/articles` and each article with its marks."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from app.browse.articles import count_articles, get_article, list_articles, stream_articles
from app.browse.excerpt import laid_out
from app.browse.records import ArticlePage
from app.text.span import Span
from app.web.asked import Db
from app.web.lists import Doors, answer
from app.web.rights import WINDOW, Shown, shown_to, without_text
from app.web.singles import missing, single

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
        laid=laid_out(found.paragraphs, facts),
        facts={f"s{fact.start}-{fact.end}" for fact in facts},
    )


def as_far_as_rights_go(request: Request, db: Connection, key: str) -> ArticlePage | None:
    """As much of it as this visitor may see: the whole, windows round its facts, or the facts alone."""
    found = get_article(db, key, window=WINDOW)
    if found is None:
        return None
    outlet = found.article.outlet
    shown = shown_to(request, outlet.slug if outlet else None, sample=found.article.sample)
    if shown is Shown.WHOLE:
        return get_article(db, key)
    return without_text(found) if shown is Shown.LINK else found
