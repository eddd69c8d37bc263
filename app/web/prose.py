"""Words about ourselves: `/about`, `/methodology`, `/codebook`."""

from __future__ import annotations

from functools import lru_cache

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.browse.codebook import types_in_use
from app.browse.filters import ROLES
from app.extract.reading import ACTOR_KINDS, CUE_CLASSES, MODALITIES, QUOTE_TYPES, STANCES
from app.paths import SEEDS
from app.web.asked import Db
from app.web.respond import page
from app.web.words import _
from app.world.codebook import Codebook, EventType

router = APIRouter(include_in_schema=False)
VOCABULARIES = (
    (_("Quotes"), QUOTE_TYPES),
    (_("Cues"), CUE_CLASSES),
    (_("People and groups"), ACTOR_KINDS),
    (_("Modality of a claim"), MODALITIES),
    (_("Stance of a claim"), STANCES),
    (_("Roles in an event"), ROLES),
)


@router.get("/about")
def about(request: Request, _db: Db) -> Response:
    return page(request, "words/about.html")


@router.get("/methodology")
def methodology(request: Request, _db: Db) -> Response:
    return page(request, "words/methodology.html")


@router.get("/codebook")
def codebook(request: Request, db: Db) -> Response:
    types = event_types()
    used = types_in_use(db, [each.code for each in types])
    return page(request, "words/codebook.html", types=types, used=used, vocabularies=VOCABULARIES)


@lru_cache(maxsize=1)
def event_types() -> tuple[EventType, ...]:
    return tuple(Codebook.open(SEEDS / "codebook.toml"))
