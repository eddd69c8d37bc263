"""Which words may tell of an event: the trigger lexicon laid over the parse.

A token matches an entry of `lexicon/triggers.toml` by dictionary form, and then the entry's restrictions
on object, subject and clause decide. What was seen and not taken comes back as a Refusal with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.extract.happenings.clauses import (
    clause_of,
    clause_tokens,
    governing_verb,
    is_passive,
    lemma,
    noun_objects,
    objects,
    phrase_tokens,
    subjects,
)
from app.extract.happenings.restrictions import Around, unmet
from app.extract.happenings.trigger_words import FILES, entries, key_words, words_of
from app.extract.lexicon import load
from app.extract.reading import Refusal
from app.extract.words.needed_letters import DIGIT, Needed, needed
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span

# The walk over the parse and the word lists are asked for together with the triggers all over this room.
__all__ = [
    "Around",
    "Match",
    "clause_of",
    "clause_tokens",
    "find_triggers",
    "finer_type",
    "governing_verb",
    "is_passive",
    "lemma",
    "named_again",
    "noun_objects",
    "objects",
    "phrase_tokens",
    "subjects",
    "words_of",
]

_CIRCUMSTANCE = frozenset({"in", "by", "from", "after", "during", "following", "amid", "with", "at"})


@dataclass(frozen=True, slots=True)
class Match:
    """A token that tells of an event, the entry that took it, and the verb that tells a noun."""

    token: Any
    entry: dict[str, Any]
    type: str
    trigger: Span
    verb: Any | None  # the trigger itself when it is a verb; else what governs it, if anything
    number: int  # of the entry in the file: the smaller, the more particular


def find_triggers(around: Around) -> Iterator[Match | Refusal]:
    """Every token of the text that the lexicon knows, taken or refused, in order."""
    for token in around.parsed.doc:
        if _a_month(token):
            continue
        if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") or token.tag_ in ("VBN", "VBG", "VBD"):
            found = _match(token, around)
            if found is not None:
                yield found


def _a_month(token: Any) -> bool:
    """ "March 8", "6 March": no march of protesters."""
    if token.text != "March":
        return False
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return any(t.pos_ == "NUM" or t.text[:1].isdigit() for t in beside)


def _match(token: Any, around: Around) -> Match | Refusal | None:
    if lemma(token) not in key_words():
        return None
    candidates = [row for kind in ("verb", "noun", "phrase") for row in _of_kind(kind, token)]
    if not candidates:
        return None
    trigger = _trigger_span(token, candidates[0][1], candidates[0][3])
    longest = max(len(row[1]) for row in candidates)
    aloud = {row[2]["type"] for row in candidates if not row[2].get("quiet") and len(row[1]) == longest}
    would_be = aloud.pop() if len(aloud) == 1 else ""
    if reason := _inside_name(token, around) or _figure_of_speech(token, around.parsed):
        return Refusal(trigger, reason) if aloud or would_be else None
    reasons = []  # the last is of the most general entry, and says most to a reader
    for number, parts, entry, kind in sorted(candidates, key=lambda row: row[0]):
        verb, untold = _teller(token, kind, entry)
        reason = untold or unmet(token, kind, entry, verb, around)
        if reason is None:
            type_ = finer_type(entry, token)
            return Match(token, entry, type_, _trigger_span(token, parts, kind), verb, number)
        if not entry.get("quiet"):
            reasons.append(reason)
    return Refusal(trigger, reasons[-1], would_be) if reasons else None


def _of_kind(kind: str, token: Any) -> Iterator[tuple[int, tuple[str, ...], dict[str, Any], str]]:
    is_verb = token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBD", "VBG")
    if kind == "verb" and (not is_verb or token.dep_ in ("amod", "compound")):
        return
    if kind == "noun" and (token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod", "npadvmod")):
        return
    for number, parts, entry in entries().get((kind, lemma(token)), ()):
        if kind == "verb" and not _particles(token, parts[1:]):
            continue
        if kind != "verb" and not _runs_together(token, parts):
            continue
        yield number, parts, entry, kind


def _particles(verb: Any, rest: tuple[str, ...]) -> bool:
    """Whether the rest of a verb's entry follows: "down" of "shoot down", wherever its object stands."""
    if not rest:
        return True
    if len(rest) == 1:
        return any(
            c.lower_ == rest[0] and c.dep_ in ("prt", "prep", "advmod", "oprd", "acomp") for c in verb.children
        ) or (verb.i + 1 < len(verb.doc) and lemma(verb.nbor()) == rest[0])
    following = [lemma(t) for t in verb.doc[verb.i + 1 : verb.i + 2 + 2 * len(rest)] if t.pos_ != "DET"]
    return any(tuple(following[i : i + len(rest)]) == rest for i in range(3))


