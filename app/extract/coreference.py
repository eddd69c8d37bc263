"""From a pronoun or a description back to the name it stands for. Unsure is a good answer: an unknown
speaker is better than a wrong one, so two people who would both fit mean no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.extract.lexicon import load
from app.extract.marks import pair_marks
from app.extract.parse import Parsed
from app.extract.reading import Mention
from app.text.folding import fold, fold_name
from app.text.span import Span

_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# Sentences a pronoun may reach back over. Sentences whose subject is the same pronoun are not counted.
_REACH = 3
_FARTHEST = 40  # sentences in all, quotations and sentences about "he" counted
_REACH_OF_DESCRIPTION = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """`chain` leads from a pronoun or description to the naming span, which is last; empty where unsure."""

    chain: tuple[Span, ...] = ()
    reason: str = ""


def resolve_reference(
    span: Span, parsed: Parsed, mentions: Sequence[Mention], genders: Callable[[str], str | None]
) -> tuple[Span, ...]:
    """The spans that lead from a pronoun or description to its name, the last one naming; () where unsure."""
    return trace_reference(span, parsed, mentions, genders).chain


def trace_reference(
    span: Span, parsed: Parsed, mentions: Sequence[Mention], genders: Callable[[str], str | None]
) -> Reference:
    """The same with the rule that led there. `genders` answers "m", "f" or None for a name."""
    words = fold(span.of(parsed.text)).split()
    if len(words) == 1 and words[0] in ("he", "she", "him", "her"):
        return _pronoun(span, _GENDER[words[0]], parsed, mentions, genders)
    if len(words) > 1 and words[0] == "the":
        return _description(span, words, parsed, mentions)
    return Reference()


@lru_cache(maxsize=1)
def _given_names() -> dict[str, str]:
    names = load("given_names")
    return {fold(name): gender for gender in ("m", "f") for name in names[gender]}


def given_name_gender(name: str) -> str | None:
    """ "m" or "f" by the first given name or courtesy title, None where the name does not say."""
    for word in fold(name).replace(".", " ").split()[:3]:
        if word in _given_names():
            return _given_names()[word]
    return None


# ------------------------------------------------------------------ pronouns


def _pronoun(
    span: Span, gender: str, parsed: Parsed, mentions: Sequence[Mention], genders: Callable[[str], str | None]
) -> Reference:
    here = next((i for i, s in enumerate(parsed.sentences) if s.start <= span.start < s.end), None)
    if here is None:
        return Reference()
    since = parsed.sentences[max(0, here - _FARTHEST)].start
    speech = [q.outer for q in pair_marks(parsed.text) if since <= q.outer.start <= span.start]
    known = _genders_by_surname(parsed.text, mentions, genders)
    fitting = [
        mention
        for mention in mentions
        if mention.kind == "person"
        and mention.form == "name"
        and since <= mention.span.start
        and mention.span.end <= span.start
        and known.get(surname(mention, parsed.text)) in (gender, None)
        and not any(quoted.covers(mention.span) for quoted in speech)
    ]
    for at, transparent in _sentences_back(here, span, parsed, gender, speech):
        inside = [m for m in fitting if parsed.sentences[at].covers(m.span)]
        subjects = [m for m in inside if _is_subject(m, parsed)]
        if at == here:
            inside = subjects
        if at != here and _speaks_unnamed(parsed.sentences[at], parsed, speech):
            return Reference()  # "The friend said …. He added …": he is the friend, whoever was named earlier
        if not inside or transparent:
            continue
        return _choose(inside, subjects, parsed.text, "this sentence" if at == here else "a sentence before")
    return Reference()


def _choose(inside: list[Mention], subjects: list[Mention], text: str, where: str) -> Reference:
    """The one person who leads a sentence; somebody named only in passing is not taken for "he"."""
    people = {surname(mention, text) for mention in inside}
    leading = {surname(mention, text) for mention in subjects}
    clear = len(people) == 1 or (len(people) == 2 and len(subjects) == 1 and subjects[0] is inside[0])
    if len(leading) == 1 and clear:
        return Reference((subjects[0].name,), f"subject of {where}")
    return Reference()


def _sentences_back(
    here: int, span: Span, parsed: Parsed, gender: str, speech: list[Span]
) -> Iterator[tuple[int, bool]]:
    """Sentence indices from the pronoun's own backwards, each with whether it only carries the pronoun on."""
    counted = 0
    for at in range(here, max(-1, here - _FARTHEST), -1):
        sentence = parsed.sentences[at]
        if any(quoted.covers(sentence) for quoted in speech) and at != here:
            continue  # who is named in a quotation is spoken of, not speaking
        carries = at != here and _has_pronoun_subject(sentence, parsed, gender, speech)
        yield at, carries
        counted += not carries and at != here
        if counted >= _REACH:
            return


