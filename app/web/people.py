"""Who speaks and acts, people and groups alike: `/people` and each of them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from app.browse.people import count_people, get_card, get_person, list_people, stream_people
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.quotes import list_quotes
from app.browse.records import PersonPage
from app.web.activity import Column, over_time
from app.web.asked import Db
from app.web.lists import Doors, answer, feed
from app.web.respond import page
from app.web.singles import missing, single

router = APIRouter(include_in_schema=False)
DOORS = Doors("people", list_people, stream_people, count_people)


@router.get("/people{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/people/{slug:slug}/card")
def card(request: Request, db: Db, slug: str) -> Response:
    """A few words on somebody, shown beside the name; no page, and nothing for search engines."""
    found = get_card(db, slug)
    if found is None:
        return missing(request, db, "people", slug, "")
    shown = page(request, "people/card.html", person=found)
    shown.headers["X-Robots-Tag"] = "noindex, nofollow"
    return shown


@router.get("/people/{slug:slug}{ending:ending}")
def show(request: Request, db: Db, slug: str, ending: str) -> Response:
    found = get_person(db, slug)
    if found is None:
        return missing(request, db, "people", slug, ending)
    answered = _in_form(request, db, found, slug, ending)
    if found.private:  # of every form: not all can say it inside
        answered.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answered


def _in_form(request: Request, db: Connection, found: PersonPage, slug: str, ending: str) -> Response:
    if ending == ".atom":
        said = read_question("quotes", [("speaker", slug)], names_in(db))
        return feed(request, list_quotes(db, said), found.person.path)
    drawn = over_time(found.activity, Column("quotes", {"speaker": slug}), Column("events", {"actor": slug}))
    template, sections = "people/show.html", ("quotes", "about", "events", "told", "spoke", "mentioned_with")
    return single(request, found, found.person.path, ending, template, sections=sections, drawn=drawn)