def _runs_together(token: Any, parts: tuple[str, ...]) -> bool:
    """Whether the words before a token are those of the entry ("drone" before "attack")."""
    at, wanted = token.i, [p for p in reversed(parts) if p != "-"]
    for word in wanted:
        while at >= 0 and token.doc[at].text in ("-", "‑"):
            at -= 1
        if at < 0 or word not in (lemma(token.doc[at]), token.doc[at].lower_):
            return False
        at -= 1
    return True


def _trigger_span(token: Any, parts: tuple[str, ...], kind: str) -> Span:
    if kind == "verb":
        particle = [c for c in token.children if c.dep_ == "prt" and c.i == token.i + 1]
        return (
            Span(token.idx, particle[0].idx + len(particle[0])) if particle and len(parts) > 1 else span_of(token)
        )
    first = token.doc[max(0, token.i - len([p for p in parts if p != "-"]) + 1)]
    while first.i > 0 and first.text == "-":
        first = token.doc[first.i - 1]
    return Span(first.idx, token.idx + len(token))


def _inside_name(token: Any, around: Around) -> str | None:
    """A word inside a name is none of ours: "the Study of War", "Battle Creek", "Strike Group 5"."""
    span = span_of(token)
    for mention in around.mentions:
        if mention.form == "name" and mention.span.covers(span):
            return "inside a name or title"
    for place in around.places:
        if place.name.covers(span):
            return "inside a place name"
    if (
        token.tag_ in ("NNP", "NNPS")
        and token.i > token.sent.start
        and token.text[:1].isupper()
        and token.pos_ == "PROPN"
    ):
        neighbours = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
        if any(t.tag_ in ("NNP", "NNPS") for t in neighbours):
            return "inside a name"
    return None


@cache
def _refusals() -> tuple[tuple[re.Pattern[str], Needed, str], ...]:
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), needed(row["pattern"]), row["reason"])
        for row in load("triggers")["refuse"]
    )


def _figure_of_speech(token: Any, parsed: Parsed) -> str | None:
    sentence = token.sent
    text, start = parsed.text, max(sentence.start_char, token.idx - 80)
    window = text[start : min(sentence.end_char, token.idx + 80)]
    at, low = token.idx - start, window.lower()
    for pattern, need, reason in _refusals():
        if need and DIGIT not in need and not any(letters in low for letters in need):
            continue
        if any(m.start() <= at < m.end() for m in pattern.finditer(window)):
            return reason
    return None


def _teller(token: Any, kind: str, entry: dict[str, Any]) -> tuple[Any | None, str | None]:
    """The verb that tells of it, and why it is not told but spoken of, where that is so."""
    if kind != "noun":
        return (token if kind == "verb" else clause_of(token)), None
    verb, through = governing_verb(token)
    if (owner := _owner(token)) is not None and not named_again(token):
        return owner, None
    if verb is not None and through == "dobj" and _condemned(token, verb):
        return verb, None
    engaged = verb is not None and through == "prep:in" and lemma(verb) in words_of("engages")
    if engaged and entry["type"] == "ground-fighting":
        return verb, None  # "engaged in a gun battle"; who is engaged in smuggling is told of in general
    if named_again(token) or entry.get("again"):
        dated = named_again(token) and _told_of_again(verb, through)
        return verb, None if dated else "named again with nothing new of it: told where it was named first"
    if entry.get("background") or (entry.get("parent") and not entry.get("told_by")):
        return verb, None
    if _tells(token, verb, through, entry.get("told_by", ("hold", "blast"))):
        return verb, None
    if verb is None:
        return None, "spoken of: no verb here says that it took place"
    return verb, f"spoken of: “{verb.text}” does not say that it took place"


def _owner(noun: Any) -> Any | None:
    """The verb of "claimed responsibility for a missile attack", "denied a part in the bombing of the mosque".

    One attack that took place, whoever's doing it was; "any attack", "several attacks" are none in particular.
    """
    prep, words = noun.head, load("denials")
    if noun.dep_ != "pobj" or prep.lower_ not in ("for", "in"):
        return None
    things = [prep.head] if prep.head.pos_ == "NOUN" else [c for c in prep.head.children if c.dep_ == "dobj"]
    parts = [t for t in things if lemma(t) in words["parts"] and t.dep_ in ("dobj", "nsubjpass")]
    parts = [t for t in parts if lemma(t) == "responsibility" or lemma(t.head) not in words["taking"]]
    counted = {c.lower_ for c in noun.children if c.dep_ in ("det", "amod", "nummod")} & set(words["uncounted"])
    several = noun.tag_ in ("NNS", "NNPS") and not any(c.dep_ == "nummod" for c in noun.children)
    if not parts or counted or several or lemma(parts[0].head) not in words["owning"]:
        return None
    return parts[0].head


