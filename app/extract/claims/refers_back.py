"""Which words of an article refer back to a happening told before in it, and to which one (see `retold.py`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.extract.claims.the_town import definite, kin, retold_words
from app.extract.claims.victims import name_of_victim, same_person
from app.extract.happenings.clauses import over_a_time
from app.extract.happenings.triggers import Around, Match, clause_of, clause_tokens, lemma, subjects, words_of
from app.extract.reading import Claim
from app.extract.words.parse import Parsed
from app.text.span import Span

Told = tuple[Match, Claim]
_SAID_LATE = timedelta(days=2)  # an article's "by Friday" and its own day are no further apart
A_WAR = 1_000  # dead: a toll that high with no day of its own is a war's or a year's, not one attack's


@dataclass(frozen=True, slots=True)
class Earlier:
    """The claim that another one refers back to, and where it stands among all."""

    index: int
    claim: Claim


# ---------------------------------------------------------------- what refers back, and to what


def antecedent(index: int, told: Sequence[Told], claims: Sequence[Claim], around: Around) -> Earlier | None:
    match, claim = told[index]
    if same := _same_noun_again(match, claim, claims[:index], around.parsed):
        return same
    again = claim.type in retold_words("told-again") or _soldiers_dead(match, claim)
    if not again or claim.parent or claim.modality in ("planned", "possible"):
        return None
    if not _refers_back(match, claim, around):
        return None
    return told_before(claim, index, claims, around.parsed)


def _same_noun_again(match: Match, claim: Claim, before: Sequence[Claim], parsed: Parsed) -> Earlier | None:
    """ "A stampede erupted. The stampede, which occurred in Selva, …": the very one, by the very word."""
    the = any(c.lower_ in ("the", "this", "that") and c.dep_ == "det" for c in match.token.children)
    if claim.type != "disaster" or match.token.pos_ != "NOUN" or not the or claim.when_span is not None:
        return None
    word = match.trigger.of(parsed.text).casefold()
    alike = [
        Earlier(i, c)
        for i, c in enumerate(before)
        if c.type == claim.type and c.trigger.of(parsed.text).casefold() == word and _same_place(claim, c, parsed)
    ]
    return alike[0] if len(alike) == 1 and alike[0].claim.modality == claim.modality == "actual" else None


def dead_before(index: int, claims: Sequence[Claim], around: Around) -> Earlier | None:
    """The claim that killed the same person: nobody dies twice, on whosever word it is told."""
    claim, text = claims[index], around.parsed.text
    persons = [m for m in around.mentions if m.kind == "person" and m.form == "name"]
    name = name_of_victim(claim.participants, text, persons)
    if name is None or claim.when_span is not None or not _of_death(claim, text):
        return None
    for at, other in enumerate(claims[:index]):
        before = name_of_victim(other.participants, text, persons) if _of_death(other, text) else None
        if before and same_person(before, name):
            return Earlier(at, other)
    return None


def _of_death(claim: Claim, text: str) -> bool:
    killed = claim.modality in ("actual", "past-background") and claim.type in kin("shelling") | {
        "ground-fighting"
    }
    return killed and claim.trigger.of(text).lower() in retold_words("deaths")


def _soldiers_dead(match: Match, claim: Claim) -> bool:
    """ "63 soldiers were killed": by the strike told above, though it is fighters whom a fight kills too."""
    return claim.type == "ground-fighting" and bool(match.entry.get("casualty"))


def told_before(claim: Claim, index: int, claims: Sequence[Claim], parsed: Parsed) -> Earlier | None:
    """The happening told above that a later word may mean: one place in the article, or else one nearby."""
    family = kin("shelling") if claim.type in ("interception", "ground-fighting") else kin(claim.type)
    if (
        claim.type == "attack-on-civilians"
    ):  # "all on board were killed", of a plane shot down or a house that fell
        family |= {"interception", "disaster"}
    pool = [
        Earlier(i, c)
        for i, c in enumerate(claims[:index])
        if c.type in family and c.modality == "actual" and not c.parent and _same_place(claim, c, parsed)
    ]
    pool = [e for e in pool if not _said_before_it(claim, e.claim) and not _answers(claim, e.claim, parsed)]
    if len({place_named(e.claim, parsed) for e in pool if e.claim.place}) > 1:
        pool = [e for e in pool if _paragraph(e.claim.trigger, parsed) == _paragraph(claim.trigger, parsed)]
        pool = pool if len({place_named(e.claim, parsed) for e in pool if e.claim.place}) == 1 else []
    return min(pool, key=lambda e: (e.claim.place is None, e.claim.when_span is None, e.index), default=None)


def _said_before_it(claim: Claim, other: Claim) -> bool:
    """ "In December the army said that a missile had hit X", told in January: no word on January's strike."""
    if claim.when_span is not None or claim.when is None or other.when is None:
        return False
    return claim.when.latest < other.when.earliest - _SAID_LATE


