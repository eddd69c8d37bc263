"""In what the claims of one event differ besides figures and positions, and whom they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.browse import labels
from app.browse.records import ActorBrief, ClaimRecord, Difference, NamedRecord
from app.browse.sentence import period_words
from app.resolve.accounts import HELD, HOLDS, holds_against


def differences(claims: Sequence[ClaimRecord]) -> tuple[Difference, ...]:
    """A row for each question that some claim answers: what, when, where, who."""
    questions = {
        "what": [claim.type_label for claim in claims],
        "when": [period_words(claim.when) if claim.when else None for claim in claims],
        "where": [claim.place.name if claim.place else None for claim in claims],
        "by whom": [_who(claim, ("actor",)) for claim in claims],
        "against whom": [_who(claim, ("recipient", "target")) for claim in claims],
    }
    return tuple(
        Difference(question, tuple(answers), _differ(answers))
        for question, answers in questions.items()
        if any(answers)
    )


def named(claims: Sequence[ClaimRecord]) -> tuple[NamedRecord, ...]:
    """Who is named in which role, on whose word, and whether they deny it themselves."""
    by: dict[tuple[str, ActorBrief], dict[str, None]] = defaultdict(dict)
    takers = frozenset(
        part.side
        for claim in claims
        if claim.type in HELD and claim.type != HOLDS and not claim.denies
        for part in claim.participants
        if part.role == "actor" and part.side
    )
    for claim in claims:
        holders = frozenset(part.side for part in claim.participants if part.role == "actor" and part.side)
        against = holds_against(claim.type, holders, takers)  # whoever holds a place has no part in its taking
        for part in claim.participants:
            if part.actor and not (against and part.role == "actor"):
                names = by[part.role, part.actor]
                if claim.told_by and not claim.denies:
                    names[claim.told_by] = None
    deniers = {claim.speaker.actor for claim in claims if claim.denies and claim.speaker}
    return tuple(NamedRecord(role, actor, tuple(names), actor in deniers) for (role, actor), names in by.items())


def _differ(answers: Sequence[str | None]) -> bool:
    """Saying nothing contradicts nobody."""
    return len({answer.casefold() for answer in answers if answer}) > 1


def _who(claim: ClaimRecord, roles: tuple[str, ...]) -> str | None:
    """Names, else the words; a bare "we" tells two claims apart by nothing."""
    told = dict.fromkeys(
        part.actor.name if part.actor else part.exact
        for part in claim.participants
        if part.role in roles and (part.actor or part.exact.casefold() not in labels.PRONOUNS)
    )
    return ", ".join(told) or None
