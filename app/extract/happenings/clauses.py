"""Walking the parse: clauses, subjects and objects of verbs, and what governs a noun."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app.extract.happenings.trigger_words import words_of
from app.extract.quotes.subjects import teller_of_both

_CLAUSE_DEPS = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "csubj", "appos"})


_ONTO = ("on", "at", "into", "against", "to", "upon")

# Where the model's lemmas go astray: "rap", "basis".
_MISTAKEN = {
    "raped": "rape",
    "raping": "rape",
    "staged": "stage",
    "staging": "stage",
    "raged": "rage",
    "raging": "rage",
    "bases": "base",
}


def lemma(token: Any) -> str:
    """The dictionary form; the small model leaves some plurals and participles in capitals alone."""
    return _form(token.lower_, token.lemma_, token.tag_)


@lru_cache(maxsize=50_000)  # asked of every word some six times
def _form(low: str, lemma: str, tag: str) -> str:
    found = _MISTAKEN.get(low) or lemma.lower()
    if tag in ("NNS", "NNPS") and found == low and found.endswith("s") and len(found) > 3:
        return found[:-1]
    return found


def phrase_tokens(head: Any) -> list[Any]:
    """A noun with what hangs from it, clauses left out."""
    kept = [head]
    for child in head.children:
        if child.dep_ not in _CLAUSE_DEPS and not child.is_punct:
            kept += phrase_tokens(child)
    return sorted(kept, key=lambda token: token.i)


def clause_of(token: Any) -> Any:
    """The verb at the head of the clause a token stands in (or the top of its sentence, if no verb is)."""
    at = token
    while at.head.i != at.i and not (at.pos_ in ("VERB", "AUX") and _heads_clause(at)):
        at = at.head
    return at


def _heads_clause(verb: Any) -> bool:
    if verb.dep_ in ("ROOT", "ccomp", "relcl", "advcl", "parataxis", "acl", "csubj", "pcomp", "csubjpass"):
        return True
    return verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ not in ("VB",)


def clause_tokens(token: Any) -> list[Any]:
    """The tokens of a token's own clause, without the clauses inside it."""
    top = clause_of(token)
    return [t for t in top.subtree if clause_of(t).i == top.i]


def subjects(verb: Any) -> list[Any]:
    """Who does it: own subject or agent; else that of the verb it hangs from, or the noun a clause describes."""
    for child in verb.children:
        if child.dep_ == "agent":
            return [c for c in child.children if c.dep_ == "pobj"]
    passive = is_passive(verb)
    own = [] if passive else [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if own and own[0].lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        return [verb.head]
    if own or passive:
        return own
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [verb.head]
    if verb.dep_ in ("xcomp", "conj", "advcl", "pcomp", "ccomp") and not passive:
        return _subjects_above(verb)
    return []


def _subjects_above(verb: Any) -> list[Any]:
    if (said := teller_of_both(verb)) is not None:
        return subjects(said)  # "said the raid would be answered, and ordered a strike": he did
    at = verb.head if verb.head.pos_ != "ADP" else verb.head.head
    if verb.dep_ == "pcomp" and lemma(at) in words_of("of-object") | words_of(
        "judging"
    ):  # "accused the army of bombing"
        return objects(at)
    if at.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    if at.pos_ == "ADJ" and (found := _found_so(at)):
        return found
    if verb.dep_ == "xcomp":
        objects_above = [c for c in at.children if c.dep_ == "dobj"]
        if objects_above:  # "forced them to withdraw"
            return objects_above
    if at.pos_ == "ADJ":
        at = at.head
    if verb.dep_ == "xcomp" and is_passive(at):  # "troops were ordered to withdraw"
        return [c for c in at.children if c.dep_ == "nsubjpass"]
    return subjects(at) if not is_passive(at) else [c for c in at.children if c.dep_ == "nsubjpass"]


def _found_so(adjective: Any) -> list[Any]:
    """ "found a soldier guilty of killing", "held the general responsible for shelling": of whom it is found."""
    own = [c for c in adjective.children if c.dep_ == "nsubj"]
    over = adjective.head
    judged = lemma(over) in words_of("of-object") | words_of("judging") and not is_passive(over)
    return own or (objects(over) if judged else [])


def over_a_time(verb: Any) -> bool:
    """ "9,000 had been killed since 2022": no one happening."""
    return any(c.dep_ == "prep" and c.lower_ == "since" for c in verb.children)


def is_passive(verb: Any) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if any(c.dep_ == "agent" for c in verb.children):  # not "blocked a march by lawyers"
        return not any(c.dep_ == "dobj" for c in verb.children)
    if (verb.dep_ == "acl" and verb.tag_ == "VBN") or _bare_passive(verb) or _parted_from(verb) is not None:
        return True
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and is_passive(verb.head)
        and not any(c.dep_ in ("nsubj", "dobj", "aux") for c in verb.children)
    )


def _bare_passive(verb: Any) -> bool:
    """ "20 drones came, 14 of them shot down", "declared the town liberated": no helping verb, and no object."""
    if lemma(verb) not in words_of("done-to") or verb.tag_ not in ("VBD", "VBN"):
        return False
    if any(c.dep_ in ("dobj", "aux", "attr") for c in verb.children):
        return False
    declared = verb.dep_ == "ccomp" and lemma(verb.head) in words_of("declares")
    return declared or any(c.dep_ == "prt" and c.lower_ == "down" for c in verb.children)


