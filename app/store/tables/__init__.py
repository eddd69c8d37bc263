"""The tables, a file for each thing they are about; all of them are asked for here.

A `Quote` here is a quote as kept; as found it is `app.extract.reading.Quote`.

Inside, ids are plain integers; outside, `public_id` is 12 base-32 characters (`ids.py`), minted once.
A When is kept as its two days, `earliest` and `latest`, both null where no day is known; `sort_day`
is a proleptic ordinal (`date.toordinal()`) that orders lists, 0 where nothing dates the thing.
Offsets are code points of `article_version.text`, and `exact` is what stands there.
"""

from __future__ import annotations

from app.store.tables.accounts import Account, ApiToken, Login
from app.store.tables.actors import Actor, ActorName, Role
from app.store.tables.articles import Article, ArticleVersion, CopyBand, Origin, Outlet, Reading
from app.store.tables.base import Instant, Table
from app.store.tables.claims import Claim, Participant, Quantity
from app.store.tables.conflicts import Conflict, ConflictSide
from app.store.tables.corrections import Correction, MistakeReport
from app.store.tables.events import Event, NearEvent
from app.store.tables.mentions import DateMention, Mention
from app.store.tables.moved import Redirect, Tombstone, WithdrawnText
from app.store.tables.places import Place, PlaceName, PlaceWithin
from app.store.tables.quotes import (
    Quote,
    QuoteAbout,
    QuoteCoSpeaker,
    QuoteRelay,
    QuoteSpan,
    Utterance,
    UtteranceLink,
)
from app.store.tables.runs import IngestItem, IngestRun, Source
from app.store.tables.search import article_search, event_search, quote_search

__all__ = [
    "Account", "Actor", "ActorName", "ApiToken", "Article", "ArticleVersion", "Claim", "Conflict",
    "ConflictSide", "CopyBand", "Correction", "DateMention", "Event", "IngestItem", "IngestRun", "Instant",
    "Login", "Mention", "MistakeReport", "NearEvent", "Origin", "Outlet", "Participant", "Place", "PlaceName",
    "PlaceWithin", "Quantity", "Quote", "QuoteAbout", "QuoteCoSpeaker", "QuoteRelay", "QuoteSpan", "Reading",
    "Redirect", "Role", "Source", "Table", "Tombstone", "Utterance", "UtteranceLink", "WithdrawnText",
    "article_search", "event_search", "quote_search",
]  # fmt: skip
