"""The search of everything: the page that the words name, then a few of each kind, and why each matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, func, or_, select
from sqlalchemy.orm import aliased

from app.browse import (
    articles,
    briefs,
    events,
    hits,
    labels,
    listing,
    meaning,
    outlets,
    people,
    places,
    quotes,
    searchbox,
    spelling,
)
from app.browse.activity import by_day
from app.browse.filters import LONGEST, Filters
from app.browse.hits import Bit
from app.browse.listing import MOST_COUNTED, Noun
from app.browse.meaning import Dated, Meaning, Named
from app.browse.names import Bearer, Names
from app.browse.periods import periods_of
from app.browse.records import (
    Count,
    DayCount,
    DayFound,
    FewerWords,
    Listing,
    OtherSpelling,
    PersonRecord,
    PlaceRecord,
    ReadAs,
    SearchPage,
    Suggestion,
)
from app.store.ids import ALPHABET, LENGTH
from app.store.tables import Article, ArticleVersion, Claim, Event, Outlet, Quote
from app.store.words import WordQuery
from app.text.tongue import _
from app.text.when import When

_GROUP = 3  # of each kind
_WORDS = 5  # of a question: of so many each is left out in turn, and the roster may know them as a name
_READINGS = 4  # ways to read the words as names and a day; each costs a few counts of each kind
_PAGES = 3  # namesakes that are offered their own pages; more are a list
_TEXTS: tuple[Noun[Any], ...] = (events.EVENTS, quotes.QUOTES, articles.ARTICLES)
_NAMES: tuple[Noun[Any], ...] = (people.PEOPLE, places.PLACES)
_NOUNS = (*_NAMES, *_TEXTS)


@dataclass(frozen=True, slots=True)
class Whole:
    """From whose articles words may be shown wherever they stand; from the others, only those of their facts."""

    everywhere: bool = False
    but: frozenset[str] = frozenset()  # outlets, by slug, with which it is the other way round

    @property
    def shown(self) -> ColumnElement[bool]:
        excepted = func.coalesce(Outlet.slug.in_(self.but), false())
        return or_(Article.sample, ~excepted if self.everywhere else excepted)


def search_everything(
    db: Connection, q: str, names: Names, *, as_written: bool = False, whole: Whole = Whole()
) -> SearchPage:
    """A few of each kind. A qualifier that asks nothing of a kind (`speaker:` of places) leaves it out.

    A group in which nothing matches is asked again with names spelt as the record spells them, and the page says
    so, unless `as_written`.
    """
    newest = newest_day(db)
    among = None if as_written or len(q) > LONGEST else meaning.dates_of(q, newest)
    dated, rest = among or (None, q)
    found = {noun.name: _few(db, noun, _asking(noun, rest, dated, names)) for noun in _NOUNS}
    spelt = () if as_written or len(q) > LONGEST else _spelt(db, rest, dated, names, found)
    meant = spelt[0].q if spelt else rest
    period = dated.period if dated else next(iter(periods_of(q, newest)), None)
    box = f"{meant} {dated.words}" if dated else meant
    ways = iter(()) if as_written or len(q) > LONGEST else meaning.readings(box, names, newest)
    read, named = _read(db, ways, names, found)
    query = searchbox.parse(f"{rest} {meant}" if spelt else rest).query
    page = SearchPage(
        q=" ".join(q.split()),
        pages=_pages(db, meant, names) or named,
        people=found["people"],
        places=found["places"],
        events=found["events"],
        quotes=found["quotes"],
        articles=found["articles"],
        days=_days(db, found, period if not rest or not dated else None),
        period=period,
        spelt=spelt,
        words=query,
        why=_why(db, found, query, whole) if query.groups else {},
        problems=_problems(found),
        dated=dated.words if dated and rest else "",
        read=read,
    )
    return page if any(page.groups) or page.pages or len(q) > LONGEST else _tried(db, page, names)


def _asking(noun: Noun[Any], q: str, dated: Dated | None, names: Names) -> Filters:
    """The words asked of a noun; people and places have no day, so only texts are asked for theirs."""
    pairs = dated.pairs if dated and noun in _TEXTS else []
    return Filters.read(noun.name, [("q", q), *pairs], names)


def _few(db: Connection, noun: Noun, filters: Filters) -> Listing:
    """The first three and how many there are, without facets, which nobody chooses from here."""
    if any(problem.elsewhere for problem in filters.problems) or not filters.asked:
        return listing.nothing(filters)
    items = listing.first(db, noun, filters, _GROUP)
    # Fewer than were asked for are all there are.
    count = Count(len(items)) if len(items) < _GROUP else listing.capped(db, noun, filters)
    return Listing(
        filters, items, count, (), None, None, filters.sentence(count), filters.sentence(), filters.chips(),
        filters.problems, filters.ambiguous,
    )  # fmt: skip


def _number(db: Connection, noun: Noun, filters: Filters) -> int:
    elsewhere = any(problem.elsewhere for problem in filters.problems)
    return 0 if elsewhere or not filters.asked else listing.capped(db, noun, filters).value


def _problems(found: Mapping[str, Listing]) -> tuple[Any, ...]:
    """What every text could not read. A field that asks nothing of people is no trouble of the visitor's."""
    told = (problem for noun in _TEXTS for problem in found[noun.name].problems)
    return tuple(dict.fromkeys(problem for problem in told if not problem.elsewhere))


