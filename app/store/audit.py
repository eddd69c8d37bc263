"""What must always hold, as queries (`dateline audit`). Each finds the rows that break one invariant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    ColumnCollection,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, aliased

from app.extract.reading import MODALITIES, STANCES
from app.resolve.about import KINDS
from app.store import audit_sources, words
from app.store.summaries import REPORTS, UNLISTED
from app.store.tables import (
    Actor,
    Article,
    ArticleVersion,
    Claim,
    ConflictSide,
    DateMention,
    Event,
    Mention,
    NearEvent,
    Participant,
    Place,
    PlaceWithin,
    Quantity,
    Quote,
    QuoteAbout,
    QuoteCoSpeaker,
    QuoteRelay,
    QuoteSpan,
    Redirect,
    Tombstone,
    WithdrawnText,
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


def _elsewhere(table: type[DeclarativeBase]) -> Select:
    """Facts whose text is another article's."""
    columns = table.__table__.c
    query = select(columns["id"]).join(ArticleVersion, ArticleVersion.id == columns["version_id"])
    return query.where(ArticleVersion.article_id != columns["article_id"])


def _counted(column: InstrumentedAttribute[int], counted: Select) -> ColumnElement[bool]:
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


def _rank(table: type[Claim] | type[Event]) -> ColumnElement[int]:
    """How affirmed a claim or event is, smaller for more; above 99 where a code is none of ours."""
    modality = case({code: 10 * n for n, code in enumerate(MODALITIES)}, value=table.modality, else_=100)
    return modality + case({code: n for n, code in enumerate(STANCES)}, value=table.stance, else_=100)


def _unfounded() -> Select:
    """Events whose modality, stance or listing is not what their claims say, rejected ones left aside."""
    told = select(func.min(_rank(Claim))).where(Claim.event_id == Event.id)
    accepted = Claim.state.not_in(UNLISTED)
    surest = func.coalesce(told.where(accepted).scalar_subquery(), told.scalar_subquery())
    plain = select(Claim.id).where(
        Claim.event_id == Event.id, accepted, Claim.modality == "actual", Claim.stance != "denied"
    )
    return select(Event.public_id).where(
        or_(Event.listed != plain.exists(), _rank(Event) != surest, _rank(Event) >= 100)
    )


def _revised_nowhere() -> Select:
    """Figures said to be earlier or later ones without the words that say so, or with words outside the text."""
    start, end = Quantity.revision_start, Quantity.revision_end
    text = select(func.length(ArticleVersion.text)).join(Claim, Claim.version_id == ArticleVersion.id)
    length = text.where(Claim.id == Quantity.claim_id).scalar_subquery()
    unsaid = and_(Quantity.revision.is_not(None), or_(start.is_(None), end.is_(None)))
    return select(Quantity.id).where(or_(unsaid, start >= end, end > length))


def _half_dated(table: type[DeclarativeBase]) -> Select:
    """Rows with one end of a When, or with ends the wrong way round."""
    columns = table.__table__.c
    earliest, latest = columns["earliest"], columns["latest"]
    halves = earliest.is_(None) != latest.is_(None)
    return select(columns["id"]).where(or_(halves, earliest > latest))


def _day_off(table: type[Quote] | type[Event] | type[Article]) -> Select:
    """Undated things with a day to be sorted by. (The day itself is Python's count; SQL has no such thing.)"""
    undated = [table.latest.is_(None)]
    if table is Quote:
        undated.append(Article.latest.is_(None))
    query = select(table.public_id).where(*undated, table.sort_day != 0)
    return query.join(Article, Article.id == Quote.article_id) if table is Quote else query


def _there_and_gone(noun: str, table: type[Quote] | type[Claim] | type[Event] | type[Article]) -> Select:
    """Addresses that lead to something, and are said to have gone or moved."""
    gone = select(Tombstone.id).where(Tombstone.noun == noun, Tombstone.gone == table.public_id)
    moved = select(Redirect.id).where(Redirect.noun == noun, Redirect.old == table.public_id)
    return select(table.public_id).where(or_(gone.exists(), moved.exists()))


def _leads_nowhere(noun: str, table: type[Event] | type[Article] | type[Quote]) -> Select:
    there = select(table.id).where(table.public_id == Redirect.new)
    gone = select(Tombstone.id).where(Tombstone.noun == noun, Tombstone.gone == Redirect.new)
    return select(Redirect.old).where(Redirect.noun == noun, ~there.exists(), ~gone.exists())


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
    right = cast(table.sort_day, BigInteger) * literal(1 << 32, BigInteger) + table.id
    return select(rows.c.row_id).join(table, table.id == rows.c[f"{noun}_id"]).where(rows.c.row_id != right)


