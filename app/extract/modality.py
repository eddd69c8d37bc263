"""Did it happen? Whether the words about a happening tell it as done, planned, possible, denied or past.

`judge` starts at the trigger and climbs the parse: its own helpers ("will", "had", "not"), then the verb
or noun that governs it ("vowed to", "threat of"), up to the first clause that stands by itself. Every
step can only make the claim weaker, so one doubt anywhere on the way is enough. Words: `lexicon/modality.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from app.extract.lexicon import load

# Weakest first: on the way up a weaker word wins over a stronger one ("could have been planned" is possible).
_ORDER = ("negated", "possible", "planned", "past-background", "actual")
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "relcl", "csubj", "pcomp", "acomp", "csubjpass"})
_STANDS_ALONE = frozenset({"ROOT", "parataxis", "relcl", "appos"})
_NOT_FINITE = frozenset({"VB", "VBG", "VBN"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A modality (DESIGN §2), whether the words hedge ("reportedly"), and the words that decided."""

    modality: str
    alleged: bool = False
    reason: str = ""
    present: bool = False  # told in the plain present: a headline, a chronicle, or a habit

    def and_also(self, modality: str, reason: str, *, alleged: bool = False) -> Judged:
        weaker = _ORDER.index(modality) < _ORDER.index(self.modality)
        return Judged(
            modality if weaker else self.modality,
            self.alleged or alleged,
            reason if weaker else self.reason,
            self.present,
        )


@cache
def _table(name: str) -> dict[str, str]:
    """Word → modality, from one table of the lexicon ("past" is written out as past-background)."""
    return {
        word: "past-background" if key == "past" else key
        for key, words in load("modality")[name].items()
        for word in words
    }


@cache
def _reporting() -> frozenset[str]:
    return frozenset(load("modality")["reporting"]["verbs"])


def judge(trigger: Any) -> Judged:
    """Judges the happening that a spaCy token stands for: a verb, or a noun ("battle", "strike").

    "his forces had captured the city" after "declared that" → actual · "would blacklist" → planned ·
    "could open up an advance" → possible · "has yet to begin a counteroffensive" → negated.
    """
    judged = Judged("actual", reason="told as happened")
    if any(token.text == "?" for token in trigger.sent[-3:]):
        judged = judged.and_also("possible", "in a question")
    seen: set[int] = set()
    token = trigger
    while token.i not in seen:
        seen.add(token.i)
        judged = _at_verb(token, judged) if token.pos_ in ("VERB", "AUX") else _at_noun(token, judged)
        step = _up(token)
        if step is None:
            break
        judged, token = _over(token, step, judged)
        if token is None:
            break
    return judged


def _up(token: Any) -> Any | None:
    """What governs this token, or None where its clause stands by itself."""
    if token.dep_ == "ROOT" or token.head.i == token.i:
        return None
    if token.dep_ in ("relcl", "parataxis") and _finite(token):
        return None
    return token.head


def _over(token: Any, head: Any, judged: Judged) -> tuple[Judged, Any | None]:
    """The step from a token to what governs it; the second part is None where climbing ends."""
    if head.pos_ == "ADP" and token.dep_ in ("pobj", "pcomp"):
        judged = _by_preposition(head, judged)
        if head.lower_ in ("after", "following", "during", "amid", "by", "in", "since", "as"):
            if head.head.tag_ in ("VBZ", "VBP") and head.lower_ in (
                "in",
                "by",
                "as",
            ):  # "he boasts of it in rallies"
                judged = replace(judged, present=True)
            return judged, None  # "after the strike" stands whatever the main clause does
        return judged, head
    if token.dep_ == "advcl":
        return _adverbial(token, judged), None if _finite(token) else head
    if token.dep_ == "conj":
        return judged, head if _shares_governor(token) else None
    if head.pos_ in ("VERB", "AUX"):
        return _under_verb(token, head, judged)
    if head.pos_ in ("NOUN", "PROPN") and token.dep_ in (
        "acl",
        "prep",
        "pobj",
        "compound",
        "relcl",
        "amod",
        "nmod",
    ):
        judged = _under_noun(token, head, judged)
        participle = (
            token.dep_ == "acl" and token.tag_ == "VBN"
        )  # "land captured by" is so, whatever is done with it
        return judged, None if participle else head
    if head.pos_ == "ADJ":
        word = _table("adjectives").get(head.lemma_.lower())
        return (judged.and_also(word, f"“{head.text}”") if word else judged), head
    return judged, head


