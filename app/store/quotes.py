"""Rows for the quotes of an article: their pieces, what they speak of, and what they are found by."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extract.reading import Quote as FoundQuote
from app.resolve.links import confidence
from app.store import words
from app.store.ids import mint
from app.store.page import Page, days, ends
from app.store.record import sort_day
from app.store.tables import Actor, Quote, QuoteAbout, QuoteSpan, Utterance
from app.text.folding import words as folded_words

_SHORTEST_UTTERANCE = 5  # words: shorter quotes ("No comment") are the same by chance


def write_quotes(page: Page) -> list[str]:
    """Writes the quotes of the reading; their public ids, in order."""
    found = page.reading.quotes
    ids = page.ids("quote", [(q.span.start, q.span.end, page.exact(q.span)) for q in found])
    rows = [_quote(page, position, quote, ids[position]) for position, quote in enumerate(found)]
    _same_words(page, found, rows)
    page.session.add_all(rows)
    page.session.flush()
    about = [_about(page, row, quote) for row, quote in zip(rows, found, strict=True)]
    for row, quote, named in zip(rows, found, about, strict=True):
        page.session.add_all(
            QuoteSpan(quote_id=row.id, position=position, **page.on_page(span))
            for position, span in enumerate(quote.spans)
        )
        page.session.add_all(named)
    findable = [_findable(page, row, named) for row, named in zip(rows, about, strict=True)]
    words.write_rows(page.session.connection(), "quote", findable)
    return ids


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


# --- the same words in several articles -----------------------------------------------------------


def _same_words(page: Page, found: Sequence[FoundQuote], rows: Sequence[Quote]) -> None:
    """Links what was said word for word by one person in several articles."""
    speakers = _keys(page.session, {row.speaker_id for row in rows if row.speaker_id})
    keys: dict[str, list[Quote]] = defaultdict(list)
    for quote, row in zip(found, rows, strict=True):
        told = folded_words(" ".join(span.of(page.linked.text) for span in quote.spans))
        if row.type == "direct" and row.speaker_id and len(told) >= _SHORTEST_UTTERANCE:
            said = f"{speakers[row.speaker_id]} {' '.join(told)}"
            keys[hashlib.sha256(said.encode()).hexdigest()].append(row)
    known = _utterances(page.session, list(keys))
    new = [Utterance(public_id=mint("utterance", key), words_key=key) for key in keys if key not in known]
    page.session.add_all(new)
    page.session.flush()
    known |= {row.words_key: row.id for row in new}
    for key, said in keys.items():
        for row in said:
            row.utterance_id = known[key]


def _keys(session: Session, actor_ids: set[int]) -> Mapping[int, str]:
    query = select(Actor.id, Actor.key).where(Actor.id.in_(actor_ids))
    return {row.id: row.key for row in session.execute(query)} if actor_ids else {}


def _utterances(session: Session, keys: Sequence[str]) -> dict[str, int]:
    query = select(Utterance.words_key, Utterance.id).where(Utterance.words_key.in_(keys))
    return {row.words_key: row.id for row in session.execute(query)} if keys else {}


# --- search -----------------------------------------------------------------------------------------


def _findable(page: Page, row: Quote, about: Sequence[QuoteAbout]) -> words.Findable:
    tags = [f"ty{row.type}", f"cu{row.cue_class}"]
    tags += [f"sp{row.speaker_id}"] if row.speaker_id else []
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
