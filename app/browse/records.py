"""What a page shows: frozen records, complete, with nothing left to look up.

The public functions of this room (`db` is a connection from `Database.reading()`):

    names.names_in(db) -> Names                          # looks names up for Filters.read
    filters.Filters.read(noun, pairs, names) -> Filters  # pairs: the query's (name, value) pairs, in order
        .problems  .ambiguous  .chips()  .sentence(count=None)  .to_query()  .pairs()
        .changed(**fields)  .without(field, value=None)  .toggled(field, value)

    quotes.list_quotes(db, filters) -> Listing[QuoteRecord]
    quotes.get_quote(db, public_id) -> QuotePage | None
    events.list_events(db, filters) -> Listing[EventRecord]
    events.get_event(db, public_id) -> EventPage | None
    articles.list_articles(db, filters) -> Listing[ArticleRecord]
    articles.get_article(db, public_id, *, window=None) -> ArticlePage | None
    people.list_people(db, filters) -> Listing[PersonRecord]
    people.get_person(db, slug) -> PersonPage | None
    places.list_places(db, filters) -> Listing[PlaceRecord]
    places.get_place(db, slug) -> PlacePage | None
    outlets.list_outlets(db, filters) -> Listing[OutletRecord]
    outlets.get_outlet(db, slug) -> OutletPage | None
    dates.get_years(db) -> tuple[YearHeat, ...]          # /dates
    dates.get_year(db, year) -> YearHeat                 # /dates/2023
    dates.get_month(db, year, month) -> MonthCalendar    # /dates/2023-05
    dates.get_day(db, day) -> DayPage                    # /dates/2023-05-21
    home.get_home(db) -> HomePage
    home.search_everything(db, q, names) -> SearchPage
    home.suggest(db, q) -> tuple[Suggestion, ...]
    moved.moved(db, noun, old) -> str | None             # the new id or slug
    moved.gone(db, noun, key) -> Gone | None

    Each list has beside it: count_quotes(db, filters) -> int (exact), stream_quotes(db, filters) -> iterator
    of every record in the list's order; and so for events, articles, people, places, outlets.

`path` of a record is its address on this site. `*_query` strings stand behind a `?` (empty: no question).
A `When` is None where no day is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from app.browse.labels import source
from app.store.summaries import denies
from app.text.when import When

if TYPE_CHECKING:
    from app.browse.filters import Filters, Name, Problem

T = TypeVar("T")


# --- short forms of things, as they stand inside other records -------------------------------------


@dataclass(frozen=True, slots=True)
class ActorBrief:
    slug: str
    name: str
    kind: str
    party: bool = False  # is itself a party to a war: its word is not a bystander's

    @property
    def path(self) -> str:
        return f"/people/{self.slug}"


@dataclass(frozen=True, slots=True)
class PlaceBrief:
    slug: str
    name: str
    kind: str
    lat: float
    lon: float

    @property
    def path(self) -> str:
        return f"/places/{self.slug}"


@dataclass(frozen=True, slots=True)
class OutletBrief:
    slug: str
    name: str

    @property
    def path(self) -> str:
        return f"/outlets/{self.slug}"


@dataclass(frozen=True, slots=True)
class ArticleBrief:
    public_id: str
    slug: str
    title: str
    outlet: OutletBrief | None
    published: When | None
    url: str | None  # the original, where we know it
    lang: str
    sample: bool = False

    @property
    def path(self) -> str:
        return f"/articles/{self.public_id}" + (f"-{self.slug}" if self.slug else "")

    def at(self, start: int, end: int) -> str:
        """The address of the very words `[start, end)`."""
        return f"{self.path}#s{start}-{end}"


@dataclass(frozen=True, slots=True)
class EventBrief:
    public_id: str
    slug: str
    type: str
    type_label: str
    title: str
    when: When | None

    @property
    def path(self) -> str:
        return f"/events/{self.public_id}" + (f"-{self.slug}" if self.slug else "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of an article and what stands there."""

    start: int
    end: int
    exact: str


