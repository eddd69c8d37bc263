"""Rows for the quotes of an article: their pieces, who says them and hands them on, and what they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.extract.reading import Quote as FoundQuote
from app.resolve.links import confidence
from app.store import words
from app.store.page import Page, days, ends
from app.store.record import sort_day
from app.store.tables import Quote, QuoteAbout, QuoteCoSpeaker, QuoteRelay, QuoteSpan
from app.store.utterances import key_words


def write_quotes(page: Page) -> list[Quote]:
    """Writes the quotes of the reading; their rows, in order."""
    found = page.reading.quotes
    ids = page.ids("quote", [(q.span.start, q.span.end, page.exact(q.span)) for q in found])
    rows = [_quote(page, position, quote, ids[position]) for position, quote in enumerate(found)]
    key_words(rows)
    page.session.add_all(rows)
    page.session.flush()
    about = [_about(page, row, quote) for row, quote in zip(rows, found, strict=True)]
    several = [list(_co_speakers(page, row, quote)) for row, quote in zip(rows, found, strict=True)]
    for row, quote, named, speakers in zip(rows, found, about, several, strict=True):
        page.session.add_all(
            QuoteSpan(quote_id=row.id, position=position, **page.on_page(span))
            for position, span in enumerate(quote.spans)
        )
        page.session.add_all(named)
        page.session.add_all(speakers)
        page.session.add_all(_relays(page, row, quote))
    said_by = [
        [row.speaker_id] if row.speaker_id else [one.actor_id for one in speakers if one.actor_id]
        for row, speakers in zip(rows, several, strict=True)
    ]
    findable = [_findable(page, *told) for told in zip(rows, about, said_by, strict=True)]
    words.write_rows(page.session.connection(), "quote", findable)
    return rows


def _quote(page: Page, position: int, quote: FoundQuote, public_id: str) -> Quote:
    place = page.place(quote.place)
    speaker = page.linked.actor(quote.speaker.named) if quote.speaker else None
    read = {
        **page.here(quote.span),
        "exact": " … ".join(span.of(page.linked.text) for span in quote.spans),
        "type": quote.type,
        **ends("cue", quote.cue),
        "cue": page.exact(quote.cue),
        "cue_class": quote.cue_class,
        **page.spoken_by(quote.speaker),
        "speaker_chain": [page.on_page(span) for span in quote.speaker.chain] if quote.speaker else [],
        **days(quote.said, quote.said_reason),
        "place_id": place.id if place else None,
        **ends("place", quote.place),
        "via": quote.via,
        "reasons": list(quote.reasons),
        "confidence": confidence(quote, speaker),
        **page.last.kept("quote", position),
    }
    row = Quote(public_id=public_id, **read)
    row.sort_day = sort_day(row.latest or page.article.latest)
    return row


def _co_speakers(page: Page, row: Quote, quote: FoundQuote) -> Iterator[QuoteCoSpeaker]:
    for position, span in enumerate(quote.speaker.together if quote.speaker else ()):
        yield QuoteCoSpeaker(
            quote_id=row.id,
            position=position,
            **page.on_page(span),
            actor_id=page.actor_id(span),
            reason=page.why(span, "one of several who say it together"),
        )


def _relays(page: Page, row: Quote, quote: FoundQuote) -> Iterator[QuoteRelay]:
    for position, relay in enumerate(quote.relays):
        named = relay.speaker.named
        yield QuoteRelay(
            quote_id=row.id,
            position=position,
            **page.on_page(relay.speaker.span),
            **ends("cue", relay.cue),
            cue=page.exact(relay.cue),
            actor_id=page.actor_id(named),
            reason=page.why(named, relay.speaker.reason),
        )


def _about(page: Page, row: Quote, quote: FoundQuote) -> list[QuoteAbout]:
    """The actors and places named inside the words of a quote, each once."""
    actors = [(mention.span, "actor") for mention in page.reading.mentions]
    # A place inside a group's name is not spoken of: the Washington Post is not about Washington.
    places = [(mention.span, "place") for mention in page.reading.places if mention.within is None]
    inside = actors + places
    about: dict[tuple[str, int], QuoteAbout] = {}
    for span, layer in inside:
        if not any(piece.covers(span) for piece in quote.spans):
            continue
        place = page.place(span) if layer == "place" else None
        thing = place.id if place else page.actor_id(span) if layer == "actor" else None
        if thing is not None:
            named = QuoteAbout(quote_id=row.id, **{f"{layer}_id": thing}, start=span.start, end=span.end)
            about.setdefault((layer, thing), named)
    return list(about.values())


# --- search -----------------------------------------------------------------------------------------


def _findable(page: Page, row: Quote, about: Sequence[QuoteAbout], said_by: Sequence[int]) -> words.Findable:
    tags = [f"ty{row.type}", f"cu{row.cue_class}"]
    tags += [f"sp{actor_id}" for actor_id in dict.fromkeys(said_by)]
    tags += [f"ou{page.article.outlet_id}"] if page.article.outlet_id else []
    tags += [f"pl{within}" for within in page.known.within(row.place_id)] if row.place_id else []
    for thing in about:
        tags += [f"aa{thing.actor_id}"] if thing.actor_id else []
        tags += [f"ap{within}" for within in page.known.within(thing.place_id)] if thing.place_id else []
    tags += month_tags(row)
    return words.Findable(row.id, row.sort_day, f"{row.speaker or ''}\n{row.exact}", tags)


def month_tags(row: Quote) -> list[str]:
    """Every year and month a dated quote touches, at most five years of them."""
    if row.earliest is None or row.latest is None:
        return []
    first, last = row.earliest.year * 12 + row.earliest.month - 1, row.latest.year * 12 + row.latest.month - 1
    months = range(first, min(last, first + 59) + 1)
    return [
        *(f"mo{m // 12:04d}{m % 12 + 1:02d}" for m in months),
        *dict.fromkeys(f"ye{m // 12:04d}" for m in months),
    ]
