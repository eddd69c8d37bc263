"""Answers as JSON (DESIGN §5): one page of a list, one thing, or one record a line.

A date is written as precisely as it is known ("2023-05"), an address as the path on this site, a thing
within a thing as its name and address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import singledispatch
from typing import Any

from app.browse.ledgers import LedgerLine
from app.browse.question.filters import Filters, Name
from app.browse.records import (
    ActorBrief,
    ArticleBrief,
    ArticlePage,
    ArticleRecord,
    ClaimRecord,
    Contradiction,
    Count,
    EventBrief,
    EventRecord,
    Excerpt,
    Ledger,
    LedgerRow,
    Listing,
    MonthCount,
    OutletBrief,
    OutletRecord,
    PersonRecord,
    PlaceBrief,
    PlaceRecord,
    QuoteRecord,
    SpeakerRecord,
)
from app.text.when import When

_LINKS = ("url", "source", "path")


def listing(found: Listing[Any], next_at: str | None = None) -> str:
    """One page of a list, with the address of the next."""
    return _written(listing_plain(found, next_at))


def single(found: Any) -> str:
    """One thing's page, whole."""
    return _written(plain(found))


def lines(records: Iterable[Any], site: str = "") -> Iterator[str]:
    """JSON Lines: one record a line, as the items of a list, its links with the site before them."""
    for record in records:
        yield _written(whole_links(plain(record), site)) + "\n"


def whole_links(value: Any, site: str) -> Any:
    """A plain value with the site's address before every path in it: for what leaves the site."""
    if isinstance(value, dict):
        return {
            name: site + each
            if name in _LINKS and isinstance(each, str) and each.startswith("/")
            else whole_links(each, site)
            for name, each in value.items()
        }
    return [whole_links(each, site) for each in value] if isinstance(value, list) else value


def listing_plain(found: Listing[Any], next_at: str | None = None) -> dict[str, Any]:
    return {
        "question": found.sentence,
        "filters": asked(found.filters),
        "count": plain(found.count),
        "items": [plain(item) for item in found.items],
        "next": f"{next_at or f'/{found.noun}.json'}?{found.next}" if found.next else None,
    }


def asked(filters: Filters) -> dict[str, Any]:
    """The question's fields as its address writes them; those of several values as lists. Without its page."""
    told: dict[str, Any] = {}
    for name, value in filters.changed().pairs():
        many = isinstance(getattr(filters, name, None), tuple) and name != "bbox"
        if many:
            told.setdefault(name, []).append(value)
        else:
            told[name] = value
    return told


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


# --- records as plain values -----------------------------------------------------------------------------


