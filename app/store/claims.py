"""Rows for the claims of an article, with who took part and how many; `events` then joins them."""

from __future__ import annotations

from app.extract.reading import Claim as FoundClaim
from app.store.page import Page, days, ends
from app.store.tables import Claim, Participant, Quantity


def write_claims(page: Page) -> list[Claim]:
    """Writes the claims of the reading; their rows, in order."""
    found = page.reading.claims
    contents = [(c.trigger.start, c.trigger.end, page.exact(c.trigger), c.type) for c in found]
    ids = page.ids("claim", contents)
    rows = [_claim(page, position, claim, ids[position]) for position, claim in enumerate(found)]
    page.session.add_all(rows)
    page.session.flush()
    for row, claim in zip(rows, found, strict=True):
        page.session.add_all(_participants(page, row, claim))
        page.session.add_all(_quantities(page, row, claim))
    return rows


def _claim(page: Page, position: int, claim: FoundClaim, public_id: str) -> Claim:
    link = page.linked.places.get(claim.place) if claim.place else None
    place = page.place(claim.place)
    conflict = page.linked.conflicts[position]
    read = {
        **page.here(claim.span),
        "type": claim.type,
        "acled": claim.acled,
        "plover": claim.plover,
        **ends("trigger", claim.trigger),
        "trigger": page.exact(claim.trigger),
        "modality": claim.modality,
        "stance": claim.stance,
        **page.spoken_by(claim.attributed_to),
        **days(claim.when, claim.when_reason),
        **ends("when", claim.when_span),
        "place_id": place.id if place else None,
        **ends("place", claim.place),
        "where_prec": link.where_prec if link and place else None,
        "place_reason": "; ".join(filter(None, (claim.place_reason, link.reason if link else ""))),
        "parent": claim.parent,
        "conflict_id": page.known.conflict_id(conflict.slug) if conflict else None,
        "conflict_reason": conflict.reason if conflict else "",
        "side": conflict.side if conflict else None,
        "side_reason": conflict.side_reason if conflict else "",
        "reason": claim.reason,
        **page.last.kept("claim", position),
    }
    return Claim(public_id=public_id, **read)


def _participants(page: Page, row: Claim, claim: FoundClaim) -> list[Participant]:
    return [
        Participant(claim_id=row.id, role=one.role, actor_id=page.actor_id(one.named), **page.on_page(one.span))
        for one in claim.participants
    ]


def _quantities(page: Page, row: Claim, claim: FoundClaim) -> list[Quantity]:
    return [
        Quantity(
            claim_id=row.id,
            kind=one.kind,
            low=one.low,
            high=one.high,
            bound=one.bound[:40] if one.bound else None,
            unit=one.unit[:20] if one.unit else None,
            said_by=page.exact(one.said_by.span) if one.said_by else None,
            said_by_id=page.actor_id(one.said_by.named) if one.said_by else None,
            revision=one.revision,
            **ends("revision", one.revision_span),
            as_of_earliest=one.as_of.earliest if one.as_of else None,
            as_of_latest=one.as_of.latest if one.as_of else None,
            **page.on_page(one.span),
        )
        for one in claim.quantities
    ]
