"""Where a claim says it happened: the place its words tie to it, never one that describes somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.claims.containers import without_containers
from app.extract.claims.place_ties import Tie, tie
from app.extract.happenings.told import Article
from app.extract.happenings.triggers import (
    Around,
    Match,
    clause_of,
    governing_verb,
    lemma,
    words_of,
)
from app.extract.lexicon import load
from app.extract.reading import Mention, PlaceMention, Quote
from app.extract.words.parse import Parsed
from app.text.span import Span

_STATED = ("in", "at", "near", "outside", "inside", "within", "across", "over", "off")

_MOST = 40  # places of one sentence that are weighed, the nearest: a longer row of names is a list, not prose


def place_of_trigger(
    parsed: Parsed,
    trigger: Span,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    quotes: Sequence[Quote] = (),
) -> tuple[Span | None, str]:
    """Where what any given word tells of happened, and why: a claim's place, for a trigger named by somebody else.

    For measuring the place reader apart from the lexicon of triggers; no place where the span holds no word.
    """
    tokens = parsed.tokens(trigger)
    if not len(tokens):
        return None, "no word"
    token = tokens.root
    verb = token if token.pos_ in ("VERB", "AUX") else governing_verb(token)[0]
    match = Match(token, {}, "", trigger, verb, 0)
    return place_of(match, Article(Around(parsed, mentions, places), (), quotes, None, None, ()))


def place_of(match: Match, article: Article) -> tuple[Span | None, str]:
    """The place of its sentence that is tied most firmly to the trigger, the narrower of two; else none."""
    sentence = article.parsed.sentence_of(match.trigger)
    here = [p for p in article.around.places if p.literal and sentence and sentence.covers(p.span)]
    here = [p for p in here if not _names_somebody(p, article) and not _of_the_doer(p, article)]
    here = [p for p in here if not _either(p, article.parsed.text)]
    here = sorted(sorted(here, key=lambda p: p.span.distance(match.trigger))[:_MOST], key=lambda p: p.span)
    placeless = match.type in load("triggers")["roles"]["placeless"]
    if not here:
        return _dateline(match, article) or _cut_off(match, article) or (None, "no place is named with it")
    if placeless:
        stated = [p for p in here if _stated_of_talks(p, match, article)]
        if stated:
            return _nearest(stated, match).span, f"a phrase of place on “{match.token.text}”"
        return _dateline(match, article) or (None, "no place of its own: states are named as parties to it")
    here = [p for p in here if not _of_another(p, match, article)]
    inside = [p for p in article.around.places if sentence and sentence.covers(p.span)]
    own = without_containers(here, article.parsed, inside[:_MOST])
    tied = [(found, p) for p in own if (found := _tie(p, match, article))]
    tied = [
        (found, p) for found, p in tied if found.at.i == match.token.i or not _speech_between(match, p, article)
    ]
    least = min((found.price for found, _ in tied), default=None)
    if least is None or least > load("place_ties")["most"]:
        return None, "the places named are others'" if own else "the place named is another's"
    best = _nearest([p for found, p in tied if found.price == least], match)
    return best.span, _reason(next(found for found, p in tied if p is best), match)


def _cut_off(match: Match, article: Article) -> tuple[Span, str] | None:
    """ "Near X, | three strikes hit …": the parse of a list may end a sentence at the comma behind the place."""
    parsed = article.parsed
    here = parsed.sentence_of(match.trigger)
    before = [s for s in parsed.sentences if here and s.end <= here.start][-1:]
    if here is None or not before or "\n" in parsed.text[before[0].end : here.start]:
        return None
    opening = [p for p in article.around.places if p.literal and p.relation and before[0].covers(p.span)]
    told = parsed.text[opening[-1].span.end : match.trigger.start].lstrip() if opening else ""
    if not told.startswith(",") or opening[-1].span.end < before[0].end - 2:
        return None
    return opening[-1].span, "named at the head of its line"


def _tie(place: PlaceMention, match: Match, article: Article) -> Tie | None:
    tokens = article.parsed.tokens(place.span)
    led = place.relation is not None and place.relation.lower() != "from"
    return tie(tokens.root, match.token, led) if len(tokens) else None


def _reason(found: Tie, match: Match) -> str:
    if found.at.i != match.token.i:
        return f"named with “{found.at.text}”"
    if found.through in ("dobj", "nsubjpass", "nsubj"):
        return "what it was done to"
    if found.through == "prep":
        return f"a phrase of place on “{match.token.text}”"
    return f"named with “{match.token.text}”"


def _stated_of_talks(place: PlaceMention, match: Match, article: Article) -> bool:
    """ "talks in Geneva", "visited Kyiv": a place said to be where; "talks with Norland" names a party."""
    token = article.parsed.tokens(place.span).root
    heads = {match.token.i} | ({match.verb.i} if match.verb is not None else set())
    if lemma(match.token) == "visit" and token.dep_ == "dobj":
        return token.head.i == match.token.i
    while token.dep_ in ("compound", "appos", "conj") or (token.dep_ == "prep" and token.lower_ == "of"):
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ == "pobj":
        token = token.head.head
    return token.dep_ == "pobj" and token.head.lower_ in _STATED and token.head.head.i in heads


def _of_another(place: PlaceMention, match: Match, article: Article) -> bool:
    """A place inside another happening's phrase ("a day before the shelling of X") is not this one's."""
    at = article.parsed.tokens(place.name).root if len(article.parsed.tokens(place.name)) else None
    while at is not None and at.i not in (at.head.i, match.token.i):
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return False
        if at.pos_ == "NOUN" and at.i != match.token.i and lemma(at) in words_of("attack-words"):
            clause = clause_of(at)
            prep = at.head.lower_ if at.dep_ == "pobj" else ""
            dated = at.head.i > 0 and lemma(at.doc[at.head.i - 1]) in ("day", "week", "month", "year", "hour")
            apart = prep in ("before", "since") or (prep == "after" and dated)
            return clause.i == clause_of(match.token).i and apart
    return False


def _dateline(match: Match, article: Article) -> tuple[Span, str] | None:
    """Talks told in an article's first paragraph, with no other place, were where it was filed from."""
    text = article.parsed.text
    if match.type not in ("talks", "agreement") or "\n" in text[: match.trigger.start]:
        return None
    first = next((p for p in article.around.places if p.literal and p.span.start == 0), None)
    filed = first and re.match(r"[^\n—–]{0,60} ?[—–]", text[first.span.end :])
    return (first.span, "the article's dateline") if first and filed and first.span.of(text).isupper() else None


