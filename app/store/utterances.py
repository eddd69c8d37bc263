"""The same words in several articles: which quotes are one utterance, and which may be translations of one.

Every quote of a known speaker with enough words of its own has an utterance, mostly one to itself. What a new
or a changed quote may move is the quotes reachable from it through reasons to be one utterance
(`resolve.utterances.same_words`): those are loaded whole and grouped anew in sorted order, so which quotes are
together does not hang on what came first. An utterance bears an id made from the quote that founded it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.resolve.utterances import FEWEST, NEAR_DAYS, Saying, alike, group, same_words, worded
from app.store.ids import mint
from app.store.tables import Quote, Utterance, UtteranceLink
from app.store.words import batched
from app.text.when import When

_COLUMNS = (
    Quote.id, Quote.public_id, Quote.article_id, Quote.exact, Quote.type, Quote.speaker_id, Quote.earliest,
    Quote.latest, Quote.about_then, Quote.sort_day, Quote.words_key, Quote.utterance_id, Quote.utterance_reason,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """A quote that can be known by its words: its row's id, what is written of it now, and how it is compared."""

    id: int
    words_key: str
    utterance: tuple[int | None, str]
    speaker_id: int
    article_id: int
    saying: Saying


def key_words(rows: Iterable[Quote]) -> None:
    """Gives each quote the key it is known by: of the speaker's own words, where speaker and words are enough."""
    for row in rows:
        told = worded(row.exact, row.type).told
        known = row.speaker_id is not None and row.type != "indirect" and len(told) >= FEWEST
        row.words_key = hashlib.sha256(" ".join(told).encode()).hexdigest()[:16] if known else None


def regroup(session: Session, quote_ids: Sequence[int], utterance_ids: Collection[int]) -> None:
    """Groups quotes anew with all they may be one utterance with, and what is left of utterances they were in.

    Utterances that nothing is left of stay for `prune` to take out.
    """
    start = _load(session, Quote.id, quote_ids) | _load(session, Quote.utterance_id, sorted(utterance_ids))
    block, around = _reachable(session, start)
    members = sorted(block.values(), key=lambda known: known.id)
    clusters = [
        [(members[at], reason) for at, reason in cluster] for cluster in group([known.saying for known in members])
    ]
    homes = _assign(session, clusters, {known.utterance[0] for known in members if known.utterance[0]})
    _write(session, members, homes)
    touched = {home for home, _ in homes.values()} | set(utterance_ids)
    touched |= {known.utterance[0] for known in members if known.utterance[0]}
    _link(session, touched, _alike(members, around, homes))


# --- what may be one ------------------------------------------------------------------------------------


def _reachable(session: Session, start: Mapping[int, _Known]) -> tuple[dict[int, _Known], dict[int, _Known]]:
    """Every quote with a chain of reasons to be one utterance with these, and all that was looked at."""
    block, frontier = dict(start), list(start.values())
    around = dict(start)
    while frontier:
        maybe = _maybe(session, frontier)
        around |= maybe
        by_speaker: dict[int, list[_Known]] = defaultdict(list)
        for known in frontier:
            by_speaker[known.speaker_id].append(known)
        new = {
            other.id: other
            for other in maybe.values()
            if other.id not in block
            and any(same_words(known.saying, other.saying) for known in by_speaker[other.speaker_id])
        }
        block |= new
        frontier = list(new.values())
    return block, around


def _maybe(session: Session, frontier: Sequence[_Known]) -> dict[int, _Known]:
    """All that could be one utterance with some of these: near in time, in one article, or of the same words."""
    speakers = {known.speaker_id for known in frontier}
    found = _load(session, Quote.words_key, sorted({known.words_key for known in frontier}))
    found |= _load(session, Quote.article_id, sorted({known.article_id for known in frontier}))
    for speaker in sorted(speakers):
        days = sorted({known.saying.day for known in frontier if known.speaker_id == speaker and known.saying.day})
        for first, last in _windows(days):
            found |= _rows(session, Quote.speaker_id == speaker, Quote.sort_day.between(first, last))
    return {known.id: known for known in found.values() if known.speaker_id in speakers}


