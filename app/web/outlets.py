"""Who published: `/outlets` and each outlet."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.browse.outlets import count_outlets, get_outlet, list_outlets, stream_outlets
from app.web.activity import Column, over_time
from app.web.asked import Db
from app.web.lists import Doors, answer
from app.web.rights import Shown, policy_of
from app.web.singles import missing, single

router = APIRouter(include_in_schema=False)
DOORS = Doors("outlets", list_outlets, stream_outlets, count_outlets)


@router.get("/outlets{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    return answer(request, db, DOORS, ending)


@router.get("/outlets/{slug:slug}{ending:ending}")
def show(request: Request, db: Db, slug: str, ending: str) -> Response:
    found = get_outlet(db, slug)
    if found is None:
        return missing(request, db, "outlets", slug, ending)
    # A sample is ours, whatever is set for its made-up outlet.
    policy = Shown.WHOLE if found.outlet.sample else policy_of(request, found.outlet.slug)
    drawn = over_time(found.activity, Column("articles", {"outlet": slug}))
    return single(request, found, found.outlet.path, ending, "outlets/show.html", drawn=drawn, policy=policy)
