"""Putting an article's own facts right: when it was published, by whom, under what title, in which language, with
what warning.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ingest.article import UnreadableArticle, read_published, stated_line
from app.store import origins, record
from app.store.tables import Article, ArticleVersion, Correction
from app.store.withdrawn import withdrawal_of
from app.text.folding import slug

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # the shape of a BCP 47 tag: en, pt-BR, sr-Latn


class NoSuchArticle(LookupError):
    """No article has this id."""


def article_called(session: Session, public_id: str) -> Article:
    """The article with this id (a slug behind it is ignored). Raises NoSuchArticle."""
    wanted = public_id.strip().split("-", 1)[0].lower()
    found = session.scalar(select(Article).where(Article.public_id == wanted))
    if found is None and (before := withdrawal_of(session, wanted)):
        raise NoSuchArticle(f"article {wanted} is no longer here: {before}")
    if found is None:
        raise NoSuchArticle(f"there is no article {public_id!r}: its id is the 12 characters in its address")
    return found


def set_article(
    session: Session,
    public_id: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    lang: str | None = None,
    warning: str | None = None,
    by: str = "owner",
) -> Article:
    """Sets what is given, leaves the rest, and keeps every change in the list of corrections.

    An empty `warning` takes it away; a file that states one again does not bring it back.

    The caller reads the article again afterwards: its dates hang on the day it was published, and whether it is
    read at all on its language. Raises NoSuchArticle, or UnreadableArticle for a date or a language code that
    cannot be read and a warning that is too long.
    """
    article = article_called(session, public_id)
    if published is not None:
        before = record.published_of(article)
        record.set_published(article, read_published(published))
        article.published_from = "corrected"
        _keep(session, article, by, "published", str(before) if before else None, published)
    if outlet is not None:
        row = record.ensure_outlet(session, outlet, sample=article.sample)
        _keep(session, article, by, "outlet", str(article.outlet_id or "") or None, row.slug)
        article.outlet_id = row.id
    if title is not None:
        _keep(session, article, by, "title", article.title, title)
        article.title, article.slug = title, slug(title)
    if lang is not None:
        if not _LANGUAGE.fullmatch(lang):
            raise UnreadableArticle(f"{lang!r} is no code of a language: write it like en, uk or pt-BR")
        _keep(session, article, by, "lang", article.lang, lang)
        article.lang = lang
    if warning is not None:
        told = stated_line("warning", warning) or ""
        if told != (article.warning or ""):
            _keep(session, article, by, "warning", article.warning, told)
        article.warning = told
    session.flush()
    text = session.get_one(ArticleVersion, record.newest_version(session, article.id)).text
    record.index_article(session, article, text)
    origins.retell(session, article)
    return article


def _keep(session: Session, article: Article, by: str, field: str, before: str | None, after: str) -> None:
    session.add(
        Correction(
            made_at=datetime.now(UTC),
            made_by=by,
            target="article",
            target_id=article.public_id,
            field=field,
            before=before,
            after=after,
        )
    )