def _speech_between(match: Match, place: PlaceMention, article: Article) -> bool:
    """Where something was said is not where it happened."""
    inside = [q for q in article.quotes if any(s.covers(match.trigger) for s in q.spans)]
    if any(not any(s.covers(place.span) for s in q.spans) for q in inside):
        return True
    return (
        clause_of(match.token).dep_ == "ccomp"
        and clause_of(article.parsed.tokens(place.name)[0]).i != clause_of(match.token).i
    )


def _names_somebody(place: PlaceMention, article: Article) -> bool:
    return any(
        m.form == "name"
        and m.kind != "state"
        and m.name.covers(place.name)
        and (m.kind == "person" or m.name != place.name)
        for m in article.around.mentions
    )


def _either(place: PlaceMention, text: str) -> bool:
    """ "in the Norland/Sudland region": on which side, the words leave open."""
    return "/" in (
        text[max(0, place.span.start - 1) : place.span.start],
        text[place.name.end : place.name.end + 1],
    )


def _of_the_doer(place: PlaceMention, article: Article) -> bool:
    """ "a raid by US special forces", "a US military raid": whose they are, and not where."""
    tokens = article.parsed.tokens(place.span)
    at = tokens.root if len(tokens) else None
    words = load("place_ties")["adjectives"]
    adjective = place.name.of(article.parsed.text) in words["names"]
    if at is not None and adjective and at.dep_ in ("compound", "amod", "nmod") and at.i < at.head.i:
        return lemma(at.head) not in words["lands"]
    before_noun = at is not None and at.dep_ in ("compound", "amod", "nmod", "poss") and at.head.dep_ == "pobj"
    return bool(before_noun) and at.head.head.lower_ == "by"  # type: ignore[union-attr]


def _nearest(places: Sequence[PlaceMention], match: Match) -> PlaceMention:
    """The first behind the trigger, else the nearest before it: "in Bakhmut, in the Donetsk region" is Bakhmut."""
    behind = [p for p in places if p.span.start >= match.trigger.start]
    return behind[0] if behind else min(places, key=lambda p: p.span.distance(match.trigger))
