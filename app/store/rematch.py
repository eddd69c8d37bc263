"""Keeping ids through a re-reading: what is found again keeps its id and what people said of it.

Found again means: the same kind of thing, and spans that share at least half their characters with the
old ones, wherever those lie in the text by now. What is not found again is gone, and its address says so,
unless a person has judged it: a judgement outlives every reading of the same text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from app.extract.reading import Reading as Found
from app.store import addresses, words
from app.store.moved import Moved
from app.store.tables import (
    Article,
    ArticleVersion,
    Claim,
    Correction,
    DateMention,
    Mention,
    Participant,
    Quantity,
    Quote,
    QuoteAbout,
    QuoteCoSpeaker,
    QuoteRelay,
    QuoteSpan,
    Reading,
    Table,
)
from app.text.span import Span

HALF = 0.5  # of their characters is what an old thing and a new one must share (DESIGN §3)
_TOLD_WHEN = ("earliest", "latest", "about_then", "when_reason")
# What a person may put right, by the field a correction names, and the columns that then stay.
_JUDGED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "quote": {
        "speaker": ("speaker_id", "speaker_reason"),
        "when": _TOLD_WHEN,
        "place": ("place_id",),
        "type": ("type",),
    },
    "claim": {
        "speaker": ("speaker_id", "speaker_reason"),
        "when": _TOLD_WHEN,
        "place": ("place_id", "where_prec", "place_reason"),
        "type": ("type", "acled", "plover"),
        "modality": ("modality",),
        "stance": ("stance",),
    },
}
# What hangs on each, quotes first: a quote that stays may speak of a claim that goes, and of it no longer.
_PARTS: tuple[tuple[str, type[Quote] | type[Claim], tuple[type[Table], ...]], ...] = (
    ("quote", Quote, (QuoteSpan, QuoteAbout, QuoteRelay, QuoteCoSpeaker)),
    ("claim", Claim, (Participant, Quantity, QuoteAbout)),
)


@dataclass(slots=True)
class _Old:
    """A quote or claim of the last reading. `spans`, its pieces or its trigger, are in the new text's offsets."""

    id: int
    public_id: str
    type: str  # as it was read, whatever a person made of it since
    spans: list[Span]
    length: int  # characters that its spans had in their own text
    stays: bool  # whatever the readers say: a person judged it, and the text is the same
    kept: dict[str, Any] = field(default_factory=dict)  # columns that stay as people left them
    found: bool = False


