"""The front door: what the site is made of, in order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette_compress import CompressMiddleware

from app import __version__, paths
from app.settings import Settings
from app.store.db import THREADS, Database
from app.text import tongue
from app.web import (
    accuracy,
    api,
    api_docs,
    articles,
    changes,
    dates,
    errors,
    events,
    grouped,
    health,
    home,
    ingest,
    maps,
    outlets,
    people,
    places,
    preferences,
    prose,
    quotes,
    report,
    samples,
    security,
    sitemap,
    suggest,
    timeline,
)
from app.web.head import HeadAsGet
from app.web.known import once
from app.web.loopback import known_hosts
from app.web.static import HashedFiles
from app.web.templating import Pages, environment
from app.web.words import Spoken
from app.work.logs import configure_logs
from app.world.world import load_world

ROUTERS = (
    home.router,
    suggest.router,
    quotes.router,
    events.router,
    grouped.router,
    maps.router,
    timeline.router,
    people.router,
    places.router,
    dates.router,
    articles.router,
    outlets.router,
    prose.router,
    accuracy.router,
    changes.router,
    report.router,
    preferences.router,
    samples.router,
    ingest.router,
    api_docs.router,
    api.router,
    health.router,
    sitemap.router,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole site. The database is opened, not migrated: `dateline serve` does that first."""
    configure_logs()
    settings = settings or Settings()
    tongue.translations(settings.language)  # one that there is none of is said now, not at the first page
    app = FastAPI(title="Dateline", version=__version__, docs_url=None, redoc_url=None, lifespan=_lifespan)
    app.state.settings = settings
    app.state.db = Database(settings.database)
    app.state.world = once(lambda: load_world(settings.gazetteer))
    app.state.pages = Pages(environment())
    _add_middleware(app, settings)
    errors.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", HashedFiles(directory=paths.STATIC), name="static")
    return app


def _add_middleware(app: FastAPI, settings: Settings) -> None:
    """Innermost first, as Starlette adds them."""
    app.add_middleware(HeadAsGet)
    app.add_middleware(errors.CaughtFaults)
    app.add_middleware(security.SmallBodies)
    app.add_middleware(security.SameSiteWrites, settings=settings)
    app.add_middleware(security.KnownHosts, allowed=known_hosts(settings))
    app.add_middleware(CompressMiddleware)
    app.add_middleware(security.SecurityHeaders, images=settings.tiles_origin)
    app.add_middleware(Spoken, language=settings.language)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = THREADS  # as many requests at once as connections
    yield
    app.state.db.close()