# --- a text with its marks ---------------------------------------------------------------------------


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """What a stretch of text was read as. `href` leads to the thing itself, None where it has no page."""

    start: int
    end: int
    kind: str  # quote, person, place, date, event
    label: str  # "Oleh Syniehubov", "21 May 2023": what it was taken for, for the side notes
    href: str | None = None

    @property
    def anchor(self) -> str:
        return f"s{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch with the same marks from end to end. The runs of a text, joined, are the text."""

    start: int
    text: str
    marks: frozenset[Mark] = frozenset()
    opens: tuple[Mark, ...] = ()  # the marks whose first run this is: their anchors belong here

    @property
    def kinds(self) -> str:
        """ "person quote": the kinds of its marks, for a class attribute."""
        return " ".join(sorted({mark.kind for mark in self.marks}))

    @property
    def innermost(self) -> Mark | None:
        """The shortest of its marks: where a click on it should lead."""
        return min(self.marks, key=lambda mark: (mark.end - mark.start, mark), default=None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run as it is laid out in its article: whole facts open before it and close behind it.

    A fact that crosses another cannot be one element; its address is `bare`, on the run where it begins.
    """

    run: Run
    opens: tuple[str, ...] = ()  # anchors, outermost first
    bare: tuple[str, ...] = ()
    closes: int = 0
    within: tuple[str, ...] = ()  # anchors of every fact that the run is part of


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`[start, end)` of an article as runs; `before` and `after` say whether text was cut off there."""

    start: int
    end: int
    runs: tuple[Run, ...]
    before: bool = False
    after: bool = False


# --- lists ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Count:
    """How many. Lists stop counting at 10,000 ("10,000+"), and then `exact` is False."""

    value: int
    exact: bool = True

    def __str__(self) -> str:
        return f"{self.value:,}{'' if self.exact else '+'}"


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str  # as it stands in the address
    label: str
    count: int
    chosen: bool
    url_query: str  # the question with this value taken in, or out where it is chosen


@dataclass(frozen=True, slots=True)
class Facet:
    """How the answer divides by one filter, counted with every condition but this filter's own."""

    name: str  # the filter's name: "speaker"
    label: str  # "Speaker"
    values: tuple[FacetValue, ...]
    exact: bool = True  # False: counted over the newest 10,000 only


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value of one filter, and the question without it."""

    field: str
    value: str
    label: str  # "Speaker: Oleh Syniehubov"
    query: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """For an empty answer: leaving out this one value would give `count` results."""

    chip: Chip
    count: Count


@dataclass(frozen=True, slots=True)
class Undated:
    """Things published in the asked period whose own day is not stated; they never match a date filter."""

    count: Count
    query: str


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The answer to one question: one page of it, and how the whole divides."""

    filters: Filters
    items: tuple[T, ...]
    count: Count
    facets: tuple[Facet, ...]
    next: str | None  # query of the page after this one
    previous: str | None  # query of the page before it
    sentence: str  # "42 quotes by Oleh Syniehubov, May 2024"
    title: str  # the same without the number: "Quotes by Oleh Syniehubov, May 2024"
    chips: tuple[Chip, ...] = ()
    problems: tuple[Problem, ...] = ()
    ambiguous: tuple[Name, ...] = ()  # asked names that several bear: all of them are meant
    undated_beneath: Undated | None = None
    relaxed: tuple[Relaxation, ...] = ()  # only where the answer is empty

    def __iter__(self):
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def noun(self) -> str:
        return self.filters.noun


# --- quotes ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """To whom the words are given: the mention as it stands and, where we are sure, who that is."""

    mention: str | None  # "he", "the regional governor", as written
    start: int | None
    end: int | None
    actor: ActorBrief | None
    role: str | None  # the office held on that day: "Governor of Kharkiv Oblast"
    chain: tuple[Piece, ...] = ()  # the spans that lead from the mention to the name
    reason: str = ""

    @property
    def name(self) -> str | None:
        """Whom to show: the name, else the words on the page, else nobody. A pronoun names nobody."""
        return self.actor.name if self.actor else source(self.mention)


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    public_id: str
    type: str  # direct, indirect, mixed
    start: int
    end: int
    exact: str
    pieces: tuple[Piece, ...]  # what was said, without the words between
    speaker: SpeakerRecord | None  # None: no speaker was found
    cue: str | None
    cue_class: str | None
    said: When | None
    said_reason: str
    place: PlaceBrief | None  # where it was said
    via: str | None
    article: ArticleBrief
    articles: int  # in how many articles the same words stand, this one included
    origins: int  # of these, independent texts
    state: str
    confidence: str  # high, medium, low
    reasons: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"/quotes/{self.public_id}"

    @property
    def sourced(self) -> bool:
        """Its cue names the source and reports no act of speech: "according to the ministry"."""
        return (self.cue or "").casefold().startswith("according")

    @property
    def words(self) -> str:
        """The pieces as one line, " … " where something stood between them."""
        return " … ".join(piece.exact for piece in self.pieces)

    @property
    def source_path(self) -> str:
        """The very words in their article."""
        return self.article.at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Change:
    """One public correction: who changed what, when, from what to what, and why."""

    at: datetime
    by: str
    field: str
    before: str | None
    after: str | None
    why: str


@dataclass(frozen=True, slots=True)
class QuotePage:
    quote: QuoteRecord
    context: Excerpt  # the words in their paragraph
    also: tuple[QuoteRecord, ...]  # the same words in other articles
    about_people: tuple[ActorBrief, ...]
    about_places: tuple[PlaceBrief, ...]
    events: tuple[EventBrief, ...]  # what it claims
    changes: tuple[Change, ...] = ()


# --- events ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventRecord:
    public_id: str
    slug: str
    type: str
    type_label: str
    title: str
    when: When | None
    when_reason: str
    place: PlaceBrief | None
    within: tuple[str, ...]  # what the place lies in, nearest first: ("Donetsk Oblast", "Ukraine")
    where_prec: int | None  # UCDP 1-7
    place_reason: str
    modality: str
    stance: str
    listed: bool
    differs: bool  # its claims disagree
    parent: bool  # a battle or campaign, of which incidents are part
    claims: int
    sources: int  # articles
    origins: int  # independent texts
    attributed_to: tuple[str, ...]  # on whose word: names, or the words on the page
    state: str
    denied_by: tuple[str, ...] = ()  # who says that it did not happen

    @property
    def path(self) -> str:
        return f"/events/{self.public_id}" + (f"-{self.slug}" if self.slug else "")

    @property
    def lat(self) -> float | None:
        return self.place.lat if self.place else None

    @property
    def lon(self) -> float | None:
        return self.place.lon if self.place else None


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    role: str
    start: int
    end: int
    exact: str
    actor: ActorBrief | None


@dataclass(frozen=True, slots=True)
class QuantityRecord:
    kind: str
    low: float | None
    high: float | None
    bound: str | None
    unit: str | None
    start: int
    end: int
    exact: str
    said_by: str | None


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    public_id: str
    type: str
    type_label: str
    acled: str | None
    plover: str | None
    start: int
    end: int
    exact: str
    trigger: Piece
    context: Excerpt  # the clause in its sentence or thereabouts, trigger and clause marked
    modality: str
    stance: str
    speaker: SpeakerRecord | None  # on whose word; None: the outlet's own
    when: When | None
    when_reason: str
    place: PlaceBrief | None
    where_prec: int | None
    place_reason: str
    participants: tuple[ParticipantRecord, ...]
    quantities: tuple[QuantityRecord, ...]
    join_reason: str  # why it is taken to be about this event
    reason: str
    article: ArticleBrief
    origin: int | None  # articles with the same number are copies of one text; None: stands alone
    state: str
    confidence: str

    @property
    def source_path(self) -> str:
        return self.article.at(self.start, self.end)

    @property
    def denies(self) -> bool:
        """It says that this did not happen."""
        return denies(self.modality, self.stance)

    @property
    def told_by(self) -> str | None:
        """On whose word: the speaker's name or words, else the outlet's name."""
        if self.speaker and self.speaker.name:
            return self.speaker.name
        return self.article.outlet.name if self.article.outlet else None


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """Somebody named as having a part in an event, and on whose word. Never found by us to have had it."""

    role: str
    actor: ActorBrief
    named_by: tuple[str, ...]  # whose claims, denials left out
    denies: bool  # the actor's own word is that it did not happen


@dataclass(frozen=True, slots=True)
class Told:
    """A row of "who says what": the claims of one source that say the same in the same words."""

    claims: tuple[ClaimRecord, ...]  # one for each article, oldest first
    apart: tuple[tuple[str, str], ...]  # (question, answer) where the claims of the event differ

    @property
    def claim(self) -> ClaimRecord:
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of "who says what": one question and each claim's answer, in the order of the claims."""

    question: str  # "killed", "when", "where", "type"
    answers: tuple[str | None, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class EventPage:
    event: EventRecord
    conflict: str | None  # its name
    claims: tuple[ClaimRecord, ...]  # oldest article first
    differences: tuple[Difference, ...]
    participants: tuple[NamedRecord, ...]  # each role and actor once
    told: tuple[tuple[str | None, tuple[Told, ...]], ...]  # (source, what it says), as first reported
    quotes: tuple[QuoteRecord, ...]  # the words in which it was claimed
    nearby: tuple[EventBrief, ...]  # the same place, days before and after
    changes: tuple[Change, ...] = ()


# --- articles and outlets -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    public_id: str
    slug: str
    title: str
    outlet: OutletBrief | None
    byline: str | None
    published: When | None
    published_from: str | None
    dateline: str | None
    url: str | None
    lang: str
    licence: str | None
    sources: tuple[str, ...]  # addresses a sample was written from
    sample: bool
    length: int  # characters
    quotes: int
    claims: int
    copies: int  # other articles that are copies of the same text

    @property
    def path(self) -> str:
        return f"/articles/{self.public_id}" + (f"-{self.slug}" if self.slug else "")

    def at(self, start: int, end: int) -> str:
        return f"{self.path}#s{start}-{end}"


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`excerpts` is the article: one excerpt of the whole, or windows round its facts where rights ask it.

    `paragraphs` are the same runs without the line breaks between them, one tuple a paragraph; a cut
    between two windows is an empty tuple.
    """

    article: ArticleRecord
    text: str  # empty where only windows may be shown
    whole: bool
    excerpts: tuple[Excerpt, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    marks: tuple[Mark, ...]  # in the order of the text: the side notes
    quotes: tuple[QuoteRecord, ...]
    events: tuple[ClaimBrief, ...]
    people: tuple[tuple[ActorBrief, int], ...]  # with how often each is named
    places: tuple[tuple[PlaceBrief, int], ...]
    copies: tuple[ArticleBrief, ...]
    extractor: str | None
    read_at: datetime | None
    version: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimBrief:
    """A claim beside its article: what was read, and the event it is about."""

    start: int
    end: int
    exact: str
    trigger: Piece
    modality: str
    stance: str
    speaker: str | None
    event: EventBrief


@dataclass(frozen=True, slots=True)
class OutletRecord:
    slug: str
    name: str
    country: str | None
    lang: str | None
    kind: str | None
    note: str | None
    sample: bool
    articles: int
    quotes: int
    first: When | None  # its earliest and latest article
    last: When | None

    @property
    def path(self) -> str:
        return f"/outlets/{self.slug}"


@dataclass(frozen=True, slots=True)
class OutletPage:
    outlet: OutletRecord
    articles: tuple[ArticleRecord, ...]  # the newest
    speakers: tuple[tuple[ActorBrief, int], ...]  # whom it quotes most
    langs: tuple[tuple[str, int], ...]
    by_month: tuple[MonthCount, ...]


# --- people and places ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Activity in one month; months between the first and last are there with zeros."""

    year: int
    month: int
    quotes: int = 0
    events: int = 0
    articles: int = 0

    @property
    def when(self) -> When:
        return When.month(self.year, self.month)

    @property
    def total(self) -> int:
        return self.quotes + self.events + self.articles


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person or a group: any kind of actor."""

    slug: str
    name: str
    kind: str
    country: str | None
    party: bool
    provisional: bool  # read in articles, not known before, not yet confirmed
    role: str | None  # the newest office we know of
    quotes: int
    events: int  # in which it takes part
    told: int = 0  # events that it claims or denies

    @property
    def path(self) -> str:
        return f"/people/{self.slug}"


@dataclass(frozen=True, slots=True)
class NameRecord:
    text: str
    lang: str
    script: str
    kind: str


@dataclass(frozen=True, slots=True)
class RoleRecord:
    office: str
    body: str | None
    since: date | None
    until: date | None

    def __str__(self) -> str:
        """ "President of Ukraine"; the office alone where it has no body."""
        return f"{self.office} of {self.body}" if self.body else self.office


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: PersonRecord
    names: tuple[NameRecord, ...]
    roles: tuple[RoleRecord, ...]  # newest first
    parent: ActorBrief | None  # the group it is part of
    parts: tuple[ActorBrief, ...]
    sides: tuple[tuple[str, str], ...]  # (conflict, side) by name, as recognised
    quotes: tuple[QuoteRecord, ...]  # the newest
    events: tuple[EventRecord, ...]
    about: tuple[QuoteRecord, ...]  # said about it by others
    mentioned_with: tuple[tuple[ActorBrief, int], ...]  # with in how many articles
    by_month: tuple[MonthCount, ...]
    namesakes: tuple[ActorBrief, ...]
    articles: int  # that name it
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    slug: str
    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    population: int
    geonameid: int | None
    within: tuple[str, ...]  # nearest first
    events: int  # there and in what lies in it
    quotes: int  # said there

    @property
    def path(self) -> str:
        return f"/places/{self.slug}"


@dataclass(frozen=True, slots=True)
class PlacePage:
    place: PlaceRecord
    parents: tuple[PlaceBrief, ...]  # outermost first: Ukraine, Donetsk Oblast
    parts: tuple[PlaceBrief, ...]  # what lies directly in it and has a page
    names: tuple[NameRecord, ...]
    events: tuple[EventRecord, ...]  # the newest
    said_there: tuple[QuoteRecord, ...]
    about: tuple[QuoteRecord, ...]  # quotes that speak of it
    nearby: tuple[tuple[PlaceBrief, int], ...]  # with kilometres
    by_month: tuple[MonthCount, ...]
    articles: int
    changes: tuple[Change, ...] = ()


# --- dates, home, search -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    quotes: int = 0
    events: int = 0
    articles: int = 0

    @property
    def total(self) -> int:
        return self.quotes + self.events + self.articles


@dataclass(frozen=True, slots=True)
class YearHeat:
    """A year: its months, and only those days on which there is something."""

    year: int
    months: tuple[MonthCount, ...]  # twelve
    days: Mapping[date, DayCount]
    previous: int | None  # the nearest years with content
    next: int | None

    @property
    def total(self) -> int:
        return sum(month.total for month in self.months)

    @property
    def most(self) -> int:
        """The fullest day's count, to scale the shades by."""
        return max((day.total for day in self.days.values()), default=0)


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """A month: weeks of seven days from Monday, None for days of the neighbouring months."""

    year: int
    month: int
    weeks: tuple[tuple[DayCount | None, ...], ...]
    spanning: tuple[EventRecord, ...]  # events dated to the month or several days of it, not to one day
    previous: date | None  # first days of the nearest months with content
    next: date | None

    @property
    def when(self) -> When:
        return When.month(self.year, self.month)

    @property
    def most(self) -> int:
        return max((day.total for week in self.weeks for day in week if day), default=0)


@dataclass(frozen=True, slots=True)
class DayPage:
    day: date
    events: tuple[EventRecord, ...]  # that happened on just this day
    quotes: tuple[QuoteRecord, ...]  # said on it
    articles: tuple[ArticleRecord, ...]  # published on it
    around: tuple[EventRecord, ...]  # events of a longer stretch this day lies in
    event_count: Count
    quote_count: Count
    article_count: Count
    undated_quotes: Undated | None  # published that day, day of speech not stated
    undated_events: Undated | None
    previous: date | None  # the nearest days with content
    next: date | None


@dataclass(frozen=True, slots=True)
class HomePage:
    quotes: int
    events: int
    articles: int
    outlets: int
    to: When | None  # the newest article's day
    latest_day: date | None  # the newest day on which something happened
    latest_events: tuple[EventRecord, ...]
    most_quoted: tuple[tuple[ActorBrief, int], ...]  # in the 30 days up to the newest article
    latest_articles: tuple[ArticleRecord, ...]
    latest_quotes: tuple[QuoteRecord, ...]
    activity: tuple[DayCount, ...]  # the 371 days up to the newest, each one there
    samples: bool  # some of it was written for Dateline

    @property
    def empty(self) -> bool:
        return not self.articles


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything search: a few of each kind, and the question for all of them."""

    q: str
    people: Listing[PersonRecord]
    places: Listing[PlaceRecord]
    events: Listing[EventRecord]
    quotes: Listing[QuoteRecord]
    articles: Listing[ArticleRecord]
    period: When | None  # the words are a date: its page is meant
    problems: tuple[Problem, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.people or self.places or self.events or self.quotes or self.articles or self.period)


@dataclass(frozen=True, slots=True)
class Suggestion:
    group: str  # people, places, dates
    label: str
    path: str
    note: str = ""  # "person · 41 quotes"


@dataclass(frozen=True, slots=True)
class Gone:
    """An address that is gone (410), and why."""

    noun: str
    key: str
    reason: str
    at: datetime
