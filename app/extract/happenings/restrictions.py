"""What an entry of the trigger lexicon asks for besides its words: who does it, to whom, in what company.

`unmet` answers in words an editor understands; the keys are explained at the head of the lexicon files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.extract.happenings.clauses import (
    clause_tokens,
    governing_verb,
    is_passive,
    lemma,
    noun_objects,
    objects,
    phrase_tokens,
    subjects,
)
from app.extract.happenings.trigger_words import words_of
from app.extract.lexicon import load
from app.extract.names.known import NOBODY, Known
from app.extract.reading import Mention, PlaceMention
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span


@dataclass(frozen=True, slots=True)
class Around:
    """What the other readers found, which the restrictions ask about."""

    parsed: Parsed
    mentions: Sequence[Mention]
    places: Sequence[PlaceMention]
    known: Known = NOBODY


def unmet(token: Any, kind: str, entry: dict[str, Any], verb: Any | None, around: Around) -> str | None:
    """What an entry asks for and does not find, in words; None where everything fits."""
    if reason := _wrong_company(token, entry):
        return reason
    if kind == "verb":
        return _wrong_object(token, entry, around) or _wrong_subject(token, entry, around)
    if kind == "phrase" and "subject" in entry and verb is not None:
        of = [*subjects(verb), *objects(verb)]
        return (
            None if any(holds(s, entry["subject"], around) for s in of) else f"not said of {_or(entry['subject'])}"
        )
    if kind == "phrase" and "said_of" in entry:
        return _not_said_of(token, entry, around)
    if entry.get("as_doer") and governing_verb(token)[1] not in ("nsubj", "prep:by", "prep:from", "prep:in"):
        return "the weapon, not said to have done anything"
    if kind == "noun" and entry.get("of") and not any(holds(o, entry["of"], around) for o in noun_objects(token)):
        return f"not said of {_or(entry['of'])}"
    return None


def _not_said_of(token: Any, entry: dict[str, Any], around: Around) -> str | None:
    """ "declared the city free": of what; "free of mines" is followed by a word that `not_prep` holds."""
    things = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    if any(c.lower_ in entry.get("not_prep", ()) for c in token.children):
        return f"followed by “{entry['not_prep'][0]}”"
    return (
        None if any(holds(t, entry["said_of"], around) for t in things) else f"not said of {_or(entry['said_of'])}"
    )


def _wrong_company(token: Any, entry: dict[str, Any]) -> str | None:
    """Words that must, or must not, stand in the clause or the sentence."""
    for key, nearby in _NEARBY:
        if names := entry.get(key):
            near = [t for t in nearby(token) if t.i != token.i and not (key.startswith("not_") and _first_half(t))]
            words = {word for t in near for word in (lemma(t), t.lower_)}
            inside = any(words & words_of(name) for name in names)
            if inside == key.startswith("not_"):
                return f"used in another sense {'beside' if inside else 'without'} {_or(names)}"
    return None


def _first_half(token: Any) -> bool:
    """The "war" of "war-damaged flats": how a thing is, and not what is told of."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text == "-" and after[1].tag_ in ("VBN", "VBD", "JJ")


def _sentence_tokens(token: Any) -> list[Any]:
    return list(token.sent)


_NEARBY = (
    ("with", clause_tokens),
    ("not_with", clause_tokens),
    ("sentence", _sentence_tokens),
    ("not_sentence", _sentence_tokens),
)


def _wrong_object(token: Any, entry: dict[str, Any], around: Around) -> str | None:
    things = objects(token)
    anybody = "any-with" in entry.get("object", ()) and any(
        c.lower_ in ("on", "into", "with") for c in token.children
    )
    if "object" in entry and not anybody and not any(holds(o, entry["object"], around) for o in things):
        return f"not done to {_or(entry['object'])}"
    if "object_head" in entry and not any(_counted(o, entry["object_head"]) for o in things):
        return f"not done to {_or(entry['object_head'])}"
    if any(holds(o, entry.get("object_not", ()), around) for o in things):
        return f"done to {_or(entry['object_not'])}"
    if any(c.lower_ in entry.get("not_prep", ()) for h in (token, *things) for c in h.children):
        return f"followed by “{entry['not_prep'][0]}”"
    if not all(holds(o, entry["from"], around) for o in _after_from(token) if "from" in entry):
        return f"not from {_or(entry['from'])}"
    if entry.get("intransitive") and _has_object(token):
        return "with an object it has another sense"
    return None