def _tried(db: Connection, page: SearchPage, names: Names) -> SearchPage:
    """Nothing matched: who is known by that name all the same, and which word of several keeps the rest away."""
    told = searchbox.plain_words(page.q)
    fewer = []
    for word, q in _one_less(page):
        dated, sought = meaning.dates_of(q, None) or (None, q)
        found = (_number(db, noun, _asking(noun, sought, dated, names)) for noun in _TEXTS)
        if number := sum(found):
            fewer.append(FewerWords(q, word, number))
    unread = spelling.known_beyond(db, page.q) if 1 <= len(told) <= _WORDS else ()
    return replace(page, fewer=tuple(fewer), unread=unread)


def _one_less(page: SearchPage) -> Iterator[tuple[str, str]]:
    """Each word of the box, its day as one, and the box without it."""
    words = searchbox.plain(page.q)
    day = [word for word in words if word.text in page.dated.split()] if page.dated else []
    parts = [(page.dated, day)] if day else []
    parts += [(word.text, [word]) for word in words if word not in day]
    for told, some in parts if 1 < len(parts) <= _WORDS else ():
        yield told, searchbox.leaving_out(page.q, some)


# --- names and days among the words -----------------------------------------------------------------------


def _read(
    db: Connection, ways: Iterator[Meaning], names: Names, found: dict[str, Listing]
) -> tuple[tuple[ReadAs, ...], tuple[Suggestion, ...]]:
    """What the words find as names and a day: in the place of what they did not find, else as another way to ask.
    With it the pages of those who are named.
    """
    tried = tuple(islice(ways, _READINGS))
    nothing = not any(found[noun.name] for noun in _TEXTS)
    made, named = [], {}
    for noun in _TEXTS:
        shown = not found[noun.name]
        for way in tried if shown else tried[:1] if noun is not articles.ARTICLES else ():
            told = _answered(db, noun, way, names) if way.telling or nothing else None
            if told is None or told.filters == found[noun.name].filters:
                continue
            made.append(ReadAs(noun.name, told.sentence, told.filters.to_query(), shown))
            named |= {each.words: each for each in way.names}
            found[noun.name] = told if shown else found[noun.name]
            break
    pages = [page for each in named.values() for page in _pages_named(db, each)]
    return tuple(made), tuple(dict.fromkeys(pages))


def _answered(db: Connection, noun: Noun[Any], way: Meaning, names: Names) -> Listing | None:
    """The likeliest question that finds something."""
    for pairs in way.questions(noun.name):
        filters = Filters.read(noun.name, pairs, names)
        if not filters.problems and (told := _few(db, noun, filters)):
            return told
    return None


