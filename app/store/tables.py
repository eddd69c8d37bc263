"""The tables. A `Quote` here is a quote as kept; as found it is `app.extract.reading.Quote`.

Inside, ids are plain integers; outside, `public_id` is 12 base-32 characters (`ids.py`), minted once.
A When is kept as its two days, `earliest` and `latest`, both null where no day is known; `sort_day`
is a proleptic ordinal (`date.toordinal()`) that orders lists, 0 where nothing dates the thing.
Offsets are code points of `article_version.text`, and `exact` is what stands there.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones, so both engines keep it naive and get it back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {dict[str, Any]: JSON, list[Any]: JSON, datetime: Instant}

    id: Mapped[int] = mapped_column(Integer, primary_key=True)


def _of(column: str, **more: Any) -> Any:
    """A reference to another table's row, indexed because every reference is asked from both ends."""
    return mapped_column(ForeignKey(column), index=more.pop("index", True), **more)


def _public() -> Any:
    return mapped_column(String(12), unique=True)


# --- who published, and what -----------------------------------------------------------------


class Outlet(Table):
    __tablename__ = "outlet"
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    country: Mapped[str | None] = mapped_column(String(2))
    lang: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[str | None] = mapped_column(String(40))  # agency, newspaper, broadcaster, ...
    note: Mapped[str | None] = mapped_column(Text)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)


class Origin(Table):
    """Articles that are copies of one text: a wire story and its reprints."""

    __tablename__ = "origin"
    public_id: Mapped[str] = _public()
    wire: Mapped[str | None] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text, default="")


class Article(Table):
    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_newest", "sort_day", "id"),
        Index("ix_article_outlet_newest", "outlet_id", "sort_day", "id"),
    )
    public_id: Mapped[str] = _public()
    slug: Mapped[str] = mapped_column(String(80), default="")
    outlet_id: Mapped[int | None] = _of("outlet.id", index=False)
    url: Mapped[str | None] = mapped_column(Text)  # as given
    url_key: Mapped[str | None] = mapped_column(Text, unique=True)  # canonical; one address, one article
    text_key: Mapped[str] = mapped_column(String(64), index=True)  # sha256 of the cleaned text
    title: Mapped[str] = mapped_column(Text)
    byline: Mapped[str | None] = mapped_column(Text)
    earliest: Mapped[date | None]  # when it was published
    latest: Mapped[date | None]
    published_from: Mapped[str | None] = mapped_column(String(40))  # "given", "front matter", "the page", ...
    lang: Mapped[str] = mapped_column(String(20), default="en")
    dateline: Mapped[str | None] = mapped_column(Text)  # the opening place-day-agency line, as written
    licence: Mapped[str | None] = mapped_column(Text)
    sources: Mapped[list[Any]] = mapped_column(default=list)  # addresses a sample was written from
    origin_id: Mapped[int | None] = _of("origin.id")
    origin_reason: Mapped[str] = mapped_column(Text, default="")  # why it counts as a copy of that text
    sample: Mapped[bool] = mapped_column(Boolean, default=False, index=True)
    added_at: Mapped[datetime] = mapped_column(index=True)
    sort_day: Mapped[int] = mapped_column(Integer, default=0)
    length: Mapped[int] = mapped_column(Integer, default=0)  # characters of the newest version
    quotes: Mapped[int] = mapped_column(Integer, default=0)  # counts kept by `record`, audited
    claims: Mapped[int] = mapped_column(Integer, default=0)


class ArticleVersion(Table):
    """One immutable text. Bodies are never loaded by list queries."""

    __tablename__ = "article_version"
    __table_args__ = (UniqueConstraint("article_id", "number"),)
    article_id: Mapped[int] = _of("article.id", index=False)
    number: Mapped[int] = mapped_column(Integer)  # 1, 2, ...: the highest is current
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    fetched_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)


class Reading(Table):
    """Which extractor read which version, and the triggers it saw and refused."""

    __tablename__ = "reading"
    article_id: Mapped[int] = _of("article.id")
    version_id: Mapped[int] = _of("article_version.id")
    extractor: Mapped[str] = mapped_column(String(40))
    read_at: Mapped[datetime] = mapped_column(index=True)
    refused: Mapped[list[Any]] = mapped_column(default=list)  # [{"start", "end", "reason"}]


class CopyBand(Table):
    """A band of an article's word sketch: near-copies of one text share at least one (`ingest/copies.py`)."""

    __tablename__ = "copy_band"
    __table_args__ = (UniqueConstraint("article_id", "band"), Index("ix_copy_band_hash", "hash"))
    article_id: Mapped[int] = _of("article.id", index=False)
    band: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(16))


