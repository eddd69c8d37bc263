"""`/sitemap.xml` and its files (sitemaps.org 0.9), for search engines."""

from __future__ import annotations

from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.sitemap import NOUNS, files, paths
from app.web.asked import Db
from app.web.templating import site_of

router = APIRouter(include_in_schema=False)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@router.get("/sitemap.xml")
def index(request: Request, db: Db) -> Response:
    return _listed(
        "sitemapindex", "sitemap", [f"/sitemaps/{noun}-{number}.xml" for noun, number in files(db)], request
    )


@router.get("/sitemaps/{noun:str}-{number:int}.xml")
def one(request: Request, db: Db, noun: str, number: int) -> Response:
    found = paths(db, noun, number) if noun in NOUNS and 0 < number < 10_000 else ()
    if not found:
        raise HTTPException(404)
    return _listed("urlset", "url", found, request)


def _listed(outer: str, inner: str, found: list[str] | tuple[str, ...], request: Request) -> Response:
    site = site_of(request)
    told = "\n".join(f"<{inner}><loc>{escape(site + path)}</loc></{inner}>" for path in found)
    return Response(f'{_HEAD}<{outer} xmlns="{_NAMESPACE}">\n{told}\n</{outer}>\n', media_type="application/xml")
