"""How a place hangs from the words that tell of an event: the way between them in the parse, and its price.

"Three were shot in X" ties X closely, "the mayor of X was shot" loosely, "shells from X" not at all. Prices by
step: `lexicon/place_ties.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.extract.happenings.triggers import is_passive, lemma, words_of
from app.extract.lexicon import load

_STEPS = 60  # no sentence that is one hangs together more deeply; a page of bare names may
_TAKEN_FOR = ("nsubj", "nsubjpass", "dobj", "npadvmod", "dep", "attr", "oprd")
_NOUN_BEFORE_NOUN = ("compound", "nmod", "amod", "nummod", "poss")


@dataclass(frozen=True, slots=True)
class Tie:
    """How loose it is (0 is firm), the word that holds both, and by what part of speech the place reaches it."""

    price: float
    at: Any
    through: str  # the last step up: "prep", "dobj", "nsubjpass" …; "" where the place is the word itself


def tie(place: Any, trigger: Any, led: bool = False) -> Tie | None:
    """The way from the head word of a place to a trigger; None where they stand in different sentences.

    `led`: the words before it say that it is where ("near", "south of"), whatever part the parse gives it: in a
    list ("- Near X, two strikes hit …") it takes X for the subject.
    """
    above = _upwards(trigger)
    depth = {token.i: n for n, token in enumerate(above)}
    steps = _upwards(place)
    meeting = next((n for n, token in enumerate(steps) if token.i in depth), None)
    if meeting is None:
        return None
    up, down = steps[: meeting + 1], above[: depth[steps[meeting].i] + 1]
    price = _price_up(up, trigger) + _price_down(down, up, place)
    if led and len(up) > 1 and place.dep_ in _TAKEN_FOR:
        price -= _step_up(up[0], up[1], up, 0, trigger)
    return Tie(price, up[-1], up[-2].dep_ if len(up) > 1 else "")


def _upwards(token: Any) -> list[Any]:
    """The token and all it hangs from, to the top of its sentence or `_STEPS` words up."""
    found = [token]
    while token.head.i != token.i and len(found) < _STEPS:
        token = token.head
        found.append(token)
    return found


# ---------------------------------------------------------------- from the place up


def _price_up(up: Sequence[Any], trigger: Any) -> float:
    """From the place to the word that holds both."""
    return sum(_step_up(up[n], up[n + 1], up, n, trigger) for n in range(len(up) - 1))


def _step_up(token: Any, head: Any, up: Sequence[Any], n: int, trigger: Any) -> float:
    words, never = load("place_ties"), load("place_ties")["never"]
    parts, dep = words["parts"], token.dep_
    if dep == "pobj":
        return _preposition(head, deep=n > 0)
    if dep == "prep" and head.lower_ == "from" and head.pos_ == "ADP":
        return _preposition(head)  # "fired from near X": it fell elsewhere
    if dep in ("prep", "agent"):
        return _after_noun(token, head, n) if head.pos_ in ("NOUN", "PROPN") else 0
    if dep in _NOUN_BEFORE_NOUN:
        # "outside the X Sunday": the parse makes one name of a place and the day behind it
        if head.i == trigger.i or (n and head.pos_ == "VERB") or head.ent_type_ == "DATE":
            return 0
        if not _holds_places(head):
            return parts["description"]
        return parts["before-holder"] / (2 if head.i == token.i + 1 else 1)
    if dep == "appos":
        told = _holds_places(token) and (_holds_places(head) or _attacks(token))
        return 0 if n == 0 or told else parts["beside"]
    if dep in ("relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "parataxis", "csubj", "conj"):
        return _clause_up(token, head, up, n)
    if dep in ("dobj", "nsubjpass", "dative", "attr", "oprd"):
        return parts["object"] + _person(token, up, n)
    if dep == "nsubj":
        if n and _attacks(token):
            return parts["object"]  # "the bombing of X killed two"
        if is_passive(head) or not any(c.dep_ == "dobj" for c in head.children):
            return parts["loose"] if n else parts["object"] + 1
        return parts["subject"] if n else never
    return parts["loose"]


def _preposition(prep: Any, deep: bool = False) -> float:
    """`deep`: what stands behind it holds the place and is not the place itself ("between rivals near X")."""
    prices = load("place_ties")["prepositions"]
    word = prep.lower_
    if word == "from" and _leaves(prep.head):
        return prices["in"]
    if deep:
        return load("place_ties")["parts"]["deeper"] + (
            0 if word == "between" else prices.get(word, prices["other"])
        )
    if word in ("to", "of") and prep.head.lower_ in prices and prep.head.pos_ in ("ADP", "SCONJ", "ADJ", "VERB"):
        word = prep.head.lower_  # "according to", "because of", "due to"
    return prices.get(word, prices["other"])


def _leaves(word: Any) -> bool:
    """ "abducted from X", "withdrew from X", "captured with two others from X": it happened there."""
    verb = word
    while verb.pos_ in ("NOUN", "PROPN", "NUM", "ADP") and verb.dep_ in ("dobj", "nsubjpass", "pobj", "prep"):
        verb = verb.head
    return lemma(verb) in load("place_ties")["leaving"]["words"]


def _after_noun(prep: Any, noun: Any, n: int) -> float:
    """A preposition behind a noun: "a policeman in X", "the mayor of X", "the outskirts of X"."""
    if _holds_places(noun) or prep.lower_ != "of" or n > 1:
        return 0
    return load("place_ties")["parts"]["of-person"] if _is_person(noun) else 0


def _person(token: Any, up: Sequence[Any], n: int) -> float:
    return load("place_ties")["parts"]["person"] if n and _is_person(token) else 0


def _clause_up(token: Any, head: Any, up: Sequence[Any], n: int) -> float:
    """A place inside a clause that hangs from the word which holds both."""
    prices = load("place_ties")["clauses"]
    if token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN", "NUM"):
        return 0
    if token.dep_ == "conj":
        return _joined(token, head)
    if token.dep_ in ("relcl", "acl"):
        return prices["describes"] - (1 if token.dep_ == "acl" else 0)
    if token.dep_ == "xcomp":
        return prices["aim"] if lemma(head) in load("place_ties")["local"]["intends"] else prices["own"]
    if token.dep_ == "ccomp":
        return prices["speech"]
    return _adverbial(token) if token.dep_ in ("advcl", "pcomp") else prices["aside"]


def _adverbial(verb: Any) -> float:
    prices = load("place_ties")["clauses"]
    opening = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod", "prep") and c.i < verb.i}
    if verb.dep_ == "pcomp":
        opening |= {verb.head.lower_}
    for word in ("after", "before", "since", "because", "if"):
        if word in opening:
            return prices[word]
    if any(c.tag_ == "TO" for c in verb.children):
        return prices["aim"]
    if verb.tag_ == "VBG" and not any(c.dep_.startswith("nsubj") for c in verb.children):
        return prices["participle"]
    return prices["while"] if opening & {"while", "as", "although", "though", "whereas"} else prices["when"]


# ---------------------------------------------------------------- down to the trigger


def _price_down(down: Sequence[Any], up: Sequence[Any], place: Any) -> float:
    """`down` goes from the trigger to the word that holds both."""
    return sum(_step_down(down[n], down[n + 1], up, place) for n in range(len(down) - 1))


def _step_down(token: Any, head: Any, up: Sequence[Any], place: Any) -> float:
    prices, dep = load("place_ties")["clauses"], token.dep_
    if dep == "ccomp":
        local = place.i < head.i and any(
            lemma(c) in load("place_ties")["local"]["tellers"] for c in head.children if c.dep_ == "nsubj"
        )
        return prices["own"] + 1 if local or lemma(head) in words_of("of-object") else prices["speech"]
    if dep == "conj":
        if head.pos_ not in ("VERB", "AUX"):
            return 0
        return prices["joined-before"] if place.i < token.i and not _later(token) else _joined(token, head)
    if dep in ("advcl", "pcomp"):
        if any(c.tag_ == "TO" for c in token.children):
            return prices["own"]
        return prices["result"] if token.tag_ == "VBG" and token.i > head.i else _adverbial(token)
    if dep in ("relcl", "acl"):
        return _described(token, head, up)
    if dep == "xcomp":
        return 0
    return prices["aside"] if dep in ("parataxis", "appos", "csubj", "dep") else 0


def _described(verb: Any, noun: Any, up: Sequence[Any]) -> float:
    """The trigger tells of a noun: "X, where …", "the raid in X that killed …", "the man from X who killed …"."""
    if any(c.lower_ == "where" for c in verb.children):
        return 0
    if noun.i == up[-1].i and len(up) == 1:
        return 0 if any(c.lower_ in ("where", "in", "which") for c in verb.subtree) or is_passive(verb) else 2
    if lemma(noun) in words_of("attack-words") | words_of("bomb") or _holds_places(noun):
        return 1
    return load("place_ties")["clauses"]["describes"] - (1 if noun.i == up[-1].i else 0)


# ---------------------------------------------------------------- words


@cache
def _holders() -> frozenset[str]:
    told = load("place_ties")["holders"]
    return frozenset(told["words"]).union(*(words_of(name) for name in told["lists"]))


def _holds_places(noun: Any) -> bool:
    return lemma(noun) in _holders()


def _joined(verb: Any, before: Any) -> float:
    """Verbs joined by "and": two words for what one attack did, unless the first has a place of its own."""
    prices = load("place_ties")["clauses"]
    if not (_hurts(verb) and _hurts(before)):
        return prices["joined"]
    own = [t for t in before.subtree if t.pos_ == "PROPN" and t.dep_ == "pobj" and t.i < verb.i]
    placed = any(_preposition(t.head) == 0 and t.ent_type_ not in ("DATE", "TIME", "ORG") for t in own)
    return prices["joined"] if placed else prices["joined-alike"]


def _later(verb: Any) -> bool:
    """ "was captured in X but released a week later": the second of two happenings."""
    words = load("place_ties")["later"]["words"]
    joined = {c.lower_ for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i}
    return "but" in joined or any(t.lower_ in words for t in verb.subtree if t.i - verb.i < 8)


def _hurts(verb: Any) -> bool:
    """ "killed and wounded", "hit and damaged": two words for what one attack did."""
    return lemma(verb) in load("place_ties")["alike"]["verbs"]


def _attacks(noun: Any) -> bool:
    return lemma(noun) in words_of("attack-words") | words_of("bomb") | words_of("missile")


def _is_person(noun: Any) -> bool:
    people = words_of("persons") | words_of("civilians") | words_of("fighters") | words_of("armed")
    return lemma(noun) in people | words_of("office-words") | words_of("leaders") or noun.ent_type_ == "PERSON"