class LastReading:
    """What the last reading left of one article: ids to give again, rows to clear, events that lose claims."""

    def __init__(self, session: Session, article: Article, version_id: int, text: str) -> None:
        self._session = session
        self._article_id = article.id
        quotes = session.scalars(select(Quote).where(Quote.article_id == article.id)).all()
        claims = session.scalars(select(Claim).where(Claim.article_id == article.id)).all()
        self.claim_ids = [row.id for row in claims]
        self.event_ids = {row.event_id for row in claims if row.event_id is not None}
        texts = _Texts(session, version_id, text)
        pieces = _pieces(session, article.id) if quotes else {}
        triggers = {row.id: [Span(row.trigger_start, row.trigger_end)] for row in claims}
        self._olds = {
            "quote": {row.public_id: _old(row, pieces[row.id], texts) for row in quotes},
            "claim": {row.public_id: _old(row, triggers[row.id], texts) for row in claims},
        }
        for row in claims:
            self._olds["claim"][row.public_id].kept["event_id"] = row.event_id
        self._remember_corrections({row.public_id: row for row in (*quotes, *claims)})
        self._again: dict[str, dict[int, _Old]] = {"quote": {}, "claim": {}}
        self._spoken: list[tuple[str, str, dict[str, Any]]] = []  # (quote, claim, what stands of it)

    def rematch(self, reading: Found) -> None:
        """Decides which of the old things each new one is; the pairs that share most first."""
        quotes = [(quote.type, quote.spans) for quote in reading.quotes]
        claims = [(claim.type, (claim.trigger,)) for claim in reading.claims]
        self._again["quote"] = _pairs(quotes, self._olds["quote"].values(), same_type=False)
        self._again["claim"] = _pairs(claims, self._olds["claim"].values(), same_type=True)

    def id_of(self, kind: str, position: int) -> str | None:
        """The id that the thing at this position of the new reading had; None for a new one."""
        old = self._again[kind].get(position)
        return old.public_id if old else None

    def kept(self, kind: str, position: int) -> Mapping[str, Any]:
        """The columns of a thing found again that stay as they were."""
        old = self._again[kind].get(position)
        return old.kept if old else {}

    def uses(self, kind: str, public_id: str) -> bool:
        """Whether the last reading used an id: then only `id_of` gives it again."""
        return public_id in self._olds[kind]

    def staying(self, kind: str) -> list[int]:
        """Row ids of what is not found again and stays all the same, because a person judged it."""
        return [old.id for old in self._olds[kind].values() if old.stays and not old.found]

    def addresses(self) -> list[tuple[str, str]]:
        """(noun, id) of everything the last reading gave an address."""
        return [(f"{kind}s", one) for kind, olds in self._olds.items() for one in olds]

    def clear(self, *, everything: bool = False) -> None:
        """Takes the last reading's rows away, but for those `staying`; texts, actors and places stay."""
        if not everything:
            self._remember_what_judged_ones_speak_of()
        for kind, table, parts in _PARTS:
            spared = set() if everything else set(self.staying(kind))
            gone = [old.id for old in self._olds[kind].values() if old.id not in spared]
            for ids in words.batched(gone):
                for part in parts:
                    self._delete(part, part.__table__.c[f"{kind}_id"].in_(ids))
                self._delete(table, table.id.in_(ids))
            if kind == "quote":
                words.forget_rows(self._session.connection(), "quote", gone)
        for table in (Mention, DateMention, Reading):
            self._delete(table, table.article_id == self._article_id)

    def _remember_what_judged_ones_speak_of(self) -> None:
        """Of a quote and a claim where a judged one stays, though no longer read, and the other is read again."""
        staying = {kind: set(self.staying(kind)) for kind in ("quote", "claim")}
        names = {kind: {old.id: old.public_id for old in olds.values()} for kind, olds in self._olds.items()}
        for ids in words.batched([*staying["quote"]]):
            self._keep_spoken(QuoteAbout.quote_id.in_(ids), staying, names)
        for ids in words.batched([*staying["claim"]]):
            self._keep_spoken(QuoteAbout.claim_id.in_(ids), staying, names)

    def _keep_spoken(
        self, which: ColumnElement[bool], staying: Mapping[str, set[int]], names: Mapping[str, Mapping[int, str]]
    ) -> None:
        for row in self._session.scalars(select(QuoteAbout).where(which, QuoteAbout.claim_id.is_not(None))):
            if not (
                row.quote_id in staying["quote"] and row.claim_id in staying["claim"]
            ):  # both stay: so does this
                told = {name: getattr(row, name) for name in ("kind", "start", "end", "reason")}
                self._spoken.append((names["quote"][row.quote_id], names["claim"][row.claim_id or 0], told))

    def speak_again(self) -> None:
        """Puts back what judged quotes and claims had to do with those that are read again. Comes last."""
        quotes, claims = (self._rows(table) if self._spoken else {} for table in (Quote, Claim))
        for quote, claim, told in self._spoken:
            if quote in quotes and claim in claims:
                self._session.add(QuoteAbout(quote_id=quotes[quote], claim_id=claims[claim], **told))

    def _rows(self, table: type[Quote] | type[Claim]) -> dict[str, int]:
        rows = select(table.public_id, table.id).where(table.article_id == self._article_id)
        return {row.public_id: row.id for row in self._session.execute(rows)}

    def _delete(self, table: type, which: ColumnElement[bool]) -> None:
        self._session.execute(delete(table).where(which))

    def bury(self, extractor: str) -> None:
        """A stone for every id that was not found again: its address answers 410 and says why."""
        why = f"no longer read from its article since reader {extractor}"
        for kind, olds in self._olds.items():
            gone = [old.public_id for old in olds.values() if not old.found and not old.stays]
            addresses.bury(self._session, f"{kind}s", gone, why)

    def _remember_corrections(self, rows: Mapping[str, Quote | Claim]) -> None:
        """What people put right in what was read, field by field, stays put right."""
        for ids in words.batched(list(rows)):
            made = select(Correction).where(
                Correction.target.in_(("quote", "claim")), Correction.target_id.in_(ids)
            )
            for correction in self._session.scalars(made.order_by(Correction.id.desc())):
                kind, row = correction.target, rows[correction.target_id]
                columns = _JUDGED[kind].get(correction.field, ())
                old = self._olds[kind][correction.target_id]
                old.kept |= {column: getattr(row, column) for column in columns}
                if correction.field == "type" and correction.before:
                    old.type = correction.before  # newest first, so what remains is what was read at first


