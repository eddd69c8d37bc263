"""What an article tells again: a happening told before in it is not one more on the day of publication.

"Moscow said that Kyiv had struck the city" takes day and place from the strike told above; a toll given
later is a claim about the strike it counts; what refers back to another day's news ("the missile that fell
on X") and finds nothing above stays undated. Every step needs words that refer back: a fresh "a drone hit
a depot" never does. Words: `[retold]` in `lexicon/triggers.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from app.extract.parse import Parsed
from app.extract.reading import Claim, Quantity
from app.extract.the_town import definite, in_the_city, kin, retold_words
from app.extract.triggers import Around, Match, clause_of, clause_tokens, lemma, subjects, words_of
from app.text.span import Span

Told = tuple[Match, Claim]

_SAME_NEWS = timedelta(days=14)  # an article's own news and its later words on it lie no further apart
_SAID_LATE = timedelta(days=2)  # an article's "by Friday" and its own day are no further apart
_A_WAR = 1_000  # dead: a toll that high with no day of its own is a war's or a year's, not one attack's


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The claim that another one refers back to, and where it stands among all."""

    index: int
    claim: Claim


def settle(told: Sequence[Told], around: Around, quantities: Sequence[Quantity]) -> list[Claim]:
    """The claims with day, place and type of what they tell again, tolls of their own included; in order."""
    parsed = around.parsed
    told = [(match, in_the_city(claim, around)) for match, claim in told]
    claims = [claim for _, claim in told]
    for index, (match, claim) in enumerate(told):
        if _cumulative(match, claim, parsed):
            claims[index] = _undated(claim, "past-background", "a toll of more than one happening")
            continue
        earlier = _antecedent(index, told, claims, around)
        if earlier is not None and _armed_otherwise(match, claim, earlier.claim):
            claims[index] = _undated(claim, claim.modality, "told as known, without a day")
            continue
        if earlier is None:
            claims[index] = _armed_as_before(match, claim, claims[:index])
            if claim.when_span is None and (day := _that_day(claim, claims[:index], parsed)):
                claims[index] = replace(
                    claims[index], when=day.when, when_reason=f"the day of {_named(day, parsed)}"
                )
            elif same := _once_only(claim, claims[:index], parsed):
                claims[index] = replace(
                    _placed(claims[index], same, parsed),
                    when=same.when,
                    when_reason=f"the day of {_named(same, parsed)}",
                )
            elif claim.when_span is None and _known_already(match, claim, parsed):
                claims[index] = _undated(claims[index], claim.modality, "told as known, without a day")
            continue
        if claim.when_span is None:
            claims[index] = _inherited(match, claims[index], earlier.claim, parsed)
        elif _sooner(claim, earlier.claim):
            claims[earlier.index] = _dated_by(earlier.claim, claim, parsed)
            claims[index] = _placed(claim, earlier.claim, parsed)
    claims = _armed_as_below(claims, parsed)
    tolls = _tolls(told, claims, around, quantities)
    return sorted([*claims, *tolls], key=lambda claim: claim.trigger)


# ---------------------------------------------------------------- what refers back, and to what


def _antecedent(index: int, told: Sequence[Told], claims: Sequence[Claim], around: Around) -> _Earlier | None:
    match, claim = told[index]
    if claim.type not in retold_words("told-again") or claim.parent or claim.modality in ("planned", "possible"):
        return None
    if not _refers_back(match, claim, around):
        return None
    return _before(claim, index, claims, around.parsed)


def _before(claim: Claim, index: int, claims: Sequence[Claim], parsed: Parsed) -> _Earlier | None:
    """The happening told above that a later word may mean: one place in the article, or else one nearby."""
    family = kin("shelling") if claim.type == "interception" else kin(claim.type)
    if (
        claim.type == "attack-on-civilians"
    ):  # "all on board were killed", of a plane shot down or a house that fell
        family |= {"interception", "disaster"}
    pool = [
        _Earlier(i, c)
        for i, c in enumerate(claims[:index])
        if c.type in family and c.modality == "actual" and not c.parent and _same_place(claim, c, parsed)
    ]
    pool = [e for e in pool if not _said_before_it(claim, e.claim)]
    if len({_place(e.claim, parsed) for e in pool if e.claim.place}) > 1:
        pool = [e for e in pool if _paragraph(e.claim.trigger, parsed) == _paragraph(claim.trigger, parsed)]
        pool = pool if len({_place(e.claim, parsed) for e in pool if e.claim.place}) == 1 else []
    return min(pool, key=lambda e: (e.claim.place is None, e.claim.when_span is None, e.index), default=None)


