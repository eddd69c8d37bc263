"""The figures of a claim: those of its clause, and the dead and hurt of its sentence that are not another's."""

from __future__ import annotations

from typing import Any

from app.extract.happenings.told import Article
from app.extract.happenings.triggers import Match, clause_of, clause_tokens
from app.extract.lexicon import load
from app.extract.reading import Quantity
from app.extract.words.parse import subtree_span
from app.text.span import Span

_HURT = ("killed", "injured", "casualties", "missing")


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
        beside = hurt and sentence is not None and sentence.covers(quantity.span)
        if (clause.covers(quantity.span) or beside) and not _of_another(quantity.span, match, article):
            found.append(quantity)
    return tuple(found)


def _told_aside(match: Match) -> Any | None:
    """The trigger, where it only dates another happening: "a day after the strike on X, shells killed three"."""
    token = match.token
    if token.pos_ != "NOUN" or token.dep_ != "pobj" or token.head.lower_ not in ("after", "before", "since"):
        return None
    return token if token.head.head.pos_ in ("VERB", "AUX") else None


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
