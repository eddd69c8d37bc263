"""What an article tells again: a happening told before in it is not one more on the day of publication.

"Moscow said that Kyiv had struck the city" takes day and place from the strike told above; a toll given
later is a claim about the strike it counts; what refers back to another day's news ("the missile that fell
on X") and finds nothing above stays undated. Every step needs words that refer back: a fresh "a drone hit
a depot" never does. Words: `[retold]` in `lexicon/triggers.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from app.extract.claims.arms import armed_as_below
from app.extract.claims.known_days import brought_down
from app.extract.claims.refers_back import (
    A_WAR,
    Told,
    antecedent,
    cumulative,
    dead_before,
    is_denied,
    known_already,
    name_of_speaker,
    once_only,
    that_day,
    told_before,
)
from app.extract.claims.the_town import in_the_city, kin, retold_words
from app.extract.happenings.triggers import Around, Match, clause_tokens, lemma, words_of
from app.extract.lexicon import load
from app.extract.reading import Claim, Quantity
from app.extract.words.parse import Parsed
from app.text.span import Span

_SAME_NEWS = timedelta(days=14)  # an article's own news and its later words on it lie no further apart


def settle(told: Sequence[Told], around: Around, quantities: Sequence[Quantity]) -> list[Claim]:
    """The claims with day, place and type of what they tell again, tolls of their own included; in order."""
    parsed = around.parsed
    told = [(match, in_the_city(match, claim, around)) for match, claim in told]
    claims = [claim for _, claim in told]
    source: dict[int, int] = {}  # whose day each one took over
    for index, (match, claim) in enumerate(told):
        if cumulative(match, claim, parsed):
            claims[index] = _undated(claim, "past-background", "a toll of more than one happening")
            continue
        earlier = dead_before(index, claims, around) or antecedent(index, told, claims, around)
        if earlier is not None and (
            _armed_otherwise(match, claim, earlier.claim) or _on_another_thing(claim, earlier.claim, parsed)
        ):
            claims[index] = _undated(claim, claim.modality, "told as known, without a day")
            continue
        if earlier is None:
            claims[index] = _armed_as_before(match, claim, claims[:index])
            if shot := _shot_at(claim, claims[:index], source, parsed):
                claims[index] = _inherited(match, claim, claims[shot], parsed)
                source[index] = source[shot]
            elif claim.when_span is None and (day := that_day(claim, claims[:index], parsed)):
                claims[index] = replace(
                    claims[index], when=day.when, when_reason=f"the day of {_named(day, parsed)}"
                )
            elif same := once_only(claim, claims[:index], parsed):
                claims[index] = replace(
                    _placed(claims[index], same, parsed),
                    when=same.when,
                    when_reason=f"the day of {_named(same, parsed)}",
                )
            elif claim.when_span is None and known_already(match, claim, parsed):
                claims[index] = _undated(claims[index], claim.modality, "told as known, without a day")
            continue
        if claim.when_span is None:
            claims[index] = _inherited(match, claims[index], earlier.claim, parsed)
            source[index] = earlier.index
            if claim.type == "disaster":  # the same one: where it was is told the second time only
                claims[earlier.index] = _placed(earlier.claim, claim, parsed)
        elif _sooner(claim, earlier.claim):
            first = source.get(earlier.index, earlier.index)
            for other in (first, *(i for i, its in source.items() if its == first)):
                claims[other] = _dated_by(claims[other], claim, parsed)
            claims[index] = _placed(claim, earlier.claim, parsed)
    claims = brought_down(armed_as_below(claims, parsed), parsed)
    tolls = _tolls(told, claims, around, quantities)
    return sorted([*claims, *tolls], key=lambda claim: claim.trigger)


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
    modality = "actual" if claim.modality == "past-background" and not is_denied(claim) else claim.modality
    told = replace(
        _placed(claim, earlier, parsed),
        when=earlier.when,
        when_reason=f"the day of {_named(earlier, parsed)}",
        modality=modality,
    )
    ruined = claim.type in ("destruction", "damage") and _by_that_strike(claim, parsed)
    fallen = bool(match.entry.get("casualty")) and earlier.type in ("interception", "disaster")
    if fallen or ((bare or ruined) and earlier.type in retold_words("armed-types")):
        told = replace(told, type=earlier.type, acled=earlier.acled, plover=earlier.plover)
    return told


def _by_that_strike(claim: Claim, parsed: Parsed) -> bool:
    """ "The strike set tents on fire": what the strike told before did, and no ruin beside it."""
    tokens = [parsed.tokens(p.span) for p in claim.participants if p.role in ("weapon", "actor")]
    return any(
        len(told) and lemma(told.root) in words_of("attack-words") and told[0].lower_ in retold_words("definite")
        for told in tokens
    )


def _armed_as_before(match: Match, claim: Claim, before: Sequence[Claim]) -> Claim:
    """A bare "strike" is one with missiles in an article that has told of missiles."""
    armed = [c for c in before if c.type in ("shelling", "air-strike") and c.modality == "actual"]
    weapon = any(p.role == "weapon" and not _says_strike(p.span, match) for p in claim.participants)
    if claim.type != "air-strike" or not armed or weapon or lemma(match.token) not in retold_words("bare"):
        return claim
    if not _bare(match) or match.trigger.end - match.trigger.start > len(match.token):
        return claim
    return replace(claim, type=armed[-1].type, acled=armed[-1].acled, plover=armed[-1].plover)


def _armed_otherwise(match: Match, claim: Claim, earlier: Claim) -> bool:
    """ "the rocket strikes" are not the airstrike told before: the noun names its own weapon, and another one."""
    named = match.token.pos_ == "NOUN" and match.trigger.end - match.trigger.start > len(match.token)
    return named and claim.when_span is None and {claim.type, earlier.type} == {"shelling", "air-strike"}


def _on_another_thing(claim: Claim, earlier: Claim, parsed: Parsed) -> bool:
    """ "the attack on the bridge" is not the strike on a base told before it."""
    facilities = set(load("place_words")["described"]["facility"])
    mine, theirs = (
        {lemma(t) for p in one.participants if p.role == "target" for t in parsed.tokens(p.span)} & facilities
        for one in (claim, earlier)
    )
    return bool(mine and theirs) and not mine & theirs and claim.when_span is None


def _shot_at(claim: Claim, before: Sequence[Claim], source: dict[int, int], parsed: Parsed) -> int | None:
    """ "six rockets had been fired and two were shot down": those fired, told again in the same sentence."""
    sentence = parsed.sentence_of(claim.trigger)
    if claim.type != "interception" or claim.when_span is not None or sentence is None:
        return None
    fired = [i for i, c in enumerate(before) if c.type in kin("shelling") and sentence.covers(c.trigger)]
    alike = [i for i in fired if before[i].modality == claim.modality == "actual" and i in source]
    return alike[-1] if alike else None


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
    """Not exact where another says it: "63 were killed, the army said", and only the rebels name the day."""
    reason = f"the day that “{claim.trigger.of(parsed.text)}” gives below"
    by_another = name_of_speaker(claim, parsed) not in (None, name_of_speaker(earlier, parsed))
    when = replace(claim.when, about=True) if claim.when and by_another else claim.when
    return replace(earlier, when=when, when_reason=reason)


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
        if any((q.low or q.high or 0) >= A_WAR for q in counted):
            continue
        speaker = counted[0].said_by
        toll = Claim(
            type="shelling", acled=None, plover=None, trigger=counted[0].span, span=sentence, modality="actual",
            stance="claimed" if speaker else "reported", attributed_to=speaker, quantities=tuple(counted),
        )  # fmt: skip
        index = sum(c.trigger < toll.trigger for c in claims)
        earlier = told_before(toll, index, claims, parsed)
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
