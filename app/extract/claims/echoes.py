"""Another's word for what was told just before: "Petrov told TASS the same.", "Kyiv confirmed the report."

Such words tell nothing of their own. Where the sentence before, or their own up to there, makes one claim, they
are that claim on one more word; where it makes several, or none, nobody can tell what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.extract.claims.holdings import HELD
from app.extract.happenings.clauses import is_passive, lemma
from app.extract.happenings.told import Article
from app.extract.lexicon import load
from app.extract.quotes.speakers import speaker_of
from app.extract.reading import Claim, Speaker
from app.extract.standing.denials import claim_like, leads_on
from app.extract.standing.moods import finite, unsaid
from app.extract.standing.one_happening import happenings_of, one_name
from app.extract.words.parse import span_of
from app.text.span import Span
from app.text.when import When


@dataclass(frozen=True, slots=True)
class Echo:
    """The verb, on whose word, and whether it bears out what was told or only says it too."""

    verb: Any
    speaker: Speaker
    stance: str  # "claimed" or "confirmed"


def with_echoes(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """The claims in order of triggers, with one for each echo that means one of them."""
    told = list(claims)
    for echo in find_echoes(article):
        if (meant := _meant(echo, claims, article)) is not None:
            told.append(_on_this_word(echo, meant, article))
    return sorted(told, key=lambda claim: claim.trigger)


def find_echoes(article: Article) -> Iterator[Echo]:
    parsed, around = article.parsed, article.around
    for verb in parsed.doc:
        stance = _stance(verb)
        if stance is None or is_passive(verb) or unsaid(verb) or not _flat(verb):
            continue
        speaker = speaker_of(verb, parsed, around.mentions, around.known)
        if speaker is not None:
            yield Echo(verb, speaker, stance)


def _stance(verb: Any) -> str | None:
    """ "said the same", "repeated the claim" → claimed; "confirmed it", "confirmed the report" → confirmed."""
    words = load("denials")
    things = [c for c in verb.children if c.dep_ == "dobj" or (c.lower_ == "same" and c.dep_ == "npadvmod")]
    if verb.pos_ != "VERB" or not things or any(c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return None
    thing = things[-1]
    about = any(c.lower_ in words["about"] for at in (verb, thing) for c in at.children if c.dep_ == "prep")
    the = {c.lower_ for c in thing.children} & set(words["definite"])
    if thing.lower_ == "same" and the and not about and lemma(verb) in words["echoing"]:
        return "claimed"
    named = claim_like(thing) and bool(the) and not leads_on(thing)
    if lemma(verb) in words["repeating"]:
        return "claimed" if named else None
    if lemma(verb) in words["confirming"]:
        return "confirmed" if named or (thing.lower_ in words["pronouns"] and not about) else None
    return None


def _flat(verb: Any) -> bool:
    helped = {c.lower_ for c in verb.children if c.dep_ == "aux"} & set(load("denials")["modals"])
    marked = any(c.dep_ == "mark" for c in verb.children)
    aided = finite(verb) or any(finite(c) for c in verb.children if c.dep_ == "aux")
    return aided and not helped and not marked and not verb.sent.text.rstrip().endswith("?")


def _meant(echo: Echo, claims: Sequence[Claim], article: Article) -> Claim | None:
    """The one claim of its own sentence up to there, else of the sentence before in the same paragraph."""
    trigger, spoken = span_of(echo.verb), load("denials")["spoken"]
    before = [c for c in claims if c.trigger.end <= trigger.start and c.type not in spoken and not c.parent]
    sentences = article.parsed.sentences
    at = next((n for n, one in enumerate(sentences) if one.overlaps(trigger)), 0)
    near = (Span(sentences[at].start, trigger.start), *sentences[max(0, at - 1) : at])
    found = next((told for one in near if (told := [c for c in before if one.covers(c.trigger)])), [])
    if not found or len(happenings_of(found, article)) > 1 or any(c.modality != "actual" for c in found):
        return None
    if any("\n\n" in article.parsed.text[c.trigger.end : trigger.start] for c in found):
        return None
    told = [c for c in found if c.attributed_to and c.stance in ("claimed", "confirmed")]
    meant = next(iter(told or (found if echo.stance == "confirmed" else ())), None)
    by = meant.attributed_to if meant else None
    return None if by and one_name(echo.speaker, by, article) else meant


def _day_in(sentence: Span, article: Article) -> When | None:
    days = [d.when for d in article.dates if d.type == "DATE" and d.when and sentence.covers(d.span)]
    return days[0] if len(days) == 1 else None


def _on_this_word(echo: Echo, meant: Claim, article: Article) -> Claim:
    text, trigger = article.parsed.text, span_of(echo.verb)
    earlier = f"“{meant.trigger.of(text)}”"
    sentence = article.parsed.sentence_of(trigger) or trigger
    if meant.type == HELD and (day := _day_in(sentence, article)) is not None:
        meant = replace(meant, when=day)  # a place is held as of the day that it is said
    return replace(
        meant,
        trigger=trigger,
        span=sentence,
        stance=echo.stance,
        attributed_to=echo.speaker,
        when_span=None,
        when_reason=f"the day of {earlier}, which is said again",
        place_reason=f"that of {earlier}, which is said again" if meant.place else meant.place_reason,
        quantities=(),
        reason=f"“{trigger.of(text)}” points back to {earlier} ({meant.type})",
    )
