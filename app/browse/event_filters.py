"""What each filter means for events. Lists, facets, feeds and files follow from here."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select, true

from app.browse.answer.conditions import from_outlet, in_box, in_language, lies_in, on_side, published_then
from app.browse.answer.listing import touches
from app.browse.facts import briefs
from app.browse.question.filters import Filters
from app.store.tables import Actor, Claim, Event, Participant, PlaceWithin, Quantity


def _claimed(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Some claim about it that stands meets all the conditions.

    Asked as a list of ids: one actor's few claims lead to his events, not every event to its claims.
    """
    shown = (Claim.event_id.is_not(None), Claim.state.not_in(briefs.HIDDEN))
    return Event.id.in_(select(Claim.event_id).where(*shown, *conditions))


def _taking_part(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return _claimed(Claim.id.in_(select(Participant.claim_id).where(*conditions)))


def _actor(f: Filters) -> ColumnElement[bool]:
    wanted = [Participant.actor_id.in_(f.ids("actor", "people"))]
    return _taking_part(*wanted, *([Participant.role.in_(f.role)] if f.role else []))


def _role(f: Filters) -> ColumnElement[bool]:
    # With an actor, the role is that actor's and asked together with it.
    return true() if f.actor else _taking_part(Participant.role.in_(f.role), Participant.actor_id.is_not(None))


def _about(f: Filters) -> ColumnElement[bool]:
    inside = select(PlaceWithin.place_id).where(PlaceWithin.ancestor_id.in_(f.ids("about", "places")))
    return or_(
        Event.id.in_(f.ids("about", "events")),
        Event.place_id.in_(inside),
        _taking_part(Participant.actor_id.in_(f.ids("about", "people"))),
    )


def _period(f: Filters) -> ColumnElement[bool]:
    if f.date_of == "happened":
        return touches(Event.earliest, Event.latest, f)
    then = _claimed(published_then(Claim.article_id, f))
    return then if f.date_of == "published" else and_(Event.earliest.is_(None), then)


def _side(f: Filters) -> ColumnElement[bool]:
    """One of its own has a part in it, or says so."""
    codes = [bearer.key for name in f.side for bearer in name.bearers]
    said = [Claim.side.in_(codes)]
    if f.conflict:
        said.append(Claim.conflict_id.in_(f.ids("conflict", "conflicts")))
    takes_part = exists().where(
        Claim.event_id == Event.id,
        Claim.state.not_in(briefs.HIDDEN),
        Participant.claim_id == Claim.id,
        on_side(Participant.actor_id, f, Event.earliest, Event.latest, Event.conflict_id),
    )
    return or_(_claimed(*said), takes_part)


def only_parties() -> ColumnElement[bool]:
    """Nobody tells of it but parties to the war: not even an outlet on its own word."""
    party = or_(Claim.side.is_not(None), Claim.speaker_id.in_(select(Actor.id).where(Actor.party.is_(True))))
    bystander = and_(Claim.side.is_(None), or_(Claim.speaker_id.is_(None), not_(party)))
    # Half of all claims may be a party's: asked of each event in turn, not gathered first.
    told = exists().where(Claim.event_id == Event.id, Claim.state.not_in(briefs.HIDDEN))
    return and_(told.where(party), not_(told.where(bystander)))


WHERE: dict[str, Callable[[Filters], ColumnElement[bool]]] = {
    "speaker": lambda f: _claimed(Claim.speaker_id.in_(f.ids("speaker", "people"))),
    "actor": _actor,
    "kind": lambda f: _taking_part(Actor.id == Participant.actor_id, Actor.kind.in_(f.kind)),
    "type": lambda f: Event.type.in_(f.type),
    "place": lambda f: lies_in(Event.place_id, f),
    "bbox": lambda f: in_box(Event.place_id, f),
    "placed": lambda f: Event.place_id.is_(None) if f.placed == "no" else Event.place_id.is_not(None),
    "period": _period,
    "outlet": lambda f: _claimed(from_outlet(Claim.article_id, f)),
    "about": _about,
    "conflict": lambda f: Event.conflict_id.in_(f.ids("conflict", "conflicts")),
    "side": _side,
    "role": _role,
    "party": lambda _: only_parties(),
    "figures": lambda f: _claimed(Claim.id.in_(select(Quantity.claim_id).where(Quantity.kind.in_(f.figures)))),
    "disputed": lambda _: Event.differs.is_(True),
    "modality": lambda f: true() if "any" in f.modality else Event.modality.in_(f.modality),
    "stance": lambda f: true() if "any" in f.stance else Event.stance.in_(f.stance),
    "state": lambda f: Event.state.in_(f.state),
    "lang": lambda f: _claimed(in_language(Claim.article_id, f)),
}


def always(f: Filters) -> ColumnElement[bool]:
    """By default what is reported to have happened; plans, denials and the past on request (DESIGN §1)."""
    shown = Event.state.not_in(briefs.HIDDEN)
    return shown if f.modality or f.stance else and_(Event.listed.is_(True), shown)
