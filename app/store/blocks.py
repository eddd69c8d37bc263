"""Blocks: the claims that may have a say in which event a claim belongs to, loaded with all that joining asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session

from app.resolve.blows import craft_in, deadly, full_name, hours_in, weapons_in
from app.resolve.days import NEAR, NEWS
from app.resolve.sameness import ClaimForJoin, Figure, same_event, targets_in, types_like
from app.store import words
from app.store.tables import Actor, Article, Claim, Participant, Place, PlaceWithin, Quantity
from app.text.when import When

_NEAR, _NEWS = timedelta(days=NEAR), timedelta(days=NEWS)
_AT_ONCE = 50  # claims asked about in one query
_JOINING_ROLES = ("actor", "target", "recipient")
_STRUCK_ROLES = ("target", "object")


@dataclass(slots=True)
class Known:
    """A claim of a block, what joining asks of it, and row ids of who takes part and whom they belong to."""

    row: Claim
    asked: ClaimForJoin
    own_ids: frozenset[int]  # who takes part
    actor_ids: frozenset[int]  # they, and whom they belong to


def around(session: Session, claim_ids: Sequence[int]) -> dict[int, Known]:
    """The claims named and every claim reachable from them through reasons to share an event."""
    found = load(session, list(dict.fromkeys(claim_ids)))
    frontier = list(found.values())
    while frontier:
        reached = near(session, frontier, set(found))
        found |= reached
        frontier = list(reached.values())
    return dict(sorted(found.items()))


def near(session: Session, claims: Sequence[Known], but: Collection[int]) -> dict[int, Known]:
    """Claims, not among `but`, with a reason to share an event with one of `claims`."""
    found: dict[int, Known] = {}
    # The others join nothing.
    asking = [known for known in claims if known.row.place_id or known.actor_ids or known.asked.arms]
    for some in words.batched(asking, _AT_ONCE):
        heads = _heads(session, {actor_id for known in some for actor_id in known.own_ids})
        maybe = or_(*(_maybe_same(known, heads) for known in some))
        for claim_id, other in _load(session, select(Claim).where(maybe)).items():
            if claim_id not in but and any(same_event(known.asked, other.asked) for known in some):
                found[claim_id] = other
    return found


def _maybe_same(known: Known, heads: Collection[int]) -> ColumnElement[bool]:
    """A loose condition in SQL, so that `same_event` need not be asked of every claim there is.

    Who belongs to the other counts as shared, whichever of the two is told first: so it looks for those the
    claim's actors belong to and, where any of them is among `heads`, for all who belong to them.
    """
    claim = known.row
    alike = and_(Claim.type.in_(types_like(claim.type)), Claim.parent == claim.parent)
    together = []
    if claim.place_id:
        together.append(Claim.place_id == claim.place_id)
        if known.asked.targets:  # what was struck may be named with the town, or with what it lies in
            held = select(PlaceWithin.place_id).where(PlaceWithin.ancestor_id == claim.place_id)
            holds = select(PlaceWithin.ancestor_id).where(PlaceWithin.place_id == claim.place_id)
            together += [Claim.place_id.in_(held), Claim.place_id.in_(holds)]
    if known.actor_ids:
        taking_part = select(Participant.claim_id).where(Participant.actor_id.in_(known.actor_ids))
        together.append(Claim.id.in_(taking_part))
    if above := sorted(known.own_ids & set(heads)):
        taking_part = select(Participant.claim_id).where(Participant.actor_id.in_(_members(above)))
        together.append(Claim.id.in_(taking_part))
    fits = and_(or_(*together), _maybe_then(claim, known.asked)) if together else false()
    if known.asked.arms:  # one deed told in two verbs of a clause
        fits = or_(fits, Claim.article_id == claim.article_id)
    return and_(alike, fits)


def _heads(session: Session, actor_ids: Iterable[int]) -> frozenset[int]:
    """Those of some actors that others belong to: most are persons, whom nobody does."""
    found: set[int] = set()
    for ids in words.batched(sorted(actor_ids)):
        heads = session.scalars(select(Actor.parent_id).where(Actor.parent_id.in_(ids)).distinct())
        found |= {actor_id for actor_id in heads if actor_id is not None}
    return frozenset(found)


def _members(actor_ids: Sequence[int]) -> Select[int]:
    """Row ids of all who belong to these actors, and of who belongs to those in turn."""
    under = select(Actor.id).where(Actor.parent_id.in_(actor_ids)).cte(recursive=True)
    under = under.union(select(Actor.id).join(under, Actor.parent_id == under.c.id))  # no UNION ALL: it ends
    return select(under.c.id)


def _maybe_then(claim: Claim, asked: ClaimForJoin) -> ColumnElement[bool]:
    """When it may have been told of. What has no day retells the week's news, or stands in the same article.

    That takes the same place, but of the death of somebody known by name: he was killed but once.
    """
    published = asked.published
    there = Claim.place_id == claim.place_id
    if claim.parent and claim.place_id:
        then = _days_near(claim.earliest, claim.latest) if claim.earliest and claim.latest else false()
        return or_(then, there, and_(Claim.article_id == claim.article_id, Claim.earliest.is_(None)))
    death = asked.deadly and bool(asked.victims)
    there = true() if death else there
    here = and_(Claim.article_id == claim.article_id, Claim.earliest.is_(None))
    if claim.earliest is None or claim.latest is None:
        if not claim.place_id and not death:
            return here
        that_week = Claim.latest.between(published - _NEWS, published) if published else false()
        return or_(here, and_(there, or_(Claim.article_id == claim.article_id, that_week)))
    then = _days_near(claim.earliest, claim.latest)
    if not claim.place_id and not death:
        return then
    that_week = select(Article.id).where(Article.earliest.between(claim.latest, claim.latest + _NEWS))
    told_after = or_(Claim.article_id == claim.article_id, Claim.article_id.in_(that_week))
    return or_(then, and_(there, Claim.earliest.is_(None), told_after))


def _days_near(earliest: date, latest: date) -> ColumnElement[bool]:
    return and_(Claim.earliest <= latest + _NEAR, Claim.latest >= earliest - _NEAR)


# --- what joining asks -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Support:
    """What stands beside the rows of some claims, by the claim's row id (places by theirs)."""

    actors: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    lines: Mapping[int, Mapping[int, str]] = field(default_factory=dict)  # by actor: itself and what it belongs to
    struck: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    arms: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))  # (start, words)
    victims: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    doers: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    parts: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))  # (role, words)
    figures: dict[int, set[Figure]] = field(default_factory=lambda: defaultdict(set))
    places: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[int, tuple[str, int]] = field(default_factory=dict)
    published: dict[int, date | None] = field(default_factory=dict)


