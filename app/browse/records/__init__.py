"""What a page shows: frozen records, complete, with nothing left to look up.

The public functions of this room (`db` is a connection from `Database.reading()`):

    names.names_in(db) -> Names                          # looks names up for read_question
    reader.read_question(noun, pairs, names) -> Filters  # pairs: the query's (name, value) pairs, in order
        .problems  .ambiguous  .to_query()  .pairs()
        .changed(**fields)  .without(field, value=None)  .toggled(field, value)
    sentence.sentence(filters, count=None) -> str        # and sentence.chips(filters)

    quotes.list_quotes(db, filters) -> Listing[QuoteRecord]
    quotes.get_quote(db, public_id) -> QuotePage | None
    events.list_events(db, filters) -> Listing[EventRecord]
    events.get_event(db, public_id) -> EventPage | None
    contradictions.list_contradictions(db, filters) -> Listing[Contradiction]
    ledger.ledger(claims) -> Ledger                      # pure; `claims.claims_of` reads them
    codebook.types_in_use(db, codes) -> Mapping[str, TypeInUse]
    articles.list_articles(db, filters) -> Listing[ArticleRecord]
    article_page.get_article(db, public_id, *, window=None, share=1.0) -> ArticlePage | None
    people.list_people(db, filters) -> Listing[PersonRecord]
    people.get_person(db, slug) -> PersonPage | None
    places.list_places(db, filters) -> Listing[PlaceRecord]
    places.get_place(db, slug) -> PlacePage | None
    outlets.list_outlets(db, filters) -> Listing[OutletRecord]
    outlets.get_outlet(db, slug) -> OutletPage | None
    dates.get_years(db) -> tuple[YearHeat, ...]          # /dates.json
    dates.get_dates(db) -> DatesPage                     # /dates
    dates.get_year(db, year) -> YearHeat                 # /dates/2023
    dates.get_month(db, year, month) -> MonthCalendar    # /dates/2023-05
    dates.get_day(db, day, date_of="") -> DayPage        # /dates/2023-05-21?date_of=said
    home.get_home(db) -> HomePage
    home.get_standing(db) -> Standing                    # /about
    search.search_everything(db, q, names) -> SearchPage
    suggest.suggest(db, q) -> tuple[Suggestion, ...]
    moved.moved(db, noun, old) -> str | None             # the new id or slug
    moved.gone(db, noun, key) -> Gone | None

    Each list has beside it: count_quotes(db, filters) -> int (exact), stream_quotes(db, filters) -> iterator
    of every record in the list's order; and so for events, articles, people, places, outlets.

`path` of a record is its address on this site. `*_query` strings stand behind a `?` (empty: no question).
A `When` is None where no day is known.
"""

from __future__ import annotations

from app.browse.question.sentence import Chip
from app.browse.records.articles import ArticlePage, ArticleRecord, ClaimBrief, LeftRecord, RefusedRecord
from app.browse.records.briefs import ActorBrief, ArticleBrief, Change, EventBrief, OutletBrief, Piece, PlaceBrief
from app.browse.records.dates import (
    Activity,
    DayCount,
    DayPage,
    Listed,
    MonthCalendar,
    MonthCount,
    PeriodCount,
    YearHeat,
)
from app.browse.records.events import (
    Apart,
    ClaimRecord,
    ClaimSpan,
    Contradiction,
    Difference,
    EventPage,
    EventRecord,
    EventToll,
    NamedRecord,
    NearRecord,
    ParticipantRecord,
    QuantityRecord,
    SpeechRecord,
)
from app.browse.records.home import (
    Closest,
    DayFound,
    FewerWords,
    Gone,
    HomePage,
    LeftOut,
    NoneThen,
    OtherSpelling,
    ReadAs,
    SearchPage,
    Suggestion,
    UnreadPlace,
    Wider,
)
from app.browse.records.ledger import Ledger, LedgerGroup, LedgerRow, SideRange, Words
from app.browse.records.lists import (
    Count,
    Facet,
    FacetValue,
    Group,
    Grouped,
    Histogram,
    HistogramBar,
    Listing,
    Meant,
    Relaxation,
    Undated,
)
from app.browse.records.marks import Excerpt, Mark, Run, Stretch
from app.browse.records.outlets import OutletPage, OutletRecord, SpeechShare
from app.browse.records.people import (
    Named,
    NameRecord,
    PersonPage,
    PersonRecord,
    RoleRecord,
    SideRecord,
    SpokeRecord,
    ToldRecord,
)
from app.browse.records.places import HoldingRecord, PlacePage, PlaceRecord, RingRecord
from app.browse.records.quotes import (
    QuotePage,
    QuoteRecord,
    RelayRecord,
    SpeakerRecord,
    SpokenOf,
    Variant,
    Wording,
)

__all__ = [
    "Activity",
    "ActorBrief",
    "Apart",
    "ArticleBrief",
    "ArticlePage",
    "ArticleRecord",
    "Change",
    "Chip",
    "ClaimBrief",
    "ClaimRecord",
    "ClaimSpan",
    "Closest",
    "Contradiction",
    "Count",
    "DayCount",
    "DayFound",
    "DayPage",
    "Difference",
    "EventBrief",
    "EventPage",
    "EventRecord",
    "EventToll",
    "Excerpt",
    "Facet",
    "FacetValue",
    "FewerWords",
    "Gone",
    "Group",
    "Grouped",
    "Histogram",
    "HistogramBar",
    "HoldingRecord",
    "HomePage",
    "Ledger",
    "LedgerGroup",
    "LedgerRow",
    "LeftOut",
    "LeftRecord",
    "Listed",
    "Listing",
    "Mark",
    "Meant",
    "MonthCalendar",
    "MonthCount",
    "NameRecord",
    "Named",
    "NamedRecord",
    "NearRecord",
    "NoneThen",
    "OtherSpelling",
    "OutletBrief",
    "OutletPage",
    "OutletRecord",
    "ParticipantRecord",
    "PeriodCount",
    "PersonPage",
    "PersonRecord",
    "Piece",
    "PlaceBrief",
    "PlacePage",
    "PlaceRecord",
    "QuantityRecord",
    "QuotePage",
    "QuoteRecord",
    "ReadAs",
    "RefusedRecord",
    "Relaxation",
    "RelayRecord",
    "RingRecord",
    "RoleRecord",
    "Run",
    "SearchPage",
    "SideRange",
    "SideRecord",
    "SpeakerRecord",
    "SpeechRecord",
    "SpeechShare",
    "SpokeRecord",
    "SpokenOf",
    "Stretch",
    "Suggestion",
    "ToldRecord",
    "Undated",
    "UnreadPlace",
    "Variant",
    "Wider",
    "Wording",
    "Words",
    "YearHeat",
]
