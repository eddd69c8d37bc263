"""Cues: the words that open what somebody said, what class they are of and which frames they take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.extract.lexicon import load
from app.extract.words.parse import span_of
from app.text.span import Span

_FRAMES = ("clause", "to", "object", "doing", "of", "as", "speech")


@dataclass(frozen=True, slots=True)
class Cue:
    """A token that opens what was said, its class, and the frames its verb takes (see lexicon/cues.toml)."""

    token: Any
    span: Span
    cls: str
    frames: frozenset[str]


def inflections(verb: str) -> tuple[str, ...]:
    """The forms a regular English verb takes; the lexicon's [irregular] table goes first."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[str, dict[str, str]]]:
    """form → (verb, frame → class). A verb may take frames of several classes ("complain")."""
    words = load("cues")
    frames: dict[str, dict[str, str]] = {}
    for cls, table in words.items():
        for frame in _FRAMES:
            for verb in table.get(frame, ()) if isinstance(table, dict) else ():
                frames.setdefault(verb, {}).setdefault(frame, cls)
    return {
        form: (verb, taken)
        for verb, taken in frames.items()
        for form in (verb, *words["irregular"].get(verb, inflections(verb)))
    }


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {
        form: cls for cls, nouns in load("cues")["nouns"].items() for noun in nouns for form in (noun, noun + "s")
    }


def cue_at(token: Any) -> Cue | None:
    """The cue that a token is, if it is one: a verb of the lexicon used as a verb."""
    entry = _verbs().get(token.lower_)
    if entry is None or (token.pos_ not in ("VERB", "AUX") and token.lower_ not in ("said", "says", "told")):
        return None
    verb, frames = entry
    particles = load("cues")["particles"].get(verb)
    if particles and (token.i + 1 >= len(token.doc) or token.nbor().lower_ not in particles):
        return None
    end = span_of(token.nbor()).end if particles else span_of(token).end  # "went on"
    return Cue(token, Span(token.idx, end), next(iter(frames.values())), frozenset(frames))


def opening_cue(token: Any) -> Cue | None:
    """The cue in "Continued Moroz: “…”": a verb that opens its line, which parsers take for a name."""
    entry = _verbs().get(token.lower_)
    if entry is None or not {"clause", "speech"} & entry[1].keys() or not token.text[:1].isupper():
        return None
    return Cue(token, span_of(token), next(iter(entry[1].values())), frozenset(entry[1]))


def class_of(cue: Cue, frame: str) -> str:
    """The class a cue's verb has in a frame: "offered to" promises, “…,” he offered says."""
    return _verbs()[cue.token.lower_][1].get(frame, cue.cls)


def is_cue_form(word: str) -> bool:
    """Whether a word in small letters is a form of some cue's verb."""
    return word in _verbs()


def base_of(cue: Any) -> str:
    """The verb of the lexicon that a cue's token is a form of."""
    return _verbs()[cue.lower_][0]


def hands_on(token: Any) -> bool:
    """Whether a verb hands another's words on by its meaning: "quoted him as saying"."""
    return is_cue_form(token.lower_) and base_of(token) in load("cues")["relays"]["quoting"]


def told_as(cue: Cue) -> Cue:
    """The innermost cue: *saying* for the *quoted* of "quoted him as saying"; any other is itself."""
    if not hands_on(cue.token):
        return cue
    inner = (c for word in cue.token.children if word.lower_ == "as" for c in word.children if c.dep_ == "pcomp")
    return next((told for told in map(cue_at, inner) if told), cue)


def class_of_noun(word: str) -> str | None:
    """The class of a noun whose clause is something said ("claim", "warnings"); None for other nouns."""
    return _nouns().get(word)
