"""Articles in, put right, read again and out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.opened import database, renewed_world, world
from app.cli.terminal import print_json, report, say, stop, watch
from app.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")]


def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files (.txt .md .html .jsonl .csv), folders, or - .")],
    published: Annotated[str | None, typer.Option(help="2023-05-21, 2023-05 or 2023; wins over the file.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them.")] = None,
    title: Annotated[str | None, typer.Option(help="The title (of one article).")] = None,
    url: Annotated[str | None, typer.Option(help="The address (of one article).")] = None,
    lang: Annotated[str | None, typer.Option(help="The language, like en or uk.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Take in what was withdrawn (`forget`) too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add articles; say what was new (with its id), already there, or failed and why. Exit 1 if any failed.

    What was withdrawn with `dateline forget` stays out, and is named with when and why; `--again` takes it in.
    """
    from app.ingest.article import Given, UnreadableArticle, read_published
    from app.ingest.sources import open_source
    from app.work.pipeline import Tally
    from app.work.pipeline import ingest as take_all

    try:
        if published:
            read_published(published)
    except UnreadableArticle as error:
        stop(str(error), 2)
    settings = Settings()
    tally = Tally()
    with database(settings) as opened:
        given = Given(title, outlet, url, published, lang)
        found = (thing for source in sources for thing in open_source(source, given))
        known = renewed_world(settings, opened)
        watch("Reading", take_all(opened, found, known, tally, again=again), None, quiet=as_json)
    if as_json:
        told = {"outcomes": dict(tally.outcomes), "added": tally.added, "failures": tally.failures}
        print_json(told | {"withdrawn": tally.withdrawn, "unread": tally.unread})
    else:
        report(tally, named=True)
    if tally.failures:
        raise SystemExit(1)


def reread(
    articles: Annotated[list[str] | None, typer.Argument(help="Ids of articles.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every article.")] = False,
    old: Annotated[bool, typer.Option("--outdated", help="Those an earlier version of Dateline read.")] = False,
) -> None:
    """Read articles again with the current readers; ids of what is found again stay.

    Before that names, offices, places and sides of wars are brought up to what the seeds of this version say.
    """
    from app.desk.articles import NoSuchArticle
    from app.work.pipeline import reread as read_again

    if not (articles or every or old):
        stop("name the articles to read again, or say --outdated or --all", 2)
    settings = Settings()
    with database(settings) as opened:
        with opened.writing() as session:
            try:
                ids = _to_read(session, articles or (), every=every, old=old)
            except NoSuchArticle as error:
                stop(str(error))
        known = renewed_world(settings, opened, places=every or old)
        watch("Reading again", (read_again(opened, one, known) for one in ids), len(ids))
    say(f"{len(ids)} read again")


def _to_read(session: Session, named: Sequence[str], *, every: bool, old: bool) -> list[int]:
    """The articles asked for, each once. Raises NoSuchArticle."""
    from sqlalchemy import select

    from app.desk.articles import article_called
    from app.store.tables import Article
    from app.work.pipeline import outdated

    ids = [article_called(session, one).id for one in named]
    if every:
        return list(session.scalars(select(Article.id).order_by(Article.id)))
    return list(dict.fromkeys((*ids, *outdated(session)))) if old else ids


def set_facts(
    article: Annotated[str, typer.Argument(help="Its id.")],
    published: Annotated[str | None, typer.Option(help="2023-05-21, 2023-05 or 2023.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    lang: Annotated[str | None, typer.Option(help="Its language, like en or uk.")] = None,
    warning: Annotated[str | None, typer.Option(help="What is distressing in it; '' takes it away.")] = None,
) -> None:
    """Set an article's day, outlet, title, language or warning, and read it again."""
    from app.desk.articles import NoSuchArticle, set_article
    from app.ingest.article import UnreadableArticle
    from app.work.pipeline import reread as read_again

    facts = {"published": published, "outlet": outlet, "title": title, "lang": lang, "warning": warning}
    if not any(told is not None for told in facts.values()):
        stop("say what to set: --published, --outlet, --title, --lang or --warning", 2)
    settings = Settings()
    with database(settings) as opened:
        try:
            with opened.writing() as session:
                article_id = set_article(session, article, **facts).id
        except (NoSuchArticle, UnreadableArticle) as error:
            stop(str(error))
        read_again(opened, article_id, renewed_world(settings, opened))
    say(f"{article} is set and read again")


def forget(
    article: Annotated[str, typer.Argument(help="Its id.")],
    why: Annotated[
        str, typer.Option(help="Said at its address from now on (410).")
    ] = "withdrawn by the site's owner",
) -> None:
    """Remove an article and all that only it supports."""
    from app.desk.articles import NoSuchArticle, article_called
    from app.store.forget import forget_article

    settings = Settings()
    codebook = world(settings).codebook
    with database(settings) as opened:
        try:
            with opened.writing() as session:
                forget_article(session, article_called(session, article).id, codebook, why=why)
        except NoSuchArticle as error:
            stop(str(error))
    say(f"{article} is forgotten")