def _finite(verb: Any) -> bool:
    """Has a tense of its own, in itself or in a helper."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children)


def _shares_governor(token: Any) -> bool:
    """Whether a second verb leans on the first ("will train and equip", "plans to seize and hold")."""
    return (
        token.pos_ not in ("VERB", "AUX")
        or token.head.pos_ not in ("VERB", "AUX")
        or not _finite(token)
        or token.head.dep_ in ("ccomp", "advcl")
    )


def _helpers(verb: Any) -> Iterator[Any]:
    """Helpers and adverbs of a verb; a second verb without helpers of its own borrows the first one's."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod", "prt", "preconj")]
    yield from own
    if verb.dep_ == "conj" and verb.tag_ in _NOT_FINITE and not any(c.dep_ in ("aux", "auxpass") for c in own):
        yield from (c for c in verb.head.children if c.dep_ in ("aux", "auxpass", "neg"))


def _at_verb(verb: Any, judged: Judged) -> Judged:
    helpers = list(_helpers(verb))
    for helper in helpers:
        judged = _helper(verb, helper, judged)
    if verb.tag_ in ("VBZ", "VBP") and not any(h.dep_ == "aux" for h in helpers) and verb.lemma_ != "be":
        judged = Judged(judged.modality, judged.alleged, judged.reason, present=True)
    if (
        verb.tag_ == "VB"
        and verb.dep_ == "ROOT"
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children)
    ):
        judged = judged.and_also("possible", "an instruction, not a report")
    if _yet_to(verb):
        judged = judged.and_also("negated", "“yet to”")
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and _is_none(child):
            judged = judged.and_also("negated", f"“{child.text}”")
        if child.dep_ == "advcl" and any(
            c.lower_ in ("if", "unless") and c.dep_ == "mark" for c in child.children
        ):
            judged = judged.and_also("possible", "on a condition")
        if child.dep_ == "mark" and child.lower_ in load("modality")["supposing"]["words"]:
            judged = judged.and_also("possible", f"“{child.text}”")
    return judged


def _is_none(noun: Any) -> bool:
    """ "no civilians", "nobody", "none of the drones"."""
    if noun.lower_ in ("nobody", "none", "nothing", "neither"):
        return True
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children)


def _helper(verb: Any, helper: Any, judged: Judged) -> Judged:
    word = helper.lower_
    if helper.tag_ == "MD" or word in ("'ll", "'d"):
        kind = _table("modals").get(word)
        perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
        if kind == "planned" and word in ("would", "'d") and perfect:
            kind = "possible"
        return judged.and_also(kind, f"“{helper.text} {verb.text}”") if kind else judged
    if word == "had" and verb.tag_ == "VBN" and not _backshifted(verb):
        return judged.and_also("past-background", f"“had {verb.text}”: before what the article tells")
    if helper.dep_ in ("neg", "advmod", "preconj"):
        kind = _table("adverbs").get(word)
        if kind == "alleged":
            return judged.and_also(judged.modality, judged.reason, alleged=True)
        return judged.and_also(kind, f"“{helper.text}”") if kind else judged
    return judged


def _backshifted(verb: Any) -> bool:
    """A pluperfect that is reported speech in the past ("declared that they had captured") and not background."""
    token = verb
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.dep_ == "ccomp" and token.head.lemma_.lower() in _reporting()


def _yet_to(verb: Any) -> bool:
    """ "has yet to begin", "is yet to be confirmed"."""
    if verb.lemma_ not in ("have", "be"):
        return False
    return any(c.lower_ == "yet" for c in verb.children) and any(c.dep_ == "xcomp" for c in verb.children)


def _at_noun(noun: Any, judged: Judged) -> Judged:
    if noun.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return judged
    words = _table("before-noun")
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


def _by_preposition(prep: Any, judged: Judged) -> Judged:
    kind = _table("prepositions").get(prep.lower_)
    if kind == "possible" and prep.lower_ == "against" and prep.head.pos_ in ("VERB", "AUX"):
        head = _table("verbs").get(prep.head.lemma_.lower())
        kind = head if head not in (None, "same") else None  # "warned against", but "protested against"
    elif kind == "possible" and prep.lower_ == "against":
        kind = _table("nouns").get(prep.head.lemma_.lower())
    return judged.and_also(kind, f"“{prep.text}”") if kind else judged