def _parted() -> Select:
    """Incidents of what is no battle, or is at a place that does not hold theirs, or of an event that is one."""
    battle = aliased(Event)
    inside = select(PlaceWithin.id).where(
        PlaceWithin.place_id == Event.place_id, PlaceWithin.ancestor_id == battle.place_id
    )
    query = select(Event.public_id).join(battle, battle.id == Event.part_of_id)
    return query.where(or_(~battle.parent, Event.parent, ~inside.exists()))


def _sided() -> Select:
    """Claims on a side that their conflict does not have, or on one without a word of whose."""
    known = select(ConflictSide.id).where(
        ConflictSide.conflict_id == Claim.conflict_id, ConflictSide.side == Claim.side
    )
    unsaid = or_(~known.exists(), Claim.speaker_start.is_(None), Claim.side_reason == "")
    return select(Claim.public_id).where(Claim.side.is_not(None), unsaid)


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


_SHOWS = Claim.state.not_in(UNLISTED)

_READ = {"mention": Mention, "date": DateMention, "quote": Quote, "claim": Claim}

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
    "a quote's relay is not what stands at its span": lambda: _not_there_under(QuoteRelay, Quote, "quote_id"),
    "a quote's relay has a cue that does not stand there": lambda: _not_there_under(
        QuoteRelay, Quote, "quote_id", "cue_", "cue"
    ),
    "one of several speakers is not what stands at its span": lambda: _not_there_under(
        QuoteCoSpeaker, Quote, "quote_id"
    ),
    "a quote is about a claim of another article": _spoken_elsewhere,
    "a quote is about nothing, or several things at once": _about_nothing,
    "a claim is on a side it cannot be on": _sided,
    "an incident is part of what does not hold it": _parted,
    "two near events are not in order": lambda: select(NearEvent.id).where(
        or_(NearEvent.one_id >= NearEvent.other_id, NearEvent.differs == "")
    ),
    "a quote has no piece": lambda: select(Quote.public_id).where(
        ~select(QuoteSpan.id).where(QuoteSpan.quote_id == Quote.id).exists()
    ),
    "a pronoun is an actor": lambda: select(Actor.slug).where(func.lower(Actor.name).in_(_PRONOUNS)),
    "a quote is not its pieces joined": _misjoined,
    "a claim has no event": lambda: select(Claim.public_id).where(Claim.event_id.is_(None)),
    "an event has no claim": lambda: select(Event.public_id).where(
        ~select(Claim.id).where(Claim.event_id == Event.id).exists()
    ),
    "an event's claims are miscounted": lambda: select(Event.public_id).where(
        _counted(Event.claims, select(func.count()).where(Claim.event_id == Event.id, _SHOWS))
    ),
    "an event's articles are miscounted": lambda: select(Event.public_id).where(
        _counted(
            Event.sources,
            select(func.count(func.distinct(Claim.article_id))).where(Claim.event_id == Event.id, REPORTS),
        )
    ),
    "an event's origins are miscounted": lambda: select(Event.public_id).where(
        _counted(
            Event.origins,
            select(func.count(func.distinct(func.coalesce(Article.origin_id, -Article.id))))
            .join(Claim, Claim.article_id == Article.id)
            .where(Claim.event_id == Event.id, REPORTS),
        )
    ),
    **audit_sources.INVARIANTS,
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
        f"a {name} was read from an old text": lambda table=table: _old_text(table)
        for name, table in _READ.items()
    },
    **{f"a {name} is of another article": lambda table=table: _elsewhere(table) for name, table in _READ.items()},
    **{
        f"{name}: has half a date": lambda table=table: _half_dated(table)
        for name, table in (("quote", Quote), ("claim", Claim), ("event", Event), ("article", Article))
    },
    **{
        f"{noun}: undated, yet sorted by a day": lambda table=table: _day_off(table)
        for noun, table in (("quote", Quote), ("event", Event), ("article", Article))
    },
    **{
        f"{noun}: there, and gone or moved": lambda noun=noun, table=table: _there_and_gone(noun, table)
        for noun, table in (("quotes", Quote), ("claims", Claim), ("events", Event), ("articles", Article))
    },
    "a withdrawn text has no stone": lambda: select(WithdrawnText.article).where(
        ~select(Tombstone.id).where(Tombstone.noun == "articles", Tombstone.gone == WithdrawnText.article).exists()
    ),
    "a figure is revised in no words of its claim's text": _revised_nowhere,
    "an event's redirect leads nowhere": lambda: _leads_nowhere("events", Event),
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