def _answers(claim: Claim, other: Claim, parsed: Parsed) -> bool:
    """ "fired missiles in response to the strike that killed X": what it is told against is another one."""
    tokens = parsed.tokens(claim.trigger)
    clause = clause_of(tokens[0]) if len(tokens) else None
    if clause is None or clause.dep_ not in ("relcl", "acl") or clause.head.dep_ != "pobj":
        return False
    sentence = parsed.sentence_of(claim.trigger)
    outside = not any(t.idx == other.trigger.start for t in clause.head.subtree)
    return sentence is not None and sentence.covers(other.trigger) and outside


def _same_place(claim: Claim, other: Claim, parsed: Parsed) -> bool:
    return claim.place is None or other.place is None or place_named(claim, parsed) == place_named(other, parsed)


def place_named(claim: Claim, parsed: Parsed) -> str | None:
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
        sentence = parsed.sentence_of(claim.trigger)
        return claim.place is None or (sentence is not None and not sentence.covers(claim.place))
    if claim.type == "interception":
        return definite(claim, parsed)
    return _pluperfect(match) or definite(claim, parsed) or is_denied(claim) or _aimless(match, claim)


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


def that_day(claim: Claim, before: Sequence[Claim], parsed: Parsed) -> Claim | None:
    """ "fired a rocket elsewhere that day": the last day given above, whatever the place."""
    dated = [c for c in before if c.when and c.when_span and c.type in kin("shelling")]
    return dated[-1] if dated and _says_that_day(claim, parsed) else None


def once_only(claim: Claim, before: Sequence[Claim], parsed: Parsed) -> Claim | None:
    """A town taken, or prisoners exchanged, told again without a day: an article tells of one such happening.

    Not where another claims it: what he calls done on Friday need not be what the first called done on Tuesday.
    """
    if claim.when_span is not None or claim.when is None or claim.modality != "actual":
        return None
    if claim.type not in retold_words("once-only"):
        return None
    by = name_of_speaker(claim, parsed)
    for other in before:
        placed = claim.type != "territory-taken" or (
            claim.place and place_named(claim, parsed) == place_named(other, parsed)
        )
        alike = other.type == claim.type and other.modality == "actual" and placed
        if (
            alike
            and other.when
            and other.when.latest < claim.when.earliest
            and name_of_speaker(other, parsed) in (by, None)
        ):
            return other
    return None


def name_of_speaker(claim: Claim, parsed: Parsed) -> str | None:
    """The last word of the name on whose word it is; None where it is the article's own."""
    speaker = claim.attributed_to
    return ((speaker.named or speaker.span).of(parsed.text).split() or [""])[-1].casefold() if speaker else None


def _pluperfect(match: Match) -> bool:
    verb = match.verb if match.verb is not None else match.token
    return any(c.lower_ in ("had", "having") and c.dep_ == "aux" for c in verb.children)


def is_denied(claim: Claim) -> bool:
    return claim.stance == "denied" or claim.modality == "negated"


def _several_places(claim: Claim, around: Around) -> bool:
    """ "strikes on Norland's cities": places of its own, though none is named."""
    for one in claim.participants:
        tokens = around.parsed.tokens(one.span)
        many = one.role == "target" and len(tokens) and tokens.root.tag_ in ("NNS", "NNPS")
        if many and lemma(tokens.root) in words_of("territory") | {"cities"}:
            return any(one.span.covers(p.span) for p in around.places)
    return False


def known_already(match: Match, claim: Claim, parsed: Parsed) -> bool:
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


def cumulative(match: Match, claim: Claim, parsed: Parsed) -> bool:
    """ "55,000 troops had been killed in the war": no happening of one day."""
    if not match.entry.get("casualty") or (claim.when_span is not None and not over_a_time(match.token)):
        return False
    if any(q.kind == "killed" and (q.low or q.high or 0) >= A_WAR for q in claim.quantities):
        return True
    if over_a_time(match.token):
        return True
    sentence = parsed.sentence_of(match.trigger)
    told = sentence.of(parsed.text).lower() if sentence else ""
    return any(phrase in told for phrase in retold_words("so-far"))