def _condemned(noun: Any, verb: Any) -> bool:
    """ "condemned the attack on a mosque in Selva": it took place, and the words say which."""
    the = any((c.dep_ == "det" and c.lower_ in ("the", "this")) or c.dep_ == "poss" for c in noun.children)
    behind = (p for p in noun.children if p.dep_ == "prep" and p.lower_ in ("on", "in", "at", "near"))
    named = any(t.pos_ == "PROPN" for p in behind for t in p.subtree)
    return lemma(verb) in words_of("condemned") and noun.tag_ == "NN" and the and named


def _tells(noun: Any, verb: Any | None, through: str, wanted: Sequence[str]) -> bool:
    """Whether the verb that a noun hangs from, in this way, says that what the noun names took place."""
    if verb is None:
        return through.startswith("prep:") and through[5:] in _CIRCUMSTANCE and list(wanted) != ["impose"]
    if through == "attr" and verb.tag_ != "VBD":
        return False  # "that is one strike": what a word means, not what happened
    if through == "prep:to" and "deals" in wanted:
        return lemma(verb) in words_of("deals")  # "agreed to a truce"
    if through in ("prep:with", "prep:of") and lemma(verb) in words_of("charged"):
        return True  # "charged with rape": told as alleged, by whoever brings the charge
    if through == "prep:into" and "deals" in wanted:
        return lemma(verb) == "enter"  # "entered into a truce"
    if through in ("prep:in", "prep:by", "prep:with", "prep:from", "prep:under"):
        tells = words_of("hold") | words_of("blast") | words_of("said-at" if "said-at" in wanted else "hold")
        return bool({"hold", "blast"} & set(wanted)) and lemma(verb) in tells
    if through == "nsubj" and lemma(verb) in words_of("does"):
        return bool({"hold", "blast"} & set(wanted))
    if through in ("dobj", "nsubj", "nsubjpass", "attr"):
        return any(lemma(verb) in words_of(name) for name in wanted)
    if through in ("prep:at", "prep:for", "prep:on") and "said-at" in wanted:
        return lemma(verb) in words_of("said-at")
    return through.startswith("prep:") and through[5:] in _CIRCUMSTANCE and list(wanted) != ["impose"]


def named_again(noun: Any) -> bool:
    """ "the attack", "this strike", with nothing new said of it: the one told before."""
    if noun.pos_ != "NOUN":
        return False
    others = [c for c in noun.children if c.dep_ not in ("det", "punct")]
    return not others and any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in noun.children
    )


def _told_of_again(verb: Any | None, through: str) -> bool:
    """ "the attack took place on …", "dated the strike to …", "confirmed the truce": day or source is new."""
    if verb is None:
        return False
    if through == "dobj":
        return lemma(verb) in words_of("dates-it") | words_of("confirms")
    behind = {c.lower_ for c in verb.children}
    wants = {"take": {"place", "effect"}, "enter": {"into"}}.get(lemma(verb))
    return (
        through == "nsubj" and lemma(verb) in words_of("takes-place") and (wants is None or bool(wants & behind))
    )


def finer_type(entry: dict[str, Any], token: Any) -> str:
    """A bare "strike" with a missile in its clause is shelling; so are people "killed" beside a missile."""
    hit = {t.i for c in token.children if c.dep_ == "dobj" and token.pos_ == "VERB" for t in c.subtree}
    sent = lemma(token) in ("launch", "fire", "send", "lob")  # there the object is the weapon
    words = {lemma(t) for t in clause_tokens(token) if sent or t.i not in hit}
    sentence = {lemma(t) for t in token.sent}
    for mode in (mode for file in FILES for mode in load(file)["mode"]):
        if mode["type"] != entry["type"] or "becomes" not in mode:
            continue
        if mode.get("casualty") and not entry.get("casualty"):
            continue
        near = sentence if mode.get("in") == "sentence" else words
        asked = [mode[key] for key in ("words", "and") if key in mode]
        if all(any(near & words_of(n) for n in names) for names in asked) and not any(
            words & words_of(n) for n in mode.get("unless", ())
        ):
            return str(mode["becomes"])
    return str(entry["type"])