# --- who and where ---------------------------------------------------------------------------


class Actor(Table):
    __tablename__ = "actor"
    __table_args__ = (Index("ix_actor_name", "name", "id"),)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)  # roster slug, or folded name + kind
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), index=True)
    country: Mapped[str | None] = mapped_column(String(2))
    gender: Mapped[str | None] = mapped_column(String(1))
    party: Mapped[bool] = mapped_column(Boolean, default=False)
    provisional: Mapped[bool] = mapped_column(Boolean, default=False)  # read, not in the roster, unconfirmed
    parent_id: Mapped[int | None] = _of("actor.id")


class ActorName(Table):
    __tablename__ = "actor_name"
    __table_args__ = (UniqueConstraint("actor_id", "text"), Index("ix_actor_name_folded", "folded"))
    actor_id: Mapped[int] = _of("actor.id", index=False)
    text: Mapped[str] = mapped_column(String(200))
    lang: Mapped[str] = mapped_column(String(20), default="en")
    script: Mapped[str] = mapped_column(String(4), default="Latn")
    kind: Mapped[str] = mapped_column(String(20), default="name")
    folded: Mapped[str] = mapped_column(String(200))


class Role(Table):
    """An office held. Of an end known by its month or year, the widest and narrowest day (`world/roles.py`)."""

    __tablename__ = "role"
    actor_id: Mapped[int] = _of("actor.id")
    office: Mapped[str] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(String(200))
    since: Mapped[date | None]
    until: Mapped[date | None]
    seen: Mapped[date | None]  # the last day it is known to be held, where the end is not
    since_by: Mapped[date | None]
    until_from: Mapped[date | None]


class Place(Table):
    """A row only when something links to it, or to something inside it."""

    __tablename__ = "place"
    __table_args__ = (Index("ix_place_name", "name", "id"),)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)  # the gazetteer's
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), index=True)
    lat: Mapped[float]
    lon: Mapped[float]
    country: Mapped[str | None] = mapped_column(String(2))
    geonameid: Mapped[int | None] = mapped_column(Integer)
    population: Mapped[int] = mapped_column(Integer, default=0)
    parent_id: Mapped[int | None] = _of("place.id")


class PlaceWithin(Table):
    """Every place with everything it lies in, itself included: a region includes what lies in it."""

    __tablename__ = "place_within"
    __table_args__ = (UniqueConstraint("ancestor_id", "place_id"),)
    place_id: Mapped[int] = _of("place.id")
    ancestor_id: Mapped[int] = _of("place.id", index=False)


class PlaceName(Table):
    __tablename__ = "place_name"
    __table_args__ = (UniqueConstraint("place_id", "text"), Index("ix_place_name_folded", "folded"))
    place_id: Mapped[int] = _of("place.id", index=False)
    text: Mapped[str] = mapped_column(String(200))
    script: Mapped[str] = mapped_column(String(4), default="Latn")
    folded: Mapped[str] = mapped_column(String(200))


# --- on the page -----------------------------------------------------------------------------


class Mention(Table):
    """A span that names an actor (`actor_id`) or a place (`place_id`), and why we think so."""

    __tablename__ = "mention"
    __table_args__ = (
        Index("ix_mention_article", "article_id", "start"),
        Index("ix_mention_actor", "actor_id", "article_id"),
        Index("ix_mention_place", "place_id", "article_id"),
    )
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = _of("article_version.id")
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    layer: Mapped[str] = mapped_column(String(10))  # "actor" or "place"
    kind: Mapped[str | None] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(20), default="name")
    title: Mapped[str | None] = mapped_column(Text)
    literal: Mapped[bool] = mapped_column(Boolean, default=True)  # false: the place stands for its people
    relation: Mapped[str | None] = mapped_column(String(40))  # "near", "south of"
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    where_prec: Mapped[int | None] = mapped_column(Integer)
    judgement: Mapped[str] = mapped_column(String(10), default="same")  # same, unsure
    lost: Mapped[list[Any]] = mapped_column(default=list)  # names of the candidates that lost
    reason: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[str] = mapped_column(String(80), default="reader")


class DateMention(Table):
    __tablename__ = "date_mention"
    __table_args__ = (Index("ix_date_mention_article", "article_id", "start"),)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = _of("article_version.id")
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(String(10), default="DATE")
    earliest: Mapped[date | None] = mapped_column(index=True)
    latest: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")


class Utterance(Table):
    """The same words, said once, in several articles: a row for every quote that can be known by its words."""

    __tablename__ = "utterance"
    public_id: Mapped[str] = _public()
    words_key: Mapped[str] = mapped_column(String(64), unique=True)  # sha256 of its founding quote's id


