"""One article's page: its text or what of it may be shown, with everything read in it marked on the very words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from app.browse import quotes
from app.browse.articles import records
from app.browse.facts import briefs, excerpt
from app.browse.facts.portion import portion
from app.browse.question.sentence import period_words
from app.browse.records import (
    ArticleBrief,
    ArticlePage,
    ClaimBrief,
    Excerpt,
    LeftRecord,
    Mark,
    Piece,
    QuoteRecord,
    RefusedRecord,
)
from app.browse.words import labels
from app.store.tables import (
    Actor,
    Article,
    ArticleVersion,
    Claim,
    DateMention,
    Mention,
    Outlet,
    Place,
    Quote,
    Reading,
)
from app.text.span import Span


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a text a visitor may see, and the facts whose words that leaves out."""

    excerpts: tuple[Excerpt, ...]
    left: frozenset[Span]
    characters: int

    def holds(self, fact: QuoteRecord | ClaimBrief) -> bool:
        return Span(fact.start, fact.end) not in self.left


@dataclass(frozen=True, slots=True)
class Whose:
    """What rights in an article hang on."""

    outlet: str | None  # its slug
    sample: bool


def whose_article(db: Connection, public_id: str) -> Whose | None:
    """Who published it, without reading it; None where there is no such article."""
    row = db.execute(
        select(Outlet.slug, Article.sample)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Article.public_id == public_id)
    ).one_or_none()
    return Whose(*row) if row else None


def get_article(
    db: Connection, public_id: str, *, window: int | None = None, share: float = 1.0
) -> ArticlePage | None:
    """One article with its marks; None where there is none.

    `window`: where the whole text may not be shown, how many characters round each quote and claim may be, and
    `share`: how much of the article, from 0 to 1, facts and margins together (`portion`).
    """
    row = db.execute(
        select(Article.id, Article.origin_id, Article.origin_reason).where(Article.public_id == public_id)
    ).one_or_none()
    if row is None:
        return None
    (article,) = records(db, [row.id])
    number, text = _newest(db, row.id)
    said, claims, named = _quotes(db, row.id), _claims(db, row.id), _named(db, row.id)
    marks = tuple(sorted([*_quote_marks(said), *_claim_marks(claims), *_name_marks(named), *_dates(db, row.id)]))
    shown = _shown(text, marks, [Span(fact.start, fact.end) for fact in (*said, *claims)], window, share)
    people, places = _counts(db, named)
    reading = _last_reading(db, row.id)
    return ArticlePage(
        article=article,
        text=text if window is None else "",
        whole=window is None,
        excerpts=shown.excerpts,
        paragraphs=excerpt.paragraphs(shown.excerpts),
        marks=marks,
        quotes=tuple(filter(shown.holds, said)),
        events=tuple(filter(shown.holds, claims)),
        people=people,
        places=places,
        copies=_copies_of(db, row),
        extractor=reading.extractor if reading else None,
        read_at=reading.read_at if reading else None,
        version=number,
        changes=briefs.changes(db, "article", public_id),
        refused=_refused(reading, text if window is None else ""),
        origin_reason=row.origin_reason,
        left=_left(said, claims, shown.left),
        shown=shown.characters,
    )


def _newest(db: Connection, article_id: int) -> tuple[int, str]:
    """The number and text of the newest version; (0, "") where there is none."""
    version = db.execute(
        select(ArticleVersion.number, ArticleVersion.text)
        .where(ArticleVersion.article_id == article_id)
        .order_by(ArticleVersion.number.desc())
        .limit(1)
    ).one_or_none()
    return (version.number, version.text) if version else (0, "")


def _last_reading(db: Connection, article_id: int) -> Row | None:
    return db.execute(
        select(Reading.extractor, Reading.read_at, Reading.refused)
        .where(Reading.article_id == article_id)
        .order_by(Reading.id.desc())
        .limit(1)
    ).one_or_none()


def _shown(text: str, marks: tuple[Mark, ...], facts: Sequence[Span], window: int | None, share: float) -> _Shown:
    if window is None:
        spans, left = (Span(0, len(text)),), frozenset[Span]()
    else:
        cut = portion(text, facts, window, int(share * len(text)))
        spans, left = tuple(cut.spans), frozenset(cut.left)
    excerpts = tuple(excerpt.excerpt(text, marks, span) for span in spans)
    return _Shown(excerpts, left, sum(span.end - span.start for span in spans))


def _refused(reading: Row | None, text: str) -> tuple[RefusedRecord, ...]:
    """What was seen and not taken for a fact, and why; without its words where the text may not be shown."""
    refused = reading.refused if reading else ()
    return tuple(
        RefusedRecord(each["start"], each["end"], text[each["start"] : each["end"]], each["reason"])
        for each in refused
    )


