"""Why a thing was found: words of it that were asked for, as far as they may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, func, or_, select
from sqlalchemy.orm import aliased

from app.browse.facts import briefs
from app.browse.records import Listing
from app.browse.words import hits
from app.browse.words.hits import Bit
from app.store.tables import Article, ArticleVersion, Claim, Event, Outlet, Quote
from app.store.word_query import WordQuery


@dataclass(frozen=True, slots=True)
class Whole:
    """From whose articles words may be shown wherever they stand; from the others, only those of their facts."""

    everywhere: bool = False
    but: frozenset[str] = frozenset()  # outlets, by slug, with which it is the other way round

    @property
    def shown(self) -> ColumnElement[bool]:
        excepted = func.coalesce(Outlet.slug.in_(self.but), false())
        return or_(Article.sample, ~excepted if self.everywhere else excepted)


def why_matched(
    db: Connection, found: Mapping[str, Listing], query: WordQuery, whole: Whole
) -> dict[str, tuple[Bit, ...]]:
    """For events and articles whose title does not show it, words of theirs that do."""
    made: dict[str, tuple[Bit, ...]] = {}
    for noun, texts in (("events", _of_events), ("articles", _of_articles)):
        plain = [item.public_id for item in found[noun] if not _shows_all(item.title, query)]
        for public_id, text in texts(db, plain, whole) if plain else ():
            told = hits.snippet(text, query)
            if _weight(told) > _weight(made.get(public_id, ())):
                made[public_id] = told
    return made


def _shows_all(title: str, query: WordQuery) -> bool:
    return all(hits.found_in(title, WordQuery((group,))) for group in query.groups)


def _weight(told: Sequence[Bit]) -> int:
    return len({bit.text.casefold() for bit in told if bit.hit})


def _of_events(db: Connection, ids: Sequence[str], _: Whole) -> Sequence[Any]:
    claims = select(Event.public_id, Claim.exact).join(Claim, Claim.event_id == Event.id)
    shown = claims.where(Event.public_id.in_(ids), Claim.state.not_in(briefs.HIDDEN))
    return db.execute(shown.order_by(Claim.id)).all()


def _of_articles(db: Connection, ids: Sequence[str], whole: Whole) -> Sequence[Any]:
    """The texts of three articles; where rights end, the words of the facts read in them."""
    later = aliased(ArticleVersion)
    newest = select(func.max(later.number)).where(later.article_id == Article.id).scalar_subquery()
    texts = (
        select(Article.public_id, ArticleVersion.text)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Article.public_id.in_(ids), ArticleVersion.number == newest, whole.shown)
    )
    found = list(db.execute(texts))
    for table in (Quote, Claim):
        facts = select(Article.public_id, table.exact).join(table, table.article_id == Article.id)
        shown = facts.where(Article.public_id.in_(ids), table.state.not_in(briefs.HIDDEN))
        found += db.execute(shown.order_by(table.id)).all()
    return found