class UtteranceLink(Table):
    """Two utterances that are probably one, told in other words: a translation that differs. Never merged."""

    __tablename__ = "utterance_link"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)
    one_id: Mapped[int] = _of("utterance.id", index=False)
    other_id: Mapped[int] = _of("utterance.id")
    reason: Mapped[str] = mapped_column(Text, default="")


class Quote(Table):
    __tablename__ = "quote"
    __table_args__ = (
        Index("ix_quote_newest", "sort_day", "id"),
        Index("ix_quote_speaker_newest", "speaker_id", "sort_day", "id"),
        Index("ix_quote_article", "article_id", "start"),
        Index("ix_quote_said", "earliest", "latest"),
    )
    public_id: Mapped[str] = _public()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = _of("article_version.id")
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
    place_id: Mapped[int | None] = _of("place.id")  # where it was said
    place_start: Mapped[int | None]
    place_end: Mapped[int | None]
    via: Mapped[str | None] = mapped_column(Text)
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    words_key: Mapped[str | None] = mapped_column(String(16), index=True)  # null: not known by words
    utterance_id: Mapped[int | None] = _of("utterance.id")
    utterance_reason: Mapped[str] = mapped_column(Text, default="")  # why it is one with the fullest wording
    state: Mapped[str] = mapped_column(String(10), default="auto")
    confidence: Mapped[str] = mapped_column(String(10), default="medium")  # high, medium, low
    sort_day: Mapped[int] = mapped_column(Integer, default=0)


class QuoteSpan(Table):
    __tablename__ = "quote_span"
    __table_args__ = (UniqueConstraint("quote_id", "position"),)
    quote_id: Mapped[int] = _of("quote.id", index=False)
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)


class QuoteCoSpeaker(Table):
    """Each of several who say a quote together, in the order of the page: "Moroz and Bondar warned".

    The quote's own speaker is then nobody in particular (`speaker_id` is null).
    """

    __tablename__ = "quote_co_speaker"
    __table_args__ = (UniqueConstraint("quote_id", "position"),)
    quote_id: Mapped[int] = _of("quote.id", index=False)
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int | None] = _of("actor.id")
    reason: Mapped[str] = mapped_column(Text, default="")


class QuoteRelay(Table):
    """Who handed a quote on ("Reuters quoted the ministry as saying"), outermost first; the speaker is not one."""

    __tablename__ = "quote_relay"
    __table_args__ = (UniqueConstraint("quote_id", "position"),)
    quote_id: Mapped[int] = _of("quote.id", index=False)
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    cue: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int | None] = _of("actor.id")
    reason: Mapped[str] = mapped_column(Text, default="")


class QuoteAbout(Table):
    """What a quote speaks of: actors and places named inside it, and claims of its article that it is about."""

    __tablename__ = "quote_about"
    quote_id: Mapped[int] = _of("quote.id")
    actor_id: Mapped[int | None] = _of("actor.id")
    place_id: Mapped[int | None] = _of("place.id")
    claim_id: Mapped[int | None] = _of("claim.id")  # and through it the event
    kind: Mapped[str | None] = mapped_column(String(20))  # of a claim, what the quote does (`resolve/about.py`)
    start: Mapped[int]
    end: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="named in it")


# --- what happened, as reported --------------------------------------------------------------


class Conflict(Table):
    __tablename__ = "conflict"
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    since: Mapped[date | None]
    until: Mapped[date | None]


class ConflictSide(Table):
    """An actor recognised as on a side, from when to when."""

    __tablename__ = "conflict_side"
    conflict_id: Mapped[int] = _of("conflict.id")
    side: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    actor_key: Mapped[str] = mapped_column(String(200), index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]


