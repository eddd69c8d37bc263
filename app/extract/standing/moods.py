"""What a verb or noun says of itself: its helpers, its "not" and "no", its "planned" and "last year's".

Only the words that hang from the token are asked here; what stands above it is `standing/modality.py`'s climb.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from app.extract.lexicon import load
from app.extract.words.numbers import bounds_a_count

# Weakest first: on the way up a weaker word wins over a stronger one ("could have been planned" is possible).
_ORDER = ("negated", "possible", "planned", "past-background", "actual")
_NOT_FINITE = frozenset({"VB", "VBG", "VBN"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A modality (DESIGN §2), whether the words hedge ("reportedly"), and the words that decided."""

    modality: str
    alleged: bool = False
    reason: str = ""
    present: bool = False  # told in the plain present: a headline, a chronicle, or a habit
    denier: Any = None  # the token of the verb that denies it ("rejected claims that"), whose subject says so
    teller: Any = None  # the token of the verb on whose subject's word it is ("claimed to have", "accused of")
    by_tense: bool = False  # past-background for its tense or its participle alone, so that a fresh day overrules
    apart: bool = (
        False  # told in a clause that only describes or dates: "the strike that killed ten", "after it fell"
    )
    known_by: str = ""  # the noun that takes it as known: "responsibility" of "responsibility for the attack"

    def and_also(
        self, modality: str, reason: str, *, alleged: bool = False, denier: Any = None, by_tense: bool = False
    ) -> Judged:
        """The weaker of what was known and what this word says, and the word that made it so."""
        weaker = _ORDER.index(modality) < _ORDER.index(self.modality)
        background = modality == "past-background"
        return replace(
            self,
            modality=modality if weaker else self.modality,
            alleged=self.alleged or alleged,
            reason=reason if weaker else self.reason,
            denier=self.denier if self.denier is not None else denier,
            by_tense=by_tense and (weaker or self.by_tense) if background else self.by_tense,
        )


@cache
def table(name: str) -> dict[str, str]:
    """Word → modality, from one table of the lexicon ("past" is written out as past-background)."""
    return {
        word: "past-background" if key == "past" else key
        for key, words in load("modality")[name].items()
        for word in words
    }


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """One plain list of the lexicon."""
    return frozenset(load("modality")[name][key])


def finite(verb: Any) -> bool:
    """Has a tense of its own, in itself or in a helper."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    if verb.tag_ == "VBN" and any(c.dep_ == "nsubj" for c in verb.children):  # "that rockets destroyed": a past
        return not any(c.dep_ == "aux" and c.tag_ in ("VBG", "TO", "VB") for c in verb.children)
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children)


def infinitive(verb: Any) -> bool:
    """ "to strike"."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)


def in_past(verb: Any) -> bool:
    """ "struck", "was struck", "had struck"."""
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_.startswith("aux"))


def unsaid(verb: Any) -> bool:
    """Whether a verb of saying or denying was itself not done: "did not deny", "refused to confirm",
    "neither confirmed nor denied", "has yet to say"."""
    if any(c.dep_ == "neg" or c.lower_ in ("neither", "nor", "never") for c in verb.children):
        return True
    if verb.dep_ == "conj" and any(c.lower_ in ("neither", "nor") for c in verb.head.children):
        return True
    if any(c.dep_ in ("nsubj", "nsubjpass") and is_none(c) for c in verb.children):
        return True
    above = verb.head
    return verb.dep_ == "xcomp" and (table("verbs").get(above.lemma_.lower()) == "negated" or yet_to(above))


def at_verb(verb: Any, judged: Judged) -> Judged:
    """The verb's own helpers, adverbs and arguments laid on what is known so far."""
    helpers = list(_helpers(verb))
    if any(h.lower_ in listed("open-modals", "words") for h in helpers):
        helpers = [h for h in helpers if h.dep_ != "neg"]  # "must not strike" does not say that it did not
        judged = judged.and_also("possible", "what should or may be")
    for helper in helpers:
        judged = _helper(verb, helper, judged)
    now = verb.tag_ in ("VBZ", "VBP") and not any(h.dep_ == "aux" for h in helpers) and verb.lemma_ != "be"
    if now and verb not in (
        judged.teller,
        judged.denier,
    ):  # "accuses": the present of the telling, not of the deed
        judged = replace(judged, present=True)
    if (
        verb.tag_ == "VB"
        and verb.dep_ == "ROOT"
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children)
    ):
        judged = judged.and_also("possible", "an instruction, not a report")
    if yet_to(verb):
        judged = judged.and_also("negated", "“yet to”")
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and is_none(child):
            judged = judged.and_also("negated", f"“{child.text}”")
        if child.dep_ == "advcl" and any(
            c.lower_ in ("if", "unless") and c.dep_ == "mark" for c in child.children
        ):
            judged = judged.and_also("possible", "on a condition")
        if child.dep_ == "prep" and (era := _of_another_time(child)):
            judged = judged.and_also("past-background", f"“{era}”")
    return judged


def _of_another_time(prep: Any) -> str | None:
    """ "in the last war", "during an earlier conflict", "in the wars of the last century": the words, or None."""
    if prep.lower_ not in ("in", "during", "at", "of"):
        return None
    for noun in prep.children:
        if noun.dep_ != "pobj":
            continue
        if noun.lemma_.lower() in listed("other-times", "spans"):
            words = {c.lower_ for c in noun.children}
            if words & listed("other-times", "which"):
                return f"{prep.text} {noun.doc[noun.left_edge.i : noun.i + 1].text}"
            deeper = (_of_another_time(c) for c in noun.children if c.dep_ == "prep")
            return next((era for era in deeper if era), None)
    return None


