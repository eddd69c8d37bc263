"""Writing an article: known by its address and by its text, so writing it twice leaves one record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from app.ingest.article import IncomingArticle
from app.store import addresses, origins, withdrawn, words
from app.store.days import sort_day
from app.store.db import take_turns
from app.store.ids import mint
from app.store.tables import Article, ArticleVersion, Outlet
from app.text.folding import slug
from app.text.folding import words as folded_words
from app.text.when import When

_NAME, _LANG = 200, 20  # characters that the columns hold
_CUT_SLUG = 50  # characters beyond which two names may share a slug only because `slug` cuts off


class Outcome(StrEnum):
    ADDED = "added"
    KNOWN = "already there"
    COMPLETED = "completed"  # a known text that came with a day, an outlet, an address or a warning it lacked
    CHANGED = "changed"  # a known address with a new text: a new version


@dataclass(frozen=True, slots=True)
class Recorded:
    """An article in the record. `version_id` is the version just written, or the newest one."""

    outcome: Outcome
    article_id: int
    public_id: str
    version_id: int


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article of the record that an incoming one is, or is a new text of."""

    id: int
    public_id: str
    text_key: str
    url_key: str | None
    published: When | None
    outlet_id: int | None
    warning: str | None

    def same_as(self, article: IncomingArticle) -> bool:
        """Whether nothing of the incoming article is new: neither its text nor what the record lacks of it."""
        return self.text_key == article.text_key and not any(
            (
                self.url_key is None and article.url_key,
                self.published is None and article.published,
                self.outlet_id is None and article.outlet,
                self.warning is None and article.warning,
            )
        )


def known(db: Session | Connection, article: IncomingArticle) -> KnownArticle | None:
    """The article in the record with this address; else with this text, where not both have an address.

    The same words at two addresses are two articles of one origin: a reprint is a fact too.
    """
    columns = select(
        Article.id, Article.public_id, Article.text_key, Article.url_key, Article.outlet_id,
        Article.earliest, Article.latest, Article.warning,
    )  # fmt: skip
    row = db.execute(columns.where(Article.url_key == article.url_key)).first() if article.url_key else None
    if row is None:
        same_words = columns.where(Article.text_key == article.text_key).order_by(Article.id)
        if article.url_key:
            same_words = same_words.where(Article.url_key.is_(None))
        row = db.execute(same_words.limit(1)).first()
    if row is None:
        return None
    published = When(row.earliest, row.latest) if row.earliest and row.latest else None
    return KnownArticle(row.id, row.public_id, row.text_key, row.url_key, published, row.outlet_id, row.warning)


def record_article(session: Session, article: IncomingArticle) -> Recorded:
    """Adds an article, or a new version of a known one whose text changed; else leaves all as it is.

    A known article is given the address, day, outlet or warning that it comes with for the first time; what the
    record has already is changed by a person only (`dateline article set`).
    """
    take_turns(session)
    if found := known(session, article):
        return _record_again(session, article, found)
    row = Article(
        public_id=_free_id(session, article),
        slug=slug(article.title),
        outlet_id=ensure_outlet(session, article.outlet, sample=article.sample).id if article.outlet else None,
        url=article.url,
        url_key=article.url_key,
        text_key=article.text_key,
        title=article.title,
        byline=article.byline,
        lang=article.lang[:_LANG],
        dateline=article.dateline,
        licence=article.licence,
        warning=article.warning,
        sources=list(article.sources),
        sample=article.sample,
        added_at=datetime.now(UTC),
        published_from=article.published_from,
        length=len(article.text),
    )
    set_published(row, article.published)
    session.add(row)
    session.flush()
    addresses.revive(session, "articles", [row.public_id])
    withdrawn.forget(session, row.public_id)
    version_id = _add_version(session, row, article)
    return Recorded(Outcome.ADDED, row.id, row.public_id, version_id)


def _record_again(session: Session, article: IncomingArticle, found: KnownArticle) -> Recorded:
    row = session.get_one(Article, found.id)
    if row.url_key is None and article.url_key:
        row.url, row.url_key = article.url, article.url_key
    if found.published is None and article.published:
        set_published(row, article.published)
        row.published_from = article.published_from
    if row.outlet_id is None and article.outlet:
        row.outlet_id = ensure_outlet(session, article.outlet, sample=article.sample).id
    if row.warning is None and article.warning:
        row.warning = article.warning
    if found.text_key == article.text_key:
        index_article(session, row, article.text)
        outcome = Outcome.KNOWN if found.same_as(article) else Outcome.COMPLETED
        if outcome == Outcome.COMPLETED:
            origins.retell(session, row)
        return Recorded(outcome, found.id, found.public_id, newest_version(session, found.id))
    row.lang = article.lang[:_LANG]
    return Recorded(Outcome.CHANGED, found.id, found.public_id, _add_version(session, row, article))


def set_published(row: Article, published: When | None) -> None:
    row.earliest = published.earliest if published else None
    row.latest = published.latest if published else None
    row.sort_day = sort_day(row.latest)


def published_of(row: Article) -> When | None:
    return When(row.earliest, row.latest) if row.earliest and row.latest else None


def ensure_outlet(session: Session, name: str, *, sample: bool = False) -> Outlet:
    """The outlet of this name, however it is capitalised or hyphenated; made now where there is none yet."""
    wanted, told = slug(name) or mint("outlet", name), folded_words(name)
    found = session.scalar(select(Outlet).where(Outlet.slug == wanted))
    if found and len(wanted) > _CUT_SLUG and folded_words(found.name) != told:
        wanted = f"{wanted}-{mint('outlet', *told)[:6]}"  # two long names that begin alike
        found = session.scalar(select(Outlet).where(Outlet.slug == wanted))
    if found:
        found.sample = found.sample and sample
        return found
    outlet = Outlet(slug=wanted, name=name[:_NAME], sample=sample)
    session.add(outlet)
    session.flush()
    return outlet


def newest_version(db: Session | Connection, article_id: int) -> int:
    """The row id of the version that is read and shown."""
    newest = (
        select(ArticleVersion.id)
        .where(ArticleVersion.article_id == article_id)
        .order_by(ArticleVersion.number.desc())
        .limit(1)
    )
    return db.scalars(newest).one()


def _add_version(session: Session, row: Article, article: IncomingArticle) -> int:
    last = session.scalar(select(func.max(ArticleVersion.number)).where(ArticleVersion.article_id == row.id)) or 0
    version = ArticleVersion(
        article_id=row.id,
        number=last + 1,
        sha256=article.text_key,
        fetched_at=datetime.now(UTC),
        text=article.text,
    )
    session.add(version)
    row.text_key, row.length, row.dateline = article.text_key, len(article.text), article.dateline
    session.flush()
    index_article(session, row, article.text)
    origins.find_origin(session, row, article.text)
    return version.id


def index_article(session: Session, row: Article, text: str) -> None:
    """Writes what the article is found by: its title and its whole text."""
    tags = [f"ou{row.outlet_id}"] if row.outlet_id else []
    told = f"{row.title}\n{text}"
    words.write_row(session.connection(), "article", row.id, sort_day=row.sort_day, text=told, tags=tags)


def _free_id(session: Session, article: IncomingArticle) -> str:
    key = article.url_key or article.text_key
    for salt in range(100):
        wanted = mint("article", key, salt=salt)
        if session.scalar(select(Article.id).where(Article.public_id == wanted)) is None:
            return wanted
    raise RuntimeError("no free article id in a hundred tries")  # 60 bits: not before the sun goes out
