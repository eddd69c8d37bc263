"""Who takes a deed upon himself, or denies a part in it: a word on an attack, and no happening beside it.

"The front claimed responsibility for the attack." "Norland denied any involvement." Where one attack is told that
it can be of, in the same sentence ("for the bombing of a mosque in Selva") or before it, such words become a claim
of that attack with whoever speaks as who did it, flatly or denied (`claims/blame.py`). Where none is, owning up
stays a happening of its own; a denial of nothing that is told is none, and is refused with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.extract.happenings.clauses import lemma
from app.extract.happenings.told import Article
from app.extract.lexicon import load
from app.extract.reading import Claim, Participant, Refusal, Speaker
from app.extract.standing.moods import listed

OWNING = "responsibility"


@dataclass(frozen=True, slots=True)
class Owning:
    """Words of owning up or denying a part: the verb, who, and the word for the deed if any."""

    verb: Any
    speaker: Speaker
    doer: Participant
    deed: Any | None  # the token of "attack" in "denied responsibility for the attack"
    told: tuple[Claim, ...]  # the attacks that the words for the deed tell themselves
    stance: str  # "claimed" or "confirmed" of one owned up to, "denied"


def find_owning(claims: Sequence[Claim], article: Article) -> Iterator[Owning]:
    """Every one that somebody stands by, flatly: not "may claim responsibility", not "no group claimed it"."""
    for claim in claims:
        by = claim.attributed_to
        flat = claim.modality == "actual" and claim.stance in ("claimed", "confirmed")
        denied = claim.modality == "negated" and claim.stance == "denied"
        tokens = article.parsed.tokens(claim.trigger)
        if claim.type != OWNING or by is None or not (flat or denied) or not len(tokens):
            continue
        doers = [p for p in claim.participants if p.role == "actor"]
        if not doers or not doers[0].span.overlaps(by.span):
            continue  # "the army said that the rebels deny their part": another's word on theirs
        verb = tokens.root
        deed = _deed(verb)
        inside = {t.i for t in deed.subtree} if deed is not None else set()
        told = [c for c in claims if c.type in load("blame")["owned"] and _root(c, article) in inside]
        yield Owning(verb, by, Participant("actor", by.span, by.named), deed, tuple(told), claim.stance)


def _deed(verb: Any) -> Any | None:
    """ "the attack" of "claimed responsibility for the attack", wherever the parse hangs the "for"."""
    for thing in (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")):
        if lemma(thing) in listed("presupposing", "nouns"):
            preps = [
                p for at in (thing, verb) for p in at.children if p.dep_ == "prep" and p.lower_ in ("for", "in")
            ]
            deed = next((c for p in preps for c in p.children if c.dep_ in ("pobj", "pcomp")), None)
            if (
                deed is not None and deed.lower_ == "which"
            ):  # "an attack for which the front claimed responsibility"
                return verb.head if verb.dep_ == "relcl" else None
            return deed
    return None


def _root(claim: Claim, article: Article) -> int:
    tokens = article.parsed.tokens(claim.trigger)
    return tokens.root.i if len(tokens) else -1


def only_happenings(claims: Sequence[Claim]) -> tuple[list[Claim], list[Refusal]]:
    """The claims without those that deny, or find nobody to own, a deed that is not told."""
    kept = [claim for claim in claims if claim.type != OWNING or claim.modality != "negated"]
    dropped = [claim for claim in claims if claim not in kept]
    why = "a part denied or owned by nobody: a word on a deed, and not one more happening"
    return kept, [Refusal(claim.trigger, why, OWNING) for claim in dropped]