def _pages_named(db: Connection, named: Named) -> list[Suggestion]:
    made: list[Suggestion] = []
    for noun, bearers in ((people.PEOPLE, named.people), (places.PLACES, named.places)):
        made += page_of(db, noun, bearers) if len(bearers) <= _PAGES else []
    return made


# --- other spellings --------------------------------------------------------------------------------------


def _spelt(
    db: Connection, q: str, dated: Dated | None, names: Names, found: dict[str, Listing]
) -> tuple[OtherSpelling, ...]:
    """Fills empty groups with what another spelling finds. People and places only where nothing at all was found:
    a word that is in the news need not be a slip for somebody's name.
    """
    anything = any(found.values())
    nouns = [noun for noun in _NOUNS if not found[noun.name] and not (anything and noun in _NAMES)]
    changed: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    looked = spelling.Looked(db)
    for noun in nouns:
        other = spelling.respelt(db, q, noun.name, looked)
        if other and (again := _few(db, noun, _asking(noun, other.q, dated, names))):
            found[noun.name] = again
            changed.setdefault((other.q, other.changes), []).append(noun.name)
    return tuple(OtherSpelling(tuple(nouns), q, changes) for (q, changes), nouns in changed.items())


# --- the page that is meant -------------------------------------------------------------------------------


def _pages(db: Connection, q: str, names: Names) -> tuple[Suggestion, ...]:
    """Everybody and everything that the whole of the words names."""
    box = searchbox.parse(q)
    if box.qualifiers or box.query.without or any(len(group) > 1 for group in box.query.groups):
        return ()
    asked = box.text.replace('"', "")
    is_id = len(asked) == LENGTH and set(asked.casefold()) <= set(ALPHABET)
    if is_id and (event := names.events(asked.casefold())):
        return tuple(Suggestion("events", each.name, each.path) for each in event)
    made: list[Suggestion] = []
    for noun, bearers in (
        (people.PEOPLE, names.people(asked)),
        (places.PLACES, names.places(asked)),
        (outlets.OUTLETS, names.outlets(asked)),
    ):
        if len(bearers) <= _PAGES:
            made += page_of(db, noun, bearers)
    return tuple(made)


def page_of(db: Connection, noun: Noun, bearers: Sequence[Bearer]) -> list[Suggestion]:
    records = noun.records(db, [bearer.id for bearer in bearers])
    return [Suggestion(noun.name, one.name, one.path, note_of(one)) for one in records]


def note_of(item: Any) -> str:
    """What a reader tells namesakes apart by: an office or what it lies in, and how much there is."""
    about = ""
    if isinstance(item, PersonRecord):
        about = item.role or labels.label("kind", item.kind)
    elif isinstance(item, PlaceRecord):
        about = ", ".join(item.within[:1]) or labels.label("kind", item.kind)
    totals = {word: getattr(item, word, 0) for word in ("quotes", "events")}
    return " · ".join(filter(None, (about, *counts(totals))))


def counts(totals: Mapping[str, int]) -> list[str]:
    """ "41 quotes", "1 event"; nothing of what there is none of."""
    return [
        _("%(number)s %(things)s", number=f"{n:,}", things=labels.things(noun, n))
        for noun, n in totals.items()
        if n
    ]


# --- days -------------------------------------------------------------------------------------------------


def newest_day(db: Connection) -> date | None:
    """What dates without a year are counted back from."""
    return db.scalar(select(func.max(Article.latest)))