def load(session: Session, claim_ids: Sequence[int]) -> dict[int, Known]:
    """Claims by row id, in its order."""
    found: dict[int, Known] = {}
    for ids in words.batched(sorted(claim_ids)):
        found |= _load(session, select(Claim).where(Claim.id.in_(ids)))
    return found


def _load(session: Session, query: Select[Claim]) -> dict[int, Known]:
    rows = session.scalars(query.order_by(Claim.id)).all()
    support = _Support()
    for some in words.batched(rows):
        _take_part(session, [row.id for row in some], support)
    speakers = {row.speaker_id for row in rows if row.speaker_id}
    support.lines = _lines(session, {one for actors in support.actors.values() for one in actors} | speakers)
    place_ids = sorted({row.place_id for row in rows if row.place_id})
    support.places = place_keys(session, place_ids)
    for ids in words.batched(place_ids):
        for place_id, kind, people in session.execute(
            select(Place.id, Place.kind, Place.population).where(Place.id.in_(ids))
        ):
            support.kinds[place_id] = (kind, people)
    for ids in words.batched(sorted({row.article_id for row in rows})):
        days = session.execute(select(Article.id, Article.earliest).where(Article.id.in_(ids)))
        support.published |= {row.id: row.earliest for row in days}
    return {row.id: _known(row, support) for row in rows}


