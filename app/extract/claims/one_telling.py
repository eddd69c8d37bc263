"""One claim a happening: words of one clause or sentence that tell the same thing are one telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from app.extract.claims.days import weapon_subjects
from app.extract.happenings.clauses import over_a_time
from app.extract.happenings.triggers import Match, clause_of, lemma, objects, subjects
from app.extract.reading import Claim, Refusal
from app.extract.words.parse import Parsed
from app.text.span import Span

WEAPONS = (
    "air-strike",
    "shelling",
    "mine-or-bomb",
    "unconventional-weapon",
    "ground-fighting",
    "interception",
    "attack-on-civilians",
)


def once_each(
    taken: Sequence[tuple[Match, Claim]], parsed: Parsed
) -> tuple[list[tuple[Match, Claim]], list[Refusal]]:
    """Words of one clause that tell the same happening become one claim; casualties go with what caused them."""
    kept: list[tuple[Match, Claim]] = []
    merged: list[Refusal] = []
    for match, claim in sorted(
        taken,
        key=lambda pair: (
            bool(pair[0].entry.get("casualty")),
            pair[1].type in ("destruction", "damage"),
            _only_sent(pair[0]),
            pair[1].trigger,
        ),
    ):
        other = next((i for i, pair in enumerate(kept) if _same_happening(match, claim, *pair, parsed)), None)
        if other is None:
            kept.append((match, claim))
            continue
        with_match, with_claim = kept[other]
        kept[other] = (with_match, _fuller(with_claim, claim))
        if _sent_at(match, with_match):  # "warplanes fired a missile targeting X": by what they fired, at X
            kept[other] = (match, _as_sent(kept[other][1], claim))
            merged.append(_told_with(with_claim, claim, parsed))
            continue
        if _only_says_which(with_match, match, claim):  # "the missile which hit the town had struck a funeral"
            kept[other] = (match, _fuller(claim, with_claim))
            merged.append(_told_with(with_claim, claim, parsed))
            continue
        merged.append(_told_with(claim, with_claim, parsed))
    return sorted(kept, key=lambda pair: pair[1].trigger), merged


def by_these_strikes(claims: Sequence[Claim], parsed: Parsed) -> tuple[list[Claim], list[Refusal]]:
    """ "Aircraft made five strikes. These strikes damaged a mill.": told once, where no place tells them apart."""
    kept: list[Claim] = []
    merged: list[Refusal] = []
    for claim in claims:
        before = kept[-1] if kept and claim.place is None and claim.when_span is None else None
        alike = before is not None and before.place is None and before.type == claim.type
        if before is None or not alike or not _of_those_strikes(claim, before, parsed):
            kept.append(claim)
            continue
        kept[-1] = _fuller(before, claim)
        merged.append(_told_with(claim, before, parsed))
    return kept, merged


def _of_those_strikes(claim: Claim, before: Claim, parsed: Parsed) -> bool:
    """Whether its doer or weapon is nothing but "these strikes", and the sentence before tells of strikes."""
    sentences = parsed.sentences
    at = next((n for n, one in enumerate(sentences) if one.covers(claim.trigger)), 0)
    near = at and sentences[at - 1].covers(before.trigger)
    told = [p.span.of(parsed.text).lower().split() for p in claim.participants if p.role in ("weapon", "actor")]
    these = any(
        len(words) == 2 and words[0] in ("these", "the", "those") and words[1] in _STRIKES for words in told
    )
    return bool(near and these) and claim.modality == before.modality == "actual"


_STRIKES = ("strikes", "airstrikes", "attacks", "raids")


def without_empty_accusations(claims: Sequence[Claim], parsed: Parsed) -> tuple[list[Claim], list[Refusal]]:
    """ "accused the guards of hitting the market": one remark, which is the claim that they hit it.

    "Accused the guards of a crime", which tells no deed that is read, stays the accusation it is.
    """
    kept: list[Claim] = []
    merged: list[Refusal] = []
    for claim in claims:
        tokens = parsed.tokens(claim.trigger)
        told = {t.idx for t in tokens.root.subtree} if claim.type == "accusation" and len(tokens) else set()
        deed = next((c for c in claims if c.trigger.start in told and _laid_by(claim, c)), None)
        if deed is None:
            kept.append(claim)
        else:
            merged.append(_told_with(claim, deed, parsed))
    return kept, merged


def _laid_by(accusation: Claim, deed: Claim) -> bool:
    """Whether a deed is told on the word of whoever accuses, of those accused, as done."""
    if deed.type in ("accusation", "responsibility") or deed.modality != "actual" or deed.attributed_to is None:
        return False
    by = [p.span for p in accusation.participants if p.role == "actor"]
    accused = [p.span for p in accusation.participants if p.role == "recipient"]
    doers = [p.span for p in deed.participants if p.role == "actor"]
    return any(deed.attributed_to.span.overlaps(one) for one in by) and any(
        one.overlaps(other) for one in accused for other in doers
    )


def _apart(match: Match, with_match: Match) -> bool:
    """ "killed since May, and four killed on Tuesday" are two; and of "shot down 20 drones; the others hit a mill,
    killing one" what was shot down killed nobody."""
    if over_a_time(match.token) != over_a_time(with_match.token):
        return True
    first, last = sorted((match.token.i, with_match.token.i))
    parted = any(t.text == ";" for t in match.token.doc[first:last])
    return parted and (match.type == "interception") != (with_match.type == "interception")


