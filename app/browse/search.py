"""The search of everything: the page that the words name, then a few of each kind, and why each matched."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from app.browse import articles, events, named_pages, nearest_quotes, nothing_found, people, places, quotes
from app.browse.answer import listing
from app.browse.answer.listing import MOST_COUNTED, Noun
from app.browse.answer.page import nothing
from app.browse.facts.activity import by_day
from app.browse.matched import Whole, why_matched
from app.browse.question import meaning, searchbox, spelling
from app.browse.question.filters import LONGEST, Filters, Problem
from app.browse.question.meaning import Dated, Meaning, Pairs
from app.browse.question.names import Names
from app.browse.question.periods import periods_of
from app.browse.question.reader import read_question
from app.browse.question.sentence import chips, sentence
from app.browse.records import (
    Count,
    DayCount,
    DayFound,
    FewerWords,
    LeftOut,
    Listing,
    OtherSpelling,
    ReadAs,
    SearchPage,
    Suggestion,
)
from app.browse.suggested_questions import types_said
from app.store.tables import Article, Event, Quote
from app.text.tongue import _
from app.text.when import When
from app.world.gazetteer import Gazetteer

_GROUP = 3  # of each kind
_WORDS = 5  # of a question: of so many each is left out in turn, and the roster may know them as a name
_READINGS = 4  # ways to read the words as names and a day; each costs a few counts of each kind
_PAGES = 3  # of names whose reading found nothing, so many are offered their own pages
_SHORTEST_NAME = 2  # letters; one begins the names of a third of all
_TEXTS: tuple[Noun[Any], ...] = (events.EVENTS, quotes.QUOTES, articles.ARTICLES)
_NAMES: tuple[Noun[Any], ...] = (people.PEOPLE, places.PLACES)
_NOUNS = (*_NAMES, *_TEXTS)


def search_everything(
    db: Connection,
    q: str,
    names: Names,
    *,
    as_written: bool = False,
    whole: Whole = Whole(),
    gazetteer: Callable[[], Gazetteer] | None = None,
) -> SearchPage:
    """A few of each kind. A qualifier that asks nothing of a kind (`speaker:` of places) leaves it out.

    A group in which nothing matches is asked again with names spelt as the record spells them, and the page says
    so, unless `as_written`. `gazetteer` is opened only where nothing is found that a place of it may explain.
    """
    if named_pages.is_address(q):
        return _at_address(db, q)
    newest = newest_day(db)
    as_written = as_written or len(q) > LONGEST
    among = None if as_written else meaning.dates_of(q, newest)
    dated, rest = among or (None, q)
    asked = {noun.name: _asking(noun, rest, dated, names) for noun in _NOUNS}
    left_out = _left_out(asked)
    silent = {noun for each in left_out for noun in each.nouns}
    found = {n.name: nothing(asked[n.name]) if n.name in silent else _few(db, n, asked[n.name]) for n in _NOUNS}
    spelt = () if as_written else _spelt(db, rest, dated, names, found, silent)
    told = spelt[0].q if spelt else rest
    period = dated.period if dated else next(iter(periods_of(q, newest)), None)
    box = f"{told} {dated.words}" if dated else told
    ways = () if as_written else tuple(islice(meaning.readings(box, names, newest), _READINGS))
    none = nothing_found.none_then(db, ways[0], names, _nouns_with(found)) if ways else ()
    read, named = _read(db, ways, names, found)
    query = searchbox.parse(f"{rest} {told}" if spelt else rest).query
    page = SearchPage(
        q=" ".join(q.split()),
        pages=named_pages.pages_named(db, told, names) or named,
        people=found["people"],
        places=found["places"],
        events=found["events"],
        quotes=found["quotes"],
        articles=found["articles"],
        days=_days(db, found, period if not rest or not dated else None),
        period=period,
        spelt=spelt,
        words=query,
        why=why_matched(db, found, query, whole) if query.groups else {},
        problems=_problems(found, left_out) + (() if as_written else _no_day(q)),
        dated=dated.shown if dated and rest else "",
        read=read,
        left_out=left_out,
        none_then=none,
        counted_from=newest if period and not dated and not periods_of(q) else None,
    )
    return (
        page
        if (as_written and any(page.groups)) or len(q) > LONGEST
        else _beside(db, page, names, gazetteer, ways[0].left if ways else q)
    )


def _at_address(db: Connection, q: str) -> SearchPage:
    """The article that was read there. The words of an address are looked for nowhere."""
    named, placed, happened, said, told = (nothing(Filters(noun.name)) for noun in _NOUNS)
    pages = named_pages.things_at(db, q)
    return SearchPage(q.strip(), pages, named, placed, (), happened, said, told, None, address=True)


def _nouns_with(found: Mapping[str, Listing]) -> list[str]:
    return [noun for noun, group in found.items() if group]


def _left_out(asked: Mapping[str, Filters]) -> tuple[LeftOut, ...]:
    """Qualifiers that some nouns know and some texts do not, as the field or as its value: "type:direct"."""
    unread = {noun: {(each.field, each.value) for each in filters.problems} for noun, filters in asked.items()}
    made = []
    for field, value in dict.fromkeys(each for noun in _TEXTS for each in sorted(unread[noun.name])):
        know = tuple(
            noun for noun in asked if field in searchbox.QUALIFIERS and (field, value) not in unread[noun]
        )
        if know:
            silent = tuple(noun.name for noun in _TEXTS if (field, value) in unread[noun.name])
            made.append(LeftOut(f"{field}:{value}", know, silent))
    return tuple(made)


def _asking(noun: Noun[Any], q: str, dated: Dated | None, names: Names) -> Filters:
    """The words asked of a noun; people and places have no day, so only texts are asked for theirs, and by one
    letter nobody is called.
    """
    if noun in _NAMES and len(q.strip()) < _SHORTEST_NAME:
        return Filters(noun.name)
    pairs = dated.pairs if dated and noun in _TEXTS else []
    return read_question(noun.name, [("q", q), *pairs], names)


def _few(db: Connection, noun: Noun, filters: Filters) -> Listing:
    """The first three and how many there are, without facets, which nobody chooses from here."""
    if any(problem.elsewhere for problem in filters.problems) or not filters.asked:
        return nothing(filters)
    items = listing.first(db, noun, filters, _GROUP)
    # Fewer than were asked for are all there are.
    count = Count(len(items)) if len(items) < _GROUP else listing.capped(db, noun, filters)
    return Listing(
        filters, items, count, (), None, None, sentence(filters, count), sentence(filters), chips(filters),
        filters.problems, filters.ambiguous,
    )  # fmt: skip


def _number(db: Connection, noun: Noun, filters: Filters) -> int:
    return 0 if filters.problems or not filters.asked else listing.capped(db, noun, filters).value


def _problems(found: Mapping[str, Listing], left_out: Sequence[LeftOut]) -> tuple[Any, ...]:
    """What no kind of thing could read, each once. A field that asks nothing of people is no trouble of the
    visitor's, nor is a value that another kind of thing knows.
    """
    said = {each.said for each in left_out}
    told = (each for noun in _TEXTS for each in found[noun.name].problems if not each.elsewhere)
    return tuple({(p.field, p.value): p for p in reversed([*told]) if f"{p.field}:{p.value}" not in said}.values())


def _no_day(q: str) -> tuple[Problem, ...]:
    slip = meaning.no_day(q)
    return (Problem("on", _("%(value)s is not a date in the calendar", value=slip), slip),) if slip else ()


def _beside(
    db: Connection, page: SearchPage, names: Names, gazetteer: Callable[[], Gazetteer] | None, left: str
) -> SearchPage:
    """What there is by the names among the words; where no text has the words, what comes nearest to them, and
    what keeps the rest away. `left`: what of the words is no name.
    """
    is_date = page.period and not page.dated  # "last May" asks for no Theresa May
    if not (page.read or page.none_then or is_date) and (read := _alone(db, page, names)):
        page = replace(page, read=read)
    if any(page.groups[2:]):
        return page
    if meaning.telling_words(left):  # names alone are no quotation
        page = replace(page, closest=nearest_quotes.closest_quotes(db, page.q, names))
    if gazetteer and not page.pages and not any(page.groups):
        page = replace(page, unread_places=nothing_found.unread_places(db, page.q, gazetteer()))
    return _tried(db, page, names)


def _alone(db: Connection, page: SearchPage, names: Names) -> tuple[ReadAs, ...]:
    """What there is by the names in the words alone: who quotes from memory knows who said it."""
    way = meaning.names_alone(page.q, names)
    told = [(noun, _answered(db, noun, way, names)) for noun in (quotes.QUOTES, events.EVENTS)] if way else ()
    return tuple(ReadAs(n.name, one.sentence, one.filters.to_query(), shown=False) for n, one in told if one)


def _tried(db: Connection, page: SearchPage, names: Names) -> SearchPage:
    """Where nothing matches: who is known by that name all the same, and which word keeps the rest away."""
    if any(page.groups) or page.pages:
        return page
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
    dated, rest = (meaning.dates_of(page.q, None) if page.dated else None) or (None, page.q)
    left = {word.text for word in searchbox.plain(rest)}
    day = [word for word in words if word.text not in left] if dated else []
    parts = [(page.dated, day)] if day else []
    parts += [(word.text, [word]) for word in words if word not in day]
    fewest = 1 if searchbox.parse(page.q).qualifiers else 2  # something must be left to be asked
    for told, some in parts if fewest <= len(parts) <= _WORDS else ():
        yield told, searchbox.leaving_out(page.q, some)


# --- names and days among the words -----------------------------------------------------------------------


def _read(
    db: Connection, ways: Sequence[Meaning], names: Names, found: dict[str, Listing]
) -> tuple[tuple[ReadAs, ...], tuple[Suggestion, ...]]:
    """What the words find as names and a day: in the place of what they did not find, else as another way to ask.
    With it the pages of those who are named.
    """
    nothing = not any(found[noun.name] for noun in _TEXTS)
    made, named = [], {}
    for noun in _TEXTS:
        shown = not found[noun.name]
        for way in ways if shown else ways[:1] if noun is not articles.ARTICLES else ():
            told = _answered(db, noun, way, names) if way.telling or nothing else None
            if told is None or told.filters == found[noun.name].filters:
                continue
            made.append(ReadAs(noun.name, told.sentence, told.filters.to_query(), shown))
            named |= {each.words: each for each in way.names}
            found[noun.name] = told if shown else found[noun.name]
            break
    if not named and ways:
        named = {each.words: each for each in ways[0].names[:_PAGES]}
    pages = [page for each in named.values() for page in named_pages.pages_of(db, each)]
    return tuple(made), tuple(dict.fromkeys(pages))


def _answered(db: Connection, noun: Noun[Any], way: Meaning, names: Names) -> Listing | None:
    """The likeliest question that finds something."""
    for pairs in (*way.questions(noun.name), *(_of_type(way) if noun is events.EVENTS else ())):
        filters = read_question(noun.name, pairs, names)
        if not filters.problems and (told := _few(db, noun, filters)):
            return told
    return None


def _of_type(way: Meaning) -> Iterator[Pairs]:
    """ "Kharkiv strike": the words beside the names may say what kind of event, and no report need use them."""
    if codes := tuple(types_said(way.left)) if way.names else ():
        yield [*next(replace(way, left="").questions("events")), *(("type", code) for code in codes)]


# --- other spellings --------------------------------------------------------------------------------------


def _spelt(
    db: Connection, q: str, dated: Dated | None, names: Names, found: dict[str, Listing], silent: Container[str]
) -> tuple[OtherSpelling, ...]:
    """Fills empty groups with what another spelling finds. People and places only where nothing at all was found:
    a word that is in the news need not be a slip for somebody's name.
    """
    anything = any(found.values())
    empty = [noun for noun in _NOUNS if not found[noun.name] and noun.name not in silent]
    nouns = [noun for noun in empty if not (anything and noun in _NAMES)]
    changed: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for noun in nouns:
        other = spelling.respelt(db, q, noun.name, names.looked)
        if other and (again := _few(db, noun, _asking(noun, other.q, dated, names))):
            found[noun.name] = again
            changed.setdefault((other.q, other.changes), []).append(noun.name)
    return tuple(OtherSpelling(tuple(nouns), q, changes) for (q, changes), nouns in changed.items())


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