def _windows(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of days near enough to `days`, which are sorted; those that touch are one."""
    breaks = [n for n in range(1, len(days)) if days[n] - days[n - 1] > 2 * NEAR_DAYS]
    for begin, end in pairwise([0, *breaks, len(days)] if days else []):
        yield days[begin] - NEAR_DAYS, days[end - 1] + NEAR_DAYS


def _load(session: Session, column: InstrumentedAttribute[Any], values: Sequence[object]) -> dict[int, _Known]:
    found: dict[int, _Known] = {}
    for some in batched(values):
        found |= _rows(session, column.in_(some))
    return found


def _rows(session: Session, *which: ColumnElement[bool]) -> dict[int, _Known]:
    query = select(*_COLUMNS).where(Quote.words_key.is_not(None), Quote.speaker_id.is_not(None), *which)
    return {row.id: _known(row) for row in session.execute(query)}


def _known(row: Row) -> _Known:
    stated = When(row.earliest, row.latest) if row.earliest and not row.about_then else None
    wording = worded(row.exact, row.type)
    saying = Saying(row.public_id, str(row.speaker_id), wording, stated, row.sort_day, str(row.article_id))
    utterance = (row.utterance_id, row.utterance_reason)
    return _Known(row.id, row.words_key, utterance, row.speaker_id, row.article_id, saying)


# --- what it becomes ------------------------------------------------------------------------------------


def _assign(
    session: Session, clusters: Sequence[Sequence[tuple[_Known, str]]], had: Collection[int]
) -> dict[int, tuple[int, str]]:
    """By quote, its utterance and why: one that a quote here founded, or whose founder is gone, or a new one."""
    founded_by = {mint("utterance", known.saying.key): known for cluster in clusters for known, _ in cluster}
    there: dict[int, str] = {}
    for column, values in ((Utterance.public_id, sorted(founded_by)), (Utterance.id, sorted(had))):
        for some in batched(values):
            query = select(Utterance.id, Utterance.public_id).where(column.in_(some))
            there |= {row.id: row.public_id for row in session.execute(query)}
    by_founder = {founded_by[public_id].id: one for one, public_id in there.items() if public_id in founded_by}
    orphaned = {one for one, public_id in there.items() if public_id not in founded_by}
    homes: dict[int, tuple[int, str]] = {}
    for cluster in sorted(clusters, key=lambda cluster: min(known.id for known, _ in cluster)):
        founded = [by_founder[known.id] for known, _ in cluster if known.id in by_founder]
        inherited = [known.utterance[0] for known, _ in cluster if known.utterance[0] in orphaned]
        home = min(founded or inherited, default=None) or _new(session, cluster)
        orphaned.discard(home)
        homes |= {known.id: (home, reason) for known, reason in cluster}
    return homes


def _new(session: Session, cluster: Sequence[tuple[_Known, str]]) -> int:
    founder = min((known for known, _ in cluster), key=lambda known: known.id).saying.key
    key = hashlib.sha256(founder.encode()).hexdigest()
    row = Utterance(public_id=mint("utterance", founder), words_key=key)
    session.add(row)
    session.flush()
    return row.id


def _write(session: Session, members: Sequence[_Known], homes: Mapping[int, tuple[int, str]]) -> None:
    changed = [known.id for known in members if known.utterance != homes[known.id]]
    for ids in batched(changed):
        for row in session.scalars(select(Quote).where(Quote.id.in_(ids))):
            row.utterance_id, row.utterance_reason = homes[row.id]
    session.flush()


def _alike(
    members: Sequence[_Known], around: Mapping[int, _Known], homes: Mapping[int, tuple[int, str]]
) -> dict[tuple[int, int], str]:
    """Pairs of utterances that may be translations of one, the smaller id first, with the reason."""
    by_speaker: dict[int, list[_Known]] = defaultdict(list)
    for known in around.values():
        by_speaker[known.speaker_id].append(known)
    found: dict[tuple[int, int], str] = {}
    for known in members:
        home = homes[known.id][0]
        for other in by_speaker[known.speaker_id]:
            there = homes[other.id][0] if other.id in homes else other.utterance[0]
            if there is None or there == home or not (reason := alike(known.saying, other.saying)):
                continue
            pair = (min(home, there), max(home, there))
            found[pair] = min(reason, found.get(pair, reason))
    return found


def _link(session: Session, utterance_ids: Collection[int], wanted: Mapping[tuple[int, int], str]) -> None:
    """Makes the links of these utterances those wanted, and no others."""
    links: dict[tuple[int, int], UtteranceLink] = {}
    for ids in batched(sorted(utterance_ids)):
        theirs = select(UtteranceLink).where(or_(UtteranceLink.one_id.in_(ids), UtteranceLink.other_id.in_(ids)))
        links |= {(link.one_id, link.other_id): link for link in session.scalars(theirs)}
    for pair, link in links.items():
        if pair not in wanted:
            session.delete(link)
    for pair, reason in sorted(wanted.items()):
        if pair in links:
            links[pair].reason = reason
        else:
            session.add(UtteranceLink(one_id=pair[0], other_id=pair[1], reason=reason))
    session.flush()
