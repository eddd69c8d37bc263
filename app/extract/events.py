"""What an article reports as happening, planned, possible or denied: one claim a type, place and day.

Triggers come from `triggers.py`, modality from `modality.py`; here each is given who took part, where, when,
how many and on whose word. What the words do not say stays open: a claim without a place or a day is still
a claim, a claim with the wrong ones is a false report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.extract.attribution import find_reports
from app.extract.blame import with_blame
from app.extract.claim_days import weapon_subjects
from app.extract.claim_figures import figures_of
from app.extract.claim_places import place_of
from app.extract.crosswalk import labels_of
from app.extract.cues import class_of, cue_at
from app.extract.denials import with_denials
from app.extract.holdings import find_holdings, holders_of, is_holding, placed
from app.extract.known import NOBODY, OnRoster
from app.extract.lexicon import load
from app.extract.parse import Parsed
from app.extract.participants import participants_of
from app.extract.quantities import find_quantities, with_speakers
from app.extract.reading import (
    Claim,
    DateMention,
    Mention,
    PlaceMention,
    Quote,
    Refusal,
)
from app.extract.retold import settle
from app.extract.stance import tell
from app.extract.told import Article
from app.extract.triggers import (
    Around,
    Match,
    clause_of,
    find_triggers,
    lemma,
    objects,
    subjects,
)
from app.text.span import Span
from app.text.when import When
from app.world.world import World

_WEAPONS = (
    "air-strike",
    "shelling",
    "mine-or-bomb",
    "unconventional-weapon",
    "ground-fighting",
    "interception",
    "attack-on-civilians",
)


def find_claims(
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    quotes: Sequence[Quote],
    published: When | None,
    world: World | None = None,
) -> tuple[list[Claim], list[Refusal]]:
    """The claims of an article in order of their triggers, and the triggers that were refused, with reasons.

    `world` is asked whose country a captured place lies in, and who held an office; without it both stay open.
    """
    known = OnRoster.of(world.roster, published) if world else NOBODY
    figures = with_speakers(find_quantities(parsed), parsed, mentions, quotes, known)
    article = Article(Around(parsed, mentions, places, known), dates, quotes, published, world, tuple(figures))
    taken: list[tuple[Match, Claim]] = []
    refused: list[Refusal] = []
    for found in (*find_triggers(article.around), *find_holdings(article)):
        if isinstance(found, Refusal):
            refused.append(found)
            continue
        claim = _claim(found, article)
        if isinstance(claim, Claim) and is_holding(found):
            held = placed(claim, found, [other for _, other in taken], article)
            claim = held or Refusal(found.trigger, "what is held is no place that is named", found.type)
        if isinstance(claim, Refusal):
            refused.append(claim)
        else:
            taken.append((found, claim))
    taken.sort(key=lambda told: told[1].trigger)
    kept, merged = _once_each(taken, parsed)
    settled = settle(kept, article.around, article.quantities)
    claims, undirected = with_denials(with_blame(settled, article), article)
    return claims, sorted([*refused, *merged, *undirected], key=lambda r: r.span)


def _claim(match: Match, article: Article) -> Claim | Refusal:
    telling = tell(match, article)
    if _only_an_aim(match, article):
        return Refusal(match.trigger, "the aim of something told beside it", match.type)
    if _only_asked(match):
        return Refusal(match.trigger, "asked, not told", match.type)
    habit = telling.judged.present or _does_not(match)
    told = match.type in load("triggers")["said"] or is_holding(match) or _told_in_present(match, article)
    if habit and telling.modality in ("actual", "negated") and not told:
        return Refusal(match.trigger, "in the plain present: a habit or a state, not one happening", match.type)
    place, place_reason = place_of(match, article)
    match = _of_a_building(match, place, article)
    if is_holding(match):
        who = holders_of(match, article, telling.speaker)
    else:
        who = participants_of(
            match, article.parsed, article.around.mentions, article.around.places, telling.speaker
        )
    acled, plover = labels_of(match, who, place, article)
    return Claim(
        type=match.type,
        acled=acled,
        plover=plover,
        trigger=match.trigger,
        span=_clause(match, article),
        modality=telling.modality,
        stance=telling.stance,
        attributed_to=telling.speaker,
        when=telling.when,
        when_span=telling.when_span,
        when_reason=telling.when_reason,
        place=place,
        place_reason=place_reason,
        participants=who,
        quantities=figures_of(match, article),
        parent=bool(match.entry.get("parent")),
        reason=f"“{match.trigger.of(article.parsed.text)}” ({match.type}); {telling.judged.reason}",
    )


def _does_not(match: Match) -> bool:
    """ "do not strike homes": what is never done, not one happening denied."""
    verb = match.verb if match.verb is not None else match.token
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ in ("do", "does") for c in verb.children)


def _only_asked(match: Match) -> bool:
    """ "was asked whether the town was still held": a question says nothing of how the answer goes."""
    at = clause_of(match.verb if match.verb is not None else match.token)
    for _ in range(6):  # clauses up: deeper ones are no question any more
        marked = any(c.lower_ in ("whether", "if") and c.dep_ == "mark" for c in at.children)
        above = cue_at(at.head)
        if marked and at.dep_ in ("ccomp", "xcomp") and above and class_of(above, "clause") == "ask":
            return True
        if at.head.i == at.i or at.dep_ == "advcl":
            return False  # "asked whether …, as the army said it had taken it": that much is told
        at = clause_of(at.head)
    return False


def _of_a_building(match: Match, place: Span | None, article: Article) -> Match:
    """ "seized Mosul University": a fight for a building on no list of places, and no town taken.

    So ACLED, for whom territory changes hands by populated places and a building's taking is an armed clash.
    """
    here = next((p for p in article.around.places if p.span == place and p.hint == "facility"), None)
    if match.type != "territory-taken" or here is None or article.world is None:
        return match
    listed = article.world.gazetteer.lookup(here.name.of(article.parsed.text))
    return match if listed else replace(match, type="ground-fighting")


def _only_an_aim(match: Match, article: Article) -> bool:
    """ "a counteroffensive to retake territory": the aim of a happening is no second happening."""
    token = match.token
    aim = token.dep_ in ("acl", "relcl", "advcl") and any(
        c.tag_ == "TO" and c.dep_ == "aux" for c in token.children
    )
    if not aim:
        return False
    events = {w.split()[-1] for entry in load("triggers")["trigger"] for w in entry.get("nouns", ())}
    return token.dep_ == "advcl" or lemma(token.head) in events


def _told_in_present(match: Match, article: Article) -> bool:
    """The plain present tells a happening in headlines and where the sentence gives its day."""
    sentence = article.parsed.sentence_of(match.trigger)
    if sentence is None:
        return False
    text = article.parsed.text
    line_end = text.find("\n", sentence.start)
    headline = (
        not text[sentence.start : line_end if line_end >= 0 else len(text)]
        .rstrip()
        .endswith((".", "”", '"', "!", "?"))
    )
    dated = any(
        d.type == "DATE" and d.when and sentence.covers(d.span) and d.when.days == 1 for d in article.dates
    )
    return headline or dated


# ------------------------------------------------------------------ figures, clause


def _clause_head_span(top: Any) -> Span:
    return Span(top.left_edge.idx, top.right_edge.idx + len(top.right_edge.text))


def _clause(match: Match, article: Article) -> Span:
    """The clause on the page: what a reader needs to see, from its first to its last word."""
    parsed = article.parsed
    top = clause_of(match.verb if match.verb is not None else match.token)
    sentence = parsed.sentence_of(match.trigger)
    span = _clause_head_span(top)
    if sentence is not None and top.head.i == top.i:
        span = sentence
    if not span.covers(match.trigger):
        span = Span(min(span.start, match.trigger.start), max(span.end, match.trigger.end))
    span = _as_reported(span, match.trigger, article)
    trimmed = span.trimmed(parsed.text, ",;")
    return trimmed if trimmed.covers(match.trigger) else span


def _as_reported(span: Span, trigger: Span, article: Article) -> Span:
    """ "said that X had struck the town, and Basurin called it a lie": no further than the first one's words."""
    reports = find_reports(article.parsed, article.around.mentions, article.around.known)
    said = [r.content for r in reports if r.content.covers(trigger) and r.content.start <= span.start + 1]
    end = min((content.end for content in said), default=span.end)
    follows = article.parsed.text[end : end + 5]
    return Span(span.start, end) if end < span.end and follows.startswith(", and") else span


