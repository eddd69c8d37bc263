"""The samples: articles of our own that make every page real on the first start, and go with one click."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, exists, select

from app import paths
from app.ingest.article import Given, as_sample
from app.ingest.sources import Found, open_source
from app.store.db import Database
from app.store.forget import forget_article
from app.store.tables import Article, Outlet
from app.work.pipeline import Tally, ingest
from app.world.world import World

WHY_GONE = "a sample, removed by the owner of this site"


def sample_count() -> int:
    return len(list((paths.SEEDS / "articles").glob("*.md")))


def load_samples(database: Database, world: World, tally: Tally) -> Iterator[Found]:
    """Takes every sample down the line; those already there are left as they are."""
    found = open_source(str(paths.SEEDS / "articles"), Given())
    ours = (replace(one, article=as_sample(one.article)) if one.article else one for one in found)
    yield from ingest(database, ours, world, tally)
    _describe_outlets(database)


def _describe_outlets(database: Database) -> None:
    """What `seeds/outlets.toml` says of the sample outlets."""
    told = tomllib.loads((paths.SEEDS / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
    with database.writing() as session:
        for entry in told:
            outlet = session.scalar(select(Outlet).where(Outlet.slug == entry["slug"]))
            if outlet is None:
                continue
            outlet.name, outlet.country, outlet.lang = entry["name"], entry.get("country"), entry.get("language")
            outlet.kind, outlet.note, outlet.sample = entry.get("kind"), entry.get("note"), True


def remove_samples(database: Database, world: World) -> int:
    """Takes every sample out again, with all that only samples support; returns how many there were."""
    with database.writing() as session:
        ids = session.scalars(select(Article.id).where(Article.sample)).all()
        for article_id in ids:
            forget_article(session, article_id, world.codebook, why=WHY_GONE, bury=False)
    return len(ids)


def has_samples(db: Connection) -> bool:
    return bool(db.scalar(select(exists().where(Article.sample))))


def is_empty(db: Connection) -> bool:
    return not db.scalar(select(exists().where(Article.id.is_not(None))))