@singledispatch
def plain(value: Any) -> Any:
    """Any record as dicts, lists, strings and numbers, by its fields' own names."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, frozenset | set):
        return sorted((plain(each) for each in value), key=str)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{type(value).__name__} has no form in JSON")


@plain.register
def _(value: When) -> Any:
    return str(value)


@plain.register(datetime)
@plain.register(date)
def _(value: date | datetime) -> Any:
    return value.isoformat()


@plain.register
def _(value: Count) -> Any:
    return {"value": value.value, "exact": value.exact}


@plain.register
def _(value: Listing) -> Any:
    return listing_plain(value)


@plain.register
def _(value: Filters) -> Any:
    return asked(value)


@plain.register
def _(value: Name) -> Any:
    return {"name": value.label, "bearers": [{"name": each.name, "url": each.path} for each in value.bearers]}


@plain.register
def _(value: ActorBrief) -> Any:
    return {"name": value.name, "url": value.path, "kind": value.kind, "party": value.party}


@plain.register
def _(value: PlaceBrief) -> Any:
    return {"name": value.name, "url": value.path, "kind": value.kind, "lat": value.lat, "lon": value.lon}


@plain.register
def _(value: OutletBrief) -> Any:
    return {"name": value.name, "url": value.path}


@plain.register
def _(value: ArticleBrief) -> Any:
    return {
        "id": value.public_id,
        "url": value.path,
        "title": value.title,
        "outlet": plain(value.outlet),
        "published": plain(value.published),
        "original": value.url,
        "lang": value.lang,
        "sample": value.sample,
    }


@plain.register
def _(value: EventBrief) -> Any:
    return {
        "id": value.public_id,
        "url": value.path,
        "type": value.type,
        "title": value.title,
        "when": plain(value.when),
    }


@plain.register
def _(value: Excerpt) -> Any:
    return {"start": value.start, "end": value.end, "text": "".join(run.text for run in value.runs)}


@plain.register
def _(value: MonthCount) -> Any:
    return {
        "month": str(value.when),
        "quotes": value.quotes,
        "events": value.events,
        "articles": value.articles,
    }


@plain.register
def _(value: SpeakerRecord) -> Any:
    return {
        "name": value.actor.name if value.actor else None,
        "url": value.actor.path if value.actor else None,
        "mention": value.mention,
        "start": value.start,
        "end": value.end,
        "role": value.role,
        "party": value.actor.party if value.actor else None,
        "chain": plain(value.chain),
        "reason": value.reason,
    }


@plain.register
def _(value: QuoteRecord) -> Any:
    return {
        "id": value.public_id,
        "url": value.path,
        "type": value.type,
        "words": [piece.exact for piece in value.pieces],
        "speaker": plain(value.speaker),
        "together": plain(value.together),
        "cue": value.cue,
        "cue_class": value.cue_class,
        "said": plain(value.said),
        "said_reason": value.said_reason,
        "place": plain(value.place),
        "via": value.via,
        "article": plain(value.article),
        "source": value.source_path,
        "start": value.start,
        "end": value.end,
        "spans": [[piece.start, piece.end] for piece in value.pieces],
        "articles": value.articles,
        "origins": value.origins,
        "state": value.state,
        "confidence": value.confidence,
        "reasons": list(value.reasons),
    }


@plain.register
def _(value: EventRecord) -> Any:
    return {
        "id": value.public_id,
        "url": value.path,
        "type": value.type,
        "type_label": value.type_label,
        "title": value.title,
        "when": plain(value.when),
        "when_reason": value.when_reason,
        "place": plain(value.place),
        "within": list(value.within),
        "where_prec": value.where_prec,
        "place_reason": value.place_reason,
        "modality": value.modality,
        "stance": value.stance,
        "differs": value.differs,
        "claims": value.claims,
        "sources": value.sources,
        "origins": value.origins,
        "denials": value.denials,
        "attributed_to": list(value.attributed_to),
        "denied_by": list(value.denied_by),
        "held_by": list(value.held_by),
        "figures": plain(value.tolls),
        "state": value.state,
        "spans": [
            {
                "source": span.source_path,
                "start": span.start,
                "end": span.end,
                "text": span.exact,
                "trigger": plain(span.trigger),
                "original": span.original,
            }
            for span in value.spans
        ],
        "updated": plain(value.updated),
    }


@plain.register
def _(value: Ledger) -> Any:
    """Its rows, with what they are about each; the groups only lay them out."""
    ranges = {group.question: plain(group.ranges) for group in value.groups if group.ranges}
    return {"rows": plain(value.rows), "ranges": ranges, "differs": [g.question for g in value.differing]}


@plain.register
def _(value: LedgerRow) -> Any:
    own = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return {**own, "words": [{**plain(each), "source": each.source_path} for each in value.words]}


@plain.register
def _(value: LedgerLine) -> Any:
    """A row of a ledger beside its event; other rows of the same event are named by their numbers."""
    event, counted = value.event, value.counted
    told = {name: plain(getattr(event, name)) for name in ("type", "title", "when", "place", "modality", "state")}
    return {
        "event": {"id": event.public_id, "url": event.path, **told},
        "row": value.number,
        **plain(value.row),
        "vague": value.vague,
        "counted": counted and counted.words,
        "counted_as": list(counted.groups) if counted else [],
    }


@plain.register
def _(value: Contradiction) -> Any:
    """An event as in its list, and the rows of its ledger that differ."""
    about = [group.question for group in value.groups]
    rows = [{"row": number, **plain(row)} for group in value.groups for number, row in group.rows]
    return {**plain(value.event), "differs_in": about, "rows": rows}


@plain.register
def _(value: ClaimRecord) -> Any:
    own = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return {"id": own.pop("public_id"), **own, "source": value.source_path}


@plain.register
def _(value: ArticlePage) -> Any:
    own = {
        field.name: plain(getattr(value, field.name))
        for field in fields(value)
        if field.name not in ("paragraphs", "excerpts", "text")
    }
    return {**own, "text": value.text} if value.whole else {**own, "excerpts": plain(value.excerpts)}


@plain.register(ArticleRecord)
@plain.register(PersonRecord)
@plain.register(PlaceRecord)
@plain.register(OutletRecord)
def _(value: Any) -> Any:
    """Theirs by their own names, with the address first, and the id so called."""
    own = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if "public_id" in own:
        id_ = own.pop("public_id")
        original = own.pop("url")
        return {"id": id_, "url": value.path, **own, "original": original}
    return {"id": value.slug, "url": value.path, **own}
