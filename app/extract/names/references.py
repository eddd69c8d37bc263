"""People and groups that are meant without being named: "he", "the Iraqi commander", "residents", "the army".

They are kept as the words on the page and never get a page of their own; whom they stand for is asked of
`coreference` where it matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from app.extract.lexicon import load
from app.extract.names.titles import is_title
from app.extract.reading import Mention
from app.extract.words.parse import Parsed, span_of
from app.text.abreast import Abreast
from app.text.span import Span

# Not "his" and "our": an owner is not what is spoken of.
_ONE = frozenset({"he", "him", "she", "her", "i", "me"})
_SEVERAL = frozenset({"we", "us", "they", "them"})
_OWNER = re.compile(r"(?:['’]s?)?[\s–-]*")
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod"})


def find_references(parsed: Parsed, mentions: Sequence[Mention]) -> list[Mention]:
    """Pronouns and descriptions of people and groups, in order; none overlaps a name or another."""
    names = Abreast([mention.span for mention in mentions], lambda span: span)
    found: list[Mention] = []  # each ends after the one before, so only the last can be in the way of the next
    for token in parsed.doc:
        if token.pos_ not in ("PRON", "NOUN", "PROPN"):
            continue
        mention = _pronoun(token) or _description(parsed, token, names, found[-1].span if found else None)
        if mention and not names.any(mention.span) and not (found and found[-1].span.overlaps(mention.span)):
            found.append(mention)
    return found


def _pronoun(token: Any) -> Mention | None:
    low = token.lower_
    if (
        token.pos_ != "PRON"
        or token.tag_ == "PRP$"
        or low not in _ONE | _SEVERAL
        or (low == "i" and token.text != "I")
    ):
        return None
    kind = "person" if low in _ONE else "unnamed-group"
    span = span_of(token)
    return Mention(span, span, kind, form="pronoun", reason="a pronoun")


def _description(parsed: Parsed, token: Any, names: Abreast[Span], last: Span | None) -> Mention | None:
    """The words before a noun for people, with it: "five Iraqi soldiers". What follows is left out.

    Also what a name before it, or the `last` reference, leaves of them.
    """
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod", "npadvmod"):
        return None
    kind = _kind(token)
    if kind is None or (token.dep_ in ("appos", "attr") and kind == "person"):
        return None  # "Petrov, the governor, said", "Petrov is the governor": what he is
    before = [child for child in token.lefts if child.dep_ in _BEFORE]
    start = min([token.idx, *(child.left_edge.idx for child in before)])
    before_it = [*names.of(Span(start, token.idx)), *([last] if last else [])] if start < token.idx else []
    ends = [span.end for span in before_it if start <= span.start < token.idx]
    start = max([start, *ends])
    if ends and parsed.text[start : start + 1] == " ":
        return None  # "the Hezbollah movement", "ISIL tactical units": the name says it
    if start >= token.idx:
        return Mention(span_of(token), span_of(token), kind, form="description", reason=_reason(token))
    if ends and (after := _OWNER.match(parsed.text, start)):
        start = after.end()  # "Marchuk’s forces": his name is a mention of its own
    span = Span(start, token.idx + len(token.text))
    return Mention(span, span, kind, form="description", reason=_reason(token))


def _reason(token: Any) -> str:
    return f"“{token.text}” stands for people"


def _kind(token: Any) -> str | None:
    low, lemma = token.lower_, token.lemma_.lower()
    groups, persons = _nouns()
    if token.ent_type_ == "NORP" and token.tag_ in ("NNS", "NNPS"):
        return "unnamed-group"  # "Iraqis"
    if low in groups or lemma in groups:
        return groups.get(low) or groups[lemma]
    plural = token.tag_ in ("NNS", "NNPS")
    if lemma in persons or low in persons or (is_title(lemma) and not plural):  # "chairs" are furniture
        return "unnamed-group" if plural else "person"
    return None


@lru_cache(maxsize=1)
def _nouns() -> tuple[dict[str, str], frozenset[str]]:
    unnamed = load("groups")["unnamed"]
    groups = {word: kind for kind, words in unnamed.items() if kind != "persons" for word in words}
    return groups, frozenset(word.lower() for word in unnamed["persons"])


def with_references(parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Names and references together, in order: what a reading keeps."""
    yield from sorted([*mentions, *find_references(parsed, mentions)], key=lambda mention: mention.span)
