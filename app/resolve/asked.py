"""What joining asks of the claims of one article, before any of it is in the record."""

from __future__ import annotations

from app.extract.reading import Claim
from app.resolve.about import Line
from app.resolve.blows import craft_in, deadly, full_name, hours_in, weapons_in
from app.resolve.links import Linked
from app.resolve.sameness import ClaimForJoin, Figure, targets_in

_JOINING_ROLES = ("actor", "target", "recipient")
_STRUCK_ROLES = ("target", "object")


def asked_in(linked: Linked, line: Line) -> list[ClaimForJoin]:
    """One for each claim of the reading, in its order; the key is where its trigger stands."""
    return [_asked(linked, claim, line) for claim in linked.reading.claims]


def _asked(linked: Linked, claim: Claim, line: Line) -> ClaimForJoin:
    link = linked.place(claim.place)
    place = link.place if link else None
    taking_part = [(one.role, linked.actor(one.named)) for one in claim.participants if one.role in _JOINING_ROLES]
    known = [(role, found) for role, found in taking_part if found]
    by = linked.actor(claim.attributed_to.named) if claim.attributed_to else None
    actors = {found.slug or found.key: found.slug for _, found in known}
    return ClaimForJoin(
        key=f"{claim.trigger.start:09d}-{claim.type}",
        type=claim.type,
        place_keys=(place.key, *place.parents) if place else (),
        when=claim.when,
        actors=frozenset(actors),
        modality=claim.modality,
        parent=claim.parent,
        article="here",
        lines=frozenset(actors) | {above for slug in actors.values() if slug for above in line(slug)},
        targets=targets_in(one.span.of(linked.text) for one in claim.participants if one.role in _STRUCK_ROLES),
        figures=frozenset(Figure(one.kind, one.low, one.high) for one in claim.quantities),
        place_kind=place.kind if place else "",
        people=place.population or None if place else None,
        weapons=weapons_in(
            [claim.trigger.of(linked.text)]
            + [one.span.of(linked.text) for one in claim.participants if one.role == "weapon"]
        ),
        hours=hours_in(_dated(linked, claim), claim.when),
        craft=craft_in(claim.type, [(one.role, one.span.of(linked.text)) for one in claim.participants]),
        stance=claim.stance,
        victims=frozenset(
            found.slug or found.key
            for role, found in known
            if role == "target" and found.kind == "person" and full_name(found.slug or found.key)
        ),
        deadly=deadly(claim.trigger.of(linked.text)),
        doers=frozenset(found.slug or found.key for role, found in known if role == "actor"),
        speaker=by.slug or by.key if by else None,
        arms=frozenset(f"here:{one.span.start}" for one in claim.participants if one.role == "weapon"),
    )


def _dated(linked: Linked, claim: Claim) -> str:
    """The words of the claim that date it; nothing where others do."""
    told = claim.when_span
    return told.of(linked.text) if told and claim.span.covers(told) else ""