# ------------------------------------------------------------------ one claim a happening


def _once_each(
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
        merged.append(
            Refusal(claim.trigger, f"told with “{with_claim.trigger.of(parsed.text)}” in the same clause")
        )
    return sorted(kept, key=lambda pair: pair[1].trigger), merged


def _same_happening(match: Match, claim: Claim, with_match: Match, with_claim: Claim, parsed: Parsed) -> bool:
    if claim.modality == "past-background" == with_claim.modality and claim.type == with_claim.type:
        return _words_at(claim.place, parsed) == _words_at(with_claim.place, parsed)
    same_sentence = match.token.sent.start == with_match.token.sent.start
    if not same_sentence:
        return False
    if claim.place and with_claim.place and _words_at(claim.place, parsed) != _words_at(with_claim.place, parsed):
        return False  # "three were killed in X and two hurt in Y": told of another place
    near = clause_of(match.verb or match.token).i == clause_of(with_match.verb or with_match.token).i
    if with_claim.type in _WEAPONS and any(
        with_match.token.i in {t.i for t in s.subtree} for s in subjects(match.token)
    ):
        return True  # "a missile strike killed … and wounded …": what the strike did
    if with_claim.type in _WEAPONS and claim.type in _WEAPONS and _tells_its_weapon(match, with_match):
        return True  # "killed by the missile that hit X": one missile
    if (
        claim.type == with_claim.type
        and _shares_subject(match, with_match)
        and claim.modality == with_claim.modality
    ):
        return True  # "missiles struck a base and killed sixty"
    if _only_sent(match) and with_claim.type == "interception" and _describes_target(match, with_match):
        return True  # "shot down 14 drones that Norland launched"
    if claim.type in ("destruction", "damage") and with_claim.type in _WEAPONS and near:
        return True  # "one strike destroyed a tank" is the strike, told once
    if match.entry.get("casualty") and with_claim.type in _WEAPONS and claim.modality == with_claim.modality:
        return True
    if claim.type != with_claim.type:
        return False
    return near and claim.place == with_claim.place and claim.modality == with_claim.modality


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


def _shares_subject(match: Match, with_match: Match) -> bool:
    """A second verb that leans on the first one's subject, with no place or victims of its own to tell apart."""
    one, other = (m.verb if m.verb is not None else m.token for m in (match, with_match))
    if one.i == other.i or (other.i not in (one.head.i,) and one.i not in (other.head.i,)):
        return False
    later = one if one.i > other.i else other
    leans = later.dep_ == "conj" or (later.dep_ == "advcl" and later.tag_ == "VBG")  # "…, killing two"
    leans = leans and not any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in later.children)
    return leans and lemma(later) in ("kill", "wound", "injure", "destroy", "damage")


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
