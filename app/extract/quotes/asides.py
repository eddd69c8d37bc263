"""Where a report ends and the article's own aside begins.

    The ministry said its troops had taken Orlivka, | three days after Marchuk claimed the town.
    Marchuk said his fighters had taken Orlivka, | a town about 15 km from Selva.

Reported speech has no closing mark, so what the article adds reads on from it. Only two shapes are cut: the
time since what somebody else said or did, and an apposition that explains where a place lies.
"""

from __future__ import annotations

from typing import Any

from app.extract.lexicon import load
from app.extract.quotes.subjects import own_subject
from app.extract.words.cues import cue_at
from app.extract.words.parse import Parsed
from app.text.span import Span

_LAPSE = 6  # tokens before "after": "less than twenty-four hours"
_EXPLAINS = 4  # tokens up to the noun: "a small mining town"
_DESCRIBING = ("ADJ", "NOUN", "PROPN", "PUNCT")
_NEAR = frozenset({"in", "from", "of", "to", "near", "outside", "on", "between", "along"})


def before_aside(content: Span, parsed: Parsed) -> Span:
    """A clause told on somebody's word, without the article's aside that closes it; what is quoted stays whole."""
    tokens = parsed.tokens(content)
    for comma in tokens:
        if comma.text != "," or comma.i + 1 >= tokens.end or comma.i <= tokens.start:
            continue
        rest = comma.doc[comma.i + 1 : tokens.end]
        if any(token.is_quote for token in rest):
            continue
        if _since_anothers_word(rest) or _explains_place(comma, rest):
            return Span(content.start, comma.idx)
    return content


def _since_anothers_word(rest: Any) -> bool:
    """ "three days after Marchuk claimed the town": a measured time, and what was said plainly in the past.

    What the speaker himself sets in time is put back into the pluperfect ("a day after it had been claimed").
    """
    lapse = load("cues")["asides"]
    joint = next((t for t in rest[:_LAPSE] if t.lower_ in lapse["joints"]), None)
    if joint is None or joint.i == rest.start or joint.nbor(-1).lower_ not in lapse["units"]:
        return False
    if any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in rest.doc[rest.start : joint.i] if t.text != "-"):
        return False
    verb = next((t for t in rest.doc[joint.i + 1 : rest.end] if t.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    if verb is None or verb.tag_ != "VBD" or verb.pos_ == "AUX" or cue_at(verb) is None:
        return False
    own = own_subject(verb)
    return own is not None and own.pos_ == "PROPN" and joint.i < own.i < verb.i


def _explains_place(comma: Any, rest: Any) -> bool:
    """ "Orlivka, a town about 15 km from Selva": a name, and to the end a phrase on where it lies."""
    before, first = comma.nbor(-1), rest[0]
    if before.pos_ != "PROPN" or first.lower_ not in ("a", "an"):
        return False
    kinds = load("place_words")["described"]
    noun = next((t for t in rest[1:_EXPLAINS] if t.lower_ in (*kinds["settlement"], *kinds["region"])), None)
    if noun is None or any(t.pos_ not in _DESCRIBING for t in rest.doc[first.i + 1 : noun.i]):
        return False
    after = rest.doc[noun.i + 1 : rest.end]
    lies = len(after) == 0 or after[0].lower_ in _NEAR or after[0].like_num or any(t.like_num for t in after[:3])
    return bool(lies) and not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") or t.text in (",", ";") for t in after)
