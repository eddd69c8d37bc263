"""Who says what: the claims of one event side by side, a row a question. Numbers are never averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.browse import labels
from app.browse.records import ActorBrief, ClaimRecord, Difference, NamedRecord, QuantityRecord, Told
from app.browse.sentence import period_words


def differences(claims: Sequence[ClaimRecord]) -> tuple[Difference, ...]:
    """A row for each question that some claim answers: what, when, where, who, then each kind of figure."""
    questions = {
        "what": [claim.type_label for claim in claims],
        "stance": [_stance(claim) for claim in claims],
        "when": [period_words(claim.when) if claim.when else None for claim in claims],
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


def told(
    claims: Sequence[ClaimRecord], questions: Sequence[Difference]
) -> tuple[tuple[str | None, tuple[Told, ...]], ...]:
    """Each source with what it says, once: the same words in several articles are one row of several links."""
    found: dict[str | None, dict[tuple, list[tuple[ClaimRecord, tuple[tuple[str, str], ...]]]]] = {}
    for number, claim in enumerate(claims):
        answers = ((each.question, each.answers[number]) for each in questions if each.differs)
        apart = tuple((question, answer) for question, answer in answers if answer)
        same = (claim.exact.casefold(), apart)
        found.setdefault(claim.told_by, {}).setdefault(same, []).append((claim, apart))
    return tuple(
        (who, tuple(Told(tuple(claim for claim, _ in rows), rows[0][1]) for rows in said.values()))
        for who, said in found.items()
    )


def named(claims: Sequence[ClaimRecord]) -> tuple[NamedRecord, ...]:
    """Who is named in which role, on whose word, and whether they deny it themselves."""
    by: dict[tuple[str, ActorBrief], dict[str, None]] = defaultdict(dict)
    for claim in claims:
        for part in claim.participants:
            if part.actor:
                names = by[part.role, part.actor]
                if claim.told_by and not claim.denies:
                    names[claim.told_by] = None
    deniers = {claim.speaker.actor for claim in claims if claim.denies and claim.speaker}
    return tuple(NamedRecord(role, actor, tuple(names), actor in deniers) for (role, actor), names in by.items())


def _differ(answers: Sequence[str | None]) -> bool:
    """Saying nothing contradicts nobody."""
    return len({answer.casefold() for answer in answers if answer}) > 1


def _stance(claim: ClaimRecord) -> str:
    if claim.denies:
        return "says that it did not happen"
    stance = labels.label("stance", claim.stance)
    return stance if claim.modality == "actual" else f"{stance}, {labels.label('modality', claim.modality)}"


def _who(claim: ClaimRecord, roles: tuple[str, ...]) -> str | None:
    """Names, else the words; a bare "we" tells two claims apart by nothing."""
    told = dict.fromkeys(
        part.actor.name if part.actor else part.exact
        for part in claim.participants
        if part.role in roles and (part.actor or part.exact.casefold() not in labels.PRONOUNS)
    )
    return ", ".join(told) or None


def _figures(quantities: Sequence[QuantityRecord], kind: str) -> str | None:
    """As written: "at least 12" and "12" differ, and readers judge by the words."""
    return ", ".join(dict.fromkeys(each.exact for each in quantities if each.kind == kind)) or None