def _parted_from(verb: Any) -> Any | None:
    """The "was" of "was on Monday rammed into a gate": a day between them, and small parsers make two clauses."""
    be = verb.head
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBD", "VBN") or lemma(be) != "be" or be.i > verb.i:
        return None
    if any(c.dep_ in ("acomp", "attr", "expl") for c in be.children) or any(
        c.dep_ in ("nsubj", "nsubjpass", "dobj", "aux", "mark", "advmod") for c in verb.children
    ):
        return None
    between = verb.doc[be.i + 1 : verb.i]
    dated = len(between) <= _A_DAY and all(
        t.pos_ in ("ADP", "PROPN", "NOUN", "DET", "ADV", "NUM") for t in between
    )
    return be if dated else None


_A_DAY = 4  # words: "on Monday", "early on Monday morning"


def _done_to(verb: Any) -> list[Any]:
    """Whom a passive is done to: its subject, whatever the parse calls it where the helping verb is left out."""
    if (be := _parted_from(verb)) is not None:
        return [c for c in be.children if c.dep_ == "nsubj"]
    own = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if own or not _bare_passive(verb):
        return own
    return [c for c in verb.children if c.dep_ in ("nsubj", "nummod") and c.i < verb.i]


def objects(verb: Any) -> list[Any]:
    """Whom or what it is done to: objects, or the subject of a passive."""
    if is_passive(verb):
        own = _done_to(verb)
        if own and own[0].lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            return [verb.head]
        if own:
            return own
        if verb.dep_ == "acl":
            return [verb.head]
        return objects(verb.head) if verb.dep_ == "conj" else []
    own = [c for c in verb.children if c.dep_ in ("dobj", "dative", "attr")]
    if own and lemma(own[-1]) in words_of("light-objects"):  # "opened fire on a bus": the bus
        own = _after(own[-1], _ONTO) or _after(verb, _ONTO) or own
    if verb.dep_ == "relcl" and own and own[0].lower_ in ("that", "which", "whom", "who"):
        return [verb.head, *own[1:]]  # "a remark that he withdrew"
    if not own:  # "clashed with", "advanced on", "fell to"
        preps = [
            c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("with", "on", "into", "at", "of", "for")
        ]
        own = [c for prep in preps for c in prep.children if c.dep_ == "pobj" and not says_when(c)]
    return own


def governing_verb(noun: Any) -> tuple[Any | None, str]:
    """The verb a noun is subject or object of, and how: through "round of", "series of" and the like.

    The second part is a spaCy dependency or "prep:in"; "" where a noun governs it ("fear of an attack").
    """
    at = noun
    for _ in range(6):
        if at.dep_ in ("conj", "appos") and at.head.i != at.i and at.head.pos_ in ("NOUN", "PROPN", "NUM"):
            at = at.head
        elif at.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "dative"):
            return at.head, at.dep_
        elif at.dep_ == "pobj" and at.head.dep_ == "agent":
            return at.head.head, "prep:by"
        elif (
            at.dep_ == "pobj"
            and at.head.head.pos_ in ("NOUN", "NUM")
            and lemma(at.head.head) in words_of("transparent")
        ):
            at = at.head.head
        elif at.dep_ == "pobj" and at.head.pos_ in ("ADP", "VERB", "SCONJ"):
            return _through_preposition(at)
        else:
            return None, ""
    return None, ""


def _passes_on(noun: Any) -> bool:
    """ "a series of raids": what is told of the series is told of the raids."""
    return noun.pos_ in ("NOUN", "NUM") and lemma(noun) in words_of("transparent")


def _through_preposition(noun: Any) -> tuple[Any | None, str]:
    prep, head = noun.head, noun.head.head
    if head.pos_ in ("VERB", "AUX"):
        return head, f"prep:{prep.lower_}"
    if head.pos_ in ("NOUN", "PROPN", "NUM") and prep.lower_ in ("in", "by", "during", "after", "following"):
        verb, through = governing_verb(head) if head.i != noun.i else (None, "")
        return verb, f"prep:{prep.lower_}" if through else ""
    if prep.dep_ == "ROOT" or head.i == prep.i:
        return None, f"prep:{prep.lower_}"
    return None, ""


def says_when(noun: Any) -> bool:
    """ "crashed on Wednesday", "pull out on 25 May": no object."""
    month = noun.lower_ in ("march", "may") and not noun.text[:1].isupper()
    return not month and lemma(noun) in words_of("days-and-times")


def _after(head: Any, prepositions: tuple[str, ...]) -> list[Any]:
    preps = [c for c in head.children if c.dep_ == "prep" and c.lower_ in prepositions]
    return [c for prep in preps for c in prep.children if c.dep_ == "pobj" and not says_when(c)]


def noun_objects(noun: Any) -> list[Any]:
    """What hangs from an event's noun: "battle for X", "capture of X", "X siege"; through "near", "in" too."""
    found = [c for c in noun.children if c.dep_ in ("compound", "poss", "nmod")]
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in (
            "for",
            "of",
            "in",
            "near",
            "over",
            "at",
            "on",
            "against",
            "from",
            "to",
        ):
            found += [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
    return found
