"""Answers as CSV (RFC 4180): a header, then a row a record, written as they are read.

Numbers stand as numbers. A cell of text that a spreadsheet would take for a formula gets a leading
apostrophe (OWASP, "CSV Injection"): titles and words are other people's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from app.browse.records import (
    ArticleRecord,
    EventRecord,
    OutletRecord,
    PersonRecord,
    PlaceBrief,
    PlaceRecord,
    QuoteRecord,
)

# OWASP, "CSV Injection": what a spreadsheet may take for the start of a formula, full-width forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Row = dict[str, Any]


def lines(noun: str, records: Iterable[Any]) -> Iterator[str]:
    """The header and each record's row, each with its line break. Raises KeyError for a noun without a list."""
    yield line(columns(noun))
    for record in records:
        told = row(noun, record)
        yield line(told[column] for column in columns(noun))


def columns(noun: str) -> tuple[str, ...]:
    """The header of a noun's list. Raises KeyError for a noun without one."""
    return _COLUMNS[noun]


def row(noun: str, record: Any) -> Row:
    """A record's values by column, as they are."""
    return _ROWS[noun](record)


def line(cells: Iterable[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([cell(value) for value in cells])
    return buffer.getvalue()


def cell(value: Any) -> Any:
    """One value as it may stand in a file that a spreadsheet will guess about."""
    told = plain_cell(value)
    return f"'{told}" if isinstance(told, str) and told.startswith(_FORMULA) else told


def plain_cell(value: Any) -> str | int | float:
    """One value as a number or text; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _place(place: PlaceBrief | None) -> Row:
    return {
        "place": place and place.name,
        "place_kind": place and place.kind,
        "place_url": place and place.path,
        "lat": place and place.lat,
        "lon": place and place.lon,
    }


def _quote(quote: QuoteRecord) -> Row:
    speaker, article = quote.speaker, quote.article
    return {
        "id": quote.public_id,
        "url": quote.path,
        "type": quote.type,
        "words": quote.words,
        "speaker": tuple(actor.name for actor in quote.actors),
        "speaker_url": tuple(actor.path for actor in quote.actors),
        "speaker_mention": speaker and speaker.mention,
        "speaker_role": speaker and speaker.role,
        "cue": quote.cue,
        "cue_class": quote.cue_class,
        "said": quote.said,
        "said_reason": quote.said_reason,
        **_place(quote.place),
        "via": quote.via,
        "article": article.title,
        "article_url": article.path,
        "outlet": article.outlet and article.outlet.name,
        "published": article.published,
        "original_url": article.url,
        "source": quote.source_path,
        "start": quote.start,
        "end": quote.end,
        "articles": quote.articles,
        "origins": quote.origins,
        "state": quote.state,
        "confidence": quote.confidence,
    }


def _event(event: EventRecord) -> Row:
    return {
        "id": event.public_id,
        "url": event.path,
        "type": event.type,
        "type_label": event.type_label,
        "title": event.title,
        "when": event.when,
        "when_reason": event.when_reason,
        **_place(event.place),
        "within": event.within,
        "where_prec": event.where_prec,
        "modality": event.modality,
        "stance": event.stance,
        "differs": event.differs,
        "claims": event.claims,
        "sources": event.sources,
        "origins": event.origins,
        "attributed_to": event.attributed_to,
        "denied_by": event.denied_by,
        "state": event.state,
    }


def _article(article: ArticleRecord) -> Row:
    return {
        "id": article.public_id,
        "url": article.path,
        "title": article.title,
        "outlet": article.outlet and article.outlet.name,
        "byline": article.byline,
        "published": article.published,
        "lang": article.lang,
        "original_url": article.url,
        "licence": article.licence,
        "sample": article.sample,
        "length": article.length,
        "quotes": article.quotes,
        "claims": article.claims,
        "copies": article.copies,
    }


def _person(person: PersonRecord) -> Row:
    return {
        "id": person.slug,
        "url": person.path,
        "name": person.name,
        "kind": person.kind,
        "country": person.country,
        "role": person.role,
        "party": person.party,
        "provisional": person.provisional,
        "quotes": person.quotes,
        "events": person.events,
        "told": person.told,
    }


def _where(place: PlaceRecord) -> Row:
    return {
        "id": place.slug,
        "url": place.path,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "within": place.within,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "geonameid": place.geonameid,
        "events": place.events,
        "quotes": place.quotes,
    }


def _outlet(outlet: OutletRecord) -> Row:
    return {
        "id": outlet.slug,
        "url": outlet.path,
        "name": outlet.name,
        "country": outlet.country,
        "lang": outlet.lang,
        "kind": outlet.kind,
        "sample": outlet.sample,
        "articles": outlet.articles,
        "quotes": outlet.quotes,
        "first": outlet.first,
        "last": outlet.last,
    }


_ROWS: dict[str, Callable[[Any], Row]] = {
    "quotes": _quote,
    "events": _event,
    "articles": _article,
    "people": _person,
    "places": _where,
    "outlets": _outlet,
}
# The header stands before the first record is read, so it is said once more here; a test holds them together.
_COLUMNS: dict[str, tuple[str, ...]] = {
    noun: tuple(words.split())
    for noun, words in {
        "quotes": "id url type words speaker speaker_url speaker_mention speaker_role cue cue_class said "
        "said_reason place place_kind place_url lat lon via article article_url outlet published original_url "
        "source start end articles origins state confidence",
        "events": "id url type type_label title when when_reason place place_kind place_url lat lon within "
        "where_prec modality stance differs claims sources origins attributed_to denied_by state",
        "articles": "id url title outlet byline published lang original_url licence sample length quotes claims "
        "copies",
        "people": "id url name kind country role party provisional quotes events told",
        "places": "id url name kind country within lat lon population geonameid events quotes",
        "outlets": "id url name country lang kind sample articles quotes first last",
    }.items()
}