def _wrong_subject(token: Any, entry: dict[str, Any], around: Around) -> str | None:
    doers = subjects(token)
    if any(holds(s, entry.get("subject_not", ()), around) for s in doers):
        return f"done by {_or(entry['subject_not'])}"
    if "subject" not in entry or any(holds(s, entry["subject"], around) for s in doers):
        return None
    unsaid = entry["type"] != "talks" and not entry.get("by_name")
    if unsaid and _subject_implied(token, entry["subject"], around):
        return None
    return f"not done by {_or(entry['subject'])}"


def _or(names: Sequence[str]) -> str:
    """Names of word lists as an editor reads them: "place, weapon in air"."""
    told = [name.replace("-", " ").removesuffix(" words") for name in names if name not in ("any", "any-with")]
    return ", ".join(f"“{name}”" for name in told) or "what this word needs"


def _counted(head: Any, names: Sequence[str]) -> bool:
    """Whether the thing itself is of a list, or an amount of it: "two rifles", "rounds of ammunition"."""
    wanted = frozenset().union(*(words_of(name) for name in names))
    for thing in (head, *head.conjuncts):
        if thing.i < head.i:
            continue
        if lemma(thing) in wanted or thing.lower_ in wanted:
            return True
        if any(c.dep_ == "compound" and lemma(c) in wanted for c in thing.children) and lemma(
            thing
        ) in wanted | words_of("amounts"):
            return True
        inside = [
            o for c in thing.children if c.dep_ == "prep" and c.lower_ in ("of", "containing") for o in c.children
        ]
        inside += [
            o
            for c in thing.children
            if c.dep_ == "acl" and c.lower_ in ("containing", "holding", "including")
            for o in c.children
            if o.dep_ == "dobj"
        ]
        if lemma(thing) in words_of("amounts") | words_of("stores") and any(
            _counted(o, names) for o in inside if o.dep_ in ("pobj", "dobj")
        ):
            return True
    return False


def _has_object(verb: Any) -> bool:
    """ "withdrew the remark", and "a remark that he withdrew", whatever the parse takes "that" for."""
    relative = verb.dep_ == "relcl" and any(
        c.lower_ in ("that", "which") and c.dep_ == "mark" for c in verb.children
    )
    return relative or any(c.dep_ == "dobj" for c in verb.children)


def _after_from(verb: Any) -> list[Any]:
    return [c for prep in verb.children if prep.lower_ == "from" for c in prep.children if c.dep_ == "pobj"]


def _subject_implied(verb: Any, wanted: Sequence[str], around: Around) -> bool:
    """A passive without an agent hides who did it; that is no ground to refuse a person or a state.

    "it was struck on Friday": by arms, in an article that tells of an attack.
    """
    if not is_passive(verb) or subjects(verb):
        return False
    weapons = {"drone", "missile", "bomb", "aircraft", "strike-words", "shelling-words"}
    if "armed" in wanted:
        told = words_of("attack-words") | words_of("missile") | words_of("drone")
        return lemma(verb) in ("hit", "strike") and any(
            lemma(t) in told for t in around.parsed.doc if t.pos_ in ("NOUN", "PROPN") and t.i != verb.i
        )
    return not weapons & set(wanted)


@cache
def _models() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in load("triggers")["models"].items()}


def is_model(word: str, name: str) -> bool:
    """ "Su-34" is of "weapon-in-air" and "crewed"."""
    pattern = _models().get(name)
    return pattern is not None and pattern.fullmatch(word) is not None


_OF_PEOPLE = frozenset({"he", "she", "him", "her", "we", "i", "who"})
_OF_THINGS = frozenset({"it", "them", "they", "that"})


def holds(head: Any, lists: Sequence[str], around: Around) -> bool:
    """Whether a noun phrase holds a word of one of these lists, a place name, a name or a state's name."""
    tokens = phrase_tokens(head)
    owned = [t for t in tokens if t.dep_ != "poss"]
    words = {lemma(t) for t in owned} | {t.lower_ for t in owned}
    return any(_is_one_of(name, head, tokens, words, around) for name in lists)


