"""Divisions that several nouns share: by place, by outlet. Each is a select of (value, label, how many)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from app.browse.question.filters import Filters
from app.store.tables import Article, Outlet, Place, PlaceWithin


def by_place(base: Any, _: Filters) -> Select:
    """A region's count includes what lies in it, as choosing it does."""
    n = func.count().label("n")
    return (
        select(Place.slug, Place.name, n)
        .select_from(base)
        .join(PlaceWithin, PlaceWithin.place_id == base.c.place_id)
        .join(Place, Place.id == PlaceWithin.ancestor_id)
        .group_by(Place.id, Place.slug, Place.name)
        .order_by(n.desc(), Place.id)
    )


def by_outlet(rows: Any, article_id: Any, number: Any) -> Select:
    """By who published the article that each of `rows` was read in; `number` counts them."""
    n = number.label("n")
    return (
        select(Outlet.slug, Outlet.name, n)
        .select_from(rows)
        .join(Article, Article.id == article_id)
        .join(Outlet, Outlet.id == Article.outlet_id)
        .group_by(Outlet.id, Outlet.slug, Outlet.name)
        .order_by(n.desc(), Outlet.id)
    )
