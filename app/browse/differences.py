"""Who says what: the claims of one event side by side, a row a question. Numbers are never averaged."""

from __future__ import annotations

from collections.abc import Sequence

from app.browse.records import ClaimRecord, Difference, QuantityRecord


def differences(claims: Sequence[ClaimRecord]) -> tuple[Difference, ...]:
    """A row for each question that some claim answers: what, when, where, who, then each kind of figure."""
    questions = {
        "what": [claim.type_label for claim in claims],
        "stance": [_stance(claim) for claim in claims],
        "when": [str(claim.when) if claim.when else None for claim in claims],
        "where": [claim.place.name if claim.place else None for claim in claims],
        "by whom": [_who(claim, ("actor",)) for claim in claims],
        "against whom": [_who(claim, ("recipient", "target")) for claim in claims],
    }
    kinds = dict.fromkeys(quantity.kind for claim in claims for quantity in claim.quantities)
    for kind in kinds:
        questions[kind] = [_figures(claim.quantities, kind) for claim in claims]
    return tuple(
        Difference(question, tuple(answers), _differ(answers))
        for question, answers in questions.items()
        if any(answers)
    )


def _differ(answers: Sequence[str | None]) -> bool:
    """Saying nothing contradicts nobody."""
    return len({answer.casefold() for answer in answers if answer}) > 1


def _stance(claim: ClaimRecord) -> str:
    return claim.stance if claim.modality == "actual" else f"{claim.stance}, {claim.modality}"


def _who(claim: ClaimRecord, roles: tuple[str, ...]) -> str | None:
    told = dict.fromkeys(
        part.actor.name if part.actor else part.exact for part in claim.participants if part.role in roles
    )
    return ", ".join(told) or None


def _figures(quantities: Sequence[QuantityRecord], kind: str) -> str | None:
    """As written: "at least 12" and "12" differ, and readers judge by the words."""
    return ", ".join(dict.fromkeys(each.exact for each in quantities if each.kind == kind)) or None
