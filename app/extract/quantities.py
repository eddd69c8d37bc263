"""How many and how much: counts of people, strikes, weapons, vehicles and money, with the words that bound them.

A figure keeps what was said: "at least 12" has no high end, "up to 40" no low end, "dozens" is two dozen or
more. Lengths, ages, shares, years and clock times are no counts; of "four people, including two children" the
four is the figure. Words: `lexicon/quantities.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from app.extract.attribution import find_attribution, speaker_at
from app.extract.known import NOBODY, Known
from app.extract.lexicon import load
from app.extract.numbers import Written, find_numbers, number
from app.extract.parse import Parsed
from app.extract.reading import Mention, Quantity, Quote, Speaker
from app.extract.triggers import clause_of, lemma, subjects, words_of
from app.text.span import Span

__all__ = ["find_quantities", "number", "with_speakers", "within"]

_OF_PEOPLE = ("killed", "injured", "casualties", "missing")
_STEPS = 12  # up a parse: a counted noun lies near its verb, and a page of bare numbers must not be walked whole
_ASIDE = 160  # characters from a total to a part of it told behind "including"
_BOUND = 26  # characters before a number in which the word that bounds it stands


def find_quantities(parsed: Parsed) -> list[Quantity]:
    """Every count and sum of money in the text, in order, with its kind where the words give one."""
    found: list[Quantity] = []
    for written in find_numbers(parsed.text):
        tokens = parsed.tokens(written.span)
        quantity = _quantity(parsed, written, tokens) if len(tokens) else None
        if quantity and not _part_of_total(parsed, quantity, found):
            found.append(quantity)
    return _without_breakdowns(found, parsed.text)


def with_speakers(
    quantities: Iterable[Quantity],
    parsed: Parsed,
    mentions: Sequence[Mention],
    quotes: Sequence[Quote],
    known: Known = NOBODY,
) -> list[Quantity]:
    """The same with who says so: the speaker of its quote, whom its clause is given to, else who counts them."""
    told = []
    for quantity in quantities:
        around = [q for q in quotes if q.speaker and any(s.covers(quantity.span) for s in q.spans)]
        if around:
            speaker = min(around, key=lambda q: sum(map(len, q.spans))).speaker
        else:
            found = find_attribution(parsed, quantity.span, mentions, known)
            speaker = found[0] if found else _counter(parsed, quantity.span, mentions)
            speaker = _counted_along(quantity, told, parsed) if speaker is None else speaker
        told.append(replace(quantity, said_by=speaker))
    return told


def _counted_along(quantity: Quantity, before: Sequence[Quantity], parsed: Parsed) -> Speaker | None:
    """ "put the toll at 39 dead and 87 wounded": both are his who gives the first."""
    if not before or before[-1].said_by is None or quantity.kind not in _OF_PEOPLE:
        return None
    gap = parsed.text[before[-1].span.end : quantity.span.start]
    along = len(gap) < 40 and re.search(r"(?:\band|,|\bwith) $", gap) and not re.search(r"[.;:\n“”\"]", gap)
    return before[-1].said_by if along and before[-1].kind in _OF_PEOPLE else None


def _counter(parsed: Parsed, figure: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """The subject of "counted 27 dead", "put the toll at 39", "spoke of 30"."""
    tokens = parsed.tokens(figure)
    verb = clause_of(tokens[-1]) if len(tokens) else None
    if verb is None or lemma(verb) not in load("modality")["reporting"]["counts"]:
        return None
    doers = [
        d for d in subjects(verb) if lemma(d) not in words_of("attack-words")
    ]  # "an attack that left six dead"
    if not doers or lemma(doers[0]) in ("count", "tally", "toll", "report", "figure", "estimate"):
        return None  # "a first count gave 16": somebody's, and nobody says whose
    return speaker_at(doers[0], parsed, mentions, f"subject of “{verb.text}”")


def _quantity(parsed: Parsed, written: Written, tokens: Any) -> Quantity | None:
    text, span = parsed.text, written.span
    word, low, high, whole = _bound(text, written)
    if currency := _currency(written, tokens):
        return Quantity("money", low, high, word, currency, whole)
    if written.sign or (written.plain and _no_count(text, written, tokens)):
        return None
    if _left_behind(text, span):
        return None
    kind = _kind(tokens) or (None if _measures(tokens) else _toll(text, span))
    of = re.search(r"\d (?:out )?of (?:the |some |about )*$", text[max(0, span.start - 30) : span.start])
    if kind in ("intercepted", "weapons") and of:
        kind = "launched"  # "38 of 40 drones": the second figure is how many came
    if kind and _changed(text, span) and written.is_range:
        low = high = written.high  # "rose from 45 to 59"
    return Quantity(kind, low, high, word, None, whole) if kind else None


# ---------------------------------------------------------------- the words round a number


def _bound(text: str, written: Written) -> tuple[str | None, float | None, float | None, Span]:
    """The bound word before or behind a number, the two ends it leaves, and the span with it.

    "about" and "nearly" open no end: 70 stays 70 and the word is shown with it.
    """
    bounds, span, low, high = load("quantities")["bounds"], written.span, written.low, written.high
    for word, side in bounds["after"].items():
        if word in text[span.end : span.end + 12] and re.match(
            rf"\s?{re.escape(word)}(?!\w)", text[span.end : span.end + 12]
        ):
            whole = Span(span.start, text.index(word, span.end) + len(word))
            return word, low, None if side == "least" else high, whole
    from_ = max(0, span.start - _BOUND)
    before = text[from_ : span.start].rstrip().lower()
    standing = [
        (word, side)
        for side in ("about", "least", "most")
        for word in bounds[side]
        if before.endswith(word) and not re.search(r"\w$", before[: -len(word)])
    ]
    if not standing:
        return None, low, high, span
    word, side = max(standing, key=lambda one: len(one[0]))
    whole = Span(from_ + len(before) - len(word), span.end)
    if side == "least":
        return word, low, None, whole
    if side == "most":
        return word, None, high if high is not None else low, whole
    return word, low, high, whole


def _currency(written: Written, tokens: Any) -> str | None:
    lexicon = load("quantities")["currencies"]
    if written.sign:
        return lexicon.get(written.sign.upper())
    at = tokens[-1].i + 1
    doc = tokens.doc
    while at < len(doc) and doc[at].lower_ in ("us", "u.s.", "american", "canadian", "australian"):
        at += 1
    if at >= len(doc) or not doc[at].text.isalpha():
        return None
    weighs = doc[at].lower_.startswith("pound") and at + 1 < len(doc) and doc[at + 1].lower_ in ("of", "bomb")
    return None if weighs else lexicon.get(doc[at].lemma_.lower())


def _no_count(text: str, written: Written, tokens: Any) -> bool:
    """A year, an age, a part of a word or a number that closes a name."""
    span, plain = written.span, written.plain or ""
    if re.fullmatch(r"(1[89]|20)\d\d", plain) and not written.is_range:
        return True
    before, after = text[max(0, span.start - 14) : span.start], text[span.end : span.end + 12]
    # "F-16", "eight-month", "12:30", "T-72", "No. 3", "in his 20s"
    if before[-1:] in tuple("-–:/№#’'") or (after[:1] in tuple("-–:/%°’'") and after[1:2].isalnum()):
        return True
    aged = re.search(r"\b(?:aged?|ages) $", before) or re.match(r"[- ]years?[- ](?:old|of age)", after)
    if aged or (re.search(r"[a-z)”\"]\s?[,(]\s?$", before) and re.match(r"[,);]", after) and plain.isdigit()):
        return True  # "Moroz, 41, was killed"
    return _closes_name(tokens)


def _closes_name(tokens: Any) -> bool:
    """ "Boeing 737-800", "Novator 9"."""
    before = tokens[0].nbor(-1) if tokens[0].i and not tokens[0].is_sent_start else None
    if before is None or before.pos_ != "PROPN" or not tokens[0].is_digit:
        return False
    return tokens[0].head.i == before.i or len(tokens) > 1


def _changed(text: str, span: Span) -> bool:
    verbs = "|".join(load("quantities")["changes"]["verbs"])
    return bool(
        re.search(rf"\b(?:{verbs})\b[^.;,]{{0,20}}\bfrom $", text[max(0, span.start - 50) : span.start], re.I)
    )


def _left_behind(text: str, span: Span) -> bool:
    """ "rose to 59 from 45", "up from 45": what a figure was before."""
    before = text[max(0, span.start - 50) : span.start]
    tolls = "toll|count|figure|estimate|report"
    earlier = rf"\b(?:earlier|previous|initial|prior|first) (?:death )?(?:{tolls})s? of (?:\w+ ){{0,2}}$"
    at_first = rf"\b(?:earlier|previous|initial|early|first) (?:death )?(?:{tolls})s? had \w+ (?:\w+ ){{0,3}}$"
    return bool(re.search(rf"(?:\bto [\d,]+,? |\bup )from (?:\w+ ){{0,2}}$|{earlier}|{at_first}", before))


def _part_of_total(parsed: Parsed, quantity: Quantity, before: Sequence[Quantity]) -> bool:
    """ "four people, including two children", "two of them women", "three of the 12 wounded": no figure apart."""
    text, parts = parsed.text, load("quantities")["parts"]
    after = text[quantity.span.end : quantity.span.end + 40].lower()
    people = quantity.kind in ("killed", "injured", "casualties", "people", "missing", "captured")
    near = bool(before) and quantity.span.start - before[-1].span.end <= 2 * _ASIDE
    if people and not near and re.match(r" of (?:them|those)\b", after):
        return False  # "a strike on soldiers killed 63 of them": no total is told
    if people and re.match(
        rf" of (?:them|whom|those|these|which|(?:the )?(?:\w+ )?(?:{'|'.join(parts['of'])}))\b", after
    ):
        return True
    total = next((q for q in before[:-4:-1] if q.kind in ("killed", "injured", "casualties", "people")), None)
    if not people or total is None or quantity.span.start - total.span.end > _ASIDE:
        return False
    told = text[total.span.end : quantity.span.start].lower()
    opening = max((told.rfind(word) for word in parts["opening"]), default=-1)
    if opening < 0:
        return False
    words = parsed.tokens(Span(total.span.end, quantity.span.start))
    aside = (t for t in words if t.idx > total.span.end + opening)
    return not any(t.is_sent_start for t in words) and not any(t.pos_ in ("VERB", "AUX") for t in aside)


def _without_breakdowns(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """ "12 people, seven women and five men": two figures that add up to the one before are parts of it."""
    parts: set[Span] = set()
    for total, one, other in zip(found, found[1:], found[2:], strict=False):
        alike = (
            total.kind == one.kind == other.kind and total.low and total.low == (one.low or 0) + (other.low or 0)
        )
        gaps = text[total.span.end : one.span.start], text[one.span.end : other.span.start]
        if (
            alike
            and len("".join(gaps)) < 60
            and "," in gaps[0]
            and " and " in gaps[1]
            and "." not in "".join(gaps)
        ):
            parts |= {one.span, other.span}
    return [quantity for quantity in found if quantity.span not in parts]


# ---------------------------------------------------------------- what it counts


def _kind(tokens: Any) -> str | None:
    """What a number counts, from its noun and the verb that noun goes with; None where that is not ours."""
    lexicon = load("quantities")
    noun = _counted(tokens)
    lemma = noun.lemma_.lower() if noun is not None else ""
    if lemma in lexicon["nouns"]["not"]:
        return None
    if lemma in lexicon["nouns"]["strikes"]:
        return "strikes"
    weapon = lemma in lexicon["nouns"]["weapons"]
    verb = _governing(noun if noun is not None else tokens[-1], tokens) or _word_before(tokens)
    if kind := _kind_of_verb(verb, lemma, weapon):
        return kind
    if kind := _kind_of_owner(noun if noun is not None else tokens[-1], lexicon["of"]):
        return kind
    for kind in ("killed", "injured", "casualties", "captured", "missing"):
        if lemma in lexicon["nouns"][kind]:
            return kind
    if weapon:
        came = (
            noun is not None and noun.dep_ == "nsubj" and noun.head.lemma_.lower() in lexicon["subjects"]["came"]
        )
        return "launched" if came else "weapons"
    for kind in ("people", "vehicles", "buildings", "settlements"):
        if lemma in lexicon["nouns"][kind]:
            return kind
    return "people" if noun is not None and noun.tag_ == "NNPS" else None  # "about 70 Russians"


def _measures(tokens: Any) -> bool:
    """ "raised the toll several times", "the toll after three days": no count of people."""
    noun = _counted(tokens)
    return noun is not None and noun.lemma_.lower() in load("quantities")["nouns"]["not"]


def _toll(text: str, span: Span) -> str | None:
    """ "the death toll rose to 45": told of a noun that the parse ties to no number."""
    before = text[max(0, span.start - 80) : span.start]
    for kind, phrases in load("quantities")["tolls"].items():
        if re.search(rf"\b(?:{'|'.join(phrases)})\b[^.;\d]{{0,40}}$", before, re.IGNORECASE):
            return kind
    return None


def _counted(tokens: Any) -> Any | None:
    """The noun a number stands before: "38 of the 40 drones" and "12 Ukrainian soldiers" alike."""
    for token in reversed(tokens[-_STEPS:]):
        head = token
        for _ in range(_STEPS):
            if head.dep_ not in ("nummod", "compound", "quantmod", "amod", "nmod") or head.head.i <= head.i:
                break
            head = head.head
        if head.i != token.i or head.i > tokens[-1].i:
            return head
        of = next((c for c in token.children if c.lower_ in ("of", "in") and c.dep_ == "prep"), None)
        if tokens.doc[tokens[-1].i + 1 : tokens[-1].i + 3].text == "out of":
            of = tokens.doc[tokens[-1].i + 2]
        pobj = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if pobj is not None:
            return pobj
    after = tokens[-1].i + 1
    return tokens.doc[after] if after < len(tokens.doc) and tokens.doc[after].pos_ == "NOUN" else None


def _governing(noun: Any, tokens: Any) -> Any | None:
    """The verb that a counted noun is subject or object of, or a participle or adjective right behind."""
    follows = tokens.doc[tokens[-1].i + 1 : min(len(tokens.doc), max(noun.i, tokens[-1].i) + 4)]
    casualty = _casualty_words()
    for token in follows[:_STEPS]:
        if token.lower_ in (",", ";", "and") and token.i > noun.i:
            break
        if _dictionary_form(token) in casualty and token.tag_ in ("VBN", "VBD", "JJ", "NNS", "NN"):
            if not any(c.dep_ == "dobj" for c in token.children):  # "two gunmen killed three people"
                return token
            return None
    at = tokens[0]
    for _ in range(_STEPS):
        if at.dep_ not in (
            "nummod", "compound", "quantmod", "amod", "nmod", "conj", "pobj", "prep", "appos"
        ):  # fmt: skip
            break
        if at.dep_ == "prep" and at.lower_ not in ("of",):
            break
        if at.dep_ == "conj" and at.head.pos_ in ("VERB", "AUX"):
            break
        at = at.head
    for one in (at, noun):
        if one.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "oprd"):
            return _told_of(one)
    return None


def _told_of(noun: Any) -> Any | None:
    """The verb, if a subject of it is what it counts: "twelve died", not "two gunmen killed three"."""
    verb, words = noun.head, load("quantities")
    states = [c for c in verb.children if c.dep_ in ("acomp", "oprd", "attr", "xcomp") and c.i > noun.i]
    for state in states:  # "remained missing", "were reported dead"
        if state.lemma_.lower() in _casualty_words() or state.lower_ in _casualty_words():
            return state
    if noun.dep_ != "nsubj":
        return verb
    own = verb.lemma_.lower() in words["subjects"]["counted"] or verb.lower_ == "missing"
    return verb if own or verb.tag_ == "VBN" or verb.pos_ == "AUX" else None


def _word_before(tokens: Any) -> Any | None:
    """The verb right before a number and its bound, whatever the parse makes of it: "displaced 30,000 people"."""
    word, doc = tokens[0], tokens.doc
    for _ in range(4):
        if not word.i or word.is_sent_start:
            return None
        word = doc[word.i - 1]
        if word.pos_ not in ("ADV", "ADP", "SCONJ", "DET"):
            break
    return word if word.lemma_.lower() in _verbs() and word.tag_ in ("VBD", "VBN", "VBG") else None


@cache
def _verbs() -> frozenset[str]:
    return frozenset(w for words in load("quantities")["verbs"].values() for w in words)


@cache
def _casualty_words() -> frozenset[str]:
    verbs = load("quantities")["verbs"]
    return frozenset(w for kind in ("killed", "injured", "missing") for w in verbs[kind])


def _kind_of_owner(noun: Any, of: dict[str, list[str]]) -> str | None:
    """ "the bodies of six miners", "the capture of 40 soldiers"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    owner = noun.head.head.lemma_.lower()
    return next((kind for kind, words in of.items() if owner in words), None)


