"""Answers as CSV (RFC 4180): a header, then a row a record, written as they are read.

Numbers stand as numbers. A cell of text that a spreadsheet would take for a formula gets a leading
apostrophe (OWASP, "CSV Injection"): titles and words are other people's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from app.browse.ledgers import LedgerLine
from app.browse.records import (
    ArticleRecord,
    Contradiction,
    EventRecord,
    EventToll,
    LedgerRow,
    OutletRecord,
    PersonRecord,
    PlaceBrief,
    PlaceRecord,
    QuoteRecord,
)

# OWASP, "CSV Injection": what a spreadsheet may take for the start of a formula, full-width forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LINKS = ("url", "event_url", "place_url", "speaker_url", "who_url", "article_url", "source")
Row = dict[str, Any]


def lines(noun: str, records: Iterable[Any], site: str = "", asked: str = "") -> Iterator[str]:
    """The header and each record's row, each with its line break. Raises KeyError for a noun without a list.

    `site` stands before every path: a file leaves the site, and its links should lead back. `asked` is the address
    of the question, the last cell of each row where it is given: CSV has no place of its own for it, and a row
    that is pasted into another table keeps saying what it was an answer to. Whole lists give it. The ledger of
    one event does not, whose rows name it; counts of an answer and a timeline are files of other shapes.
    """
    yield line((*columns(noun), *(["asked"] if asked else ())))
    for record in records:
        told = row(noun, record, site)
        yield line((*(told[column] for column in columns(noun)), *([asked] if asked else ())))


def columns(noun: str) -> tuple[str, ...]:
    """The header of a noun's list. Raises KeyError for a noun without one."""
    return _COLUMNS[noun]


def row(noun: str, record: Any, site: str = "") -> Row:
    """A record's values by column, as they are, their paths with the site before them."""
    told = _ROWS[noun](record)
    return {name: _led(value, site) if name in _LINKS else value for name, value in told.items()}


def _led(value: Any, site: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_led(each, site) for each in value)
    return f"{site}{value}" if isinstance(value, str) and value.startswith("/") else value


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
        "said_prec": quote.said and quote.said.precision,
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
        "when_prec": event.when and event.when.precision,
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
        "denials": event.denials,
        "attributed_to": event.attributed_to,
        "denied_by": event.denied_by,
        "held_by": event.held_by,
        **_toll(event, "killed"),
        **_toll(event, "injured"),
        "figures": tuple(map(_range, event.tolls)),
        **_first_span(event),
        "source": tuple(span.source_path for span in event.spans),
        "original_url": tuple(dict.fromkeys(span.original for span in event.spans if span.original)),
        "state": event.state,
    }


def _toll(event: EventRecord, kind: str) -> Row:
    """The least and the most that anybody says; an open end is an empty cell, as in "at least 12".

    In words beside them: "dozens" are a least number only because some number must stand there.
    """
    told = next((each for each in event.tolls if each.kind == kind and each.unit is None), None)
    return {
        f"{kind}": told and _ends(told),
        f"{kind}_low": told and told.low,
        f"{kind}_high": told and told.high,
        f"{kind}_by": told and told.who,
    }


def _range(toll: EventToll) -> str:
    """ "killed: 27 – at least 50 (Tetiana Kravets, Pavlo Bondar)": the words of the least and of the most."""
    return f"{toll.kind}: {_ends(toll)}{f' {toll.unit}' if toll.unit else ''} ({', '.join(toll.who) or '-'})"


def _ends(toll: EventToll) -> str:
    """Of one figure, its words once: "Dozens", "at least 5", whatever end of it is open."""
    return toll.least if toll.least == toll.most else f"{toll.least} – {toll.most}"


def _first_span(event: EventRecord) -> Row:
    """Where the first of its claims stands in its article, and the word by which it was found."""
    first = event.spans[0] if event.spans else None
    trigger = first.trigger if first else None
    return {
        "trigger": trigger and trigger.exact,
        "trigger_start": trigger and trigger.start,
        "trigger_end": trigger and trigger.end,
        "start": first and first.start,
        "end": first and first.end,
    }


