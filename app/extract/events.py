"""What an article reports as happening, planned, possible or denied: one claim a type, place and day.

Triggers come from `triggers.py`, modality from `modality.py`; here each is given who took part, where, when,
how many and on whose word. What the words do not say stays open: a claim without a place or a day is still
a claim, a claim with the wrong ones is a false report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.extract.attribution import find_attribution
from app.extract.claim_days import day_of, weapon_subjects
from app.extract.claim_places import place_of
from app.extract.known import NOBODY, OnRoster
from app.extract.lexicon import load
from app.extract.modality import Judged, judge
from app.extract.parse import Parsed
from app.extract.participants import participants_of
from app.extract.quantities import find_quantities
from app.extract.reading import (
    Claim,
    DateMention,
    Mention,
    Participant,
    PlaceMention,
    Quantity,
    Quote,
    Refusal,
)
from app.extract.retold import settle
from app.extract.told import Article, Word
from app.extract.triggers import (
    Around,
    Match,
    clause_of,
    clause_tokens,
    find_triggers,
    governing_verb,
    lemma,
    objects,
    subjects,
    words_of,
)
from app.text.span import Span
from app.text.when import When
from app.world.world import World

_BACKGROUND_AFTER = 45  # days: what is dated longer ago than this is told as background to the news
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
    article = Article(
        Around(parsed, mentions, places, known), dates, quotes, published, world, tuple(find_quantities(parsed))
    )
    taken: list[tuple[Match, Claim]] = []
    refused: list[Refusal] = []
    for found in find_triggers(article.around):
        if isinstance(found, Refusal):
            refused.append(found)
            continue
        claim = _claim(found, article)
        if isinstance(claim, Refusal):
            refused.append(claim)
        else:
            taken.append((found, claim))
    kept, merged = _once_each(taken, parsed)
    return settle(kept, article.around, article.quantities), sorted([*refused, *merged], key=lambda r: r.span)


def _claim(match: Match, article: Article) -> Claim | Refusal:
    word = _on_whose_word(match, article)
    judged = _judged(match, word, article)
    if _only_an_aim(match, article):
        return Refusal(match.trigger, "the aim of something told beside it")
    habit = judged.present or _does_not(match)
    if habit and judged.modality in ("actual", "negated") and not _told_in_present(match, article):
        return Refusal(match.trigger, "in the plain present: a habit or a state, not one happening")
    when, when_span, when_reason = day_of(match, judged, word, article)
    judged = _dated(judged, when, when_span, match, article)
    place, place_reason = place_of(match, article)
    who = participants_of(match, article.parsed, article.around.mentions, article.around.places, word.speaker)
    if judged.modality == "past-background" and when_span is None:
        when, when_reason = None, "background: no date is given"
    acled, plover = _labels(match, who, place, article)
    return Claim(
        type=match.type,
        acled=acled,
        plover=plover,
        trigger=match.trigger,
        span=_clause(match, article.parsed),
        modality=judged.modality,
        stance=_stance(word, judged),
        attributed_to=word.speaker,
        when=when,
        when_span=when_span,
        when_reason=when_reason,
        place=place,
        place_reason=place_reason,
        participants=who,
        quantities=_quantities(match, article),
        parent=bool(match.entry.get("parent")),
        reason=f"“{match.trigger.of(article.parsed.text)}” ({match.type}); {judged.reason}",
    )


def _does_not(match: Match) -> bool:
    """ "do not strike homes": what is never done, not one happening denied."""
    verb = match.verb if match.verb is not None else match.token
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ in ("do", "does") for c in verb.children)


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


# ------------------------------------------------------------------ on whose word, and did it happen


def _on_whose_word(match: Match, article: Article) -> Word:
    around = [q for q in article.quotes if any(s.covers(match.trigger) for s in q.spans)]
    if around:
        quote = min(around, key=lambda q: sum(map(len, q.spans)))
        return Word(quote.speaker, quote.cue_class or "say", quote.said, _left_open(quote.cue, article))
    if match.entry.get("modality"):  # the trigger is itself the word that announces
        announced = next((q for q in article.quotes if q.cue and q.cue.overlaps(match.trigger)), None)
        if announced:
            return Word(announced.speaker, announced.cue_class, announced.said)
    found = find_attribution(article.parsed, match.trigger, article.around.mentions, article.around.known)
    return Word(found[0], found[2], None, _left_open(found[1], article)) if found else Word()


def _left_open(cue: Span | None, article: Article) -> bool:
    """ "neither confirmed nor denied that", "declined to confirm that": the cue itself is not said."""
    if cue is None:
        return False
    before = article.parsed.text[max(0, cue.start - 45) : cue.start].lower()
    return (
        re.search(r"\b(?:neither|nor|not|n['’]t|never|refus\w+ to|declin\w+ to|fail\w+ to)\b[^.,;]*$", before)
        is not None
    )


def _judged(match: Match, word: Word, article: Article) -> Judged:
    judged = judge(match.token)
    if limit := match.entry.get("modality"):
        judged = judged.and_also(limit, f"“{match.token.text}”")
    if match.entry.get("background") and not _told_anew(match):
        if (
            _definite(match.token) and judged.modality != "negated"
        ):  # "for its invasion of": it took place, whatever is now done about it
            return Judged("past-background", judged.alleged, "known by its name, not told anew")
        judged = judged.and_also("past-background", "known by its name, not told anew")
    cues = load("modality")["cues"]
    if word.unsure:
        kept = judged.modality == "negated" and word.cue_class != "deny"
        return replace(judged, modality="negated" if kept else "possible", reason="neither said nor denied")
    if word.cue_class in cues["negated"]:
        return judged.and_also("negated", "denied")
    verb = match.verb if match.verb is not None else match.token
    told_past = verb.tag_ in ("VBD", "VBN") or any(
        c.tag_ == "VBD" for c in verb.children if c.dep_.startswith("aux")
    )
    for modality in ("possible", "planned"):
        if word.cue_class in cues[modality] and not told_past:
            return judged.and_also(modality, f"said as a {word.cue_class}")
    return judged


def _definite(noun: Any) -> bool:
    """ "the", "its" or an owner's name before it, and no "planned", "feared" or the like."""
    known = any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "that")) for c in noun.children
    )
    words = {word for key in ("planned", "possible", "negated") for word in load("modality")["before-noun"][key]}
    return known and not any(c.lower_ in words for c in noun.children)


