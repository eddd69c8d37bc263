"""Origins and utterances: what counts as one voice."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from app.store.tables import Article, CopyBand, Origin, Quote, Utterance, UtteranceLink


def _two_origins() -> Select:
    """Articles of which another has the same text, word for word, and not the same origin."""
    other = aliased(Article)
    twin = select(other.id).where(
        other.text_key == Article.text_key,
        other.id != Article.id,
        or_(other.origin_id.is_(None), other.origin_id.is_distinct_from(Article.origin_id)),
    )
    return select(Article.public_id).where(twin.exists())


def _few_copies() -> Select:
    copies = select(func.count()).where(Article.origin_id == Origin.id).scalar_subquery()
    return select(Origin.public_id).where(copies < 2)


def _two_speakers() -> Select:
    """Utterances that somebody else said too, or nobody known."""
    voices = func.count(func.distinct(func.coalesce(Quote.speaker_id, 0)))
    spoken = select(Quote.utterance_id).where(Quote.utterance_id.is_not(None)).group_by(Quote.utterance_id)
    return spoken.having(or_(voices > 1, func.min(func.coalesce(Quote.speaker_id, 0)) == 0))


INVARIANTS: dict[str, Callable[[], Select]] = {
    "an article has no sketch to find its copies by": lambda: select(Article.public_id).where(
        ~select(CopyBand.id).where(CopyBand.article_id == Article.id).exists()
    ),
    "articles with one text have two origins": _two_origins,
    "an origin has fewer than two copies": _few_copies,
    "a copy has no reason, or what is none has one": lambda: select(Article.public_id).where(
        Article.origin_id.is_(None) != (Article.origin_reason == "")
    ),
    "a quote known by its words has no utterance, or the other way round": lambda: select(Quote.public_id).where(
        Quote.words_key.is_(None) != Quote.utterance_id.is_(None)
    ),
    "an utterance is of two speakers, or of nobody": _two_speakers,
    "an utterance has no quote": lambda: select(Utterance.public_id).where(
        ~select(Quote.id).where(Quote.utterance_id == Utterance.id).exists()
    ),
    "two linked utterances are not in order": lambda: select(UtteranceLink.id).where(
        or_(UtteranceLink.one_id >= UtteranceLink.other_id, UtteranceLink.reason == "")
    ),
}
