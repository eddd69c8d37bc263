"""What was said: quotes with their spans, and which of them are the same words."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, minted, points_to


class Utterance(Table):
    """The same words, said once, in several articles: a row for every quote that can be known by its words."""

    __tablename__ = "utterance"
    public_id: Mapped[str] = minted()
    words_key: Mapped[str] = mapped_column(String(64), unique=True)  # sha256 of its founding quote's id


class UtteranceLink(Table):
    """Two utterances that are probably one, told in other words: a translation that differs. Never merged."""

    __tablename__ = "utterance_link"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)
    one_id: Mapped[int] = points_to("utterance.id", index=False)
    other_id: Mapped[int] = points_to("utterance.id")
    reason: Mapped[str] = mapped_column(Text, default="")


class Quote(Table):
    __tablename__ = "quote"
    __table_args__ = (
        Index("ix_quote_newest", "sort_day", "id"),
        Index("ix_quote_speaker_newest", "speaker_id", "sort_day", "id"),
        Index("ix_quote_article", "article_id", "start"),
        Index("ix_quote_said", "earliest", "latest"),
    )
    public_id: Mapped[str] = minted()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = points_to("article_version.id")
    type: Mapped[str] = mapped_column(String(10), index=True)
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)  # the pieces, joined by " … " where a cue stood between
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    cue: Mapped[str | None] = mapped_column(Text)
    cue_class: Mapped[str | None] = mapped_column(String(20), index=True)
    speaker_start: Mapped[int | None]
    speaker_end: Mapped[int | None]
    speaker: Mapped[str | None] = mapped_column(Text)  # the mention as it stands
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"))
    speaker_chain: Mapped[list[Any]] = mapped_column(default=list)  # [{"start", "end", "exact"}]
    speaker_reason: Mapped[str] = mapped_column(Text, default="")
    earliest: Mapped[date | None]  # when it was said
    latest: Mapped[date | None]
    about_then: Mapped[bool] = mapped_column(Boolean, default=False)
    when_reason: Mapped[str] = mapped_column(Text, default="")
    place_id: Mapped[int | None] = points_to("place.id")  # where it was said
    place_start: Mapped[int | None]
    place_end: Mapped[int | None]
    via: Mapped[str | None] = mapped_column(Text)
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    words_key: Mapped[str | None] = mapped_column(String(16), index=True)  # null: not known by words
    utterance_id: Mapped[int | None] = points_to("utterance.id")
    utterance_reason: Mapped[str] = mapped_column(Text, default="")  # why it is one with the fullest wording
    state: Mapped[str] = mapped_column(String(10), default="auto")
    confidence: Mapped[str] = mapped_column(String(10), default="medium")  # high, medium, low
    sort_day: Mapped[int] = mapped_column(Integer, default=0)


class _InOrder:
    """Words of a quote's article that belong to it, numbered in the order of the page."""

    quote_id: Mapped[int] = points_to("quote.id", index=False)
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)


class QuoteSpan(_InOrder, Table):
    __tablename__ = "quote_span"
    __table_args__ = (UniqueConstraint("quote_id", "position"),)


class QuoteCoSpeaker(_InOrder, Table):
    """Each of several who say a quote together, in the order of the page: "Moroz and Bondar warned".

    The quote's own speaker is then nobody in particular (`speaker_id` is null).
    """

    __tablename__ = "quote_co_speaker"
    __table_args__ = (UniqueConstraint("quote_id", "position"),)
    actor_id: Mapped[int | None] = points_to("actor.id")
    reason: Mapped[str] = mapped_column(Text, default="")


class QuoteRelay(_InOrder, Table):
    """Who handed a quote on ("Reuters quoted the ministry as saying"), outermost first; the speaker is not one."""

    __tablename__ = "quote_relay"
    __table_args__ = (UniqueConstraint("quote_id", "position"),)
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    cue: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int | None] = points_to("actor.id")
    reason: Mapped[str] = mapped_column(Text, default="")


class QuoteAbout(Table):
    """What a quote speaks of: actors and places named inside it, and claims of its article that it is about."""

    __tablename__ = "quote_about"
    quote_id: Mapped[int] = points_to("quote.id")
    actor_id: Mapped[int | None] = points_to("actor.id")
    place_id: Mapped[int | None] = points_to("place.id")
    claim_id: Mapped[int | None] = points_to("claim.id")  # and through it the event
    kind: Mapped[str | None] = mapped_column(String(20))  # of a claim, what the quote does (`resolve/about.py`)
    start: Mapped[int]
    end: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="named in it")
