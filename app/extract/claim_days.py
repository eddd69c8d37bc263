"""When a claim says it happened: a date in its words, else as recent as what was said of it, else not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.extract.attribution import find_attribution
from app.extract.modality import Judged
from app.extract.parse import Parsed
from app.extract.quantities import number
from app.extract.reading import (
    DateMention,
)
from app.extract.told import Article, Word
from app.extract.triggers import (
    Match,
    clause_of,
    clause_tokens,
    lemma,
    subjects,
    words_of,
)
from app.text.span import Span
from app.text.when import When


def day_of(match: Match, judged: Judged, word: Word, article: Article) -> tuple[When | None, Span | None, str]:
    """The day, the span of the words that give it (None where none do), and the reason."""
    if _said_then(match, article):
        return None, None, "not dated: words of another time"
    if match.entry.get("parent") and (lasting := _lasting(match, article)):
        return lasting
    if stated := _stated_date(match, article):
        return stated.when, stated.span, f"stated: {stated.reason}" if stated.reason else "stated in the clause"
    announced = bool(match.entry.get("modality"))
    if judged.modality != "actual" and not announced:
        return None, None, "not dated"
    if article.published is None:
        return None, None, "not dated, and the article's day is unknown"
    if after := _days_after_it(match, article):
        return after
    if _beside_another(match):
        return None, None, "dated only by another happening"
    if not announced and (outer := _day_of_telling(match, article)):
        return replace(outer, about=True), None, "as recent as what was said of it"
    if word.said and not announced:
        return replace(word.said, about=True), None, "as recent as what was said of it"
    if _hours_after(match, article):
        return (
            article.published.through(article.published.shifted(-1)),
            None,
            "hours before what the article tells",
        )
    return replace(article.published, about=True), None, "no date given: told as news on the day of publication"


def _said_then(match: Match, article: Article) -> bool:
    """ "“…,” the army said at the time": of words quoted again nobody can tell the day."""
    sentence = article.parsed.sentence_of(match.trigger)
    quoted = any(s.covers(match.trigger) for q in article.quotes for s in q.spans)
    return bool(quoted and sentence and re.search(r"\bat th(?:e|at) time\b", sentence.of(article.parsed.text)))


_AFTER_IT = re.compile(
    r"\b(\w+) (day|week)s? after (?:the|that|this) (?:\w+ )?"
    r"(?:attack|strike|shelling|bombing|blast|explosion|raid)"
)


def _days_after_it(match: Match, article: Article) -> tuple[When, Span, str] | None:
    """ "killed by the strike, the minister said on Thursday, a week after the attack": the Thursday before."""
    sentence = article.parsed.sentence_of(match.trigger)
    found = _AFTER_IT.search(sentence.of(article.parsed.text)) if sentence else None
    count = number(found[1]) if found else None
    if sentence is None or found is None or not count or count > 14 or article.published is None:
        return None
    told = [d.when for d in article.dates if d.when and d.when.days == 1 and sentence.covers(d.span)]
    day = (told[0] if len(told) == 1 else article.published).shifted(
        -int(count) * (7 if found[2] == "week" else 1)
    )
    span = Span(sentence.start + found.start(), sentence.start + found.end())
    return replace(day, about=True), span, "counted back from the day it was said"


def _beside_another(match: Match) -> bool:
    """ "killed 39 a day before the shelling of X": the only day given is that of something else."""
    top = match.verb if match.verb is not None else match.token
    preps = [t for t in clause_tokens(top) if t.lower_ in ("before", "after") and t.dep_ in ("prep", "mark")]
    return any(
        c.dep_ == "pobj" and c.i != match.token.i and lemma(c) in words_of("attack-words")
        for t in preps
        for c in t.children
    )


def _day_of_telling(match: Match, article: Article) -> When | None:
    """The day in a clause round the trigger's own ("… were killed, the governor said on Friday"), if one.

    A clause of saying counts wherever the parse has hung it.
    """
    parsed, published = article.parsed, article.published
    sentence = parsed.sentence_of(match.trigger)
    if sentence is None or published is None:
        return None
    above: set[int] = set()
    at = clause_of(match.verb if match.verb is not None else match.token)
    while at.head.i != at.i:
        at = clause_of(at.head)
        above.add(at.i)
    own = clause_of(match.token).i
    says = {
        t.i for t in parsed.tokens(sentence) if lemma(t) in ("say", "tell", "report", "announce") and t.i != own
    }
    above |= {i for i in says if match.token.i not in {t.i for t in parsed.doc[i].subtree}}
    days = {
        d.when
        for d in article.dates
        if d.when and d.when.days == 1 and sentence.covers(d.span) and d.when.latest <= published.latest
        and clause_of(parsed.tokens(d.span)[0]).i in above
    }  # fmt: skip
    return days.pop() if len(days) == 1 else None


def _stated_date(match: Match, article: Article) -> DateMention | None:
    """The date in the trigger's own clause; failing that, one that opens the sentence over all its clauses."""
    parsed = article.parsed
    sentence = parsed.sentence_of(match.trigger)
    if sentence is None:
        return None
    dates = [d for d in article.dates if d.when and d.type in ("DATE", "TIME") and sentence.covers(d.span)]
    if not dates:
        return None
    home = clause_of(match.verb if match.verb is not None else match.token).i
    at = match.token.i
    inside = [
        d for d in dates if any(clause_of(t).i == home and not _of_other(t, match) for t in parsed.tokens(d.span))
    ]
    if inside:
        return min(inside, key=lambda d: (_owned_by_noun(d, match, parsed), abs(parsed.tokens(d.span)[0].i - at)))
    described = [d for d in dates if _dates_its_weapon(d, match, parsed)]
    if described:
        return described[0]
    opening = [d for d in dates if d.span.end - sentence.start < 40 and d.span.end < match.trigger.start]
    if opening and not _crosses_speech(match, opening[0], article):
        return opening[0]
    return None


