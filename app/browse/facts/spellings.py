"""The names of a person or group, each with the article in which it was first read here."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, and_, func, or_, select

from app.browse.facts import briefs
from app.browse.records import Named, NameRecord
from app.store.tables import ActorName, Mention

# Mentions looked through, in the order in which articles were taken in: who is named in every second article has
# been called by all his names long before that, and a page must not read a hundred thousand spans for a column.
_LOOKED_THROUGH = 5000


def names_of(db: Connection, actor_id: int) -> tuple[NameRecord, ...]:
    """In the order in which they were kept."""
    spellings = select(ActorName.text, ActorName.lang, ActorName.script, ActorName.kind)
    rows = db.execute(spellings.where(ActorName.actor_id == actor_id).order_by(ActorName.id)).all()
    first = _first_read(db, actor_id, [row.text for row in rows])
    return tuple(NameRecord(*row, first=first.get(row.text)) for row in rows)


def _first_read(db: Connection, actor_id: int, names: Collection[str]) -> dict[str, Named]:
    """By name, where it was first read as it is written; what was never read so (a list's own) is left out."""
    oldest = select(Mention.exact, Mention.article_id, Mention.start, Mention.end)
    oldest = oldest.where(Mention.actor_id == actor_id).order_by(Mention.article_id).limit(_LOOKED_THROUGH)
    looked = oldest.subquery()
    found = select(looked.c.exact, func.min(looked.c.article_id).label("article_id"))
    firsts = db.execute(found.where(looked.c.exact.in_(names)).group_by(looked.c.exact)).all()
    if not firsts:
        return {}
    spans = db.execute(
        select(Mention.exact, Mention.article_id, func.min(Mention.start).label("start"))
        .where(Mention.actor_id == actor_id)
        .where(or_(*(and_(Mention.article_id == row.article_id, Mention.exact == row.exact) for row in firsts)))
        .group_by(Mention.exact, Mention.article_id)
    ).all()
    articles = briefs.articles(db, [row.article_id for row in spans])
    return {row.exact: Named(articles[row.article_id], row.start, row.start + len(row.exact)) for row in spans}
