"""What was withdrawn is not taken in again unasked: remembered by the address and the checksum of its texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.orm import Session

from app.ingest.article import IncomingArticle
from app.store.ids import mint
from app.store.tables import Article, ArticleVersion, Tombstone, WithdrawnText


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article that was taken out of the record: its id, why, and when."""

    article: str
    reason: str
    at: datetime

    def __str__(self) -> str:
        return ": ".join(filter(None, (f"withdrawn on {self.at:%Y-%m-%d}", self.reason)))


def remember(session: Session, article: Article) -> None:
    """Keeps what is needed to know an article again, and nothing of what it says. Before it is taken away."""
    forget(session, article.public_id)
    texts = select(ArticleVersion.sha256).where(ArticleVersion.article_id == article.id).distinct()
    session.add_all(
        WithdrawnText(article=article.public_id, text_key=key, url_key=article.url_key)
        for key in session.scalars(texts.order_by(ArticleVersion.sha256)).all()
    )


def forget(session: Session, public_id: str) -> None:
    """The article with this id is there again, or leaves no trace."""
    session.execute(delete(WithdrawnText).where(WithdrawnText.article == public_id))


def withdrawal_of(db: Connection | Session, public_id: str) -> Withdrawal | None:
    """Why and when the article with this id was taken out, if it was."""
    stone = select(Tombstone.gone, Tombstone.reason, Tombstone.at)
    row = db.execute(stone.where(Tombstone.noun == "articles", Tombstone.gone == public_id)).first()
    return Withdrawal(row.gone, row.reason, row.at) if row else None


def withdrawn(db: Connection | Session, article: IncomingArticle) -> Withdrawal | None:
    """The withdrawal that an incoming article would undo: by its address or, where no article of the record
    has the same text, by its text. The latest, where there are several."""
    ids = {mint("article", key) for key in (article.url_key, article.text_key) if key}  # those before it was kept
    same = [WithdrawnText.url_key == article.url_key] if article.url_key else []
    if db.scalar(select(Article.id).where(Article.text_key == article.text_key).limit(1)) is None:
        same.append(WithdrawnText.text_key == article.text_key)
    if same:
        ids |= set(db.scalars(select(WithdrawnText.article).where(or_(*same))))
    found = [one for public_id in sorted(ids) if (one := withdrawal_of(db, public_id))]
    return max(found, key=lambda one: one.at, default=None)
