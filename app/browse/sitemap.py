"""Every address that may be found by searching elsewhere: things, never the endless questions of a list, and no
people who are perhaps no public figures.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Select, func, select

from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.articles import ARTICLES
from app.browse.events import EVENTS
from app.browse.people import PEOPLE, perhaps_private
from app.browse.places import PLACES
from app.browse.question.filters import Filters
from app.browse.quotes import QUOTES
from app.store.tables import Actor, Article, Event, Place, Quote

MOST = 10_000  # addresses of one file; the protocol allows 50,000

_KEYS: Mapping[str, tuple[Noun, tuple]] = {
    "quotes": (QUOTES, (Quote.public_id,)),
    "events": (EVENTS, (Event.public_id, Event.slug)),
    "articles": (ARTICLES, (Article.public_id, Article.slug)),
    "people": (PEOPLE, (Actor.slug,)),
    "places": (PLACES, (Place.slug,)),
}
NOUNS = tuple(_KEYS)


def files(db: Connection) -> tuple[tuple[str, int], ...]:
    """Each noun with the numbers of its files, from 1."""
    return tuple((noun, number) for noun in NOUNS for number in range(1, -(-_number(db, noun) // MOST) + 1))


def paths(db: Connection, noun: str, number: int) -> tuple[str, ...]:
    """The paths of a noun's file, in the order of their rows; empty where there is no such file."""
    kept, keys = _KEYS[noun]
    statement = select(*keys).where(kept.id.in_(_told(db, noun))).order_by(kept.id)
    rows = db.execute(statement.offset((number - 1) * MOST).limit(MOST))
    return tuple(f"/{noun}/{'-'.join(filter(None, row))}" for row in rows)


def _told(db: Connection, noun: str) -> Select:
    """The ids of what a site map names."""
    ids = listing.ids(db, _KEYS[noun][0], Filters(noun))
    return ids.where(~perhaps_private()) if noun == "people" else ids


def _number(db: Connection, noun: str) -> int:
    return db.scalar(select(func.count()).select_from(_told(db, noun).subquery())) or 0