def _told_with(claim: Claim, other: Claim, parsed: Parsed) -> Refusal:
    return Refusal(claim.trigger, f"told with “{other.trigger.of(parsed.text)}” in the same clause")


def _as_sent(claim: Claim, sent: Claim) -> Claim:
    """The claim of what was aimed, told by the verb that sent it."""
    labels = {"type": sent.type, "acled": sent.acled, "plover": sent.plover}
    return replace(claim, trigger=sent.trigger, span=sent.span, reason=sent.reason, **labels)


def _same_happening(match: Match, claim: Claim, with_match: Match, with_claim: Claim, parsed: Parsed) -> bool:
    if claim.modality == "past-background" == with_claim.modality and claim.type == with_claim.type:
        if claim.when and with_claim.when and not claim.when.overlaps(with_claim.when):
            return False
        return _words_at(claim.place, parsed) == _words_at(with_claim.place, parsed)
    if match.token.sent.start != with_match.token.sent.start or _apart(match, with_match):
        return False
    if claim.type in WEAPONS and with_claim.type in WEAPONS and _sent_at(match, with_match):
        return True
    if claim.place and with_claim.place and _words_at(claim.place, parsed) != _words_at(with_claim.place, parsed):
        return False  # "three were killed in X and two hurt in Y": told of another place
    near = clause_of(match.verb or match.token).i == clause_of(with_match.verb or with_match.token).i
    if with_claim.type in WEAPONS and (done := _done_by(with_match, match)) is not None:
        return done  # "a missile strike killed … and wounded …": what the strike did
    if with_claim.type in WEAPONS and claim.type in WEAPONS and _tells_its_weapon(match, with_match):
        return True  # "killed by the missile that hit X": one missile
    if (
        claim.type == with_claim.type
        and _shares_subject(match, with_match)
        and claim.modality == with_claim.modality
    ):
        return True  # "missiles struck a base and killed sixty"
    if _only_sent(match) and with_claim.type == "interception" and _describes_target(match, with_match):
        return True  # "shot down 14 drones that Norland launched"
    if claim.type in ("destruction", "damage") and with_claim.type in WEAPONS and near:
        return True  # "one strike destroyed a tank" is the strike, told once
    if match.entry.get("casualty") and with_claim.type in WEAPONS and claim.modality == with_claim.modality:
        return True
    if claim.type != with_claim.type:
        return False
    return near and claim.place == with_claim.place and claim.modality == with_claim.modality


def _done_by(deed: Match, match: Match) -> bool | None:
    """Whether a verb tells what a deed in its subject did; None where that settles nothing.

    "The gunmen who attacked a base killed five" is the attack; "the general who ordered the strike threatened
    more" is not the strike, and "a man wounded in the strike killed two" by something else.
    """
    subject = next((s for s in subjects(match.token) if deed.token.i in {t.i for t in s.subtree}), None)
    if subject is None:
        return None
    up = (deed.token, *deed.token.ancestors)
    if not any(t.dep_ in ("relcl", "acl") for t in takewhile(lambda t: t.i != subject.i, up)):
        return True
    clause = deed.verb if deed.verb is not None else deed.token
    suffered = clause.tag_ == "VBN" and not any(t.dep_ == "aux" for t in clause.children)
    if clause.dep_ not in ("relcl", "acl") or clause.head.i != subject.i or suffered:
        return False if match.entry.get("casualty") else None
    return True if match.entry.get("casualty") or match.type in ("destruction", "damage", "mine-or-bomb") else None


