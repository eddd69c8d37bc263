"""In what the claims of one event differ besides figures and positions, and whom they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.browse.accounts.ledger import sides_of
from app.browse.accounts.targets import targets_told
from app.browse.question.sentence import period_words
from app.browse.records import ActorBrief, ClaimRecord, Difference, NamedRecord
from app.browse.words import labels
from app.resolve.accounts import HELD, HOLDS, affirms, holds_against


def differences(claims: Sequence[ClaimRecord]) -> tuple[Difference, ...]:
    """A row for each question that some claim answers: what, when, where, who.

    Who denies a deed names nobody, and whom he clears of it is contested, however alike all others name him.
    """
    questions = {
        "what": [claim.type_label for claim in claims],
        "when": [period_words(claim.when) if claim.when else None for claim in claims],
        "where": [claim.place.name if claim.place else None for claim in claims],
        "by whom": [None if claim.denies else _doers(claim) for claim in claims],
        "against whom": targets_told(claims),
    }
    doubted = any(claim.denies or (claim.modality == "possible" and _doers(claim)) for claim in claims)
    return tuple(
        Difference(question, tuple(answers), _differ(answers), contested=doubted and question == "by whom")
        for question, answers in questions.items()
        if any(answers)
    )


def named(claims: Sequence[ClaimRecord]) -> tuple[NamedRecord, ...]:
    """Who is named in which role, on whose word, and whether they deny it themselves."""
    by: dict[tuple[str, ActorBrief], tuple[dict[str, None], dict[str, None]]] = defaultdict(lambda: ({}, {}))
    affirmed = any(affirms(claim.modality, claim.stance) for claim in claims)
    against = _holding_against(claims)
    for claim in claims:
        for part in claim.participants:
            if part.actor and not (claim.public_id in against and part.role == "actor"):
                plainly, possibly = by[part.role, part.actor]
                if claim.told_by and not claim.denies:
                    hedged = affirmed and claim.modality == "possible"
                    (possibly if hedged else plainly)[claim.told_by] = None
    deniers = {claim.speaker.actor for claim in claims if claim.denies and claim.speaker}
    return tuple(
        NamedRecord(
            role, actor, tuple(plainly), actor in deniers, tuple(one for one in possibly if one not in plainly)
        )
        for (role, actor), (plainly, possibly) in by.items()
    )


def _holding_against(claims: Sequence[ClaimRecord]) -> frozenset[str]:
    """The ids of those that say a place said to have been taken is held by another side, or by who denies that.

    Whoever holds a place has no part in its taking.
    """
    taking = [claim for claim in claims if claim.type in HELD and claim.type != HOLDS]
    takers = frozenset(side for claim in taking if not claim.denies for side in sides_of(claim))
    deniers = frozenset(claim.side for claim in taking if claim.denies and claim.side) - takers
    return frozenset(
        claim.public_id
        for claim in claims
        if holds_against(claim.type, held := sides_of(claim), takers) or (claim.type == HOLDS and held & deniers)
    )


def _differ(answers: Sequence[str | None]) -> bool:
    """Saying nothing contradicts nobody."""
    return len({answer.casefold() for answer in answers if answer}) > 1


def _doers(claim: ClaimRecord) -> str | None:
    """Names, else the words; a bare "we" tells two claims apart by nothing."""
    told = dict.fromkeys(
        part.actor.name if part.actor else part.exact
        for part in claim.participants
        if part.role == "actor" and (part.actor or part.exact.casefold() not in labels.PRONOUNS)
    )
    return ", ".join(told) or None
