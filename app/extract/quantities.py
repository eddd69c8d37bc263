"""How many and how much: counts of people, weapons, vehicles and money, with the words that bound them.

A figure keeps what was said: "at least 12" has no high end, "up to 40" no low end, "dozens" is two dozen
or more. Lengths, ages, shares, years and clock times are no counts. Words: `lexicon/quantities.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from app.extract.lexicon import load
from app.extract.parse import Parsed
from app.extract.reading import Quantity
from app.text.span import Span


@cache
def _number_pattern() -> re.Pattern[str]:
    lexicon = load("quantities")
    ones = "|".join(w for w in lexicon["numbers"] if w != "a")
    scales = "|".join(sorted(lexicon["scales"], key=lambda s: -len(s)))
    word = rf"(?:(?:{ones})(?:[- ](?:{ones}))?)"
    digits = r"\d{1,3}(?:[,\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    one = rf"(?:{digits}|a(?= (?:hundred|dozen|thousand|million))|{word})(?:[ -]?(?:{scales})\b)*"
    number = rf"{one}(?:(?<=hundred|housand|million|billion)(?: and)? {word}(?: (?:{scales})\b)?)*"
    vague = "|".join(lexicon["vague"])
    signs = "|".join(re.escape(s) for s in sorted(lexicon["currencies"], key=lambda s: -len(s)) if not s.isalpha())
    return re.compile(
        rf"(?P<sign>{signs})?\s?(?<![\w.,])(?P<low>{number})(?![\w])"
        rf"(?:\s?(?:to|–|-|—|or)\s?(?:{signs})?(?P<high>{number})(?![\w]))?"
        rf"|\b(?P<vague>{vague})\b(?: of (?:{vague}))?",
        re.IGNORECASE,
    )


_MOST = 1e15  # beyond it nothing in the news is counted; "three hundred" four hundred times over is no number


def number(written: str) -> float | None:
    """ "twenty-five" → 25, "1,200" → 1200, "3.5 million" → 3500000, "two dozen" → 24; None for no number."""
    lexicon = load("quantities")
    total = 0.0
    current: float | None = None
    for part in re.findall(r"[\d.,\u00a0]*\d|[a-z]+", written.lower()):
        if part[0].isdigit():
            digits = part.replace(",", "").replace("\u00a0", "")
            if digits.count(".") > 1:
                return None
            current = (current or 0) + float(digits)
        elif part in lexicon["scales"]:
            scale = lexicon["scales"][part]
            scaled = (1 if current is None else current) * scale
            current = scaled if scale < 1000 else None
            total += 0 if scale < 1000 else scaled
        elif part in lexicon["numbers"]:
            current = (current or 0) + lexicon["numbers"][part]
        elif part != "and":
            return None
        if max(total, current or 0) > _MOST:
            return None
    if current is None:
        return total or None
    return total + current


def find_quantities(parsed: Parsed) -> list[Quantity]:
    """Every count and sum of money in the text, in order, with its kind where the words give one."""
    found = []
    for match in _number_pattern().finditer(parsed.text):
        tokens = parsed.tokens(Span(match.start(), match.end()))
        if len(tokens) and (quantity := _quantity(parsed, match, tokens)):
            found.append(quantity)
    return found


def _quantity(parsed: Parsed, match: re.Match[str], tokens: Any) -> Quantity | None:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    span = Span(start, match.end())
    low, high = _ends(match)
    if low is None:
        return None
    currency = _currency(match, tokens)
    word, low, high, open_start = _bound(parsed.text, start, low, high)
    full = Span(open_start, span.end)
    if currency:
        return Quantity("money", low, high, word, currency, span)
    if match["low"] and (_looks_like_year(match) or _inside_word(parsed.text, match) or _model_name(tokens)):
        return None
    kind = _kind(tokens) or _toll(parsed.text, span)
    if kind == "intercepted" and re.search(r"\d (?:out )?of (?:the |some |about )*$", parsed.text[: span.start]):
        kind = "launched"  # "38 of 40 drones": the second figure is how many came
    return Quantity(kind, low, high, word, None, full) if kind else None


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    if match["vague"]:
        low = float(load("quantities")["vague"][match["vague"].lower()])
        return low, None
    low, high = number(match["low"]), number(match["high"]) if match["high"] else None
    if low is not None and high is not None:
        scale = re.search(r"(hundred|thousand|million|billion|trillion|bn|m)$", match["high"], re.IGNORECASE)
        if scale and low < high / 100:  # "$2-3 million": the scale belongs to both
            low *= load("quantities")["scales"][scale[1].lower()]
        if low < high:
            return low, high
    return low, low


def _bound(
    text: str, start: int, low: float, high: float | None
) -> tuple[str | None, float | None, float | None, int]:
    """The bound word before a number, the two ends it leaves, and where it starts.

    "about" and "nearly" open no end: 70 stays 70 and the word is shown with it.
    """
    before = text[max(0, start - 24) : start].rstrip().lower()
    bounds = load("quantities")["bounds"]
    for side in ("about", "least", "most"):
        words: list[str] = sorted(bounds[side], key=lambda word: -len(word))
        for word in words:
            if not before.endswith(word) or re.search(r"\w$", before[: -len(word)]):
                continue
            at = max(0, start - 24) + len(before) - len(word)
            if side == "least":
                return word, low, None, at
            if side == "most":
                return word, None, high if high is not None else low, at
            return word, low, high, at
    return None, low, high, start


def _currency(match: re.Match[str], tokens: Any) -> str | None:
    lexicon = load("quantities")["currencies"]
    if match["sign"]:
        return lexicon.get(match["sign"].upper())
    after = tokens[-1].nbor() if tokens[-1].i + 1 < len(tokens.doc) else None
    if after is None:
        return None
    if after.lower_ == "us" and after.i + 1 < len(tokens.doc):
        after = after.nbor()
    return lexicon.get(after.lemma_.lower()) if after.text.isalpha() else None


def _looks_like_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(1[89]|20)\d\d", match["low"])) and not match["high"]


def _model_name(tokens: Any) -> bool:
    """ "Boeing 737-800", "Novator 9": a number that closes a name."""
    before = tokens[0].nbor(-1) if tokens[0].i > tokens[0].sent.start else None
    if before is None or before.pos_ != "PROPN" or not tokens[0].is_digit:
        return False
    return tokens[0].head.i == before.i or len(tokens) > 1


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """ "F-16", "eight-month", "12:30", "T-72", "No. 3": a number that is part of something else."""
    before, after = text[: match.start("low")][-1:], text[match.end() :][:1]
    return before in tuple("-–:/№#") or (after in tuple("-:/%°") and text[match.end() + 1 :][:1].isalnum())


def _kind(tokens: Any) -> str | None:
    """What a number counts, from its noun and the verb that noun goes with; None where that is not ours."""
    lexicon = load("quantities")
    noun = _counted(tokens)
    lemma = noun.lemma_.lower() if noun is not None else ""
    if lemma in lexicon["nouns"]["not"]:
        return None
    weapon = lemma in lexicon["nouns"]["weapons"]
    if kind := _kind_of_verb(_governing(noun if noun is not None else tokens[-1], tokens), lemma, weapon):
        return kind
    for kind in ("killed", "injured", "casualties", "captured", "missing"):
        if lemma in lexicon["nouns"][kind]:
            return kind
    if weapon:
        return "weapons"
    for kind in ("people", "vehicles", "buildings", "settlements"):
        if lemma in lexicon["nouns"][kind]:
            return kind
    return "people" if noun is not None and noun.tag_ == "NNPS" else None  # "about 70 Russians"


def _toll(text: str, span: Span) -> str | None:
    """ "the death toll rose to 45": told of a noun that the parse ties to no number."""
    toll = r"\b(?:death toll|number of (?:dead|deaths))\b[^.;\d]{0,40}$"
    return "killed" if re.search(toll, text[max(0, span.start - 80) : span.start], re.IGNORECASE) else None


def _counted(tokens: Any) -> Any | None:
    """The noun a number stands before: "38 of the 40 drones" and "12 Ukrainian soldiers" alike."""
    for token in reversed(tokens):
        head = token
        while head.dep_ in ("nummod", "compound", "quantmod", "amod", "nmod") and head.head.i > head.i:
            head = head.head
        if head.i != token.i or head.i > tokens[-1].i:
            return head
        of = next((c for c in token.children if c.lower_ in ("of", "in") and c.dep_ == "prep"), None)
        pobj = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if pobj is not None:
            return pobj
    after = tokens[-1].i + 1
    return tokens.doc[after] if after < len(tokens.doc) and tokens.doc[after].pos_ == "NOUN" else None


def _governing(noun: Any, tokens: Any) -> Any | None:
    """The verb that a counted noun is subject or object of, or a participle or adjective right behind."""
    follows = tokens.doc[tokens[-1].i + 1 : min(len(tokens.doc), max(noun.i, tokens[-1].i) + 4)]
    casualty = _casualty_words()
    for token in follows:
        if token.lower_ in (",", ";", "and") and token.i > noun.i:
            break
        if token.lemma_.lower() in casualty and token.tag_ in ("VBN", "VBD", "JJ", "NNS", "NN"):
            return token
    token = noun
    at = tokens[0]
    while at.dep_ in ("nummod", "compound", "quantmod", "amod", "nmod", "conj", "pobj", "prep", "appos"):
        if at.dep_ == "prep" and at.lower_ not in ("of",):
            break
        if at.dep_ == "conj" and at.head.pos_ in ("VERB", "AUX"):
            break
        at = at.head
    if at.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "oprd"):
        return at.head
    if token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
        return token.head
    return None


@cache
def _casualty_words() -> frozenset[str]:
    verbs = load("quantities")["verbs"]
    return frozenset(w for kind in ("killed", "injured", "missing") for w in verbs[kind])


def _kind_of_verb(verb: Any | None, noun: str, weapon: bool) -> str | None:
    if verb is None:
        return None
    lemma = (
        verb.lemma_.lower()
        if verb.lower_ not in ("wounded", "downed")
        else {"wounded": "wound", "downed": "down"}[verb.lower_]
    )
    counts_people = noun in load("quantities")["nouns"]["people"] or not noun or noun == lemma or not weapon
    things = any(noun in load("quantities")["nouns"][k] for k in ("vehicles", "buildings", "settlements"))
    for kind, words in load("quantities")["verbs"].items():
        if lemma not in words:
            continue
        if kind == "intercepted":
            return kind if noun in load("quantities")["nouns"]["airborne"] else None
        if kind == "launched":
            return kind if weapon else None
        if kind == "hit":
            return "hit" if things or weapon else None
        if kind in ("captured", "released", "displaced") and (things or weapon):
            return None
        if kind == "injured" and verb.lower_ == "missing":
            return None
        return kind if counts_people and not things and not weapon else None
    return None


def within(quantities: Iterable[Quantity], span: Span) -> tuple[Quantity, ...]:
    """Those that lie in a clause."""
    return tuple(q for q in quantities if span.covers(q.span))