def _is_one_of(name: str, head: Any, tokens: list[Any], words: set[str], around: Around) -> bool:
    asked = _NAMED.get(name)
    if asked is not None and asked(head, tokens, around):
        return True
    if words & words_of(name) or any(is_model(t.text, name) for t in tokens if t.tag_ == "NNP"):
        return True
    if head.pos_ == "NUM" and name == "weapon-in-air":  # "20 drones came, 14 of them shot down"
        return all(t.pos_ in ("NUM", "PRON", "ADP") for t in tokens) and _means(head, name, around)
    return head.pos_ == "PRON" and head.lower_ in _OF_THINGS and _means(head, name, around)


def _place(head: Any, tokens: list[Any], around: Around) -> bool:
    return any(p.literal and _is_head(p.span, head, tokens) for p in around.places) or _unknown_name(head, around)


def _capital(head: Any, _tokens: list[Any], around: Around) -> bool:
    return any(not p.literal and p.span.overlaps(span_of(head)) for p in around.places)


def _name(head: Any, _tokens: list[Any], around: Around) -> bool:
    if head.pos_ == "PRON" and head.lower_ in _OF_PEOPLE:
        return True
    return any(m.form == "name" and m.span.overlaps(span_of(head)) for m in around.mentions)


def _person(head: Any, _tokens: list[Any], around: Around) -> bool:
    if head.pos_ == "PRON" and head.lower_ in _OF_PEOPLE:
        return True
    here = (m for m in around.mentions if m.kind == "person" and m.form == "name")
    return any(m.span.overlaps(span_of(head)) for m in here)


def _state(_head: Any, tokens: list[Any], around: Around) -> bool:
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    return any(m.kind in ("state", "armed-force") and span.covers(m.span) for m in around.mentions)


_FOR_PRONOUNS = frozenset({"weapon-in-air", "missile", "drone", "buildings", "place"})


def _means(pronoun: Any, name: str, around: Around) -> bool:
    """Whether "it" may be a thing of this list: one is named before it, in its sentence or the one before."""
    if name not in _FOR_PRONOUNS:
        return False
    doc, start = pronoun.doc, pronoun.sent.start
    before = doc[start - 1].sent.start if start and "\n" not in doc[start - 1].text else start
    if name == "place":
        return any(p.literal and doc[start].idx <= p.span.start < pronoun.idx for p in around.places)
    words = words_of(name)
    return any(
        t.pos_ in ("NOUN", "PROPN") and (lemma(t) in words or is_model(t.text, name))
        for t in doc[before : pronoun.i]
    )


def _of_a_nation(head: Any, around: Around) -> bool:
    """ "blamed a Russian missile": the arms of a state stand for it."""
    arms = words_of("weapon-in-air") | words_of("missile") | words_of("air-defence")
    if lemma(head) not in arms and not any(is_model(head.text, name) for name in _models()):
        return False
    before = [c for c in head.children if c.dep_ in ("amod", "compound", "nmod", "poss")]
    return any(not p.literal and p.span.overlaps(span_of(c)) for c in before for p in around.places)


def _unknown_name(head: Any, around: Around) -> bool:
    """ "stormed Ivanivske": a name that no reader knows, as object, is a place too small for the gazetteer."""
    if head.tag_ != "NNP" or not head.text.istitle() or head.dep_ not in ("dobj", "nsubjpass"):
        return False
    known = [*(m.span for m in around.mentions), *(p.span for p in around.places)]
    return not any(span.overlaps(span_of(head)) for span in known)


def _is_head(place: Span, head: Any, tokens: list[Any]) -> bool:
    """A place is the object itself ("captured Bakhmut", "the city of Bakhmut"), not a word before it."""
    if place.covers(span_of(head)) or place.overlaps(span_of(head)):
        return True
    inside = [t for t in tokens if place.covers(span_of(t))]
    return any(t.dep_ in ("pobj", "conj", "appos") for t in inside) and lemma(head) in words_of("territory")


# What a list's name asks beside its words: "any" of all, "number" of a bare figure ("at least 20 were wounded").
_NAMED: Mapping[str, Callable[[Any, list[Any], Around], bool]] = {
    "any": lambda _head, _tokens, _around: True,
    "place": _place,
    "capital": _capital,
    "number": lambda head, _tokens, _around: head.pos_ == "NUM",
    "of-a-nation": lambda head, _tokens, around: _of_a_nation(head, around),
    "named": _name,
    "person-named": _person,
    "state": _state,
}
