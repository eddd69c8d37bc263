"""The figures of a claim: those of its clause, and the dead and hurt of its sentence that are not another's."""

from __future__ import annotations

import re
from typing import Any

from app.extract.happenings.clauses import over_a_time
from app.extract.happenings.told import Article
from app.extract.happenings.triggers import Match, clause_of, clause_tokens
from app.extract.lexicon import load
from app.extract.quotes.attribution import find_attribution
from app.extract.reading import Quantity, Speaker
from app.extract.words.parse import subtree_span
from app.text.folding import words as folded_words
from app.text.span import Span

_HURT = ("killed", "injured", "casualties", "missing")
_STEPS = 12  # up a parse, as in `counted_kinds.py`


def figures_of(match: Match, article: Article) -> tuple[Quantity, ...]:
    """In order; who was hurt goes with what may hurt, strikes with arms (`[figures]` in `quantities.toml`)."""
    types = load("quantities")["figures"]
    sentence = article.parsed.sentence_of(match.trigger)
    if aside := _told_aside(match):
        sentence = clause = subtree_span(aside)
    else:
        clause = subtree_span(clause_of(match.verb if match.verb is not None else match.token))
    found = []
    for quantity in article.quantities:
        hurt = quantity.kind in _HURT
        if hurt and match.type not in types["hurting"]:
            continue
        if quantity.kind == "strikes" and match.type not in types["striking"]:
            continue
        if quantity.kind == "released" and match.type not in types["releasing"]:
            continue  # "talks ended with an agreement to exchange 314 prisoners"
        if quantity.kind == "released" and _of_the_whole_plan(quantity, match, article):
            continue
        if hurt and (_on_another_word(quantity, match, article) or _of_another_time(quantity, match, article)):
            continue
        beside = hurt and sentence is not None and sentence.covers(quantity.span) and not over_a_time(match.token)
        if (clause.covers(quantity.span) or beside) and not _of_another(quantity.span, match, article):
            found.append(quantity)
    return tuple(found)


def _of_the_whole_plan(quantity: Quantity, match: Match, article: Article) -> bool:
    """ "freed 390 people, the first part of an exchange of 1,000 for 1,000": 1,000 are not free yet."""
    if match.trigger.end > quantity.span.start:
        return False
    between = article.parsed.text[match.trigger.end : quantity.span.start]
    return any(re.search(pattern, between) for pattern in load("quantities")["plans"]["of_the_whole"])


def _told_aside(match: Match) -> Any | None:
    """The trigger, where it only dates another happening: "a day after the strike on X, shells killed three"."""
    token = match.token
    if token.pos_ != "NOUN" or token.dep_ != "pobj" or token.head.lower_ not in ("after", "before", "since"):
        return None
    return token if token.head.head.pos_ in ("VERB", "AUX") else None


def _on_another_word(quantity: Quantity, match: Match, article: Article) -> bool:
    """ "The army said it killed 12 gunmen; the ministry said 12 civilians died": each of whom gives it, and apart.

    Where a comma alone parts them, the two may well speak of one attack.
    """
    figure, trigger = quantity.span, match.trigger
    between = Span(min(figure.end, trigger.end), max(figure.start, trigger.start)).of(article.parsed.text)
    if not re.search(r";|, (?:while|whereas) ", between):
        return False
    if match.type == "interception":
        return True  # "shot down 20 drones; the others hit a depot, killing one"
    found = find_attribution(article.parsed, trigger, article.around.mentions, article.around.known)
    if found is None:
        return False
    return quantity.said_by is None or not _alike(quantity.said_by, found[0], article)


def _alike(one: Speaker, other: Speaker, article: Article) -> bool:
    """One name, in full or in part: "Kravets" is "Olena Kravets"."""
    mine, theirs = (set(folded_words((s.named or s.span).of(article.parsed.text))) for s in (one, other))
    return mine <= theirs or theirs <= mine


def _of_another_time(quantity: Quantity, match: Match, article: Article) -> bool:
    """ "9,000 had been killed since 2022, and a missile killed three"; "in response to the killing of nine"."""
    tokens = article.parsed.tokens(quantity.span)
    if not len(tokens):
        return False
    words, at = load("quantities")["another_time"], tokens[-1]
    for _ in range(_STEPS):
        if at.i in (match.token.i, at.head.i):
            break
        at = at.head
        if at.pos_ == "NOUN" and at.lemma_.lower() in words["answered"]:
            return match.token.i not in {t.i for t in at.subtree}
    clause = clause_of(tokens[-1])
    if match.token.i in {t.i for t in clause.subtree}:
        return False
    said = {t.lower_ for t in clause_tokens(clause) if t.dep_ in ("prep", "mark")}
    told = subtree_span(clause).of(article.parsed.text).lower()
    return bool(said & set(words["opening"])) or any(phrase in told for phrase in words["so_far"])


def _of_another(figure: Span, match: Match, article: Article) -> bool:
    """ "killed three in X, and a drone wounded two in Y": the figure of a clause with a place of its own."""
    parsed = article.parsed
    tokens = parsed.tokens(figure)
    if not len(tokens):
        return False
    home, there = clause_of(match.verb if match.verb is not None else match.token), clause_of(tokens[-1])
    if there.i == home.i or not _placed(there, article):
        return False
    if there.dep_ == "conj" and match.token.i not in {t.i for t in there.subtree}:
        return True
    beside = home.head.i == there.i and (home.dep_ in ("conj", "parataxis") or _parted(home, there))
    return beside and _placed(home, article)


def _parted(one: Any, other: Any) -> bool:
    """ "a shell hit X; in Y two were wounded": two sentences in all but the full stop."""
    return any(t.text == ";" for t in one.doc[min(one.i, other.i) : max(one.i, other.i)])


def _placed(verb: Any, article: Article) -> bool:
    own = [Span(t.idx, t.idx + len(t.text)) for t in clause_tokens(verb)]
    return any(p.literal and any(p.name.overlaps(span) for span in own) for p in article.around.places)