class Event(Table):
    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_newest", "listed", "sort_day", "id"),
        Index("ix_event_place_newest", "place_id", "sort_day", "id"),
        Index("ix_event_type_newest", "type", "sort_day", "id"),
        Index("ix_event_days", "earliest", "latest"),
        Index("ix_event_differs_newest", "differs", "sort_day", "id"),
    )
    public_id: Mapped[str] = _public()
    slug: Mapped[str] = mapped_column(String(80), default="")
    type: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(Text)
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    about_then: Mapped[bool] = mapped_column(Boolean, default=False)
    when_reason: Mapped[str] = mapped_column(Text, default="")
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    where_prec: Mapped[int | None]
    place_reason: Mapped[str] = mapped_column(Text, default="")
    modality: Mapped[str] = mapped_column(String(20), index=True)  # those of its most affirmed claim
    stance: Mapped[str] = mapped_column(String(20))
    listed: Mapped[bool] = mapped_column(Boolean, default=True)  # some claim is actual and not denied
    differs: Mapped[bool] = mapped_column(Boolean, default=False)  # claims disagree
    parent: Mapped[bool] = mapped_column(Boolean, default=False)  # a battle or campaign
    part_of_id: Mapped[int | None] = _of("event.id")  # the battle or campaign it is an incident of
    part_reason: Mapped[str] = mapped_column(Text, default="")
    conflict_id: Mapped[int | None] = _of("conflict.id")
    state: Mapped[str] = mapped_column(String(10), default="auto")
    claims: Mapped[int] = mapped_column(Integer, default=1)
    sources: Mapped[int] = mapped_column(Integer, default=1)  # articles
    origins: Mapped[int] = mapped_column(Integer, default=1)  # independent texts
    sort_day: Mapped[int] = mapped_column(Integer, default=0)


class NearEvent(Table):
    """Two events that nearly joined: what agrees and what kept them apart, for an editor to decide."""

    __tablename__ = "near_event"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)
    one_id: Mapped[int] = _of("event.id", index=False)  # the smaller id
    other_id: Mapped[int] = _of("event.id")
    agrees: Mapped[str] = mapped_column(Text, default="")
    differs: Mapped[str] = mapped_column(Text, default="")
    disputed: Mapped[str] = mapped_column(Text, default="", server_default="")  # on "killed, holder"


class Claim(Table):
    """An article's report that something happened, with its modality and stance."""

    __tablename__ = "claim"
    __table_args__ = (
        Index("ix_claim_article", "article_id", "start"),
        Index("ix_claim_block", "place_id", "type", "earliest"),
    )
    public_id: Mapped[str] = _public()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = _of("article_version.id")
    event_id: Mapped[int | None] = _of("event.id")  # null only inside the transaction that joins it
    type: Mapped[str] = mapped_column(String(40), index=True)
    acled: Mapped[str | None] = mapped_column(String(80))
    plover: Mapped[str | None] = mapped_column(String(80))
    trigger_start: Mapped[int]
    trigger_end: Mapped[int]
    trigger: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    modality: Mapped[str] = mapped_column(String(20))
    stance: Mapped[str] = mapped_column(String(20))
    speaker_start: Mapped[int | None]  # on whose word
    speaker_end: Mapped[int | None]
    speaker: Mapped[str | None] = mapped_column(Text)
    speaker_id: Mapped[int | None] = _of("actor.id")
    speaker_reason: Mapped[str] = mapped_column(Text, default="")
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    about_then: Mapped[bool] = mapped_column(Boolean, default=False)
    when_start: Mapped[int | None]
    when_end: Mapped[int | None]
    when_reason: Mapped[str] = mapped_column(Text, default="")
    place_id: Mapped[int | None] = _of("place.id", index=False)
    place_start: Mapped[int | None]
    place_end: Mapped[int | None]
    where_prec: Mapped[int | None]
    place_reason: Mapped[str] = mapped_column(Text, default="")
    parent: Mapped[bool] = mapped_column(Boolean, default=False)
    conflict_id: Mapped[int | None] = _of("conflict.id")
    conflict_reason: Mapped[str] = mapped_column(Text, default="")
    side: Mapped[str | None] = mapped_column(String(80))  # of the conflict: whose member says so, that day
    side_reason: Mapped[str] = mapped_column(Text, default="")
    join_reason: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="auto")
    confidence: Mapped[str] = mapped_column(String(10), default="medium")


class Participant(Table):
    __tablename__ = "participant"
    claim_id: Mapped[int] = _of("claim.id")
    role: Mapped[str] = mapped_column(String(20))
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int | None] = _of("actor.id")


class Quantity(Table):
    __tablename__ = "quantity"
    claim_id: Mapped[int] = _of("claim.id")
    kind: Mapped[str] = mapped_column(String(20))
    low: Mapped[float | None]
    high: Mapped[float | None]
    bound: Mapped[str | None] = mapped_column(String(40))
    unit: Mapped[str | None] = mapped_column(String(20))
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    said_by: Mapped[str | None] = mapped_column(Text)
    said_by_id: Mapped[int | None] = _of("actor.id")
    revision: Mapped[str | None] = mapped_column(String(10))  # "earlier", "later": which of two its article tells
    revision_start: Mapped[int | None]  # the words that say so
    revision_end: Mapped[int | None]
    as_of_earliest: Mapped[date | None]  # when it stood, where the words give a day of its own
    as_of_latest: Mapped[date | None]


