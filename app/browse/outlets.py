"""Outlets: who published, how much, and whom they quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, true

from app.browse import articles
from app.browse.answer import listing
from app.browse.answer.listing import Noun, by_count, by_slug
from app.browse.answer.page import page
from app.browse.facts import activity, briefs, voices
from app.browse.question.filters import Filters, Name
from app.browse.question.names import Bearer
from app.browse.records import ActorBrief, Listing, OutletPage, OutletRecord, SpeechShare
from app.store.origins import FIRST
from app.store.tables import Actor, Article, Claim, Correction, Origin, Outlet, Place, Quote, Source
from app.store.word_query import Term
from app.text.folding import slug as slug_of

_NEWEST = 10
_SPEAKERS = 20


def _called(f: Filters) -> ColumnElement[bool]:
    """Its slug holds the asked words: a slug is its name folded, and outlets keep no other spelling."""

    def borne(term: Term) -> ColumnElement[bool]:
        spaced = "-" + Outlet.slug
        return and_(*(spaced.like(f"%-{slug_of(word)}%") for word in term.words))

    every = [or_(*map(borne, group)) for group in f.words.groups]
    return and_(*every, *(~borne(term) for term in f.words.without))


WHERE: dict[str, Callable[[Filters], ColumnElement[bool]]] = {
    "q": _called,
    "lang": lambda f: func.lower(Outlet.lang).in_(f.lang),
}


def list_outlets(db: Connection, filters: Filters) -> Listing[OutletRecord]:
    return page(db, OUTLETS, filters)


def count_outlets(db: Connection, filters: Filters) -> int:
    return listing.counted(db, OUTLETS, filters)


def stream_outlets(db: Connection, filters: Filters) -> Iterator[OutletRecord]:
    return listing.every(db, OUTLETS, filters)


def records(db: Connection, ids: Sequence[int]) -> tuple[OutletRecord, ...]:
    """Outlets in the order of their ids here, in as many queries for fifty as for one."""
    if not ids:
        return ()
    rows = {row.id: row for row in db.execute(select(*Outlet.__table__.c).where(Outlet.id.in_(ids)))}
    published = _published(db, ids)
    said = _quoted(db, ids)
    return tuple(_record(rows[id_], published.get(id_), said.get(id_, 0)) for id_ in ids if id_ in rows)


def _published(db: Connection, ids: Sequence[int]) -> Mapping[int, Row]:
    rows = db.execute(
        select(
            Article.outlet_id,
            func.count().label("n"),
            func.min(Article.earliest).label("first"),
            func.max(Article.latest).label("last"),
        )
        .where(Article.outlet_id.in_(ids))
        .group_by(Article.outlet_id)
    )
    return {row.outlet_id: row for row in rows}


def _quoted(db: Connection, ids: Sequence[int]) -> Mapping[int | None, int]:
    rows = db.execute(
        select(Article.outlet_id, func.count())
        .join(Quote, Quote.article_id == Article.id)
        .where(Article.outlet_id.in_(ids), Quote.state.not_in(briefs.HIDDEN))
        .group_by(Article.outlet_id)
    )
    return {row[0]: row[1] for row in rows}


def _record(row: Row, published: Row | None, said: int) -> OutletRecord:
    return OutletRecord(
        slug=row.slug,
        name=row.name,
        country=row.country,
        lang=row.lang,
        kind=row.kind,
        note=row.note,
        sample=row.sample,
        articles=published.n if published else 0,
        quotes=said,
        first=briefs.when(published.first, published.first) if published else None,
        last=briefs.when(published.last, published.last) if published else None,
    )


def get_outlet(db: Connection, slug: str) -> OutletPage | None:
    """One outlet; None where there is none (`moved` may know its new name)."""
    row = db.execute(select(Outlet.id, Outlet.slug, Outlet.name).where(Outlet.slug == slug)).one_or_none()
    if row is None:
        return None
    (outlet,) = records(db, [row.id])
    question = Filters("articles", outlet=(Name(row.slug, (Bearer("outlets", row.id, row.slug, row.name),)),))
    n = func.count().label("n")
    langs = select(Article.lang, n).where(Article.outlet_id == row.id).group_by(Article.lang)
    own, copies = _origins(db, row.id)
    country = select(Place.id).where(Place.kind == "country", Place.country == outlet.country)
    where = briefs.places(db, db.scalars(country.order_by(Place.id).limit(1)).all())
    return OutletPage(
        outlet=outlet,
        articles=listing.first(db, articles.ARTICLES, question, _NEWEST),
        speakers=_speakers(db, row.id),
        speech=_speech(db, row.id),
        langs=tuple((each.lang, each.n) for each in db.execute(langs.order_by(n.desc(), Article.lang))),
        activity=activity.over_time(db, articles=listing.ids(db, articles.ARTICLES, question)),
        country=next(iter(where.values()), None),
        own=own,
        copies=copies,
        corrected=_corrected(db, row.id),
        read_at=db.scalar(select(func.max(Source.read_at)).where(Source.outlet_id == row.id)),
    )


def _origins(db: Connection, outlet_id: int) -> tuple[int, Mapping[str, int]]:
    """How many articles are no copies, and of whose text the others are: a wire's, or ("") another outlet's."""
    n = func.count().label("n")
    copied = and_(Article.origin_id.is_not(None), Article.origin_reason != FIRST)
    rows = db.execute(
        select(copied.label("copied"), Origin.wire, n)
        .outerjoin(Origin, Origin.id == Article.origin_id)
        .where(Article.outlet_id == outlet_id)
        .group_by(copied, Origin.wire)
        .order_by(n.desc(), Origin.wire)
    ).all()
    copies: dict[str, int] = {}
    for row in rows:
        if row.copied:
            copies[row.wire or ""] = copies.get(row.wire or "", 0) + row.n
    return sum(row.n for row in rows if not row.copied), copies


def _speech(db: Connection, outlet_id: int) -> tuple[SpeechShare, ...]:
    """By kind of speaker; words of several who are of two kinds count for each."""
    said = _quotes_of(outlet_id).cte("said")
    told = voices.voices(said)
    rows = db.execute(
        select(Actor.kind, said.c.type, func.count(said.c.id.distinct()))
        .select_from(said)
        .outerjoin(told, told.c.quote_id == said.c.id)
        .outerjoin(Actor, Actor.id == told.c.actor_id)
        .group_by(Actor.kind, said.c.type)
    )
    found: dict[str | None, dict[str, int]] = {}
    for kind, type_, number in rows:
        found.setdefault(kind, {})[type_] = number
    shares = (SpeechShare(kind, **counts) for kind, counts in found.items())
    return tuple(sorted(shares, key=lambda share: (-share.total, share.kind or "")))


def _corrected(db: Connection, outlet_id: int) -> int:
    """Corrections of its articles, and of the quotes and claims read in them; by us, not by the outlet."""
    its = select(Article.id).where(Article.outlet_id == outlet_id)
    told = (
        and_(Correction.target == "article", Correction.target_id.in_(_ids(Article, Article.id, its))),
        and_(Correction.target == "quote", Correction.target_id.in_(_ids(Quote, Quote.article_id, its))),
        and_(Correction.target == "claim", Correction.target_id.in_(_ids(Claim, Claim.article_id, its))),
    )
    return db.scalar(select(func.count()).select_from(Correction).where(or_(*told))) or 0


def _ids(table: Any, article_id: Any, its: Select) -> Select:
    return select(table.public_id).where(article_id.in_(its))


def _speakers(db: Connection, outlet_id: int) -> tuple[tuple[ActorBrief, int], ...]:
    return voices.loudest(db, _quotes_of(outlet_id), _SPEAKERS)


def _quotes_of(outlet_id: int) -> Select:
    return (
        select(Quote.id, Quote.speaker_id, Quote.type)
        .join(Article, Article.id == Quote.article_id)
        .where(Article.outlet_id == outlet_id, Quote.state.not_in(briefs.HIDDEN))
    )


_ARTICLES = select(func.count()).where(Article.outlet_id == Outlet.id).correlate(Outlet).scalar_subquery()

OUTLETS = Noun(
    name="outlets",
    id=Outlet.id,
    always=lambda _: true(),
    where=WHERE,
    orders={"name": by_slug(Outlet.slug, Outlet.id), "most": by_count(_ARTICLES, Outlet.id)},
    newest=(Outlet.id,),
    records=records,
)