def _dates_its_weapon(date: DateMention, match: Match, parsed: Parsed) -> bool:
    """ "A missile that came down on X on Tuesday killed two": the weapon's clause tells when (and where)."""
    clause = clause_of(parsed.tokens(date.span)[0])
    return clause.dep_ in ("relcl", "acl") and clause.head.i in {s.i for s in weapon_subjects(match)}


def weapon_subjects(match: Match) -> list[Any]:
    verb = match.verb if match.verb is not None else match.token
    weapons = words_of("missile") | words_of("bomb") | words_of("drone") | words_of("attack-words")
    return [s for s in subjects(verb) if lemma(s) in weapons]


def _of_other(token: Any, match: Match) -> bool:
    """A date inside another happening's noun phrase ("the battle of May 9") is not this one's."""
    at = token
    while at.i not in (at.head.i, match.token.i):
        if at.dep_ in ("compound", "nmod", "poss") and at.head.i != match.token.i and at.head.pos_ == "NOUN":
            return at.head.ent_type_ not in ("DATE", "TIME")
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return False
    return False


def _owned_by_noun(date: DateMention, match: Match, parsed: Parsed) -> bool:
    """Whether a date hangs from some other noun: such a date comes last."""
    inside = {t.i for t in match.token.subtree}
    return not any(t.i in inside for t in parsed.tokens(date.span))


def _crosses_speech(match: Match, date: DateMention, article: Article) -> bool:
    """A date that says when something was said does not say when it happened."""
    speech = [q for q in article.quotes if any(s.covers(match.trigger) for s in q.spans)]
    if any(not any(s.covers(date.span) for s in q.spans) for q in speech):
        return True
    found = find_attribution(article.parsed, match.trigger, article.around.mentions, article.around.known)
    return found is not None and clause_of(match.token).dep_ == "ccomp"


_LASTING = re.compile(r"\b(\w+)[- ](day|week|month|year)s?(?:[- ](?:long|old))?\b", re.IGNORECASE)


def _lasting(match: Match, article: Article) -> tuple[When, Span, str] | None:
    """ "The eight-month battle": from so many months before the article until it, no finer than months."""
    if article.published is None:
        return None
    text, start = article.parsed.text, match.token.left_edge.idx
    found = _LASTING.search(text, start, match.trigger.start)
    count = number(found[1]) if found else None
    if found is None or not count or count > 120:
        return None
    until, unit = article.published.latest, found[2].lower()
    span, reason = Span(found.start(), found.end()), f"lasting {found[0]} when the article was published"
    if unit in ("day", "week"):
        return When(until - timedelta(days=int(count) * (7 if unit == "week" else 1)), until, True), span, reason
    months = int(count) * (12 if unit == "year" else 1)
    index = until.year * 12 + until.month - 1 - months
    if index < 12:
        return None
    since = When.month(index // 12, index % 12 + 1)
    return since.through(When.month(until.year, until.month)), span, reason


def _hours_after(match: Match, article: Article) -> bool:
    """ "came hours after X declared that …": that very day or the one before."""
    sentence = article.parsed.sentence_of(match.trigger)
    if sentence is None:
        return False
    return (
        re.search(r"\b(?:hours|minutes) (?:after|before|earlier)\b", sentence.of(article.parsed.text)) is not None
    )
