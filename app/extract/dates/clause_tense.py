"""Whether the clause of a date looks back or ahead, by its verb and what stands over it."""

from __future__ import annotations

from typing import Any

from app.extract.lexicon import load
from app.extract.words.parse import Parsed
from app.text.span import Span

_WORDS = load("dates")["words"]
_MODALS = frozenset(_WORDS["modals"])
_PLANNERS = frozenset(_WORDS["planners"])
_STARTERS = frozenset(_WORDS["starters"])


# ------------------------------------------------------------------ tense


def tense_of(parsed: Parsed, span: Span, before: str) -> tuple[str, bool]:
    """Whether the clause of a date tells of what was ("past") or is to come ("future"); "" if unclear.
    And whether it runs up to the report ("has held").
    """
    tokens = parsed.tokens(span)
    if not len(tokens) or before == "since":
        return "past" if before == "since" else "", False
    tense = _climb(tokens.root)
    if before in ("until", "till", "by") and tense == "":
        return "future", False
    return tense, _up_to_now(tokens.root)


def _up_to_now(token: Any) -> bool:
    """ "Has held for ten years", "have been fighting": the nearest verb is in the present perfect."""
    for _ in range(10):
        if token.pos_ in ("VERB", "AUX"):
            return any(child.dep_ == "aux" and child.lower_ in ("has", "have", "'ve") for child in token.children)
        if token.head is token:
            return False
        token = token.head
    return False


def _climb(token: Any) -> str:
    """From the date up to the verbs above it, until one tells. Ten steps end any odd parse."""
    start = token
    if token.dep_ == "poss" and not _planned(token.head):
        return ""
    for _ in range(10):
        if token.pos_ in ("VERB", "AUX"):
            told = _verb_tense(token)
            if told is not None:
                return told
        elif token is not start and _planned(token):  # "the next two days" looks ahead by itself only
            return "future"
        if token.head is token:
            return ""
        token = token.head
    return ""


def _planned(token: Any) -> bool:
    """ "the talks planned for Monday", "upcoming talks", "due on Monday"."""
    if token.lemma_.lower() in _PLANNERS and token.pos_ in ("ADJ", "VERB"):
        return True
    return any(child.dep_ in ("amod", "acl") and child.lemma_.lower() in _PLANNERS for child in token.lefts)


_MUST = frozenset({"be", "have", "need"})  # "is to", "have to", "needs to"


def _verb_tense(verb: Any) -> str | None:
    """None where the verb leans on the one above it ("to meet", "meeting")."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helpers}
    perfect = "have" in {child.lemma_ for child in helpers}
    planner = verb.lemma_.lower() in _PLANNERS or any(
        child.dep_ in ("acomp", "oprd") and child.lemma_.lower() in _PLANNERS for child in verb.children
    )
    if words & _MODALS:
        return "past" if perfect else "future"
    if "to" in words:
        above = verb.head
        ahead = above.lemma_.lower() in _PLANNERS or (above.lemma_ in _MUST and above.tag_ in ("VBZ", "VBP"))
        return "past" if perfect else "future" if ahead else None
    if planner and not perfect and verb.tag_ in ("VBN", "VBZ", "VBP", "VBG"):
        return "future"
    if verb.tag_ == "VBD" or perfect or any(child.tag_ == "VBD" for child in helpers):
        return "past"
    if verb.tag_ == "VBN":
        return "" if helpers else "past"
    if verb.tag_ == "VBG":
        return "future" if any(child.tag_ in ("VBZ", "VBP") for child in helpers) else None
    return "future" if verb.lemma_.lower() in _STARTERS and verb.tag_ in ("VBZ", "VBP") else ""