class _Texts:
    """How to carry a span from the version it was read in to the text that is read now."""

    def __init__(self, session: Session, version_id: int, text: str) -> None:
        self._session = session
        self._new = version_id
        self._text = text
        self._maps: dict[int, Moved] = {}

    def now(self, version_id: int, spans: Sequence[Span]) -> list[Span]:
        if version_id == self._new:
            return list(spans)
        if version_id not in self._maps:
            old = self._session.scalars(select(ArticleVersion.text).where(ArticleVersion.id == version_id)).one()
            self._maps[version_id] = Moved(old, self._text)
        return [there for span in spans if (there := self._maps[version_id](span))]

    def same(self, version_id: int) -> bool:
        return version_id == self._new


def _old(row: Quote | Claim, spans: Sequence[Span], texts: _Texts) -> _Old:
    return _Old(
        id=row.id,
        public_id=row.public_id,
        type=row.type,
        spans=texts.now(row.version_id, spans),
        length=sum(map(len, spans)),
        stays=row.state != "auto" and texts.same(row.version_id),
        kept={"state": row.state},
    )


def _pairs(
    found: Sequence[tuple[str, Sequence[Span]]], olds: Collection[_Old], *, same_type: bool
) -> dict[int, _Old]:
    """By position in `found`, the old thing it is: each old one once, the best pairs first."""
    pairs = (
        ((-share, old.type != type_, position, old.id), old)
        for position, (type_, spans) in enumerate(found)
        for old in olds
        if (not same_type or old.type == type_) and (share := _share(spans, old)) >= HALF
    )
    taken: dict[int, _Old] = {}
    for (_, _, position, _), old in sorted(pairs, key=lambda pair: pair[0]):
        if position not in taken and not old.found:
            old.found = True
            taken[position] = old
    return taken


def _share(spans: Sequence[Span], old: _Old) -> float:
    """Of the characters of the longer of the two, the part that both hold."""
    if not old.spans or spans[0].start >= old.spans[-1].end or old.spans[0].start >= spans[-1].end:
        return 0.0
    shared = sum(one.shared(other) for one in spans for other in old.spans)
    return shared / max(1, sum(map(len, spans)), old.length)


def _pieces(session: Session, article_id: int) -> Mapping[int, list[Span]]:
    """The spans of each quote of an article, by the quote's row id."""
    pieces: dict[int, list[Span]] = defaultdict(list)
    query = (
        select(QuoteSpan.quote_id, QuoteSpan.start, QuoteSpan.end)
        .join(Quote, Quote.id == QuoteSpan.quote_id)
        .where(Quote.article_id == article_id)
        .order_by(QuoteSpan.quote_id, QuoteSpan.position)
    )
    for quote_id, start, end in session.execute(query):
        pieces[quote_id].append(Span(start, end))
    return pieces