def _adverbial(clause: Any, judged: Judged) -> Judged:
    """A clause of condition, time or purpose."""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    supposing = load("modality")["supposing"]
    if marks & set(supposing["words"]):
        return judged.and_also("possible", "supposed, not told")
    past = clause.tag_ in ("VBD", "VBN") or any(
        c.tag_ == "VBD" for c in clause.children if c.dep_.startswith("aux")
    )
    if marks & {"since"} and past:
        return judged.and_also("past-background", "“since”")
    if marks & set(supposing["times"]) and clause.tag_ in ("VBZ", "VBP") and not past:
        head_told = clause.head.tag_ in ("VBZ", "VBP", "VBG")  # "sirens wail as missiles hit": one present moment
        return judged if head_told and "as" in marks else judged.and_also("possible", "a time still to come")
    if any(c.tag_ == "TO" and c.dep_ == "aux" for c in clause.children):
        return judged.and_also("possible", "a purpose")
    return judged


def _under_verb(token: Any, head: Any, judged: Judged) -> tuple[Judged, Any | None]:
    """A verb governs a clause ("vowed to strike") or has the happening as its object or subject."""
    lemma = head.lemma_.lower()
    kind = _table("verbs").get(lemma)
    infinitive = any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children)
    if token.dep_ in ("ccomp", "xcomp", "acl"):
        return _complement(token, head, judged, kind, infinitive)
    if token.dep_ in ("csubj", "csubjpass"):
        return judged.and_also("possible", "spoken of in general"), head
    if token.dep_ in ("dobj", "nsubjpass", "prep", "attr", "oprd", "dative") and kind not in (None, "same"):
        if token.dep_ == "prep" and not _prep_is_complement(token, lemma):
            return judged, head
        return judged.and_also(kind, f"“{head.text}”"), head
    return judged, head


def _prep_is_complement(prep: Any, lemma: str) -> bool:
    """ "prepare for an attack", but not "in the attack" beside another verb."""
    return prep.lower_ in ("for", "against", "of", "about", "from", "on", "to", "over") and lemma not in (
        "back",
        "order",
    )


def _complement(
    token: Any, head: Any, judged: Judged, kind: str | None, infinitive: bool
) -> tuple[Judged, Any | None]:
    lemma = head.lemma_.lower()
    if infinitive and token.dep_ != "ccomp" and lemma in ("be", "go") and kind == "same":
        return judged.and_also("planned", f"“{head.text} to {token.text}”"), head
    reports = lemma in _reporting()
    if token.dep_ == "ccomp" and reports and lemma != "deny":
        # "did not say that they left" leaves it open, "did not say why they left" takes it as known.
        known = any(c.tag_ in ("WRB", "WP") for c in token.children)
        unsaid = not known and any(c.dep_ == "neg" for c in head.children)
        return (
            judged.and_also("possible", f"not {head.text}") if unsaid else judged
        ), None if not infinitive else head
    past = token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in token.children if c.dep_.startswith("aux"))
    if token.dep_ == "ccomp" and lemma in ("warn", "tell") and past:
        return judged, None  # "warned that the dam had been hit": told, in a warning voice
    if kind and kind != "same":
        # Spoken commitments take a that-clause that has its own helpers; what is planned stays planned.
        return judged.and_also(kind, f"“{head.text}”"), head
    if infinitive and kind is None:
        return judged.and_also("possible", f"“{head.text} to {token.text}”"), head
    return judged, head


def _under_noun(token: Any, head: Any, judged: Judged) -> Judged:
    """A noun governs the happening ("threat of an attack"), or a participle hangs from it ("land captured by")."""
    kind = _table("nouns").get(head.lemma_.lower())
    if token.dep_ == "compound":
        return judged
    if token.dep_ in ("acl", "relcl") and token.pos_ == "VERB":
        if any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children):
            return judged.and_also(kind or "possible", f"“{head.text} to {token.text}”")
        if token.tag_ == "VBN" and not _finite(token) and not _counted_in_news(head):
            return judged.and_also("past-background", f"“{head.text} {token.text}”")
        return judged
    return judged.and_also(kind, f"“{head.text}”") if kind else judged


def _counted_in_news(noun: Any) -> bool:
    """ "97 civilians killed in a raid" in a headline, "spoke of 30 people killed": tolls, not descriptions."""
    if not any(c.dep_ == "nummod" for c in noun.children):
        return False
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun.dep_ == "ROOT" or (noun.dep_ in ("dobj", "pobj") and verb.lemma_.lower() in _counting())


@cache
def _counting() -> frozenset[str]:
    return frozenset(load("modality")["reporting"]["counts"])
