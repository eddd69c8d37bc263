"""One article down the whole line: read and resolve with no transaction open, then write it in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import __version__
from app.extract.reader import READ_LANGUAGES, read, unread
from app.ingest.article import IncomingArticle
from app.ingest.language import UNKNOWN
from app.ingest.sources import Found
from app.resolve.links import Linked, link
from app.store import origins, record, withdrawn
from app.store.db import Database, take_turns
from app.store.readings import keep
from app.store.record import Outcome, Recorded
from app.store.tables import Article, ArticleVersion, Outlet, Reading
from app.text.tongue import _
from app.text.when import When
from app.world.world import World

log = structlog.get_logger()


MOST_NAMED = 20  # new articles that a run names; who takes in more at once looks for them in the record


@dataclass(slots=True)
class Tally:
    """What came of many things that were to be ingested."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)  # (what, why)
    added: list[str] = field(default_factory=list)  # public ids
    new: list[tuple[str, str]] = field(default_factory=list)  # (public id, title) of the first added or changed
    renewed: int = 0  # how many were added or changed
    withdrawn: list[tuple[str, str]] = field(default_factory=list)  # (what, when and why it was taken out)
    unread: list[tuple[str, str]] = field(default_factory=list)  # (what, why no facts were read in it)

    def __str__(self) -> str:
        told = [f"{count} {outcome}" for outcome, count in self.outcomes.items()]
        told += [f"{len(self.withdrawn)} withdrawn before"] if self.withdrawn else []
        told += [f"{len(self.failures)} failed"] if self.failures else []
        return ", ".join(told) or "nothing to ingest"


class Withdrawn(Exception):
    """An article that was taken out of the record before, with when and why. It is not taken in again unasked;
    nothing is wrong with it, so this is no ValueError.
    """


def ingest(
    database: Database, found: Iterable[Found], world: World, tally: Tally, *, again: bool = False
) -> Iterator[Found]:
    """Takes each thing found down the line, counting in `tally`; hands it on when it is done.

    What was withdrawn stays out, and is told of, unless it is asked for `again`.
    What one article breaks is logged with its name and costs that article, not the run.
    """
    for thing in found:
        if thing.article is None:
            tally.failures.append((thing.key, thing.error or "unreadable"))
        else:
            try:
                recorded = take(database, thing.article, world, again=again)
            except Withdrawn as before:
                tally.withdrawn.append((thing.key, str(before)))
            except Exception as error:  # any fault of ours in one article; logged whole, named in the tally
                log.exception("article failed", source=thing.key)
                tally.failures.append((thing.key, f"could not be read: {error}"))
            else:
                tally.outcomes[str(recorded.outcome)] += 1
                if recorded.outcome == Outcome.ADDED:
                    tally.added.append(recorded.public_id)
                if recorded.outcome in (Outcome.ADDED, Outcome.CHANGED):
                    tally.renewed += 1
                    if why := unread_because(thing.article.lang):
                        tally.unread.append((thing.key, why))
                    if len(tally.new) < MOST_NAMED:
                        tally.new.append((recorded.public_id, thing.article.title))
        yield thing


def take(database: Database, article: IncomingArticle, world: World, *, again: bool = False) -> Recorded:
    """Records one article with its reading and events; a known one with the same text is left as it is.

    Raises Withdrawn for one that was taken out of the record before, unless it is wanted `again`.
    """
    with database.reading() as db:  # spares reading what is known; the write below looks again
        found = record.known(db, article)
        if found and found.same_as(article):
            version_id = record.newest_version(db, found.id)
            return Recorded(Outcome.KNOWN, found.id, found.public_id, version_id)
        if not again:
            _stay_out(db, article, found)
        home = _home_of(db, article.outlet, article.url, world)
    published = found.published if found and found.published else article.published
    linked = read_and_link(article.text, article.lang, published, world, home)
    try:
        return _record(database, article, linked, world, again=again)
    except IntegrityError:
        # Somebody else recorded the same thing between our look and our write: now it is there to be found.
        return _record(database, article, linked, world, again=again)


def _stay_out(db: Connection | Session, article: IncomingArticle, found: record.KnownArticle | None) -> None:
    if found and found.text_key == article.text_key:
        return  # it is in the record: what comes now completes it
    if before := withdrawn.withdrawn(db, article):
        raise Withdrawn(str(before))


def _record(
    database: Database, article: IncomingArticle, linked: Linked, world: World, *, again: bool
) -> Recorded:
    with database.writing() as session:
        take_turns(session)
        if not again:
            _stay_out(session, article, record.known(session, article))  # it may have been withdrawn meanwhile
        recorded = record.record_article(session, article)
        if recorded.outcome != Outcome.KNOWN:
            keep(session, recorded.article_id, recorded.version_id, linked, world)
    return recorded


def outdated(session: Session) -> list[int]:
    """The ids of articles that another version of Dateline was the last to read, in their order."""
    last = select(Reading.extractor).where(Reading.article_id == Article.id).order_by(Reading.id.desc()).limit(1)
    other = func.coalesce(last.scalar_subquery(), "") != __version__
    return list(session.scalars(select(Article.id).where(other).order_by(Article.id)))


def reread(database: Database, article_id: int, world: World) -> None:
    """Reads an article's newest text again with the current readers; ids of what is found again stay."""
    with database.reading() as db:
        newest = (
            select(
                ArticleVersion.id,
                ArticleVersion.text,
                Article.lang,
                Article.earliest,
                Article.latest,
                Outlet.name,
                Article.url,
            )
            .join(Article, Article.id == ArticleVersion.article_id)
            .outerjoin(Outlet, Outlet.id == Article.outlet_id)
            .where(Article.id == article_id)
            .order_by(ArticleVersion.number.desc())
            .limit(1)
        )
        version_id, text, lang, earliest, latest, outlet, url = db.execute(newest).one()
        home = _home_of(db, outlet, url, world)
    linked = read_and_link(text, lang, When(earliest, latest) if earliest and latest else None, world, home)
    with database.writing() as session:
        take_turns(session)
        if session.scalar(newest) == version_id:  # else it was forgotten or read in a newer text meanwhile
            origins.mend_sketch(session, session.get_one(Article, article_id), text)
            keep(session, article_id, version_id, linked, world)


def _home_of(db: Connection, outlet: str | None, url: str | None, world: World) -> str | None:
    """The outlet's country: as an editor has kept it, else as its name or address says."""
    kept = db.scalar(select(Outlet.country).where(Outlet.name == outlet)) if outlet else None
    return kept or world.outlets.country(outlet, url)


def read_and_link(
    text: str, lang: str, published: When | None, world: World, outlet_country: str | None = None
) -> Linked:
    """The reading of a text and what it means; empty for a language we do not read.

    `outlet_country` (ISO alpha-2) is weak evidence for places' names that the article leaves open.
    """
    reading = unread() if unread_because(lang) else read(text, published, world)
    return link(text, reading, published, world, outlet_country)


def unread_because(lang: str) -> str:
    """Why no facts are read in an article of this language, in the language spoken; empty where they are."""
    primary = lang.replace("_", "-").split("-")[0].casefold()  # en-GB and EN are English too
    if primary in READ_LANGUAGES:
        return ""
    if primary == UNKNOWN:
        return _("No language was recognised in the text, so no facts were read in it.")
    return _("Only English text is read for facts, so none were read in this one.")