def _told_anew(match: Match) -> bool:
    """ "launched an invasion", "announced the capture": news, where a bare "its invasion" is history."""
    verb, through = governing_verb(match.token)
    return verb is not None and through in ("dobj", "nsubjpass") and lemma(verb) in words_of("tells-anew")


def _stance(word: Word, judged: Judged) -> str:
    if word.unsure:
        return "reported"
    if word.cue_class in load("modality")["cues"]["negated"]:
        return "denied"
    if word.cue_class in load("modality")["cues"]["confirmed"]:
        return "confirmed"
    return "claimed" if word.cue_class or judged.alleged else "reported"


def _told_in_present(match: Match, article: Article) -> bool:
    """The plain present tells a happening in headlines and where the sentence gives its day."""
    sentence = article.parsed.sentence_of(match.trigger)
    if sentence is None:
        return False
    text = article.parsed.text
    line_end = text.find("\n", sentence.start)
    headline = (
        not text[sentence.start : line_end if line_end >= 0 else len(text)].rstrip().endswith((".", "”", "!", "?"))
    )
    dated = any(
        d.type == "DATE" and d.when and sentence.covers(d.span) and d.when.days == 1 for d in article.dates
    )
    return headline or dated


def _dated(judged: Judged, when: When | None, span: Span | None, match: Match, article: Article) -> Judged:
    """A day long before the article makes a claim background, a day after it a plan."""
    if when is None or span is None or article.published is None or judged.modality in ("planned", "possible"):
        return judged
    if when.latest < article.published.earliest - timedelta(days=_BACKGROUND_AFTER):
        return judged.and_also("past-background", f"dated {when}, long before the article")
    if when.earliest > article.published.latest:
        return judged.and_also("planned", f"dated {when}, after the article")
    return judged


# ------------------------------------------------------------------ labels, figures, clause


