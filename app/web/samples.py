"""The samples go with one click of the owner."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.asked import Owner
from app.web.known import world_of
from app.web.respond import see
from app.work.samples import remove_samples

router = APIRouter(include_in_schema=False)


@router.post("/samples/remove", dependencies=[Owner])
def remove(request: Request) -> Response:
    remove_samples(request.app.state.db, world_of(request))
    return see("/")