# --- people put it right, and what that leaves -------------------------------------------------


class Account(Table):
    __tablename__ = "account"
    name: Mapped[str] = mapped_column(String(80), unique=True)
    role: Mapped[str] = mapped_column(String(20))  # reader, editor, admin
    password: Mapped[str] = mapped_column(Text)  # argon2id
    added_at: Mapped[datetime]


class Login(Table):
    __tablename__ = "login"
    account_id: Mapped[int] = _of("account.id")
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class ApiToken(Table):
    __tablename__ = "api_token"
    account_id: Mapped[int] = _of("account.id")
    name: Mapped[str] = mapped_column(String(80))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    added_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]


class Correction(Table):
    """Append-only: who changed what, when, from what to what, and why."""

    __tablename__ = "correction"
    made_at: Mapped[datetime] = mapped_column(index=True)
    made_by: Mapped[str] = mapped_column(String(80))
    target: Mapped[str] = mapped_column(String(20))  # quote, claim, event, actor, place, article
    target_id: Mapped[str] = mapped_column(String(80), index=True)  # its public id or slug
    field: Mapped[str] = mapped_column(String(40))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")


class MistakeReport(Table):
    __tablename__ = "mistake_report"
    made_at: Mapped[datetime]
    target: Mapped[str] = mapped_column(String(20))
    target_id: Mapped[str] = mapped_column(String(80), index=True)
    words: Mapped[str] = mapped_column(Text)
    contact: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="open")


class Redirect(Table):
    """An address that moved: a renamed or merged person, place or event."""

    __tablename__ = "redirect"
    __table_args__ = (UniqueConstraint("noun", "old"), Index("ix_redirect_new", "noun", "new"))
    noun: Mapped[str] = mapped_column(String(20))  # people, places, events, quotes, articles, outlets
    old: Mapped[str] = mapped_column(String(80))
    new: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime | None] = mapped_column(index=True)  # null: before these were dated


class Tombstone(Table):
    """An address that is gone (410), and why."""

    __tablename__ = "tombstone"
    __table_args__ = (UniqueConstraint("noun", "gone"),)
    noun: Mapped[str] = mapped_column(String(20))
    gone: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(index=True)


class WithdrawnText(Table):
    """A text of a withdrawn article, by its checksum alone, and its address: neither is taken in unasked again."""

    __tablename__ = "withdrawn_text"
    __table_args__ = (UniqueConstraint("article", "text_key"),)
    article: Mapped[str] = mapped_column(String(12))  # its id, under which a stone stands
    text_key: Mapped[str] = mapped_column(String(64), index=True)
    url_key: Mapped[str | None] = mapped_column(Text, index=True)


# --- where articles come from ------------------------------------------------------------------


class Source(Table):
    """A feed, sitemap or folder that is read again and again."""

    __tablename__ = "source"
    address: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    outlet_id: Mapped[int | None] = _of("outlet.id")
    every_minutes: Mapped[int | None]
    read_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


class IngestRun(Table):
    __tablename__ = "ingest_run"
    public_id: Mapped[str] = _public()
    asked: Mapped[str] = mapped_column(Text)  # what was asked for, in words
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class IngestItem(Table):
    """One thing to ingest. The ledger is the truth; an engine carries only item ids."""

    __tablename__ = "ingest_item"
    __table_args__ = (
        UniqueConstraint("run_id", "key"),
        Index("ix_ingest_item_state", "state", "lease_until"),
    )
    run_id: Mapped[int] = mapped_column(ForeignKey("ingest_run.id"))
    key: Mapped[str] = mapped_column(Text)  # address or file name with its place in it
    state: Mapped[str] = mapped_column(String(10), default="new")  # new, run, added, known, failed
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str | None] = mapped_column(Text)
    article_id: Mapped[int | None] = _of("article.id")


# --- search rows ---------------------------------------------------------------------------------
# One row a thing that can be searched, its id `sort_day << 32 | id of the thing`, so that newest first
# is the order of the ids. `words` are folded words, `stems` their English stems, `tags` exact filters.
# What is built on them differs by engine and is made by the migration: see words_sqlite, words_postgres.


def _search_rows(noun: str) -> SqlTable:
    return SqlTable(
        f"{noun}_search",
        Table.metadata,
        Column("row_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
        Column(f"{noun}_id", Integer, nullable=False, unique=True),
        Column("words", Text, nullable=False),
        Column("stems", Text, nullable=False),
        Column("tags", Text, nullable=False),
    )


quote_search = _search_rows("quote")
event_search = _search_rows("event")
article_search = _search_rows("article")
