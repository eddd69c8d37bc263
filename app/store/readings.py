"""Writing a reading: what one article says, each thing with its span and the link made of it.

Writing a reading again replaces the last one. Ids of quotes and claims that are found again stay (same
kind of thing, spans that overlap by half); ids of things no longer found are gone, and say so (410).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extract.reading import Claim as FoundClaim
from app.extract.reading import DateMention as FoundDate
from app.extract.reading import Mention as FoundActor
from app.extract.reading import PlaceMention as FoundPlace
from app.extract.reading import Quote as FoundQuote
from app.extract.reading import Speaker
from app.resolve.judgement import Judgement
from app.resolve.links import Linked, confidence
from app.store import words
from app.store.actors import ensure_actor
from app.store.ids import mint
from app.store.places import ensure_place
from app.store.record import sort_day
from app.store.rematch import LastReading
from app.store.tables import (
    Actor,
    Article,
    Claim,
    Conflict,
    ConflictSide,
    DateMention,
    Mention,
    Participant,
    Place,
    PlaceWithin,
    Quantity,
    Quote,
    QuoteAbout,
    QuoteSpan,
    Reading,
    Utterance,
)
from app.text.folding import words as folded_words
from app.text.span import Span
from app.world.world import World

_SHORTEST_UTTERANCE = 5  # words: shorter quotes ("No comment") are the same by chance


def record_reading(session: Session, article_id: int, version_id: int, linked: Linked, world: World) -> Writer:
    """Writes one article's reading whole; `.claim_ids` are then to be joined by `store.events.rejoin`."""
    article = session.get_one(Article, article_id)
    writer = Writer(session, article, version_id, linked, world)
    writer.write()
    return writer