def _labels(
    match: Match, who: Sequence[Participant], place: Span | None, article: Article
) -> tuple[str | None, str | None]:
    """The ACLED sub-event type and the PLOVER event/mode of this claim."""
    base = load("triggers")["types"].get(match.type, {})
    acled, plover = match.entry.get("acled", base.get("acled")), match.entry.get("plover", base.get("plover"))
    words = {lemma(t) for t in clause_tokens(match.token)} | {lemma(match.token)}
    for mode in load("triggers")["mode"]:
        if (
            mode["type"] == match.type
            and "becomes" not in mode
            and any(words & words_of(n) for n in mode["words"])
        ):
            acled, plover = mode.get("acled", acled), mode.get("plover", plover)
            break
    if match.type == "territory-taken":
        acled = _who_took(match, who, place, article)
    if match.type == "displacement":
        plover = "AID" if lemma(match.token) in ("evacuate", "evacuation") else None
    return acled or None, plover


def _who_took(match: Match, who: Sequence[Participant], place: Span | None, article: Article) -> str | None:
    """ACLED: a government *regains* its own country's ground; anyone else, a foreign state too, *overtakes* it.

    Source: ACLED codebook, "Foreign state capturing territory" (FIELD notes the misleading name).
    None where the words do not say whose ground it is.
    """
    actor = next((p for p in who if p.role == "actor"), None)
    if actor is None or actor.named is None:
        return None
    mention = next((m for m in article.around.mentions if m.span == actor.named), None)
    if mention is None:
        return None
    if mention.kind == "armed-group":
        return "Non-state actor overtakes territory"
    ground, owner = _country_at(place, article), _country_of(mention, article)
    if ground and owner:
        return "Government regains territory" if ground == owner else "Non-state actor overtakes territory"
    if lemma(match.token) in ("liberate", "retake", "recapture", "regain", "reclaim") and mention.kind in (
        "state",
        "armed-force",
    ):
        return "Government regains territory"
    return None


def _country_at(place: Span | None, article: Article) -> str | None:
    """The country of a place, where every place of that name lies in one; None where they differ."""
    mention = next((p for p in article.around.places if p.span == place), None)
    if mention is None or article.world is None:
        return None
    found = article.world.gazetteer.lookup(mention.name.of(article.parsed.text)) or ()
    countries = {p.country for p in found if p.country}
    return countries.pop() if len(countries) == 1 else None


def _country_of(mention: Mention, article: Article) -> str | None:
    if article.world is None or mention.kind not in ("state", "armed-force", "government-body"):
        return None
    name = mention.name.of(article.parsed.text)
    for word in (name, name.split()[0] if name.split() else name):
        place = article.world.gazetteer.country_of_demonym(word)
        if place is None:
            place = next((p for p in article.world.gazetteer.lookup(word) or () if p.kind == "country"), None)
        if place is not None:
            return place.country
    return None


def _quantities(match: Match, article: Article) -> tuple[Quantity, ...]:
    """The figures of the claim's clause; the killed and injured of the whole sentence for an attack."""
    sentence = article.parsed.sentence_of(match.trigger)
    top = match.verb if match.verb is not None else match.token
    clause = _clause_head_span(clause_of(top))
    found = []
    for quantity in article.quantities:
        hurt = quantity.kind in ("killed", "injured", "casualties", "missing")
        if hurt and match.type not in (*_WEAPONS, "damage", "disaster", "protest", "destruction", "sabotage"):
            continue
        if clause.covers(quantity.span) or (hurt and sentence and sentence.covers(quantity.span)):
            found.append(quantity)
    return tuple(found)


def _clause_head_span(top: Any) -> Span:
    return Span(top.left_edge.idx, top.right_edge.idx + len(top.right_edge.text))


def _clause(match: Match, parsed: Parsed) -> Span:
    """The clause on the page: what a reader needs to see, from its first to its last word."""
    top = clause_of(match.verb if match.verb is not None else match.token)
    sentence = parsed.sentence_of(match.trigger)
    span = _clause_head_span(top)
    if sentence is not None and top.head.i == top.i:
        span = sentence
    if not span.covers(match.trigger):
        span = Span(min(span.start, match.trigger.start), max(span.end, match.trigger.end))
    trimmed = span.trimmed(parsed.text, ",;")
    return trimmed if trimmed.covers(match.trigger) else span


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
    leans = later.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in later.children)
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
