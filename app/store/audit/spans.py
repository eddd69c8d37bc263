"""No span, no fact: every stored fact is what stands at its span, in the newest text of its own article."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnCollection, ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import DeclarativeBase

from app.store.tables import (
    Article,
    ArticleVersion,
    Claim,
    DateMention,
    Mention,
    Participant,
    Quantity,
    Quote,
    QuoteCoSpeaker,
    QuoteRelay,
    QuoteSpan,
)


def _stands(columns: ColumnCollection, prefix: str = "", exact: str = "exact") -> ColumnElement[bool]:
    """Whether a row's `exact` is what stands at its span; both may be missing, one alone may not."""
    start, end, kept = columns[f"{prefix}start"], columns[f"{prefix}end"], columns[exact]
    stands = func.substr(ArticleVersion.text, start + 1, end - start)
    return and_(stands.is_not_distinct_from(kept), or_(start < end, and_(start.is_(None), kept.is_(None))))


def _not_there(table: type[DeclarativeBase], prefix: str = "", exact: str = "exact") -> Select:
    """Rows of `table` whose `exact` is not what stands at their span."""
    columns = table.__table__.c
    query = select(columns["id"]).join(ArticleVersion, ArticleVersion.id == columns["version_id"])
    return query.where(~_stands(columns, prefix, exact))


def _not_there_under(
    table: type[DeclarativeBase],
    parent: type[Quote] | type[Claim],
    key: str,
    prefix: str = "",
    exact: str = "exact",
) -> Select:
    """The same for what hangs on a quote or claim, and is of its text."""
    columns = table.__table__.c
    return (
        select(columns["id"])
        .join(parent, parent.id == columns[key])
        .join(ArticleVersion, ArticleVersion.id == parent.version_id)
        .where(~_stands(columns, prefix, exact))
    )


def _misjoined() -> Select:
    """Quotes whose `exact` is not their pieces, joined; told by the lengths, which SQL can add up."""
    pieces = select(func.sum(QuoteSpan.end - QuoteSpan.start) + 3 * (func.count() - 1))
    pieces = pieces.where(QuoteSpan.quote_id == Quote.id).scalar_subquery()
    return select(Quote.public_id).where(pieces != func.length(Quote.exact))


def _revised_nowhere() -> Select:
    """Figures said to be earlier or later ones without the words that say so, or with words outside the text."""
    start, end = Quantity.revision_start, Quantity.revision_end
    text = select(func.length(ArticleVersion.text)).join(Claim, Claim.version_id == ArticleVersion.id)
    length = text.where(Claim.id == Quantity.claim_id).scalar_subquery()
    unsaid = and_(Quantity.revision.is_not(None), or_(start.is_(None), end.is_(None)))
    return select(Quantity.id).where(or_(unsaid, start >= end, end > length))


def _old_text(table: type[DeclarativeBase]) -> Select:
    """Facts read from a version that is not the newest of its article."""
    columns = table.__table__.c
    newer = ArticleVersion.__table__.alias("newer")
    return (
        select(columns["id"])
        .join(ArticleVersion, ArticleVersion.id == columns["version_id"])
        .where(
            select(newer.c.id)
            .where(newer.c.article_id == ArticleVersion.article_id, newer.c.number > ArticleVersion.number)
            .exists()
        )
    )


def _elsewhere(table: type[DeclarativeBase]) -> Select:
    """Facts whose text is another article's."""
    columns = table.__table__.c
    query = select(columns["id"]).join(ArticleVersion, ArticleVersion.id == columns["version_id"])
    return query.where(ArticleVersion.article_id != columns["article_id"])


_READ = {"mention": Mention, "date": DateMention, "quote": Quote, "claim": Claim}

INVARIANTS: dict[str, Callable[[], Select]] = {
    "a mention is not what stands at its span": lambda: _not_there(Mention),
    "a date is not what stands at its span": lambda: _not_there(DateMention),
    "a quote's piece is not what stands at its span": lambda: _not_there_under(QuoteSpan, Quote, "quote_id"),
    "a quote's cue is not what stands at its span": lambda: _not_there(Quote, "cue_", "cue"),
    "a quote's speaker is not what stands at its span": lambda: _not_there(Quote, "speaker_", "speaker"),
    "a claim is not what stands at its span": lambda: _not_there(Claim),
    "a claim's trigger is not what stands at its span": lambda: _not_there(Claim, "trigger_", "trigger"),
    "a claim's source is not what stands at its span": lambda: _not_there(Claim, "speaker_", "speaker"),
    "a participant is not what stands at its span": lambda: _not_there_under(Participant, Claim, "claim_id"),
    "a quantity is not what stands at its span": lambda: _not_there_under(Quantity, Claim, "claim_id"),
    "a quote's relay is not what stands at its span": lambda: _not_there_under(QuoteRelay, Quote, "quote_id"),
    "a quote's relay has a cue that does not stand there": lambda: _not_there_under(
        QuoteRelay, Quote, "quote_id", "cue_", "cue"
    ),
    "one of several speakers is not what stands at its span": lambda: _not_there_under(
        QuoteCoSpeaker, Quote, "quote_id"
    ),
    "a quote is not its pieces joined": _misjoined,
    "a quote has no piece": lambda: select(Quote.public_id).where(
        ~select(QuoteSpan.id).where(QuoteSpan.quote_id == Quote.id).exists()
    ),
    "a figure is revised in no words of its claim's text": _revised_nowhere,
    **{
        f"a {name} was read from an old text": lambda table=table: _old_text(table)
        for name, table in _READ.items()
    },
    **{f"a {name} is of another article": lambda table=table: _elsewhere(table) for name, table in _READ.items()},
    "an article has no text": lambda: select(Article.public_id).where(
        ~select(ArticleVersion.id).where(ArticleVersion.article_id == Article.id).exists()
    ),
}
