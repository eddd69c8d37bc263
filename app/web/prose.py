"""Words about ourselves: `/about`, `/methodology`, `/codebook`."""

from __future__ import annotations

from functools import lru_cache

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.browse.codebook import types_in_use
from app.browse.home import get_standing
from app.browse.question.filters import ROLES
from app.extract.reading import ACTOR_KINDS, CUE_CLASSES, MODALITIES, QUOTE_TYPES, STANCES
from app.paths import SEEDS
from app.text.tongue import N_, _
from app.web.asked import Db
from app.web.report import contact_of
from app.web.respond import page
from app.web.rights import WINDOW
from app.world.codebook import Codebook, EventType

router = APIRouter(include_in_schema=False)
VOCABULARIES = (
    (N_("Quotes"), QUOTE_TYPES),
    (N_("Words that introduce speech"), CUE_CLASSES),
    (N_("People and groups"), ACTOR_KINDS),
    (N_("Whether it happened (modality)"), MODALITIES),
    (N_("On whose word (stance)"), STANCES),
    (N_("Roles in an event"), ROLES),
)


@router.get("/about")
def about(request: Request, db: Db) -> Response:
    settings = request.app.state.settings
    return page(
        request,
        "words/about.html",
        standing=get_standing(db),
        operator=settings.operator,
        contact=contact_of(settings.contact, ""),
        whole=settings.whole_articles,
        reach=WINDOW,
        percent=settings.shown_percent,
    )


@router.get("/methodology")
def methodology(request: Request, _db: Db) -> Response:
    return page(request, "words/methodology.html")


@router.get("/codebook")
def codebook(request: Request, db: Db) -> Response:
    types = event_types()
    used = types_in_use(db, [each.code for each in types])
    vocabularies = [(_(name), codes) for name, codes in VOCABULARIES]
    return page(request, "words/codebook.html", types=types, used=used, vocabularies=vocabularies)


@lru_cache(maxsize=1)
def event_types() -> tuple[EventType, ...]:
    return tuple(Codebook.open(SEEDS / "codebook.toml"))