def _left(
    said: Sequence[QuoteRecord], claims: Sequence[ClaimBrief], left: Collection[Span]
) -> tuple[LeftRecord, ...]:
    """The facts whose words are left out, with the pages that have them."""
    quotes = (
        LeftRecord("quote", each.start, each.end, _speaker(each), each.path)
        for each in said
        if Span(each.start, each.end) in left
    )
    events = (
        LeftRecord("event", each.start, each.end, each.event.title, each.event.path)
        for each in claims
        if Span(each.start, each.end) in left
    )
    return tuple(sorted([*quotes, *events], key=lambda each: (each.start, each.end, each.kind)))


def _quotes(db: Connection, article_id: int) -> tuple[QuoteRecord, ...]:
    ids = select(Quote.id).where(Quote.article_id == article_id, Quote.state.not_in(briefs.HIDDEN))
    return quotes.records(db, db.scalars(ids.order_by(Quote.start, Quote.end, Quote.id)).all())


def _claims(db: Connection, article_id: int) -> tuple[ClaimBrief, ...]:
    rows = db.execute(
        select(*Claim.__table__.c, Actor.name.label("speaker_name"))
        .outerjoin(Actor, Actor.id == Claim.speaker_id)
        .where(Claim.article_id == article_id, Claim.state.not_in(briefs.HIDDEN))
        .order_by(Claim.start, Claim.end, Claim.id)
    ).all()
    events = briefs.events(db, [row.event_id for row in rows])
    return tuple(
        ClaimBrief(
            row.start,
            row.end,
            row.exact,
            Piece(row.trigger_start, row.trigger_end, row.trigger),
            row.modality,
            row.stance,
            row.speaker_name or labels.source(row.speaker),
            events[row.event_id],
        )
        for row in rows
        if row.event_id in events
    )


def _named(db: Connection, article_id: int) -> Sequence[Row]:
    """The mentions that are linked, in the order of the text; "Russians" is no mention of a place."""
    named = or_(Mention.actor_id.is_not(None), and_(Mention.place_id.is_not(None), Mention.literal))
    return db.execute(
        select(
            Mention.start,
            Mention.end,
            Mention.exact,
            Mention.actor_id,
            Mention.place_id,
            Actor.slug.label("actor_slug"),
            Actor.name.label("actor_name"),
            Place.slug.label("place_slug"),
            Place.name.label("place_name"),
        )
        .outerjoin(Actor, Actor.id == Mention.actor_id)
        .outerjoin(Place, Place.id == Mention.place_id)
        .where(Mention.article_id == article_id, named)
        .order_by(Mention.start, Mention.end, Mention.id)
    ).all()


def _quote_marks(said: Sequence[QuoteRecord]) -> Iterator[Mark]:
    for quote in said:
        for piece in quote.pieces:
            yield Mark(piece.start, piece.end, "quote", _called(quote), quote.path)


def _called(quote: QuoteRecord) -> str:
    return _speaker(quote) or quote.type


def _speaker(quote: QuoteRecord) -> str:
    return (quote.speaker.name if quote.speaker else None) or ""


def _claim_marks(claims: Sequence[ClaimBrief]) -> Iterator[Mark]:
    for claim in claims:
        yield Mark(claim.start, claim.end, "event", claim.event.title, claim.event.path)


def _name_marks(named: Sequence[Row]) -> Iterator[Mark]:
    for row in named:
        if row.actor_id is not None:
            yield Mark(row.start, row.end, "person", row.actor_name, f"/people/{row.actor_slug}")
        if row.place_id is not None:
            yield Mark(row.start, row.end, "place", row.place_name, f"/places/{row.place_slug}")


def _dates(db: Connection, article_id: int) -> Iterator[Mark]:
    rows = db.execute(
        select(DateMention.start, DateMention.end, DateMention.exact, DateMention.earliest, DateMention.latest)
        .where(DateMention.article_id == article_id)
        .order_by(DateMention.start, DateMention.id)
    )
    for row in rows:
        when = briefs.when(row.earliest, row.latest)
        path = f"/dates/{str(when).partition('/')[0]}" if when else None
        yield Mark(row.start, row.end, "date", period_words(when) if when else row.exact, path)


def _counts(db: Connection, named: Sequence[Row]) -> tuple[Any, Any]:
    """Whom and what it names, most often first."""
    people = Counter(row.actor_id for row in named if row.actor_id is not None)
    places = Counter(row.place_id for row in named if row.place_id is not None)
    actors, where = briefs.actors(db, list(people)), briefs.places(db, list(places))
    return (
        tuple((actors[key], n) for key, n in people.most_common()),
        tuple((where[key], n) for key, n in places.most_common()),
    )


def _copies_of(db: Connection, row: Row) -> tuple[ArticleBrief, ...]:
    if row.origin_id is None:
        return ()
    same = select(Article.id).where(Article.origin_id == row.origin_id, Article.id != row.id)
    found = briefs.articles(db, db.scalars(same).all())
    return tuple(found[key] for key in sorted(found))
