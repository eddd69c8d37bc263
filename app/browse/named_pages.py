"""The page that is meant: whom and what the whole of the words names, or the article whose address they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from app.browse import articles, events, outlets, people, places, quotes
from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.question import searchbox, spelling
from app.browse.question.filters import Filters
from app.browse.question.meaning import Named
from app.browse.question.names import Bearer, Names
from app.browse.records import PersonRecord, PlaceRecord, QuoteRecord, Suggestion
from app.browse.words import labels
from app.ingest.article import canonical_url
from app.store.ids import ALPHABET, LENGTH
from app.store.tables import Article, Event, Quote
from app.text.folding import fold_name
from app.text.tongue import _

_PAGES = 3  # namesakes that are offered their own pages; more are a list
_LIKELY = 3  # offered to who asked for somebody that is not there
_SHORTEST, _MOST_WORDS = 3, 3  # letters of a slug's word that is looked for, and how many of them are
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"<>]+|(?:[\w-]+\.)+[a-z]{2,}/[^\s\"<>]*", re.IGNORECASE)
_OURS = re.compile(rf"/(articles|events|quotes)/([{ALPHABET}]{{{LENGTH}}})(?![{ALPHABET}])")
_THINGS: dict[str, tuple[Noun[Any], Any]] = {
    "articles": (articles.ARTICLES, Article.public_id),
    "events": (events.EVENTS, Event.public_id),
    "quotes": (quotes.QUOTES, Quote.public_id),
}


def pages_named(db: Connection, q: str, names: Names) -> tuple[Suggestion, ...]:
    """Everybody and everything that the whole of the words names."""
    box = searchbox.parse(q)
    if box.qualifiers or box.query.without or any(len(group) > 1 for group in box.query.groups):
        return ()
    asked = box.text.replace('"', "")
    if len(asked) < 2:  # one letter begins many names and means none
        return ()
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


def pages_of(db: Connection, named: Named) -> list[Suggestion]:
    """The pages of those whom some of the words name."""
    made: list[Suggestion] = []
    for noun, bearers in ((people.PEOPLE, named.people), (places.PLACES, named.places)):
        made += page_of(db, noun, bearers) if len(bearers) <= _PAGES else []
    return made


def page_of(db: Connection, noun: Noun, bearers: Sequence[Bearer]) -> list[Suggestion]:
    records = noun.records(db, [bearer.id for bearer in bearers]) if bearers else ()
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


# --- an address that leads nowhere ------------------------------------------------------------------------


def likely(db: Connection, noun: str, slug: str) -> tuple[Suggestion, ...]:
    """People or places whose names begin as the words of a slug that nobody has, else those near to them."""
    named: dict[str, Noun[Any]] = {"people": people.PEOPLE, "places": places.PLACES}
    of = named.get(noun)
    told = [word for word in slug.replace("-", " ").split() if len(fold_name(word)) >= _SHORTEST][:_MOST_WORDS]
    if of is None or not told:
        return ()
    for q in dict.fromkeys([" ".join(told), *told]):
        if found := listing.first(db, of, Filters(noun, q=q), _LIKELY):
            return tuple(Suggestion(noun, one.name, one.path, note_of(one)) for one in found)
    near = {each.key: each.name for word in told for each in spelling.near_names(db, word) if each.noun == noun}
    return tuple(Suggestion(noun, name, f"/{noun}/{key}") for key, name in [*near.items()][:_LIKELY])


# --- an article by its address ----------------------------------------------------------------------------


def is_address(q: str) -> bool:
    """Whether the whole of the box is the address of a page: what somebody copied from a browser."""
    return bool(_ADDRESS.fullmatch(q.strip()))


def things_at(db: Connection, address: str) -> tuple[Suggestion, ...]:
    """The article that was read at an address, however the address was copied; or the thing of our own page."""
    written = address.strip() if "://" in address else f"https://{address.strip()}"
    try:
        keys = {canonical_url(written), canonical_url(written.split("?")[0])}
    except ValueError:  # "http://[bad/"
        return ()
    found = _found(db, articles.ARTICLES, Article.url_key.in_(keys))
    if not found and (ours := _OURS.search(written)):
        noun, column = _THINGS[ours[1]]
        found = _found(db, noun, column == ours[2])
    return tuple(found)


def _found(db: Connection, noun: Noun[Any], condition: ColumnElement[bool]) -> list[Suggestion]:
    ids = db.scalars(select(noun.id).where(noun.always(Filters(noun.name)), condition).limit(_PAGES)).all()
    return [Suggestion(noun.name, _title(one), one.path) for one in (noun.records(db, ids) if ids else ())]


def _title(one: Any) -> str:
    return one.words if isinstance(one, QuoteRecord) else one.title