def kind_of(verb: Any, marker: Any = None) -> str | None:
    """What a verb makes of what it governs, its particle heard ("call off", "hold back"); None for unknown verbs.

    `marker` is the preposition that leads to the happening, if one does ("called for a truce").
    """
    lemma = verb.lemma_.lower()
    follow = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep") and c.i == verb.i + 1}
    for word in sorted(follow | ({marker.lower_} if marker is not None else set())):
        if kind := table("phrasal").get(f"{lemma} {word}"):
            return kind
    return table("verbs").get(lemma)


def is_none(noun: Any) -> bool:
    """ "no civilians", "nobody", "none of the drones", "not a single missile"; not "no fewer than six"."""
    if noun.lower_ in ("nobody", "none", "nothing", "neither"):
        return True
    own = [c for c in noun.children if c.i < noun.i and not bounds_a_count(c)]
    if any(c.dep_ == "neg" or c.lower_ in ("no", "neither") for c in own):
        return True
    before = noun.doc[noun.left_edge.i : noun.i]
    if any(t.lower_ in ("hardly", "barely", "scarcely") and t.nbor().lower_ == "any" for t in before):
        return True
    return len(before) > 0 and before[0].lower_ in ("not", "no") and not bounds_a_count(before[0])


def _helpers(verb: Any) -> Iterator[Any]:
    """Helpers and adverbs of a verb; a second verb without helpers of its own borrows the first one's."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod", "prt", "preconj")]
    yield from own
    if verb.dep_ != "conj" or verb.tag_ not in _NOT_FINITE or any(c.dep_ in ("aux", "auxpass") for c in own):
        return
    if verb.head.tag_ == verb.tag_:  # "did not stop and captured" shares no "did not"
        yield from (c for c in verb.head.children if c.dep_ in ("aux", "auxpass", "neg"))


def _helper(verb: Any, helper: Any, judged: Judged) -> Judged:
    word = helper.lower_
    if helper.tag_ == "MD" or word in ("'ll", "'d"):
        kind = table("modals").get(word)
        perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
        if kind == "planned" and word in ("would", "'d") and perfect:
            kind = "possible"
        return judged.and_also(kind, f"“{helper.text} {verb.text}”") if kind else judged
    if word == "had" and helper.i < verb.i:
        return _pluperfect(verb, helper, judged)
    if helper.dep_ in ("neg", "advmod", "preconj"):
        if word == "longer" and any(c.lower_ == "no" for c in helper.children):
            return judged.and_also("negated", "“no longer”")
        if word == "only" and helper.i and helper.nbor(-1).lower_ == "not":
            return judged  # "not only"
        if helper.dep_ == "neg" and helper.i + 1 < len(helper.doc) and helper.nbor().lower_ == "only":
            return judged
        if bounds_a_count(helper):
            return judged  # "killed no fewer than six"
        kind = table("adverbs").get(word)
        if kind == "alleged":
            return judged.and_also(judged.modality, judged.reason, alleged=True)
        return judged.and_also(kind, f"“{helper.text}”") if kind else judged
    return judged


def _pluperfect(verb: Any, helper: Any, judged: Judged) -> Judged:
    inverted = any(c.dep_ in ("nsubj", "nsubjpass") and helper.i < c.i < verb.i for c in verb.children)
    if inverted and verb.dep_ in ("advcl", "ccomp", "csubj"):
        return judged.and_also("possible", "“had …”: supposed, not told")  # "Had the drone hit the tanker, …"
    if verb.tag_ != "VBN" or _backshifted(verb):
        return judged
    return judged.and_also("past-background", f"“had {verb.text}”: before what the article tells", by_tense=True)


def _backshifted(verb: Any) -> bool:
    """A pluperfect that is reported speech in the past ("declared that they had captured", "the claim that they
    had"), or counts ("the third time that they had"), and not background."""
    token = verb
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    head = token.head
    if token.dep_ == "ccomp" and head.lemma_.lower() in listed("reporting", "verbs"):
        return True
    if token.dep_ in ("acl", "ccomp", "relcl") and head.lemma_.lower() in listed("contents", "nouns"):
        return True
    counted = [head, *(c for c in head.children if c.dep_ == "attr")]
    return token.dep_ in ("ccomp", "relcl", "acl", "advcl") and any(
        noun.lemma_.lower() == "time" and any(c.dep_ in ("amod", "nummod") for c in noun.children)
        for noun in counted
    )


def yet_to(verb: Any) -> bool:
    """ "has yet to begin", "is yet to be confirmed"."""
    if verb.lemma_ not in ("have", "be"):
        return False
    return any(c.lower_ == "yet" for c in verb.children) and any(c.dep_ == "xcomp" for c in verb.children)


def at_noun(noun: Any, judged: Judged) -> Judged:
    """The words before a noun: "a possible strike", "no attack", "the 2014 annexation"."""
    if noun.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return judged
    words = table("before-noun")
    for child in noun.children:
        if child.dep_ not in ("amod", "det", "compound", "nmod", "nummod", "npadvmod", "preconj"):
            continue
        for word in (child, *(c for c in child.children if c.dep_ in ("conj", "amod"))):
            kind = words.get(word.lower_)
            if kind == "alleged":
                judged = judged.and_also(judged.modality, judged.reason, alleged=True)
            elif kind:
                judged = judged.and_also(kind, f"“{word.text} {noun.text}”")
            elif word.shape_ == "dddd" and word.lower_[:2] in ("19", "20"):
                judged = judged.and_also("past-background", f"“{word.text} {noun.text}”")
    return judged