def _days(db: Connection, found: Mapping[str, Listing], period: When | None) -> tuple[DayFound, ...]:
    """The days with the most of it: of the asked period, else of the quotes and events that match.

    A day with one of them is no more than that one.
    """
    if period:
        days = by_day(db, period.earliest, period.latest).values()
        return tuple(DayFound(count) for count in sorted(days, key=_fullest)[:_GROUP])
    counts: dict[date, dict[str, int]] = {}
    asked: dict[str, Filters] = {}
    for noun, table in ((quotes.QUOTES, Quote), (events.EVENTS, Event)):
        if not found[noun.name] or found[noun.name].filters.asks("period"):
            continue
        asked[noun.name] = found[noun.name].filters
        for day, number in _counted(db, noun, table, asked[noun.name]):
            counts.setdefault(day, {})[noun.name] = number
    made = (DayCount(day, **number) for day, number in counts.items() if sum(number.values()) > 1)
    return tuple(_listed(db, count.day, asked) for count in sorted(made, key=_fullest)[:_GROUP])


def _fullest(count: DayCount) -> tuple[int, int]:
    return -count.total, -count.day.toordinal()


def _counted(db: Connection, noun: Noun, table: Any, filters: Filters) -> Sequence[Any]:
    """How many of the newest 10,000 that match are known to be of just one day, by that day."""
    some = (
        listing.ids(db, noun, filters)
        .order_by(*(key.desc() for key in noun.newest))
        .limit(MOST_COUNTED)
        .subquery()
    )
    statement = select(table.earliest, func.count()).join(some, some.c.id == table.id)
    return db.execute(statement.where(table.earliest == table.latest).group_by(table.earliest)).all()


def _listed(db: Connection, day: date, asked: Mapping[str, Filters]) -> DayFound:
    """A day with as many as its lists have: what may be of that day is in them too."""
    period = When.day(day)
    on = {noun: filters.changed(from_=period, to=period) for noun, filters in asked.items()}
    nouns: Mapping[str, Noun[Any]] = {"quotes": quotes.QUOTES, "events": events.EVENTS}
    count = DayCount(day, **{noun: listing.capped(db, nouns[noun], filters).value for noun, filters in on.items()})
    return DayFound(count, **{f"{noun}_query": filters.to_query() for noun, filters in on.items()})


# --- why it matched ---------------------------------------------------------------------------------------


def _why(
    db: Connection, found: Mapping[str, Listing], query: WordQuery, whole: Whole
) -> dict[str, tuple[Bit, ...]]:
    """For events and articles whose title does not show it, words of theirs that do."""
    made: dict[str, tuple[Bit, ...]] = {}
    for noun, texts in (("events", _of_events), ("articles", _of_articles)):
        plain = [item.public_id for item in found[noun] if not _shows_all(item.title, query)]
        for public_id, text in texts(db, plain, whole) if plain else ():
            told = hits.snippet(text, query)
            if _weight(told) > _weight(made.get(public_id, ())):
                made[public_id] = told
    return made


def _shows_all(title: str, query: WordQuery) -> bool:
    return all(hits.found_in(title, WordQuery((group,))) for group in query.groups)


def _weight(told: Sequence[Bit]) -> int:
    return len({bit.text.casefold() for bit in told if bit.hit})


def _of_events(db: Connection, ids: Sequence[str], _: Whole) -> Sequence[Any]:
    claims = select(Event.public_id, Claim.exact).join(Claim, Claim.event_id == Event.id)
    shown = claims.where(Event.public_id.in_(ids), Claim.state.not_in(briefs.HIDDEN))
    return db.execute(shown.order_by(Claim.id)).all()


def _of_articles(db: Connection, ids: Sequence[str], whole: Whole) -> Sequence[Any]:
    """The texts of three articles; where rights end, the words of the facts read in them."""
    later = aliased(ArticleVersion)
    newest = select(func.max(later.number)).where(later.article_id == Article.id).scalar_subquery()
    texts = (
        select(Article.public_id, ArticleVersion.text)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Article.public_id.in_(ids), ArticleVersion.number == newest, whole.shown)
    )
    found = list(db.execute(texts))
    for table in (Quote, Claim):
        facts = select(Article.public_id, table.exact).join(table, table.article_id == Article.id)
        shown = facts.where(Article.public_id.in_(ids), table.state.not_in(briefs.HIDDEN))
        found += db.execute(shown.order_by(table.id)).all()
    return found
