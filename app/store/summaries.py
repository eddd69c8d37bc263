"""What an event is, told from its claims: its day, place, title, counts, and what it is found by.

Nothing here hangs on which claim was recorded first: where claims are as good as one another the order
of their public ids decides, so the same claims make the same event whatever way they came in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.extract.reading import MODALITIES, STANCES
from app.resolve.events import title_of
from app.store import words
from app.store.record import sort_day
from app.store.tables import Actor, Article, Claim, Event, Participant, Place, PlaceWithin, Quantity
from app.text.folding import slug
from app.world.codebook import Codebook

UNLISTED = ("rejected", "hidden")


@dataclass(slots=True)
class _Support:
    """All that some events are told from, loaded at once."""

    claims: dict[int, list[Claim]] = field(default_factory=lambda: defaultdict(list))  # by event
    actors: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))  # by claim
    figures: dict[int, list[tuple[str, float | None, float | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    origins: dict[int, int | None] = field(default_factory=dict)  # by article
    within: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # by place
    places: dict[int, str] = field(default_factory=dict)


def summarise(session: Session, event_ids: Sequence[int], codebook: Codebook) -> None:
    """Tells each event anew from its claims; rejected and hidden ones count only where no others are left."""
    for ids in words.batched(event_ids, 200):
        support = _load(session, ids)
        found = []
        for event in session.scalars(select(Event).where(Event.id.in_(ids)).order_by(Event.id)):
            claims = [row for row in support.claims[event.id] if row.state not in UNLISTED]
            _tell(event, claims or support.claims[event.id], support, codebook)
            event.listed = any(row.modality == "actual" and row.stance != "denied" for row in claims)
            found.append(_findable(event, claims or support.claims[event.id], support))
        session.flush()
        words.write_rows(session.connection(), "event", found)


def affirmation(claim: Claim) -> tuple[int, int]:
    """Smaller is more affirmed (DESIGN §5): actual before planned, confirmed before denied."""
    return MODALITIES.index(claim.modality), STANCES.index(claim.stance)


def denies(modality: str, stance: str) -> bool:
    """Whether a claim says that it did not happen: "denied shelling it", "is not occupied"."""
    return stance == "denied" or modality == "negated"


def affirms(modality: str, stance: str) -> bool:
    """Whether a claim says that it happened or may have; a plan contradicts no denial."""
    return modality != "planned" and not denies(modality, stance)


def _load(session: Session, event_ids: Sequence[int]) -> _Support:
    support = _Support()
    claims = session.scalars(select(Claim).where(Claim.event_id.in_(event_ids)).order_by(Claim.public_id)).all()
    for row in claims:
        support.claims[row.event_id or 0].append(row)
    ids = [row.id for row in claims]
    taking_part = (
        select(Participant.claim_id, Actor.id, Actor.name)
        .join(Actor, Actor.id == Participant.actor_id)
        .order_by(Participant.claim_id, Participant.start, Participant.id)
    )
    for claim_id, actor_id, name in _in(session, taking_part, Participant.claim_id, ids):
        support.actors[claim_id].append((actor_id, name))
    figures = select(Quantity.claim_id, Quantity.kind, Quantity.low, Quantity.high)
    for claim_id, *figure in _in(session, figures, Quantity.claim_id, ids):
        support.figures[claim_id].append(tuple(figure))
    articles = sorted({row.article_id for row in claims})
    support.origins = {
        row.id: row.origin_id for row in _in(session, select(Article.id, Article.origin_id), Article.id, articles)
    }
    places = sorted({row.place_id for row in claims if row.place_id})
    support.places = {row.id: row.name for row in _in(session, select(Place.id, Place.name), Place.id, places)}
    within = select(PlaceWithin.place_id, PlaceWithin.ancestor_id).order_by(PlaceWithin.id)
    for place_id, ancestor_id in _in(session, within, PlaceWithin.place_id, places):
        support.within[place_id].append(ancestor_id)
    return support


def _in(session: Session, query: Select, column: InstrumentedAttribute[int], ids: Sequence[int]) -> Iterable[Row]:
    for some in words.batched(ids):
        yield from session.execute(query.where(column.in_(some)))


def _tell(event: Event, claims: Sequence[Claim], support: _Support, codebook: Codebook) -> None:
    surest = min(claims, key=affirmation)
    event.modality, event.stance = surest.modality, surest.stance
    event.type = Counter(claim.type for claim in claims).most_common(1)[0][0]
    event.parent = any(claim.parent for claim in claims)
    conflicts = Counter(claim.conflict_id for claim in claims if claim.conflict_id)
    event.conflict_id = conflicts.most_common(1)[0][0] if conflicts else None
    _set_when(event, claims)
    _set_place(event, claims)
    _count(event, support)
    event.differs = _differ(claims, support)
    label = kind.label if (kind := codebook.get(event.type)) else event.type
    place = support.places.get(event.place_id or 0)
    event.title = title_of(label, place, _actor_names(claims, support), event.modality, event.stance)
    event.slug = slug(event.title)


def _set_when(event: Event, claims: Sequence[Claim]) -> None:
    """The finest day any of its claims gives; the earliest of several as fine."""
    whens = [
        (row.about_then, row.latest - row.earliest, row.earliest, number)
        for number, row in enumerate(claims)
        if row.earliest and row.latest
    ]
    best = claims[min(whens)[-1]] if whens else None
    event.earliest = best.earliest if best else None
    event.latest = best.latest if best else None
    event.about_then = bool(best and best.about_then)
    event.when_reason = best.when_reason if best else "no report gives a day"
    event.sort_day = sort_day(event.latest)


def _set_place(event: Event, claims: Sequence[Claim]) -> None:
    placed = [claim for claim in claims if claim.place_id]
    best = min(placed, key=lambda c: c.where_prec or 9, default=None)
    event.place_id = best.place_id if best else None
    event.where_prec = best.where_prec if best else None
    event.place_reason = best.place_reason if best else "no report gives a place"


def _count(event: Event, support: _Support) -> None:
    """Every claim counts here, rejected ones too: these are counts of rows, and `audit` checks them."""
    rows = support.claims[event.id]
    articles = {row.article_id for row in rows}
    origins = ((one, support.origins[one]) for one in articles)
    event.claims = len(rows)
    event.sources = len(articles)
    event.origins = len({("origin", origin) if origin else ("article", one) for one, origin in origins})


def _differ(claims: Sequence[Claim], support: _Support) -> bool:
    """Whether one denies what another affirms, or figures of one kind are not the same."""
    if _all_sides(claims):
        return True
    figures: dict[str, set[tuple[float | None, float | None]]] = defaultdict(set)
    for claim in claims:
        for kind, low, high in support.figures[claim.id]:
            figures[kind].add((low, high))
    return any(len(values) > 1 for values in figures.values())


def _all_sides(claims: Sequence[Claim]) -> bool:
    denied = any(denies(claim.modality, claim.stance) for claim in claims)
    return denied and any(affirms(claim.modality, claim.stance) for claim in claims)


def _actor_names(claims: Sequence[Claim], support: _Support) -> list[str]:
    return list(dict.fromkeys(name for claim in claims for _, name in support.actors[claim.id]))


def _findable(event: Event, claims: Sequence[Claim], support: _Support) -> words.Findable:
    tags = [f"ty{event.type.replace('-', '')}"]
    tags += [f"pl{place_id}" for place_id in support.within[event.place_id]] if event.place_id else []
    tags += [f"ac{actor_id}" for claim in claims for actor_id, _ in support.actors[claim.id]]
    told = [event.title, *_actor_names(claims, support), *dict.fromkeys(claim.exact for claim in claims)]
    return words.Findable(event.id, event.sort_day, "\n".join(told), tags)