def _said_before_it(claim: Claim, other: Claim) -> bool:
    """ "In December the army said that a missile had hit X", told in January: no word on January's strike."""
    if claim.when_span is not None or claim.when is None or other.when is None:
        return False
    return claim.when.latest < other.when.earliest - _SAID_LATE


def _same_place(claim: Claim, other: Claim, parsed: Parsed) -> bool:
    return claim.place is None or other.place is None or _place(claim, parsed) == _place(other, parsed)


def _place(claim: Claim, parsed: Parsed) -> str | None:
    return claim.place.of(parsed.text).casefold() if claim.place else None


def _paragraph(span: Span, parsed: Parsed) -> int:
    return parsed.text.count("\n", 0, span.start)


def _refers_back(match: Match, claim: Claim, around: Around) -> bool:
    """Words that take the happening as told: "had struck", "the missile", "it", a toll without a place."""
    parsed = around.parsed
    if claim.place is None and _names_another(claim, around):
        return False
    if _named_attack(match):
        return claim.place is None or not _several_places(claim, around)
    # "the second bomb" is one of those told of, "a second bomb" is not
    clause = {t.lower_ for t in clause_tokens(match.token) if not _after_the(t)}
    if clause & retold_words("anew") or _several_places(claim, around):
        return False
    if _says_that_day(claim, parsed):
        return True
    if match.entry.get("casualty"):
        return claim.place is None
    if claim.type == "interception":
        return definite(claim, parsed)
    return _pluperfect(match) or definite(claim, parsed) or _denied(claim) or _aimless(match, claim)


def _names_another(claim: Claim, around: Around) -> bool:
    """A place told behind it in its sentence, though the parse ties it elsewhere: not that of what came before."""
    parsed = around.parsed
    sentence = parsed.sentence_of(claim.trigger)
    return sentence is not None and any(
        p.literal
        and sentence.covers(p.span)
        and p.span.start > claim.trigger.end
        and re.search(r"(?<!from )\b(?:in|at|near|on|over|outside) (?:the )?$", parsed.text[: p.span.start][-20:])
        for p in around.places
    )


def _after_the(token: Any) -> bool:
    return token.i > 0 and token.doc[token.i - 1].lower_ in ("the", "those", "these")


def _named_attack(match: Match) -> bool:
    """ "carried out the airstrike at X", "also died in the attack": the one that the reader knows of.

    A noun with a day or place of its own behind it ("the attack on Sunday") may be another one, but then its own
    words date it and nothing is taken over.
    """
    nouns = [match.token] if match.token.pos_ == "NOUN" else []
    if match.entry.get("casualty"):
        nouns += [
            c
            for prep in match.token.children
            if prep.lower_ in ("in", "by", "during", "from")
            for c in prep.children
        ]
    return any(
        lemma(noun) in words_of("attack-words")
        and any(c.lower_ in ("the", "this", "that", "those", "these") and c.dep_ == "det" for c in noun.children)
        and not any(c.dep_ == "amod" and c.lower_ in retold_words("anew") for c in noun.children)
        for noun in nouns
    )


def _aimless(match: Match, claim: Claim) -> bool:
    """ "the rebels attacked with drones": whom and where has been told."""
    whom = any(p.role in ("target", "object") for p in claim.participants)
    return (
        match.verb is match.token
        and lemma(match.token) in retold_words("bare")
        and not whom
        and claim.place is None
    )


def _says_that_day(claim: Claim, parsed: Parsed) -> bool:
    sentence = parsed.sentence_of(claim.trigger)
    return sentence is not None and any(p in sentence.of(parsed.text).lower() for p in retold_words("that-day"))


def _that_day(claim: Claim, before: Sequence[Claim], parsed: Parsed) -> Claim | None:
    """ "fired a rocket elsewhere that day": the last day given above, whatever the place."""
    dated = [c for c in before if c.when and c.when_span and c.type in kin("shelling")]
    return dated[-1] if dated and _says_that_day(claim, parsed) else None


def _once_only(claim: Claim, before: Sequence[Claim], parsed: Parsed) -> Claim | None:
    """A town taken, or prisoners exchanged, told again without a day: an article tells of one such happening.

    Not where another claims it: what he calls done on Friday need not be what the first called done on Tuesday.
    """
    if claim.when_span is not None or claim.when is None or claim.modality != "actual":
        return None
    if claim.type not in retold_words("once-only"):
        return None
    by = _name_of(claim, parsed)
    for other in before:
        placed = claim.type != "territory-taken" or (
            claim.place and _place(claim, parsed) == _place(other, parsed)
        )
        alike = other.type == claim.type and other.modality == "actual" and placed
        if (
            alike
            and other.when
            and other.when.latest < claim.when.earliest
            and _name_of(other, parsed) in (by, None)
        ):
            return other
    return None


