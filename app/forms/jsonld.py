"""What search engines are told of a page (schema.org, as JSON-LD): no more than the page itself says.

A quote is a Quotation in a NewsArticle; an event is an Event as reported: its description says on whose word.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from app.browse.records import (
    ActorBrief,
    ArticleBrief,
    ArticleRecord,
    EventRecord,
    OutletBrief,
    PersonRecord,
    PlaceBrief,
    PlaceRecord,
    QuoteRecord,
)
from app.forms.telling import capital, retold, stances
from app.text.when import When

Plain = dict[str, Any]
# `<` would let words from an article close the script element (RELIABILITY: stored XSS).
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def linked_data(record: Any, site: str) -> str:
    """The record as JSON-LD that may stand in a script element. Raises KeyError for a record without a form."""
    told = {"@context": "https://schema.org", **_clean(_FORMS[type(record)](record, site))}
    written = json.dumps(told, ensure_ascii=False)
    for letter, escape in _ESCAPES.items():
        written = written.replace(letter, escape)
    return written


def _clean(value: Any) -> Any:
    """Without what is not known."""
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items() if each not in (None, "", [], {})}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _quote(quote: QuoteRecord, site: str) -> Plain:
    """A Quotation only where the words are the speaker's own; a retelling is told with its verb of saying."""
    who = _actor(quote.speaker.actor, site) if quote.speaker and quote.speaker.actor else None
    direct = quote.type == "direct"
    return {
        "@type": "Quotation" if direct else "CreativeWork",
        "@id": site + quote.path,
        "url": site + quote.path,
        "text": quote.words if direct else capital(retold(quote)),
        "inLanguage": quote.article.lang,
        "spokenByCharacter" if direct else "mentions": who,
        "dateCreated": _day(quote.said),
        "locationCreated": _place(quote.place, site) if quote.place else None,
        "isPartOf": _article(quote.article, site),
    }


def _event(event: EventRecord, site: str) -> Plain:
    told = " ".join(f"{capital(stance)}." for stance in stances(event))
    return {
        "@type": "Event",
        "@id": f"{site}/events/{event.public_id}",
        "url": site + event.path,
        "name": event.title,
        "description": f"{event.type_label} ({event.modality}). {told}",
        "startDate": event.when and event.when.earliest.isoformat(),
        "endDate": event.when and event.when.latest.isoformat(),
        "location": _place(event.place, site) if event.place else None,
    }


def _article(article: ArticleBrief | ArticleRecord, site: str) -> Plain:
    return {
        "@type": "NewsArticle",
        "@id": f"{site}/articles/{article.public_id}",
        "headline": article.title,
        "url": article.url or site + article.path,
        "datePublished": _day(article.published),
        "inLanguage": article.lang,
        "publisher": _outlet(article.outlet, site) if article.outlet else None,
    }


def _person(person: PersonRecord, site: str) -> Plain:
    return _actor(ActorBrief(person.slug, person.name, person.kind, person.party), site) | {
        "jobTitle": person.role
    }


def _actor(actor: ActorBrief, site: str) -> Plain:
    kind = "Person" if actor.kind == "person" else "Country" if actor.kind == "state" else "Organization"
    return {"@type": kind, "@id": site + actor.path, "url": site + actor.path, "name": actor.name}


def _outlet(outlet: OutletBrief, site: str) -> Plain:
    return {"@type": "NewsMediaOrganization", "url": site + outlet.path, "name": outlet.name}


def _where(place: PlaceRecord, site: str) -> Plain:
    brief = PlaceBrief(place.slug, place.name, place.kind, place.lat, place.lon)
    within = ", ".join(place.within)
    return _place(brief, site) | {"containedInPlace": {"@type": "Place", "name": within} if within else None}


def _place(place: PlaceBrief, site: str) -> Plain:
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return {"@type": "Place", "@id": site + place.path, "url": site + place.path, "name": place.name, "geo": geo}


def _day(when: When | None) -> str | None:
    """Only what ISO 8601 can say in one date: a day, month or year, never a hedge or a stretch."""
    told = str(When(when.earliest, when.latest)) if when else None
    return told if told and "/" not in told else None


_FORMS: Mapping[type, Callable[[Any, str], Plain]] = {
    QuoteRecord: _quote,
    EventRecord: _event,
    ArticleRecord: _article,
    PersonRecord: _person,
    PlaceRecord: _where,
}