class Writer:
    """One article being written. Holds what its steps share: the row, the text, and who is linked to what."""

    def __init__(self, session: Session, article: Article, version_id: int, linked: Linked, world: World) -> None:
        self.session = session
        self.article = article
        self.version_id = version_id
        self.linked = linked
        self.world = world
        self.old = LastReading(session, article)
        self.claim_ids: list[int] = []
        self.old_event_ids = self.old.event_ids

    def write(self) -> None:
        self.old.clear()
        self._reading()
        for mention in self.linked.reading.mentions:
            self._actor_mention(mention)
        for mention in self.linked.reading.places:
            self._place_mention(mention)
        for mention in self.linked.reading.dates:
            self._date_mention(mention)
        for quote in self.linked.reading.quotes:
            self._quote(quote)
        for position, claim in enumerate(self.linked.reading.claims):
            self._claim(position, claim)
        self.article.quotes = len(self.linked.reading.quotes)
        self.article.claims = len(self.linked.reading.claims)
        self.old.bury(self.linked.reading.extractor)
        self.session.flush()

    # --- mentions -------------------------------------------------------------------------------

    def _reading(self) -> None:
        reading = self.linked.reading
        refused = [{"start": r.span.start, "end": r.span.end, "reason": r.reason} for r in reading.refused]
        self.session.add(
            Reading(
                article_id=self.article.id,
                version_id=self.version_id,
                extractor=reading.extractor,
                read_at=datetime.now(UTC),
                refused=refused,
            )
        )

    def _on_page(self, span: Span) -> dict[str, object]:
        exact = span.of(self.linked.text)
        return {"start": span.start, "end": span.end, "exact": exact}

    def _here(self, span: Span) -> dict[str, object]:
        return {"article_id": self.article.id, "version_id": self.version_id, **self._on_page(span)}

    def _actor_mention(self, mention: FoundActor) -> None:
        link = self.linked.actors.get(mention.span)
        self.session.add(
            Mention(
                **self._here(mention.span),
                layer="actor",
                kind=link.kind if link else mention.kind,
                form=mention.form,
                title=mention.title,
                actor_id=self._actor_id(mention.span),
                judgement=str(link.judgement if link else Judgement.UNSURE),
                lost=[candidate.name for candidate in link.lost[:8]] if link else [],
                reason="; ".join(filter(None, (mention.reason, link.reason if link else ""))),
                made_by=f"reader {self.linked.reading.extractor}",
            )
        )

    def _place_mention(self, mention: FoundPlace) -> None:
        link = self.linked.places.get(mention.span)
        place = self._place(mention.span)
        if place is None and not mention.literal:
            return  # "Ukrainian" says where somebody is from, and nothing was made of it
        self.session.add(
            Mention(
                **self._here(mention.span),
                layer="place",
                kind=place.kind if place else mention.hint,
                literal=mention.literal,
                relation=mention.relation,
                place_id=place.id if place else None,
                where_prec=link.where_prec if link else None,
                judgement=str(link.judgement if link else Judgement.UNSURE),
                lost=[f"{lost.name} ({lost.country})" for lost in link.lost[:8]] if link else [],
                reason="; ".join(filter(None, (mention.reason, link.reason if link else ""))),
                made_by=f"reader {self.linked.reading.extractor}",
            )
        )

    def _date_mention(self, mention: FoundDate) -> None:
        when = mention.when
        self.session.add(
            DateMention(
                **self._here(mention.span),
                type=mention.type,
                earliest=when.earliest if when else None,
                latest=when.latest if when else None,
                reason=mention.reason,
            )
        )

    # --- quotes ---------------------------------------------------------------------------------

    def _quote(self, quote: FoundQuote) -> None:
        link = self.linked.actor(quote.speaker.named) if quote.speaker else None
        place = self._place(quote.place)
        row = Quote(
            public_id=self.old.id_of("quote", quote.type, quote.spans, self._fresh_id("quote", quote.span)),
            **self._here(quote.span),
            type=quote.type,
            cue_start=quote.cue.start if quote.cue else None,
            cue_end=quote.cue.end if quote.cue else None,
            cue=quote.cue.of(self.linked.text) if quote.cue else None,
            cue_class=quote.cue_class,
            **self._spoken_by(quote.speaker),
            speaker_chain=[self._on_page(span) for span in quote.speaker.chain] if quote.speaker else [],
            earliest=quote.said.earliest if quote.said else None,
            latest=quote.said.latest if quote.said else None,
            about_then=bool(quote.said and quote.said.about),
            when_reason=quote.said_reason,
            place_id=place.id if place else None,
            place_start=quote.place.start if quote.place else None,
            place_end=quote.place.end if quote.place else None,
            via=quote.via,
            reasons=list(quote.reasons),
            confidence=confidence(quote, link),
            sort_day=sort_day(quote.said.latest if quote.said else self.article.latest),
        )
        pieces = [span.of(self.linked.text) for span in quote.spans]
        row.exact = " … ".join(pieces)
        row.utterance_id = self._utterance_id(quote, row.speaker_id, pieces)
        self.session.add(row)
        self.session.flush()
        self.session.add_all(
            QuoteSpan(quote_id=row.id, position=position, **self._on_page(span))
            for position, span in enumerate(quote.spans)
        )
        about = self._about(row, quote)
        self.session.add_all(about)
        self._index_quote(row, about)

    def _about(self, row: Quote, quote: FoundQuote) -> list[QuoteAbout]:
        """The actors and places named inside the words of a quote."""
        inside = lambda span: any(piece.covers(span) for piece in quote.spans)  # noqa: E731
        about: dict[tuple[int | None, int | None], QuoteAbout] = {}
        for mention in (*self.linked.reading.mentions, *self.linked.reading.places):
            if not inside(mention.span):
                continue
            actor_id = self._actor_id(mention.span) if mention in self.linked.reading.mentions else None
            place = self._place(mention.span) if actor_id is None else None
            if actor_id or place:
                key = (actor_id, place.id if place else None)
                span = mention.span
                about.setdefault(
                    key,
                    QuoteAbout(quote_id=row.id, actor_id=key[0], place_id=key[1], start=span.start, end=span.end),
                )
        return list(about.values())

    def _utterance_id(self, quote: FoundQuote, speaker_id: int | None, pieces: Sequence[str]) -> int | None:
        told = folded_words(" ".join(pieces))
        if quote.type != "direct" or speaker_id is None or len(told) < _SHORTEST_UTTERANCE:
            return None
        key = hashlib.sha256(f"{speaker_id} {' '.join(told)}".encode()).hexdigest()
        found = self.session.scalar(select(Utterance.id).where(Utterance.words_key == key))
        if found is None:
            row = Utterance(public_id=mint("utterance", key), words_key=key)
            self.session.add(row)
            self.session.flush()
            found = row.id
        return found

    def _index_quote(self, row: Quote, about: Iterable[QuoteAbout]) -> None:
        tags = [f"ty{row.type}", f"cu{row.cue_class}"]
        tags += [f"sp{row.speaker_id}"] if row.speaker_id else []
        tags += [f"ou{self.article.outlet_id}"] if self.article.outlet_id else []
        tags += [f"pl{within}" for within in self._within(row.place_id)]
        for thing in about:
            tags += [f"aa{thing.actor_id}"] if thing.actor_id else []
            tags += [f"ap{within}" for within in self._within(thing.place_id)]
        tags += month_tags(row)
        told = f"{row.speaker or ''}\n{row.exact}"
        words.write_row(self.session.connection(), "quote", row.id, sort_day=row.sort_day, text=told, tags=tags)

    def _within(self, place_id: int | None) -> Sequence[int]:
        if place_id is None:
            return []
        return self.session.scalars(select(PlaceWithin.ancestor_id).where(PlaceWithin.place_id == place_id)).all()

    # --- claims ---------------------------------------------------------------------------------

    def _claim(self, position: int, claim: FoundClaim) -> None:
        link = self.linked.places.get(claim.place) if claim.place else None
        place = self._place(claim.place)
        conflict = self.linked.conflicts[position]
        row = Claim(
            public_id=self.old.id_of(
                "claim", claim.type, (claim.trigger,), self._fresh_id("claim", claim.trigger, claim.type)
            ),
            **self._here(claim.span),
            type=claim.type,
            acled=claim.acled,
            plover=claim.plover,
            trigger_start=claim.trigger.start,
            trigger_end=claim.trigger.end,
            trigger=claim.trigger.of(self.linked.text),
            modality=claim.modality,
            stance=claim.stance,
            **self._spoken_by(claim.attributed_to),
            earliest=claim.when.earliest if claim.when else None,
            latest=claim.when.latest if claim.when else None,
            about_then=bool(claim.when and claim.when.about),
            when_start=claim.when_span.start if claim.when_span else None,
            when_end=claim.when_span.end if claim.when_span else None,
            when_reason=claim.when_reason,
            place_id=place.id if place else None,
            place_start=claim.place.start if claim.place else None,
            place_end=claim.place.end if claim.place else None,
            where_prec=link.where_prec if link and place else None,
            place_reason="; ".join(filter(None, (claim.place_reason, link.reason if link else ""))),
            parent=claim.parent,
            conflict_id=self._conflict_id(conflict.slug) if conflict else None,
            conflict_reason=conflict.reason if conflict else "",
            reason=claim.reason,
        )
        self.session.add(row)
        self.session.flush()
        self.claim_ids.append(row.id)
        for participant in claim.participants:
            self.session.add(
                Participant(
                    claim_id=row.id,
                    role=participant.role,
                    actor_id=self._actor_id(participant.named),
                    **self._on_page(participant.span),
                )
            )
        for quantity in claim.quantities:
            said_by = quantity.said_by
            self.session.add(
                Quantity(
                    claim_id=row.id,
                    kind=quantity.kind,
                    low=quantity.low,
                    high=quantity.high,
                    bound=quantity.bound,
                    unit=quantity.unit,
                    said_by=said_by.span.of(self.linked.text) if said_by else None,
                    said_by_id=self._actor_id(said_by.named) if said_by else None,
                    **self._on_page(quantity.span),
                )
            )

    def _conflict_id(self, wanted: str) -> int | None:
        found = self.session.scalar(select(Conflict.id).where(Conflict.slug == wanted))
        if found is not None:
            return found
        known = self.world.conflicts.get(wanted)
        if known is None:
            return None
        row = Conflict(slug=known.slug, name=known.name, since=known.since, until=known.until)
        self.session.add(row)
        self.session.flush()
        self.session.add_all(
            ConflictSide(
                conflict_id=row.id,
                side=side.slug,
                name=side.name,
                actor_key=member.actor,
                since=member.since,
                until=member.until,
            )
            for side in known.sides
            for member in side.members
        )
        return row.id

    # --- shared ---------------------------------------------------------------------------------

    def _spoken_by(self, speaker: Speaker | None) -> dict[str, object]:
        """The columns that say on whose word: of a quote, and of a claim."""
        if speaker is None:
            return {"speaker_reason": ""}
        link = self.linked.actors.get(speaker.named) if speaker.named else None
        return {
            "speaker_start": speaker.span.start,
            "speaker_end": speaker.span.end,
            "speaker": speaker.span.of(self.linked.text),
            "speaker_id": self._actor_id(speaker.named),
            "speaker_reason": "; ".join(filter(None, (speaker.reason, link.reason if link else ""))),
        }

    def _actor_id(self, span: Span | None) -> int | None:
        link = self.linked.actor(span)
        actor: Actor | None = ensure_actor(self.session, link, self.world.roster) if link else None
        return actor.id if actor else None

    def _place(self, span: Span | None) -> Place | None:
        link = self.linked.place(span)
        return ensure_place(self.session, link.place, self.world.gazetteer) if link and link.place else None

    def _fresh_id(self, kind: str, span: Span, *more: str) -> str:
        """An id from content: article, kind and span; one that is taken is stepped past."""
        table = Quote if kind == "quote" else Claim
        for salt in range(100):
            wanted = mint(kind, self.article.public_id, span.start, span.end, *more, salt=salt)
            taken = self.session.scalar(select(table.id).where(table.public_id == wanted))
            if taken is None and wanted not in self.old.reserved(kind):
                return wanted
        raise RuntimeError(f"no free {kind} id in a hundred tries")


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