def _name_of(claim: Claim, parsed: Parsed) -> str | None:
    """The last word of the name on whose word it is; None where it is the article's own."""
    speaker = claim.attributed_to
    return ((speaker.named or speaker.span).of(parsed.text).split() or [""])[-1].casefold() if speaker else None


def _pluperfect(match: Match) -> bool:
    verb = match.verb if match.verb is not None else match.token
    return any(c.lower_ in ("had", "having") and c.dep_ == "aux" for c in verb.children)


def _denied(claim: Claim) -> bool:
    return claim.stance == "denied" or claim.modality == "negated"


def _several_places(claim: Claim, around: Around) -> bool:
    """ "strikes on Norland's cities": places of its own, though none is named."""
    for one in claim.participants:
        tokens = around.parsed.tokens(one.span)
        many = one.role == "target" and len(tokens) and tokens.root.tag_ in ("NNS", "NNPS")
        if many and lemma(tokens.root) in words_of("territory") | {"cities"}:
            return any(one.span.covers(p.span) for p in around.places)
    return False


def _known_already(match: Match, claim: Claim, parsed: Parsed) -> bool:
    """ "the missile that killed two in X", "killed by the strike on X": news of another day, told as known."""
    if claim.type not in kin("shelling") or claim.modality != "actual":
        return False
    verb = match.verb if match.verb is not None else match.token
    clause = clause_of(verb)
    if clause.dep_ in ("relcl", "acl") and clause.head.pos_ in ("NOUN", "PROPN"):
        return any(c.lower_ in retold_words("definite") for c in clause.head.children if c.dep_ in ("det", "poss"))
    doers = [t for t in subjects(verb) if lemma(t) in words_of("attack-words") | words_of("missile")]
    return any(
        c.lower_ in retold_words("definite") for t in doers for c in t.children if c.dep_ in ("det", "poss")
    ) and _passive_agent(verb)


def _passive_agent(verb: object) -> bool:
    return any(c.dep_ == "agent" for c in verb.children)  # type: ignore[attr-defined]


def _cumulative(match: Match, claim: Claim, parsed: Parsed) -> bool:
    """ "55,000 troops had been killed in the war": no happening of one day."""
    if not match.entry.get("casualty") or claim.when_span is not None:
        return False
    if any(q.kind == "killed" and (q.low or q.high or 0) >= _A_WAR for q in claim.quantities):
        return True
    sentence = parsed.sentence_of(match.trigger)
    told = sentence.of(parsed.text).lower() if sentence else ""
    return any(phrase in told for phrase in retold_words("so-far"))


# ---------------------------------------------------------------- what it takes over


def _named(claim: Claim, parsed: Parsed) -> str:
    return f"“{claim.trigger.of(parsed.text)}” told before"


def _undated(claim: Claim, modality: str, reason: str) -> Claim:
    return replace(claim, when=None, when_span=None, when_reason=reason, modality=modality)


def _placed(claim: Claim, earlier: Claim, parsed: Parsed) -> Claim:
    if claim.place or not earlier.place:
        return claim
    return replace(claim, place=earlier.place, place_reason=f"that of {_named(earlier, parsed)}")


def _inherited(match: Match, claim: Claim, earlier: Claim, parsed: Parsed) -> Claim:
    """Day and place of what it tells again; its type too, where the words name no weapon of their own."""
    weapon = any(p.role == "weapon" for p in claim.participants)
    bare = bool(match.entry.get("casualty")) or (claim.type == "air-strike" and not weapon and _bare(match))
    modality = "actual" if claim.modality == "past-background" and not _denied(claim) else claim.modality
    told = replace(
        _placed(claim, earlier, parsed),
        when=earlier.when,
        when_reason=f"the day of {_named(earlier, parsed)}",
        modality=modality,
    )
    if bare and earlier.type in retold_words("armed-types"):
        told = replace(told, type=earlier.type, acled=earlier.acled, plover=earlier.plover)
    return told


def _armed_as_before(match: Match, claim: Claim, before: Sequence[Claim]) -> Claim:
    """A bare "strike" is one with missiles in an article that has told of missiles."""
    armed = [c for c in before if c.type in ("shelling", "air-strike") and c.modality == "actual"]
    weapon = any(p.role == "weapon" and not _says_strike(p.span, match) for p in claim.participants)
    if claim.type != "air-strike" or not armed or weapon or lemma(match.token) not in retold_words("bare"):
        return claim
    if not _bare(match) or match.trigger.end - match.trigger.start > len(match.token):
        return claim
    return replace(claim, type=armed[-1].type, acled=armed[-1].acled, plover=armed[-1].plover)


