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
from app.web.loopback import on_loopback
from app.web.singles import missing, single

router = APIRouter(include_in_schema=False)
DOORS = Doors("articles", list_articles, stream_articles, count_articles)
WINDOW = 60  # characters on each side of a fact that strangers see of an article that is not ours


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
    """The whole to whoever sits at the machine and where the settings say so; of samples, to everybody."""
    whole = on_loopback(request) or request.app.state.settings.whole_articles
    found = get_article(db, key, window=None if whole else WINDOW)
    if found and not whole and found.article.sample:
        return get_article(db, key)
    return found
