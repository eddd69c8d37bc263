"""Days that an article gives a happening in other words than those that tell it.

A jet that was shot down fell on the day it crashed; a bombing told of in a court story is the one of "last year's
blast". Words: `[retold]` in `lexicon/triggers.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.extract.claims.the_town import kin, retold_words
from app.extract.happenings.clauses import lemma
from app.extract.happenings.told import Article
from app.extract.happenings.trigger_words import words_of
from app.extract.reading import Claim
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span
from app.text.when import When

_OLD = timedelta(days=45)  # what is dated longer ago is background to the news (as in `claims/stance.py`)


def brought_down(claims: Sequence[Claim], parsed: Parsed) -> list[Claim]:
    """The same, a craft shot down without a day with the day it crashed, and what refers back to it too.

    Only where the article tells of one crash: "the jet crashed on Wednesday … had shot down a passenger jet".
    """
    crashes = [c for c in claims if c.type == "disaster" and c.when and c.when_span and _falls(c, parsed)]
    days = {c.when for c in crashes}
    downed = [c for c in claims if c.type == "interception" and c.when is None and _craft(c, parsed)]
    if len(days) != 1 or not downed:
        return list(claims)
    crash = crashes[0]
    reason = f"the day that “{crash.trigger.of(parsed.text)}” gives"
    back = {f"the day of “{c.trigger.of(parsed.text)}” told before" for c in downed}
    return [
        replace(c, when=crash.when, when_reason=reason)
        if c in downed or (c.when is None and c.when_reason in back)
        else c
        for c in claims
    ]


def _craft(claim: Claim, parsed: Parsed) -> bool:
    return any(
        lemma(t) in retold_words("craft")
        for p in claim.participants
        if p.role in ("target", "object", "actor", "weapon")
        for t in parsed.tokens(p.span)
    )


def _falls(claim: Claim, parsed: Parsed) -> bool:
    sentence = parsed.sentence_of(claim.trigger)
    near = parsed.tokens(sentence) if sentence else ()
    fell = claim.trigger.of(parsed.text).lower() in retold_words("falls")
    return fell and any(lemma(t) in retold_words("craft") for t in near)


def of_old_news(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """The same, what is told without a day after "last year's blast", and as nothing newer, with that day.

    Not where the article has news of the kind: a fresh strike dated or told in its first sentence.
    """
    if article.published is None:
        return list(claims)
    old = list(_old_happenings(article, article.published))
    if len({when for _, when in old}) != 1:
        return list(claims)
    (named, when), text = old[0], article.parsed.text
    fresh = [
        c for c in claims if c.type in kin("shelling") and c.modality == "actual" and not _undated(c, article)
    ]
    if any(c.when and c.when.latest >= article.published.earliest - _OLD for c in fresh):
        return list(claims)
    reason = f"the day of “{named.of(text)}”, named before"
    return [
        replace(c, when=replace(when, about=True), when_reason=reason, modality="past-background")
        if c.type in kin("shelling") and c.modality == "actual" and c.trigger > named and _undated(c, article)
        else c
        for c in claims
    ]


def _undated(claim: Claim, article: Article) -> bool:
    """Without a day of its own or of another: as recent as the article, or without any."""
    return claim.when_span is None and (claim.when is None or claim.when == replace(_of(article), about=True))


def _of(article: Article) -> When:
    assert article.published is not None
    return article.published


def _old_happenings(article: Article, published: When) -> Iterator[tuple[Span, When]]:
    """ "last year's deadly blast", "the April 2013 attack": the noun and the day in its name, long ago."""
    for date in article.dates:
        if date.when is None or not date.when.latest < published.earliest - _OLD:
            continue
        tokens = article.parsed.tokens(date.span)
        noun = _named_by(tokens.root) if len(tokens) else None
        if noun is not None and lemma(noun) in words_of("attack-words") | words_of("bomb"):
            yield span_of(noun), date.when


def _named_by(word: Any) -> Any | None:
    """The noun that a date stands before as part of its name."""
    at = word
    while at.dep_ in ("compound", "nmod", "nummod", "poss", "amod") and at.head.i != at.i:
        at = at.head
    return at if at.i != word.i else None