def _armed_as_below(claims: Sequence[Claim], parsed: Parsed) -> list[Claim]:
    """A bare "strike" is one with missiles where the article, further down, says of that place and day by what."""
    said = {lemma(token) for token in parsed.doc}
    from_the_air = said & (words_of("drone") | words_of("aircraft") | words_of("airstrike-words"))
    named = [c for c in claims if c.type == "shelling" and c.modality == "actual" and _arms(c)]
    armed = list(claims)
    for index, claim in enumerate(claims):
        same = next((c for c in named if c.place and (c.place, c.when) == (claim.place, claim.when)), None)
        by = {
            p.span.of(parsed.text) for one in (claim, same) if one for p in one.participants if p.role == "actor"
        }
        if claim.type == "air-strike" and same and not _arms(claim) and not from_the_air and len(by) < 2:
            armed[index] = replace(claim, type=same.type, acled=same.acled, plover=same.plover)
    return armed


def _arms(claim: Claim) -> bool:
    return any(p.role == "weapon" for p in claim.participants)


def _armed_otherwise(match: Match, claim: Claim, earlier: Claim) -> bool:
    """ "the rocket strikes" are not the airstrike told before: the noun names its own weapon, and another one."""
    named = match.token.pos_ == "NOUN" and match.trigger.end - match.trigger.start > len(match.token)
    return named and claim.when_span is None and {claim.type, earlier.type} == {"shelling", "air-strike"}


def _says_strike(span: Span, match: Match) -> bool:
    return span.covers(match.trigger)


def _bare(match: Match) -> bool:
    words = {lemma(t) for t in clause_tokens(match.token)} | {lemma(match.token)}
    return not words & (words_of("drone") | words_of("aircraft"))


def _sooner(claim: Claim, earlier: Claim) -> bool:
    """The later word gives a day, and the earlier one none of its own, but nearly the same."""
    if claim.when is None or earlier.when is None or earlier.when_span is not None or claim.when.days > 3:
        return False
    return timedelta(0) <= earlier.when.latest - claim.when.latest <= _SAME_NEWS


def _dated_by(earlier: Claim, claim: Claim, parsed: Parsed) -> Claim:
    reason = f"the day that “{claim.trigger.of(parsed.text)}” gives below"
    return replace(earlier, when=claim.when, when_reason=reason)


# ---------------------------------------------------------------- tolls


def _tolls(
    told: Sequence[Told], claims: Sequence[Claim], around: Around, quantities: Sequence[Quantity]
) -> Iterator[Claim]:
    """A claim for every sentence that counts the dead or hurt of what was told above, and tells nothing else."""
    parsed = around.parsed
    armed = [c for c in claims if c.type in kin("shelling")]
    for sentence in parsed.sentences:
        counted = [q for q in quantities if q.kind in ("killed", "injured") and sentence.covers(q.span)]
        counted = [
            q for q in counted if parsed.text[q.span.end : q.span.end + 4] != " of "
        ]  # "one of the victims"
        if not counted or any(sentence.covers(c.trigger) for c in armed):
            continue
        words = sentence.of(parsed.text).lower()
        if any(phrase in words for phrase in (*retold_words("so-far"), *retold_words("anew-phrases"))):
            continue
        if any((q.low or q.high or 0) >= _A_WAR for q in counted):
            continue
        speaker = counted[0].said_by
        toll = Claim(
            type="shelling", acled=None, plover=None, trigger=counted[0].span, span=sentence, modality="actual",
            stance="claimed" if speaker else "reported", attributed_to=speaker, quantities=tuple(counted),
        )  # fmt: skip
        index = sum(c.trigger < toll.trigger for c in claims)
        earlier = _before(toll, index, claims, parsed)
        if earlier is not None and earlier.claim.type in retold_words("armed-types"):
            yield _toll_of(toll, earlier.claim, parsed)


def _toll_of(toll: Claim, earlier: Claim, parsed: Parsed) -> Claim:
    return replace(
        _placed(toll, earlier, parsed),
        type=earlier.type,
        acled=earlier.acled,
        plover=earlier.plover,
        when=earlier.when,
        when_reason=f"the day of {_named(earlier, parsed)}",
        reason=f"a toll of {_named(earlier, parsed)}",
    )
