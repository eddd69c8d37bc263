"""How many and how much: counts of people, strikes, weapons, vehicles and money, with the words that bound them.

A figure keeps what was said: "at least 12" has no high end, "up to 40" no low end, "dozens" is two dozen or
more. Lengths, ages, shares, years and clock times are no counts; of "four people, including two children" the
four is the figure. Words: `lexicon/quantities.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.extract.figures.bare_figures import counter_between, kind_carried
from app.extract.figures.counted_kinds import kind_of, measures, toll_before
from app.extract.happenings.triggers import clause_of, lemma, subjects, words_of
from app.extract.lexicon import load
from app.extract.names.known import NOBODY, Known
from app.extract.quotes.attribution import find_attribution, speaker_at
from app.extract.reading import Mention, Quantity, Quote, Speaker
from app.extract.words.numbers import Written, find_numbers, number
from app.extract.words.parse import Parsed
from app.text.span import Span

__all__ = ["find_quantities", "number", "with_speakers", "within"]

_OF_PEOPLE = ("killed", "injured", "casualties", "missing")
_ASIDE = 160  # characters from a total to a part of it told behind "including"
_BOUND = 26  # characters before a number in which the word that bounds it stands


def find_quantities(parsed: Parsed) -> list[Quantity]:
    """Every count and sum of money in the text, in order, with its kind where the words give one."""
    found: list[Quantity] = []
    for written in _apart(find_numbers(parsed.text), parsed.text):
        tokens = parsed.tokens(written.span)
        quantity = _quantity(parsed, written, tokens, found) if len(tokens) else None
        if quantity and not _part_of_total(parsed, quantity, found):
            found.append(quantity)
    return _without_the_aimed_at(_without_breakdowns(found, parsed.text), parsed.text)


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
            speaker = _another(quantity, told, parsed, mentions, known)
            speaker = speaker or (found[0] if found else _counter(parsed, quantity.span, mentions))
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


def _another(
    quantity: Quantity, before: Sequence[Quantity], parsed: Parsed, mentions: Sequence[Mention], known: Known
) -> Speaker | None:
    """ "the army counted 14 dead, and the rescuers then 18": the rescuers."""
    noun = counter_between(before[-1], quantity.span, parsed) if before else None
    if noun is None:
        return None
    speaker = speaker_at(noun, parsed, mentions, "told to have counted after another", known)
    end = noun.idx + len(noun)  # small parsers take "the rescuers then 18" for one phrase
    return replace(speaker, span=Span(speaker.span.start, end)) if speaker and speaker.span.end > end else speaker


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


def _quantity(parsed: Parsed, written: Written, tokens: Any, found: Sequence[Quantity]) -> Quantity | None:
    text, span = parsed.text, written.span
    word, low, high, whole = _bound(text, written)
    if currency := _currency(written, tokens):
        return Quantity("money", low, high, word, currency, whole)
    if written.sign or (written.plain and _no_count(text, written, tokens)):
        return None
    kind = kind_of(tokens) or (
        None if measures(tokens) else toll_before(text, span) or kind_carried(parsed, whole, tokens, found)
    )
    of = re.search(r"\d (?:out )?of (?:the |some |about )*$", text[max(0, span.start - 30) : span.start])
    if kind in ("intercepted", "weapons") and of:
        kind = "launched"  # "38 of 40 drones": the second figure is how many came
    if kind == "killed" and _only_feared(text, span):
        return None
    if kind in _OF_PEOPLE and low and _with_one_more(tokens):
        high = None
    return Quantity(kind, low, high, word, _each(kind, text, whole), whole) if kind else None


def _only_feared(text: str, figure: Span) -> bool:
    """ "Hundreds were feared dead": nobody has counted them."""
    behind = text[figure.end : figure.end + _ASIDE]
    return bool(
        re.match(r"(?: [a-z-]+){0,4} (?:feared|presumed) (?:to (?:be|have) )?(?:dead|killed|died)\b", behind)
    )


def _with_one_more(tokens: Any) -> bool:
    """ "Three soldiers and a child were killed": so many at least, and nobody has counted the whole."""
    noun = tokens[-1].head if tokens[-1].dep_ == "nummod" else tokens[-1]
    return any(
        other.pos_ == "NOUN" and any(c.lower_ in ("a", "an") or c.tag_ == "PRP$" for c in other.children)
        for other in noun.conjuncts
    )


def _each(kind: str, text: str, figure: Span) -> str | None:
    """The unit "each" of a figure that every side gives alike: "each side would release 157"."""
    words = load("quantities")["each"]
    if kind not in words["kinds"]:
        return None
    before = re.split(r"[.;\n“”]", text[max(0, figure.start - _ASIDE) : figure.start])[-1]
    behind = text[figure.end : figure.end + 50]
    said = any(re.search(p, before) for p in words["before"]) or any(re.search(p, behind) for p in words["behind"])
    return "each" if said else None


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
    if re.search(r"\bnot $", before, re.I) or (plain.lower() == "one" and re.search(r"\bno[ -]$", before, re.I)):
        return True  # "no one was killed", "not one house", "not six, as first said, but four"
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


def _apart(numbers: Iterable[Written], text: str) -> Iterator[Written]:
    """The numbers, but no range made of what a figure was and is: "rose from 45 to 59"."""
    for written in numbers:
        to = re.search(r"\bto\b", written.span.of(text)) if written.is_range else None
        if to is None or not _changed(text, written.span):
            yield written
            continue
        at = written.span.start
        for start, end in ((at, at + to.start()), (at + to.end(), written.span.end)):
            for one in find_numbers(text[start:end]):
                yield replace(one, span=one.span.shifted(start))


def _changed(text: str, span: Span) -> bool:
    verbs = "|".join(load("quantities")["changes"]["verbs"])
    return bool(
        re.search(rf"\b(?:{verbs})\b[^.;,]{{0,20}}\bfrom $", text[max(0, span.start - 50) : span.start], re.I)
    )


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


def _without_the_aimed_at(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """ "killed two senior gunmen", where 45 are counted dead elsewhere: who was aimed at, and no toll."""
    ranks = "|".join(load("quantities")["parts"]["ranks"])
    dead = max((q.low or 0 for q in found if q.kind == "killed"), default=0)
    picked = re.compile(rf" (?:{ranks}) \w", re.IGNORECASE)
    return [q for q in found if q.kind != "killed" or not picked.match(text, q.span.end) or (q.low or 0) >= dead]


def within(quantities: Iterable[Quantity], span: Span) -> tuple[Quantity, ...]:
    """Those that lie in a clause."""
    return tuple(q for q in quantities if span.covers(q.span))