def _dictionary_form(word: Any) -> str:
    """Of a participle that small taggers take for an adjective too: "300 more injured"."""
    forms = {"wounded": "wound", "injured": "injure", "downed": "down", "dead": "dead", "missing": "missing"}
    return forms.get(word.lower_, word.lemma_.lower())


def _kind_of_verb(verb: Any | None, noun: str, weapon: bool) -> str | None:
    if verb is None:
        return None
    lemma = _dictionary_form(verb)
    nouns = load("quantities")["nouns"]
    things = any(noun in nouns[k] for k in ("vehicles", "buildings", "settlements"))
    for kind, words in load("quantities")["verbs"].items():
        if lemma not in words or (kind == "missing" and any(c.dep_ == "dobj" for c in verb.children)):
            continue
        if kind == "intercepted":
            return kind if noun in nouns["airborne"] else None
        if kind == "launched":
            return kind if weapon else None
        if kind == "hit":
            return "hit" if things or weapon else None
        if kind in ("captured", "released", "displaced") and (things or weapon):
            return None
        return kind if not things and not weapon else None
    return None


def within(quantities: Iterable[Quantity], span: Span) -> tuple[Quantity, ...]:
    """Those that lie in a clause."""
    return tuple(q for q in quantities if span.covers(q.span))
