"""What an event is, told from its claims: its day, place, title, counts, and what it is found by.

Nothing here hangs on which claim was recorded first: where claims are as good as one another the order
of their public ids decides, so the same claims make the same event whatever way they came in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.extract.reading import MODALITIES, STANCES
from app.resolve import accounts
from app.resolve.events import title_of
from app.resolve.takers import sides_named
from app.store import words
from app.store.days import sort_day
from app.store.sides import Sides, sides
from app.store.tables import Actor, Article, Claim, Event, Origin, Participant, Place, PlaceWithin, Quantity
from app.text.folding import slug
from app.world.codebook import Codebook, EventType

UNLISTED = ("rejected", "hidden")
# A claim that is shown and does not deny (`resolve.accounts.denies`), as a condition: what counts as a report.
REPORTS = and_(Claim.state.not_in(UNLISTED), Claim.stance != "denied", Claim.modality != "negated")


@dataclass(slots=True)
class _Support:
    """All that some events are told from, loaded at once."""

    claims: dict[int, list[Claim]] = field(default_factory=lambda: defaultdict(list))  # by event
    actors: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))  # by claim
    doers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # actors, by claim
    unknown: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # doers nobody knows: words
    things: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # weapons, objects, by claim
    figures: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))  # by claim
    published: dict[int, Row] = field(default_factory=dict)  # by article
    sides: Sides = field(default_factory=Sides)
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


def weigh(session: Session, event_ids: Sequence[int]) -> None:
    """Tells of each event only what hangs on who published its reports: its counts, and whether they differ."""
    for ids in words.batched(event_ids, 200):
        support = _load(session, ids)
        for event in session.scalars(select(Event).where(Event.id.in_(ids)).order_by(Event.id)):
            claims = [row for row in support.claims[event.id] if row.state not in UNLISTED]
            _count(event, support)
            event.differs = _differs(claims or support.claims[event.id], support)
        session.flush()


def reports_of(session: Session, event_ids: Sequence[int]) -> dict[int, list[accounts.Report]]:
    """The claims of each event that are shown, as accounts are compared; in the order of their public ids."""
    found: dict[int, list[accounts.Report]] = {}
    for ids in words.batched(event_ids, 200):
        support = _load(session, ids)
        for event_id in ids:
            shown = (row for row in support.claims[event_id] if row.state not in UNLISTED)
            found[event_id] = [_report(row, support) for row in shown]
    return found


def affirmation(claim: Claim) -> tuple[int, int]:
    """Smaller is more affirmed (DESIGN §5): actual before planned, confirmed before denied."""
    return MODALITIES.index(claim.modality), STANCES.index(claim.stance)


def _load(session: Session, event_ids: Sequence[int]) -> _Support:
    support = _Support()
    claims = session.scalars(select(Claim).where(Claim.event_id.in_(event_ids)).order_by(Claim.public_id)).all()
    for row in claims:
        support.claims[row.event_id or 0].append(row)
    ids = [row.id for row in claims]
    taking_part = (
        select(Participant.claim_id, Participant.role, Participant.exact, Actor.id, Actor.name)
        .outerjoin(Actor, Actor.id == Participant.actor_id)
        .order_by(Participant.claim_id, Participant.start, Participant.id)
    )
    for claim_id, role, exact, actor_id, name in _in(session, taking_part, Participant.claim_id, ids):
        if actor_id is not None:
            support.actors[claim_id].append((actor_id, name))
        if role == "actor" and actor_id is not None:
            support.doers[claim_id].append(actor_id)
        elif role == "actor":
            support.unknown[claim_id].append(exact)
        elif role in ("weapon", "object"):
            support.things[claim_id].append(exact)
    for row in _in(session, select(*Quantity.__table__.c).order_by(Quantity.id), Quantity.claim_id, ids):
        support.figures[row.claim_id].append(row)
    articles = sorted({row.article_id for row in claims})
    published = select(
        Article.id, Article.origin_id, Article.outlet_id, Article.latest, Article.sort_day, Origin.wire
    )
    published = published.outerjoin(Origin, Origin.id == Article.origin_id)
    support.published = {row.id: row for row in _in(session, published, Article.id, articles)}
    support.sides = sides(session)
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
    event.type = _type(claims)
    event.parent = any(claim.parent for claim in claims)
    conflicts = Counter(claim.conflict_id for claim in claims if claim.conflict_id)
    event.conflict_id = conflicts.most_common(1)[0][0] if conflicts else None
    _set_when(event, claims)
    _set_place(event, claims)
    _count(event, support)
    event.differs = _differs(claims, support)
    label = _label(kind, claims, support) if (kind := codebook.get(event.type)) else event.type
    place = support.places.get(event.place_id or 0)
    laid = event.type in accounts.BLAMED | accounts.HELD
    doers = {one for claim in claims for one in support.doers[claim.id]} if laid else set()
    named = _actor_names(claims, support, but=doers)  # "Shelling: Norland" would read as if Norland were shelled
    disputed = event.differs or any(accounts.denies(claim.modality, claim.stance) for claim in claims)
    alone = _actor_names(claims, support, only=doers) if len(doers) == 1 and not disputed else []
    event.title = title_of(label, place, named, event.modality, event.stance, alone)
    event.slug = slug(event.title)


def _label(kind: EventType, claims: Sequence[Claim], support: _Support) -> str:
    """The type's label, or the part of it that the claims tell: "Destruction", where nobody speaks of looting.

    What somebody denies names nothing, unless nobody says more.
    """
    undenied = [claim for claim in claims if not accounts.denies(claim.modality, claim.stance)] or claims
    own = [claim for claim in undenied if claim.type == kind.code]
    named = [words for claim in own for words in (claim.trigger, *support.things[claim.id])]
    return kind.title(named, [claim.exact for claim in own], {claim.type for claim in undenied})


def _type(claims: Sequence[Claim]) -> str:
    """What most claims tell it as: a taking, whoever says he holds it. Of as many, as the most affirmed one does:
    that a plane crashed is reported, that it was shot down is somebody's claim. Who denies or doubts has no vote.
    """
    telling = [claim for claim in claims if claim.type != accounts.HOLDS] or claims
    telling = [claim for claim in telling if accounts.affirms(claim.modality, claim.stance)] or telling
    told = Counter(claim.type for claim in telling)
    return min(telling, key=lambda claim: (-told[claim.type], affirmation(claim), claim.public_id)).type


def _set_when(event: Event, claims: Sequence[Claim]) -> None:
    """The finest day any claim gives, the earliest of several as fine; a battle lasts through all of them."""
    whens = [
        (row.about_then, row.latest - row.earliest, row.earliest, not _within(row, row.when_start), number)
        for number, row in enumerate(claims)
        if row.earliest and row.latest
    ]
    best = claims[min(whens)[-1]] if whens else None
    event.earliest = best.earliest if best else None
    event.latest = best.latest if best else None
    event.about_then = bool(best and best.about_then)
    event.when_reason = best.when_reason if best else "no report gives a day"
    if event.parent and best:
        event.earliest = min(row.earliest for row in claims if row.earliest)
        event.latest = max(row.latest for row in claims if row.latest)
        event.when_reason = "from the first day that a report of it gives to the last"
    event.sort_day = sort_day(event.latest)


def _within(claim: Claim, at: int | None) -> bool:
    """Whether the words at `at` stand in the claim itself, so that its reason can be read there."""
    return at is not None and claim.start <= at < claim.end


def _set_place(event: Event, claims: Sequence[Claim]) -> None:
    placed = [claim for claim in claims if claim.place_id]
    best = min(placed, key=lambda c: (c.where_prec or 9, not _within(c, c.place_start)), default=None)
    event.place_id = best.place_id if best else None
    event.where_prec = best.where_prec if best else None
    event.place_reason = best.place_reason if best else "no report gives a place"


def _count(event: Event, support: _Support) -> None:
    """The claims that are shown, and the articles and texts that report it: a denial is no report (`audit`)."""
    rows = [row for row in support.claims[event.id] if row.state not in UNLISTED]
    articles = {row.article_id for row in rows if not accounts.denies(row.modality, row.stance)}
    origins = ((one, support.published[one].origin_id) for one in articles)
    event.claims = len(rows)
    event.sources = len(articles)
    event.origins = len({("origin", origin) if origin else ("article", one) for one, origin in origins})


def _differs(claims: Sequence[Claim], support: _Support) -> bool:
    return accounts.differ([_report(claim, support) for claim in claims])


def _side(actor_id: int | None, conflict_id: int | None, day: date | None, known: Sides) -> str | None:
    """Of no war it is part of: whose state or group."""
    if conflict_id is None:
        return accounts.body(known.outermost(actor_id))
    return known.of(actor_id, conflict_id, day)


def _report(claim: Claim, support: _Support) -> accounts.Report:
    article = support.published[claim.article_id]
    text = accounts.publisher(article.wire, article.origin_id, article.outlet_id, article.id)
    own = accounts.source(text, claim.speaker_id, claim.speaker)
    day = claim.latest or article.latest
    doers = support.doers[claim.id]
    known = (side for one in doers if (side := _side(one, claim.conflict_id, day, support.sides)))
    return accounts.Report(
        own,
        article.sort_day,
        claim.type,
        claim.modality,
        claim.stance,
        sides_named(claim.type, known, support.unknown[claim.id], claim.side),
        tuple(
            accounts.Told(
                row.kind,
                accounts.figure(row.low, row.high, row.bound),
                accounts.source(text, row.said_by_id, row.said_by) if row.said_by else own,
                row.as_of_latest.toordinal() if row.as_of_latest else None,
                row.revision == "earlier",
                support.sides.of(row.said_by_id, claim.conflict_id, day) if row.said_by else claim.side,
            )
            for row in support.figures[claim.id]
        ),
        own=accounts.disowns(claim.trigger, own=claim.speaker_id is not None and claim.speaker_id in doers),
    )


def _actor_names(
    claims: Sequence[Claim], support: _Support, but: Set[int] = frozenset(), only: Set[int] | None = None
) -> list[str]:
    told = (pair for claim in claims for pair in support.actors[claim.id])
    return list(dict.fromkeys(name for id_, name in told if id_ not in but and (only is None or id_ in only)))


def _findable(event: Event, claims: Sequence[Claim], support: _Support) -> words.Findable:
    tags = [f"ty{event.type.replace('-', '')}"]
    tags += [f"pl{place_id}" for place_id in support.within[event.place_id]] if event.place_id else []
    tags += [f"ac{actor_id}" for claim in claims for actor_id, _ in support.actors[claim.id]]
    told = [event.title, *_actor_names(claims, support), *dict.fromkeys(claim.exact for claim in claims)]
    return words.Findable(event.id, event.sort_day, "\n".join(told), tags)
