"""Where a claim says it happened: the place its words tie to it, never one that describes somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.extract.claim_days import weapon_subjects
from app.extract.lexicon import load
from app.extract.reading import (
    PlaceMention,
)
from app.extract.told import Article
from app.extract.triggers import (
    Match,
    clause_of,
    lemma,
    noun_objects,
    objects,
    words_of,
)
from app.text.span import Span

_AT = (
    "in",
    "at",
    "near",
    "over",
    "outside",
    "around",
    "on",
    "inside",
    "across",
    "of",
    "for",
    "into",
    "within",
    "to",
    "against",
    "off",
    "through",
    "toward",
    "towards",
    "throughout",
)
_STATED = ("in", "at", "near", "outside", "inside", "within", "across", "over", "off")


def place_of(match: Match, article: Article) -> tuple[Span | None, str]:
    """The place the words tie to it: its object, then a phrase of its clause, then its sentence's only one."""
    placeless = match.type in load("triggers")["roles"]["placeless"]
    sentence = article.parsed.sentence_of(match.trigger)
    here = [p for p in article.around.places if p.literal and sentence and sentence.covers(p.span)]
    here = [p for p in here if not _names_somebody(p, article)]
    if not here:
        return _dateline(match, article) or (None, "no place is named with it")
    for heads, reason in _tied(match, placeless):
        tokens = {t.i for head in heads for t in _own_subtree(head)}
        tied = [p for p in here if any(t.i in tokens for t in article.parsed.tokens(p.name))]
        tied = [p for p in tied if not _describes(p, match, article) and not _of_another(p, match, article)]
        if tied:
            return _nearest(tied, match).span, reason
    if placeless:
        return _dateline(match, article) or (None, "no place of its own: states are named as parties to it")
    here = [p for p in here if not _of_another(p, match, article)]
    home = clause_of(match.token)
    here = [p for p in here if not _describes(p, match, article)]
    own = [p for p in here if _stands_at(p, article) and clause_of(article.parsed.tokens(p.name)[0]).i == home.i]
    if own:
        return _nearest(own, match).span, "named in its clause"
    carried = [
        p
        for p in here
        if clause_of(article.parsed.tokens(p.name)[0]).head.i in {s.i for s in weapon_subjects(match)}
    ]
    if carried:
        return _nearest(carried, match).span, "where what did it came down"
    here = _without_holders(here, article.parsed.text)
    only = {p.name.of(article.parsed.text) for p in here}
    if not only:
        return None, "the place named describes somebody"
    if len(only) == 1 and _stands_at(here[0], article) and not _speech_between(match, here[0], article):
        return here[0].span, "the only place its sentence names"
    return None, "its sentence names several places, none tied to it" if len(
        only
    ) > 1 else "the place named is another's"


def _without_holders(places: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """ "X, in Norland's Y": X alone, for the rest says what it lies in."""
    kept: list[PlaceMention] = []
    for place in places:
        before = kept[-1] if kept else None
        between = text[before.span.end : place.span.start] if before else "-"
        if not re.fullmatch(r",? ?(?:in |of )?(?:the )?(?:\w+[’']s )?|,? ?in \w+ern ", between) or between in (
            "",
            " ",
        ):
            kept.append(place)
    return kept


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
            return clause.i == clause_of(match.token).i and prep in ("before", "after", "since", "during")
    return False


def _dateline(match: Match, article: Article) -> tuple[Span, str] | None:
    """Talks told in an article's first paragraph, with no other place, were where it was filed from."""
    text = article.parsed.text
    if match.type not in ("talks", "agreement") or "\n" in text[: match.trigger.start]:
        return None
    first = next((p for p in article.around.places if p.literal and p.span.start == 0), None)
    filed = first and re.match(r"[^\n—–]{0,60} ?[—–]", text[first.span.end :])
    return (first.span, "the article's dateline") if first and filed and first.span.of(text).isupper() else None


def _tied(match: Match, placeless: bool) -> Sequence[tuple[list[Any], str]]:
    """Noun phrases that can hold the place, the surest first, each with the reason to give."""
    token, verb = match.token, match.verb
    preps = _STATED if placeless else (*_AT, "from") if match.type in ("withdrawal", "displacement") else _AT
    verbal = verb is not None and verb.i == token.i
    tied: list[tuple[list[Any], str]] = []
    if verbal and (not placeless or lemma(token) == "visit"):
        tied.append((objects(token), "what it was done to"))
    elif not placeless:
        tied.append((noun_objects(token), f"named with “{token.text}”"))
    heads = [token] if verbal or verb is None else [token, verb]
    for head in heads:
        phrases = [c for prep in head.children if prep.dep_ == "prep" and prep.lower_ in preps
                   for c in prep.children if c.dep_ == "pobj"]  # fmt: skip
        tied.append((phrases, f"a phrase of place on “{head.text}”"))
        if not placeless and head is not token and any(c.i == token.i for c in head.children):
            tied.append((objects(head), f"what it {head.text}"))
    return tied


def _own_subtree(head: Any) -> list[Any]:
    """A phrase without its clauses and without what it comes from ("missiles from Belgorod")."""
    kept = [head]
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "advcl", "poss") or (
            child.dep_ == "prep" and child.lower_ in ("from", "by", "with")
        ):
            continue
        kept += _own_subtree(child)
    return kept


def _describes(place: PlaceMention, match: Match, article: Article) -> bool:
    """A place before another noun ("US troops", "the Red Sea port of X") describes it and is not where."""
    last = article.parsed.tokens(place.span)[-1]
    if last.dep_ not in ("compound", "amod", "nmod", "poss") or last.head.i == match.token.i:
        return False
    return lemma(last.head) not in words_of("territory") | words_of("buildings") or any(
        p.span.start > place.span.end and p.span.start - place.span.end < 30 for p in article.around.places
    )


def _stands_at(place: PlaceMention, article: Article) -> bool:
    """A place after "in", "near" … says where; a subject or "from X" does not."""
    if place.relation and place.relation.lower() != "from":
        return True
    token = article.parsed.tokens(place.name)[0]
    for _ in range(6):
        if token.dep_ == "pobj":
            return token.head.lower_ in _AT and token.head.lower_ not in ("for", "against")
        if token.dep_ == "dobj":
            return True
        if token.dep_ not in ("compound", "conj", "appos", "nmod", "amod") or token.head.i == token.i:
            return False
        token = token.head
    return False


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
        m.form == "name" and m.kind not in ("state",) and m.name.covers(place.name)
        for m in article.around.mentions
    )


def _nearest(places: Sequence[PlaceMention], match: Match) -> PlaceMention:
    """The first behind the trigger, else the nearest before it: "in Bakhmut, in the Donetsk region" is Bakhmut."""
    behind = [p for p in places if p.span.start >= match.trigger.start]
    return behind[0] if behind else min(places, key=lambda p: p.span.distance(match.trigger))
