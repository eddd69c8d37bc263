"""A reading in the reading format (DESIGN §6): what `dateline extract` prints and scorers read."""

from __future__ import annotations

from typing import Any

from app.extract.reading import Claim, Mention, PlaceMention, PlaceReference, Quote, Speaker
from app.resolve.links import Linked
from app.text.span import Span


def reading_json(article_id: object, linked: Linked) -> dict[str, Any]:
    """One article's reading as plain values. Offsets are code points into its text; layers are in text order."""
    reading = linked.reading
    return {
        "id": article_id,
        "extractor": reading.extractor,
        "quotes": [_quote(linked, quote) for quote in reading.quotes],
        "entities": [_entity(linked, mention) for mention in reading.mentions],
        "places": [_place(linked, mention) for mention in reading.places],
        "place_references": [_place_reference(linked, reference) for reference in reading.place_references],
        "dates": [
            {
                **_at(linked, mention.span),
                "value": mention.when.in_days if mention.when else None,
                "type": mention.type,
                "reason": mention.reason,
            }
            for found in reading.dates
            for mention in found.written  # "from 3 May to 5 June" is two dates on the page
        ],
        "events": [_event(linked, claim) for claim in reading.claims],
    }


def _at(linked: Linked, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(linked.text)}


def _entity(linked: Linked, mention: Mention) -> dict[str, Any]:
    """The name proper, without the titles before it."""
    link = linked.actor(mention.span)
    return {
        **_at(linked, mention.name),
        "type": link.kind if link else mention.kind,
        "form": mention.form,
        "name": link.name if link else None,
    }


def _speaker(linked: Linked, speaker: Speaker | None) -> dict[str, Any] | None:
    """`null` where none was found; a span with `"name": null` where nobody we know is named."""
    if speaker is None:
        return None
    link = linked.actor(speaker.named)
    return {**_at(linked, speaker.span), "name": link.name if link else None}


def _quote(linked: Linked, quote: Quote) -> dict[str, Any]:
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "spans": [[span.start, span.end] for span in quote.spans],
        "text": " … ".join(span.of(linked.text) for span in quote.spans),
        "type": quote.type,
        "speaker": _speaker(linked, quote.speaker),
        "cue": {**_at(linked, quote.cue), "class": quote.cue_class} if quote.cue else None,
        "said_on": str(quote.said) if quote.said else None,
        "reason": list(quote.reasons),
    }


def _place(linked: Linked, mention: PlaceMention) -> dict[str, Any]:
    """`literal` is false where the place stands for a people or a government, or in the name of a group."""
    link = linked.places.get(mention.span)
    place = link.place if link else None
    return {
        **_at(linked, mention.span),
        "literal": mention.literal,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.geonameid if place else None,
        "name": place.name if place else None,
        "where_prec": link.where_prec if link and place else None,
        "reason": "; ".join(filter(None, (mention.reason, link.reason if link else ""))),
    }


def _place_reference(linked: Linked, reference: PlaceReference) -> dict[str, Any]:
    """ "the city", with the name it stands for; `null` where none is plain."""
    link = linked.place(reference.stands_for)
    return {
        **_at(linked, reference.span),
        "kind": reference.kind,
        "stands_for": _at(linked, reference.stands_for) if reference.stands_for else None,
        "name": link.place.name if link and link.place else None,
        "reason": reference.reason,
    }


def _event(linked: Linked, claim: Claim) -> dict[str, Any]:
    place = linked.place(claim.place)
    return {
        "type": claim.type,
        "acled": claim.acled,
        "plover": claim.plover,
        "modality": claim.modality,
        "stance": claim.stance,
        "trigger": _at(linked, claim.trigger),
        "start": claim.span.start,
        "end": claim.span.end,
        "date": str(claim.when) if claim.when else None,
        "place": place.place.name if place and place.place else None,
        "args": [
            {
                "role": participant.role,
                **_at(linked, participant.span),
                "name": link.name if (link := linked.actor(participant.named)) else None,
            }
            for participant in claim.participants
        ],
        "quantities": [
            {
                "kind": quantity.kind,
                "low": quantity.low,
                "high": quantity.high,
                "bound": quantity.bound,
                "unit": quantity.unit,
                **_at(linked, quantity.span),
                "said_by": _speaker(linked, quantity.said_by),
            }
            for quantity in claim.quantities
        ],
        "attributed_to": _speaker(linked, claim.attributed_to),
    }
