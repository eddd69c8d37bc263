"""What must always hold, as queries (`dateline audit`). Each finds the rows that break one invariant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select
from sqlalchemy.orm import DeclarativeBase

from app.extract.reading import MODALITIES, STANCES
from app.store import words
from app.store.tables import (
    Actor,
    Article,
    ArticleVersion,
    Claim,
    DateMention,
    Event,
    Mention,
    Participant,
    Place,
    PlaceWithin,
    Quantity,
    Quote,
    QuoteSpan,
)

_PRONOUNS = ("he", "she", "they", "it", "him", "her", "them", "his", "their", "who", "i", "we", "you")
_SHOWN = 20  # examples named of each fault


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken invariant: which, how often, and ids of some rows that break it."""

    invariant: str
    count: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.invariant}: {self.count} ({', '.join(self.examples)})"


def audit(db: Connection) -> Iterator[Fault]:
    """Every invariant that does not hold. `db` must be able to write: FTS5 checks itself by an INSERT."""
    for invariant, query in _INVARIANTS.items():
        broken = query()
        if count := db.scalar(select(func.count()).select_from(broken.subquery())) or 0:
            examples = tuple(str(row[0]) for row in db.execute(broken.limit(_SHOWN)))
            yield Fault(invariant, count, examples)
    for told in words.broken(db):
        yield Fault(told, 1, ())


def _not_there(table: type[DeclarativeBase], prefix: str = "", exact: str = "exact") -> Select:
    """Rows of `table` whose `exact` is not what stands at their span."""
    columns = table.__table__.c
    start, end = columns[f"{prefix}start"], columns[f"{prefix}end"]
    stands = func.substr(ArticleVersion.text, start + 1, end - start)
    query = select(columns["id"]).join(ArticleVersion, ArticleVersion.id == columns["version_id"])
    return query.where(start.is_not(None), or_(stands != columns[exact], start >= end))


def _not_there_under(table: type[DeclarativeBase], parent: type[Quote] | type[Claim], key: str) -> Select:
    columns = table.__table__.c
    stands = func.substr(ArticleVersion.text, columns["start"] + 1, columns["end"] - columns["start"])
    return (
        select(columns["id"])
        .join(parent, parent.id == columns[key])
        .join(ArticleVersion, ArticleVersion.id == parent.version_id)
        .where(or_(stands != columns["exact"], columns["start"] >= columns["end"]))
    )


def _counted(column: ColumnElement[int], counted: Select) -> ColumnElement[bool]:
    return column != counted.scalar_subquery()


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


def _unfounded() -> Select:
    """Events whose modality, stance or listing is not what their claims say."""
    claims = and_(Claim.event_id == Event.id, Claim.state.not_in(("rejected", "hidden")))
    plain = select(Claim.id).where(claims, Claim.modality == "actual", Claim.stance != "denied").exists()
    same = select(Claim.id).where(claims, Claim.modality == Event.modality, Claim.stance == Event.stance).exists()
    known = and_(Event.modality.in_(MODALITIES), Event.stance.in_(STANCES))
    return select(Event.public_id).where(or_(Event.listed != plain, ~same, ~known))


def _unindexed(noun: str, table: type[Quote] | type[Event] | type[Article]) -> Select:
    rows = words.NOUNS[noun]
    there = select(rows.c.row_id).where(rows.c[f"{noun}_id"] == table.id).exists()
    return select(table.public_id).where(~there)


def _stray(noun: str, table: type[Quote] | type[Event] | type[Article]) -> Select:
    rows = words.NOUNS[noun]
    return select(rows.c.row_id).where(~select(table.id).where(table.id == rows.c[f"{noun}_id"]).exists())


def _misplaced(noun: str, table: type[Quote] | type[Event] | type[Article]) -> Select:
    """Search rows whose id is not day << 32 | id: newest first would lie."""
    rows = words.NOUNS[noun]
    right = table.sort_day * 4294967296 + table.id
    return select(rows.c.row_id).join(table, table.id == rows.c[f"{noun}_id"]).where(rows.c.row_id != right)


_INVARIANTS: dict[str, Callable[[], Select]] = {
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
    "a quote has no piece": lambda: select(Quote.public_id).where(
        ~select(QuoteSpan.id).where(QuoteSpan.quote_id == Quote.id).exists()
    ),
    "a pronoun is an actor": lambda: select(Actor.slug).where(func.lower(Actor.name).in_(_PRONOUNS)),
    "a quote was read from an old text": lambda: _old_text(Quote),
    "a claim was read from an old text": lambda: _old_text(Claim),
    "a claim has no event": lambda: select(Claim.public_id).where(Claim.event_id.is_(None)),
    "an event has no claim": lambda: select(Event.public_id).where(
        ~select(Claim.id).where(Claim.event_id == Event.id).exists()
    ),
    "an event's claims are miscounted": lambda: select(Event.public_id).where(
        _counted(Event.claims, select(func.count()).where(Claim.event_id == Event.id))
    ),
    "an event's articles are miscounted": lambda: select(Event.public_id).where(
        _counted(
            Event.sources, select(func.count(func.distinct(Claim.article_id))).where(Claim.event_id == Event.id)
        )
    ),
    "an event is not what its claims say": _unfounded,
    "an article's quotes are miscounted": lambda: select(Article.public_id).where(
        _counted(Article.quotes, select(func.count()).where(Quote.article_id == Article.id))
    ),
    "an article's claims are miscounted": lambda: select(Article.public_id).where(
        _counted(Article.claims, select(func.count()).where(Claim.article_id == Article.id))
    ),
    "an article has no text": lambda: select(Article.public_id).where(
        ~select(ArticleVersion.id).where(ArticleVersion.article_id == Article.id).exists()
    ),
    "a place does not lie in itself": lambda: select(Place.slug).where(
        ~select(PlaceWithin.id)
        .where(PlaceWithin.place_id == Place.id, PlaceWithin.ancestor_id == Place.id)
        .exists()
    ),
    **{
        f"{noun}: {told}": lambda noun=noun, table=table, query=query: query(noun, table)
        for noun, table in (("quote", Quote), ("event", Event), ("article", Article))
        for told, query in (
            ("missing from search", _unindexed),
            ("a search row of nothing", _stray),
            ("a search row in the wrong place", _misplaced),
        )
    },
}
