"""What is linked from the page to the world: actors, places, and what a quote speaks of."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Select, case, func, literal, or_, select

from app.resolve.about import KINDS
from app.store.tables import Actor, ArticleVersion, Claim, Place, PlaceWithin, Quote, QuoteAbout

_PRONOUNS = ("he", "she", "they", "it", "him", "her", "them", "his", "their", "who", "i", "we", "you")


def _spoken_elsewhere() -> Select:
    """Quotes said to be about a claim of another article, or about it in no known way."""
    query = select(QuoteAbout.id).join(Quote, Quote.id == QuoteAbout.quote_id)
    query = query.join(Claim, Claim.id == QuoteAbout.claim_id)
    unknown = or_(QuoteAbout.kind.is_(None), QuoteAbout.kind.not_in(KINDS))
    return query.where(or_(Quote.article_id != Claim.article_id, unknown))


def _about_nothing() -> Select:
    """Rows that say a quote speaks of nothing, of several things at once, or outside its article's text."""
    targets = (QuoteAbout.actor_id, QuoteAbout.place_id, QuoteAbout.claim_id)
    named = sum((case((column.is_not(None), 1), else_=0) for column in targets), literal(0))
    query = select(QuoteAbout.id).join(Quote, Quote.id == QuoteAbout.quote_id)
    query = query.join(ArticleVersion, ArticleVersion.id == Quote.version_id)
    outside = or_(QuoteAbout.start >= QuoteAbout.end, QuoteAbout.end > func.length(ArticleVersion.text))
    return query.where(or_(named != 1, outside))


INVARIANTS: dict[str, Callable[[], Select]] = {
    "a pronoun is an actor": lambda: select(Actor.slug).where(func.lower(Actor.name).in_(_PRONOUNS)),
    "a place does not lie in itself": lambda: select(Place.slug).where(
        ~select(PlaceWithin.id)
        .where(PlaceWithin.place_id == Place.id, PlaceWithin.ancestor_id == Place.id)
        .exists()
    ),
    "a quote is about a claim of another article": _spoken_elsewhere,
    "a quote is about nothing, or several things at once": _about_nothing,
}
