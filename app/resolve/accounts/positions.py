"""What a claim says as an answer: that it happened, that it did not, whose doing it was, who holds it.

Told from the claim's type, modality, stance and trigger alone; whose answer it is, and how answers stand to each
other, is told in `reports.py` and `standing.py`.
"""

from __future__ import annotations

from collections.abc import Set

from app.extract.lexicon import load
from app.extract.words.cues import inflections

HAPPENED, DOER, HOLDER = "happened", "doer", "holder"
# The types that somebody is blamed for (FIELD §3.8): those whose ACLED or PLOVER reading is an act of violence.
BLAMED = frozenset(
    """air-strike shelling mine-or-bomb unconventional-weapon attack-on-civilians abduction sexual-violence
    destruction sabotage cut-off damage disaster interception""".split()
)
HOLDS = "territory-held"  # a state of things, so that it answers who holds it and never whether it happened
HELD = frozenset(("territory-taken", HOLDS))
_BE = ("is", "are", "was", "were", "be", "been", "being", "'s", "’s")
_HAVE = ("have", "has", "had", "having")


def denies(modality: str, stance: str) -> bool:
    """Whether a claim says that it did not happen: "denied shelling it", "is not occupied"."""
    return stance == "denied" or modality == "negated"


def affirms(modality: str, stance: str) -> bool:
    """Whether a claim says that it happened. A plan or a possibility contradicts no denial, and is no toll."""
    return modality in ("actual", "past-background") and not denies(modality, stance)


def sustains(modality: str, stance: str, event_modality: str) -> bool:
    """Whether a claim says as much as its event is listed for: of a plan, that it is planned."""
    return affirms(modality, stance) or (modality == event_modality and not denies(modality, stance))


def holds_against(type_: str, sides: Set[str], takers: Set[str]) -> bool:
    """Whether a claim says that a place which is said to have been taken is held by another side."""
    return type_ == HOLDS and bool(sides and takers) and not sides & takers


def denies_part(type_: str, *, own: bool) -> bool:
    """Whether a denial is of whose doing it was, or who holds it, and not of its having happened.

    Who denies having fired a rocket does not deny that it fell; of a state of things nothing happened.
    """
    return type_ == HOLDS or (own and type_ in BLAMED)


def names_no_deed(trigger: str) -> bool:
    """Whether a claim's trigger is itself a verb of denying ("the group denied any part")."""
    forms = {form for verb in load("modality")["denying"]["reports"] for form in inflections(verb)}
    return trigger.casefold() in forms


def leaves_open(trigger: str, modality: str) -> bool:
    """Whether its source neither confirms nor denies it: "did not confirm that" (`standing/denials.py`)."""
    forms = {form for verb in load("denials")["confirming"] for form in inflections(verb)}
    return modality == "possible" and trigger.casefold() in forms


def denies_said_of_it(trigger: str, modality: str) -> bool:
    """Whether its source denies what was said of it, and not that it happened (`standing/denials.py`)."""
    return modality == "possible" and names_no_deed(trigger)


def disowns(trigger: str, *, own: bool) -> bool:
    """Whether a denial is of whose doing it was, and not of its having happened.

    `own`, by whom it names: "the group denied any part", "denied firing the missile" (that fell all the same).
    By whomever, where it is of whose weapon it was: "it was not our missile" (`extract/claims/whose.py`), or of
    who "had nothing to do with it" (`extract/standing/denials.py`).
    """
    sent = {form for verb in load("blame")["whose"]["sending"] for form in inflections(verb)}
    return trigger.casefold() in (*_BE, *_HAVE) or (own and (names_no_deed(trigger) or trigger.casefold() in sent))


def lays_blame(trigger: str) -> bool:
    """Whether a claim's trigger only points back to a deed told before it: "Moscow blames Kyiv"."""
    forms = {form for verb in load("blame")["laying"] for form in inflections(verb)}
    return trigger.casefold() in forms or trigger.casefold() in _BE