def _has_pronoun_subject(sentence: Span, parsed: Parsed, gender: str, speech: list[Span]) -> bool:
    """A sentence about "he" from its start: whoever is named later in it is somebody else."""
    for token in parsed.tokens(sentence):
        if any(quoted.start <= token.idx < quoted.end for quoted in speech):
            continue
        if token.dep_ in ("nsubj", "nsubjpass"):
            return _GENDER.get(token.lower_) == gender
    return False


def _speaks_unnamed(sentence: Span, parsed: Parsed, speech: list[Span]) -> bool:
    """Whether a sentence is led by somebody without a name: a common noun as its first subject."""
    for token in parsed.tokens(sentence):
        if token.dep_ in ("nsubj", "nsubjpass") and not any(q.start <= token.idx < q.end for q in speech):
            named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)
            return token.pos_ == "NOUN" and token.tag_ == "NN" and token.ent_type_ == "" and not named
    return False


def _is_subject(mention: Mention, parsed: Parsed) -> bool:
    tokens = parsed.tokens(mention.name)
    head: Any = tokens.root if len(tokens) else None
    if head is None:
        return False
    while head.dep_ in ("appos", "conj") and head.head != head:  # "Moroz and Bondar came": both lead
        head = head.head
    return head.dep_ in ("nsubj", "nsubjpass")


def surname(mention: Mention, text: str) -> str:
    """The folded last word of a name: what a second mention of the same person repeats."""
    words = fold_name(mention.name.of(text).removesuffix("’s").removesuffix("'s")).split()
    return words[-1] if words else ""


def _genders_by_surname(
    text: str, mentions: Sequence[Mention], genders: Callable[[str], str | None]
) -> dict[str, str | None]:
    """The gender of everybody named: "Zelensky" has that of "Volodymyr Zelensky" in the same article."""
    found: dict[str, str | None] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.form == "name":
            gender = genders(mention.name.of(text)) or given_name_gender(mention.span.of(text))
            key = surname(mention, text)
            found[key] = found.get(key) or gender
    return found


# ------------------------------------------------------------------ descriptions


def _description(span: Span, words: list[str], parsed: Parsed, mentions: Sequence[Mention]) -> Reference:
    """ "the governor" → the one person before it whose title says governor."""
    here = next((i for i, s in enumerate(parsed.sentences) if s.start <= span.start < s.end), 0)
    since = parsed.sentences[max(0, here - _REACH_OF_DESCRIPTION)].start if parsed.sentences else 0
    wanted = set(words[1:])
    titled = [
        mention
        for mention in mentions
        if mention.form == "name"
        and mention.kind == "person"
        and mention.title
        and since <= mention.span.start
        and mention.span.end <= span.start
        and words[-1] in (title := set(fold(mention.title).replace("-", " ").split()))
        and wanted <= title
    ]
    people = {surname(mention, parsed.text) for mention in titled}
    if len(people) != 1:
        return Reference()
    return Reference((titled[-1].name,), f"the only {words[-1]} named before")