def _contradiction(told: Contradiction) -> Row:
    """The event as in its own list, and what is said about each question it is told differently in."""
    rows = [(group.question, row) for group in told.groups for _, row in group.rows]
    return {
        **_event(told.event),
        "differs_in": tuple(group.question for group in told.groups),
        "accounts": tuple(f"{question}: {_account(row)}" for question, row in rows),
    }


def _account(row: LedgerRow) -> str:
    who = ", ".join(filter(None, (row.who, row.side)))
    return f"{row.figure or ' '.join((row.says, *row.names))} ({who or '-'})"


def _ledger_row(told: LedgerLine) -> Row:
    """A row of an event's ledger; other rows are named by their numbers, as in JSON."""
    event = told.event
    return {
        "event": event.public_id,
        "event_url": event.path,
        "title": event.title,
        "type": event.type,
        "when": event.when,
        **_place(event.place),
        "row": told.number,
        **_what_is_said(told),
        **_by_whom(told.row),
        **_in_what_words(told.row),
        "state": event.state,
    }


def _what_is_said(told: LedgerLine) -> Row:
    """`low` and `high` of a figure that is a vague word ("dozens", named in `vague`) are what it can mean."""
    row, counted = told.row, told.counted
    return {
        "question": row.question,
        "says": row.says,
        "figure": row.figure,
        "low": row.low,
        "high": row.high,
        "bound": row.bound,
        "vague": told.vague,
        "unit": row.unit,
        "counted": counted and counted.words,
        "counted_as": counted and counted.groups,
        "names": row.names,
    }


def _by_whom(row: LedgerRow) -> Row:
    """Whose word it is, of which day, and how it stands to the other rows."""
    return {
        "who": row.who,
        "who_url": row.speaker and row.speaker.actor and row.speaker.actor.path,
        "side": row.side,
        "as_of": row.as_of,
        "as_of_is": row.as_of_is,
        "revision": row.revision,
        "part": row.part,
        "differs": row.differs,
        "updates": row.updates,
        "updated": row.updated,
    }


def _in_what_words(row: LedgerRow) -> Row:
    """Where it stands: in the first article that tells it, and how many others do."""
    first = row.words[0]
    article, shown = first.article, first.shown
    return {
        "words": shown.exact,
        "article": article.title,
        "article_url": article.path,
        "outlet": article.outlet and article.outlet.name,
        "published": article.published,
        "original_url": article.url,
        "source": tuple(words.source_path for words in row.words),
        "start": shown.start,
        "end": shown.end,
        "articles": row.articles,
        "origins": row.origins,
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
        "warning": article.warning,
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
    "contradictions": _contradiction,
    "ledger": _ledger_row,
    "articles": _article,
    "people": _person,
    "places": _where,
    "outlets": _outlet,
}
_EVENT = (
    "id url type type_label title when when_prec when_reason place place_kind place_url lat lon within where_prec "
    "modality stance differs claims sources origins denials attributed_to denied_by held_by killed killed_low "
    "killed_high killed_by injured injured_low injured_high injured_by figures trigger trigger_start trigger_end "
    "start end source original_url state"
)
# The header stands before the first record is read, so it is said once more here; a test holds them together.
_COLUMNS: dict[str, tuple[str, ...]] = {
    noun: tuple(words.split())
    for noun, words in {
        "quotes": "id url type words speaker speaker_url speaker_mention speaker_role cue cue_class said "
        "said_prec said_reason place place_kind place_url lat lon via article article_url outlet published "
        "original_url source start end articles origins state confidence",
        "events": _EVENT,
        "contradictions": f"{_EVENT} differs_in accounts",
        "ledger": "event event_url title type when place place_kind place_url lat lon row question says figure "
        "low high bound vague unit counted counted_as names who who_url side as_of as_of_is revision part differs "
        "updates updated words article article_url outlet published original_url source start end articles "
        "origins state",
        "articles": "id url title outlet byline published lang original_url licence sample length quotes claims "
        "copies warning",
        "people": "id url name kind country role party provisional quotes events told",
        "places": "id url name kind country within lat lon population geonameid events quotes",
        "outlets": "id url name country lang kind sample articles quotes first last",
    }.items()
}