def _only_sent(match: Match) -> bool:
    return lemma(match.token) in ("launch", "fire", "send", "lob")


def _describes_target(match: Match, with_match: Match) -> bool:
    """One verb describes what the other one's verb is done to."""
    verb = with_match.verb if with_match.verb is not None else with_match.token
    return match.token.i in {t.i for thing in objects(verb) for t in thing.subtree}


def _tells_its_weapon(match: Match, with_match: Match) -> bool:
    """One verb stands in the clause that describes the other one's weapon."""
    for one, other in ((match, with_match), (with_match, match)):
        clause = clause_of(one.verb if one.verb is not None else one.token)
        if clause.dep_ in ("relcl", "acl") and clause.head.i in {s.i for s in weapon_subjects(other)}:
            return True
    return False


def _only_says_which(match: Match, main: Match, claim: Claim) -> bool:
    """Whether one verb only says which weapon it is that the main clause tells of: the main one tells the news."""
    clause = clause_of(match.verb if match.verb is not None else match.token)
    if clause.dep_ != "relcl" or clause.head.i not in {s.i for s in weapon_subjects(main)}:
        return False
    flat = claim.modality == "actual" and claim.stance != "denied"
    hurts = lemma(main.token) in (*HURT_WITH, *_RUINED_WITH)
    return flat and not hurts and not _only_sent(main) and clause.head.head.i == main.token.i


HURT_WITH = ("kill", "wound", "injure")
_RUINED_WITH = ("destroy", "damage")


def _shares_subject(match: Match, with_match: Match) -> bool:
    """A second verb that leans on the first one's subject, with no place or victims of its own to tell apart."""
    one, other = sorted(
        (m.verb if m.verb is not None else m.token for m in (match, with_match)), key=lambda t: t.i
    )
    if one.dep_ == other.dep_ == "conj" and one.head.i == other.head.i:  # "hit A; destroyed B; and damaged C"
        return not any(c.dep_ in ("nsubj", "nsubjpass") for t in (one, other) for c in t.children)
    at = other
    while at.dep_ == "conj" and at.head.i not in (at.i, one.i):  # "…, killing two and wounding six"
        at = at.head
    if one.i == other.i or (one.i != at.head.i and one.head.i != other.i):
        return False
    leans = at.dep_ == "conj" or (at.dep_ == "advcl" and at.tag_ == "VBG")
    leans = leans and not any(c.dep_ in ("nsubj", "nsubjpass", "mark") for t in (at, other) for c in t.children)
    return leans and lemma(other) in (*HURT_WITH, *_RUINED_WITH)


def _sent_at(match: Match, with_match: Match) -> bool:
    """ "launched missiles targeting a base": sent and aimed are one attack."""
    aim = with_match.token
    if not _only_sent(match) or aim.tag_ != "VBG" or aim.dep_ not in ("acl", "advcl", "xcomp"):
        return False
    sent = match.token
    hung = {sent.i, *(t.i for t in objects(sent))} | ({sent.head.i} if sent.dep_ == "xcomp" else set())
    return aim.head.i in hung


def _words_at(place: Span | None, parsed: Parsed) -> str | None:
    return place.of(parsed.text) if place else None


def _fuller(claim: Claim, other: Claim) -> Claim:
    """The claim with what the other knew besides."""
    spans = {p.span for p in claim.participants}
    roles = {p.role for p in claim.participants}
    spans |= {claim.trigger}
    more = [p for p in other.participants if p.role not in roles and not any(p.span.overlaps(s) for s in spans)]
    figures = {q.span: q for q in (*claim.quantities, *other.quantities)}
    return replace(
        claim,
        participants=(*claim.participants, *more),
        quantities=tuple(figures[s] for s in sorted(figures)),
        place=claim.place or other.place,
        place_reason=claim.place_reason if claim.place else other.place_reason,
        when_span=claim.when_span or other.when_span,
        when=claim.when if claim.when_span or not other.when_span else other.when,
        when_reason=claim.when_reason if claim.when_span or not other.when_span else other.when_reason,
    )