def _take_part(session: Session, ids: Sequence[int], support: _Support) -> None:
    taking_part = (
        select(
            Participant.claim_id,
            Participant.role,
            Participant.start,
            Participant.exact,
            Actor.id,
            Actor.key,
            Actor.kind,
        )
        .outerjoin(Actor, Actor.id == Participant.actor_id)
        .where(Participant.claim_id.in_(ids))
    )
    for claim_id, role, start, exact, actor_id, key, kind in session.execute(taking_part):
        support.parts[claim_id].append((role, exact))
        if actor_id and role in _JOINING_ROLES:
            support.actors[claim_id][actor_id] = key
        if role in _STRUCK_ROLES:
            support.struck[claim_id].append(exact)
        if role == "weapon":
            support.arms[claim_id].append((start, exact))
        if role == "actor" and actor_id:
            support.doers[claim_id].add(key)
        if role == "target" and kind == "person" and full_name(key):
            support.victims[claim_id].add(key)
    counted = select(Quantity.claim_id, Quantity.kind, Quantity.low, Quantity.high)
    for claim_id, kind, low, high in session.execute(counted.where(Quantity.claim_id.in_(ids))):
        support.figures[claim_id].add(Figure(kind, low, high))


def _known(row: Claim, support: _Support) -> Known:
    when = When(row.earliest, row.latest, row.about_then) if row.earliest and row.latest else None
    actors = support.actors.get(row.id, {})
    lines = {above: key for actor_id in actors for above, key in support.lines.get(actor_id, {}).items()}
    kind, people = support.kinds.get(row.place_id or 0, ("", 0))
    arms = support.arms.get(row.id, ())
    asked = ClaimForJoin(
        key=row.public_id,
        type=row.type,
        place_keys=support.places.get(row.place_id or 0, ()),
        when=when,
        actors=frozenset(actors.values()),
        modality=row.modality,
        parent=row.parent,
        article=str(row.article_id),
        lines=frozenset(lines.values()),
        targets=targets_in(support.struck.get(row.id, ())),
        figures=frozenset(support.figures.get(row.id, ())),
        place_kind=kind,
        people=people or None,  # the gazetteer says 0 of places it knows no figure for
        published=support.published.get(row.article_id),
        weapons=weapons_in([row.trigger, *(exact for _, exact in arms)]),
        hours=hours_in(_dated(row), when),
        craft=craft_in(row.type, support.parts.get(row.id, ())),
        stance=row.stance,
        victims=frozenset(support.victims.get(row.id, ())),
        deadly=deadly(row.trigger),
        doers=frozenset(support.doers.get(row.id, ())),
        arms=frozenset(f"{row.version_id}:{start}" for start, _ in arms),
        speaker=support.lines[row.speaker_id][row.speaker_id] if row.speaker_id else None,
    )
    return Known(row, asked, frozenset(actors), frozenset(lines))


def _dated(row: Claim) -> str:
    """The words of the claim that date it; nothing where others do."""
    if row.when_start is None or row.when_end is None or not row.start <= row.when_start < row.when_end <= row.end:
        return ""
    return row.exact[row.when_start - row.start : row.when_end - row.start]


def _lines(session: Session, actor_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """For each actor, itself and what it belongs to: row ids and keys."""
    rows: dict[int, tuple[str, int | None]] = {}
    asked = set(actor_ids)
    while missing := sorted(asked - rows.keys()):
        for ids in words.batched(missing):
            query = select(Actor.id, Actor.key, Actor.parent_id).where(Actor.id.in_(ids))
            rows |= {actor_id: (key, parent) for actor_id, key, parent in session.execute(query)}
        asked |= {parent for _, parent in rows.values() if parent}
    lines: dict[int, dict[int, str]] = {}
    for actor_id in rows:
        line: dict[int, str] = {}
        at: int | None = actor_id
        while at and at not in line:
            line[at], at = rows[at]
        lines[actor_id] = line
    return lines


def place_keys(session: Session, place_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The keys of each place and of what it lies in, itself first."""
    keys: dict[int, list[str]] = defaultdict(list)
    for ids in words.batched(place_ids):
        query = (
            select(PlaceWithin.place_id, PlaceWithin.ancestor_id, Place.key)
            .join(Place, Place.id == PlaceWithin.ancestor_id)
            .where(PlaceWithin.place_id.in_(ids))
            .order_by(PlaceWithin.place_id, PlaceWithin.id)
        )
        for place_id, ancestor_id, key in session.execute(query):
            keys[place_id].insert(0, key) if ancestor_id == place_id else keys[place_id].append(key)
    return {place_id: tuple(found) for place_id, found in keys.items()}
