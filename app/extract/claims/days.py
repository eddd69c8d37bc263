"""When a claim says it happened: a date in its words, else as recent as what was said of it, else not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.extract.figures.quantities import number
from app.extract.happenings.told import Article, Word
from app.extract.happenings.told_as_news import admitted, taken_as_known
from app.extract.happenings.triggers import (
    Match,
    clause_of,
    clause_tokens,
    lemma,
    subjects,
    words_of,
)
from app.extract.quotes.attribution import find_attribution
from app.extract.reading import (
    DateMention,
)
from app.extract.standing.modality import Judged
from app.extract.words.parse import Parsed
from app.text.span import Span
from app.text.when import When


def day_of(match: Match, judged: Judged, word: Word, article: Article) -> tuple[When | None, Span | None, str]:
    """The day, the span of the words that give it (None where none do), and the reason."""
    if _said_then(match, article):
        return None, None, "not dated: words of another time"
    if match.entry.get("parent") and (lasting := _lasting(match, article)):
        return lasting
    stated = _stated_date(match, article)
    if stated and judged.modality == "planned" and _day_of_planning(stated, match, article):
        return None, None, "not dated: the day is that of the plan"
    if stated:
        reason = f"stated: {stated.reason}" if stated.reason else "stated in the clause"
        if counted := _days_off(match, stated, article):
            return counted, stated.span, f"{reason}; counted from there"
        if since := _since(stated, article):
            return since, stated.span, f"{reason}; since then"
        if stated.when and _at_midnight(stated, article):
            return replace(stated.when, about=True), stated.span, f"{reason}; at midnight, between two days"
        return stated.when, stated.span, reason
    announced = bool(match.entry.get("modality"))
    if judged.modality != "actual" and not announced:
        return None, None, "not dated"
    if article.published is None:
        return None, None, "not dated, and the article's day is unknown"
    if after := _days_after_it(match, article):
        return after
    return _undated(match, word, article, announced)


def _day_of_planning(date: DateMention, match: Match, article: Article) -> bool:
    """ "Today they agreed to exchange prisoners": the day stands before the agreeing, and is its own."""
    verb = match.verb if match.verb is not None else match.token
    above = verb.head
    if verb.dep_ != "xcomp" or above.tag_ not in ("VBD", "VBN") or date.when is None or article.published is None:
        return False
    here = article.parsed.tokens(date.span)
    return bool(len(here)) and here[-1].i < verb.i and date.when.latest <= article.published.latest


def _undated(match: Match, word: Word, article: Article, announced: bool) -> tuple[When | None, None, str]:
    """The day of what no date stands beside: as recent as what was said of it, as the article, or none."""
    if article.published is None or _beside_another(match):
        return None, None, "dated only by another happening"
    if known := taken_as_known(match):
        return _dated_by_what_followed(match, article) or (None, None, known)
    if admitted(match, word.cue_class):
        return None, None, "admitted: it happened before that was said"
    if not announced and (outer := _day_of_telling(match, article)):
        return replace(outer, about=True), None, "as recent as what was said of it"
    if word.said and not announced:
        return replace(word.said, about=True), None, "as recent as what was said of it"
    return _undated_news(match, article, article.published)


def _undated_news(match: Match, article: Article, published: When) -> tuple[When, None, str]:
    """The day of what no date stands beside: that of publication, unless its words put it before."""
    if long_ago := _dated_by_what_followed(match, article):
        return long_ago
    if _hours_after(match, article):
        return published.through(published.shifted(-1)), None, "hours before what the article tells"
    return replace(published, about=True), None, "no date given: told as news on the day of publication"


def _dated_by_what_followed(match: Match, article: Article) -> tuple[When, None, str] | None:
    """ "founded in 2003 after troops ousted him": no later than the year of what came of it, and no news."""
    clause, published = clause_of(match.verb if match.verb is not None else match.token), article.published
    opens = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod", "prep") and c.i < clause.i}
    if clause.dep_ != "advcl" or not opens & {"after", "when", "since", "once"} or published is None:
        return None
    main = clause_of(clause.head).i
    for date in article.dates:
        tokens = article.parsed.tokens(date.span)
        if date.when and len(tokens) and clause_of(tokens[0]).i == main and date.when.latest < published.earliest:
            return replace(date.when, about=True), None, "no later than what is told to have followed"
    return None


def _since(date: DateMention, article: Article) -> When | None:
    """ "have shelled X since Monday": from then until the article."""
    before = article.parsed.text[max(0, date.span.start - 12) : date.span.start].lower()
    if not re.search(r"\bsince (?:\w+ )?$", before) or date.when is None or article.published is None:
        return None
    return date.when.through(article.published) if date.when.latest < article.published.earliest else None


def _at_midnight(date: DateMention, article: Article) -> bool:
    """ "just after midnight on New Year's Day": another gives the day before, and nobody is wrong."""
    text, span = article.parsed.text, date.span
    return bool(
        re.search(r"\bmidnight (?:on|of) $", text[max(0, span.start - 20) : span.start])
        or re.match(
            r",? (?:at|around|about|(?:just |shortly )?(?:after|before)) midnight\b",
            text[span.end : span.end + 40],
        )
        or re.search(r"\bmidnight\b", span.of(text))
    )


def _days_off(match: Match, date: DateMention, article: Article) -> When | None:
    """ "hit X on Tuesday, a day after a drone struck Y": the drone's day is counted back from the other's."""
    clause = clause_of(match.verb if match.verb is not None else match.token)
    if clause.dep_ not in ("advcl", "pcomp") or date.when is None or date.when.days > 1:
        return None
    opens = next((t for t in clause.subtree if t.i < clause.i and t.lower_ in ("after", "before")), None)
    if opens is None or any(clause_of(t).i == clause.i for t in article.parsed.tokens(date.span)):
        return None
    counted = re.search(
        r"\b(\w+) (day|week)s? (?:after|before)$", article.parsed.text[: opens.idx + len(opens)][-30:]
    )
    count = number(counted[1]) if counted else None
    if counted is None or not count or count > 60:
        return None
    days = int(count) * (7 if counted[2] == "week" else 1)
    return date.when.shifted(-days if opens.lower_ == "after" else days)


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
    noun = article.parsed.tokens(Span(sentence.start + found.end() - 3, sentence.start + found.end()))[-1]
    top = match.verb if match.verb is not None else match.token
    if noun.i != match.token.i and clause_of(noun).i == clause_of(top).i:
        return None  # "two days after the strike, shells killed three": what is told happened later
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
    homes = _clauses_of(match)
    at = match.token.i
    inside = [
        d for d in dates if any(clause_of(t).i in homes and not _of_other(t, match) for t in parsed.tokens(d.span))
    ]
    if inside:
        return min(inside, key=lambda d: (_owned_by_noun(d, match, parsed), abs(parsed.tokens(d.span)[0].i - at)))
    described = [
        d for d in dates if _dates_its_weapon(d, match, parsed) or _dates_what_it_describes(d, match, parsed)
    ]
    if described:
        return described[0]
    opening = [d for d in dates if d.span.end - sentence.start < 40 and d.span.end < match.trigger.start]
    if opening and not _told_as_known(match) and not _crosses_speech(match, opening[0], article):
        return opening[0]
    return None


def _clauses_of(match: Match) -> set[int]:
    """The trigger's own clause, and what did it where the parse makes that one too: "by shelling on Friday"."""
    home = clause_of(match.verb if match.verb is not None else match.token)
    by = [c for c in home.children if c.dep_ in ("agent", "prep") and c.lower_ in ("by", "in")]
    doing = [c for prep in by for c in prep.children if c.dep_ == "pcomp" and lemma(c) in words_of("attack-words")]
    doing += [
        c for prep in by for c in prep.children if c.dep_ == "pcomp" and lemma(c) in ("shell", "bomb", "raid")
    ]
    doing += [
        c for c in home.children if c.dep_ == "csubj" and c.tag_ == "VBG" and c.i < home.i
    ]  # "Shelling on Friday"
    return {home.i, *(c.i for c in doing)}


def _told_as_known(match: Match) -> bool:
    """ "On Monday he spoke of the raid that killed six": the day is the speech's, not the raid's."""
    clause = clause_of(match.verb if match.verb is not None else match.token)
    if clause.dep_ not in ("relcl", "acl") or clause.head.i > clause.i:
        return False
    noun = clause.head
    known = any(c.dep_ == "poss" or c.lower_ in ("the", "that", "this") for c in noun.children if c.i < noun.i)
    return known and noun.dep_ in ("pobj", "dobj")


def _dates_its_weapon(date: DateMention, match: Match, parsed: Parsed) -> bool:
    """ "A missile that came down on X on Tuesday killed two": the weapon's clause tells when (and where)."""
    clause = clause_of(parsed.tokens(date.span)[0])
    return clause.dep_ in ("relcl", "acl") and clause.head.i in {s.i for s in weapon_subjects(match)}


def _dates_what_it_describes(date: DateMention, match: Match, parsed: Parsed) -> bool:
    """ "the April 15 attack, which killed three": the day stands in the name of what the clause describes."""
    clause = clause_of(match.verb if match.verb is not None else match.token)
    noun = clause.head
    if clause.dep_ not in ("relcl", "acl") or lemma(noun) not in words_of("attack-words"):
        return False
    on = [
        c for prep in noun.children if prep.dep_ == "prep" and prep.lower_ in ("on", "in") for c in prep.children
    ]
    return any(_names(t, noun) or t.i in {c.i for c in on} for t in parsed.tokens(date.span))


def weapon_subjects(match: Match) -> list[Any]:
    verb = match.verb if match.verb is not None else match.token
    weapons = words_of("missile") | words_of("bomb") | words_of("drone") | words_of("attack-words")
    return [s for s in subjects(verb) if lemma(s) in weapons]


def _of_other(token: Any, match: Match) -> bool:
    """A date inside another happening's noun phrase ("the battle of May 9") is not this one's."""
    at = token
    while at.i not in (at.head.i, match.token.i):
        described = at.dep_ in ("compound", "nmod", "nummod", "poss")  # the year of "the May 9, 2011 pact" too
        if described and _names(at.head, match.token):
            return False  # "the May 22 concert bombing"
        if described and at.head.i != match.token.i and at.head.pos_ == "NOUN":
            return at.head.ent_type_ not in ("DATE", "TIME") and not _its_attack(at.head, match)
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return False
    return False


def _names(word: Any, noun: Any) -> bool:
    """Whether a word is part of the name of what a noun tells, however deep the parse hangs it."""
    at = word
    while at.dep_ in ("compound", "nmod", "nummod") and at.head.i not in (at.i, noun.i):
        at = at.head
    return at.dep_ in ("compound", "nmod", "nummod") and at.head.i == noun.i


def _its_attack(noun: Any, match: Match) -> bool:
    """ "five died in last night's attack": the attack's day is the day they died."""
    verb = match.verb if match.verb is not None else match.token
    return (
        lemma(noun) in words_of("attack-words")
        and noun.dep_ == "pobj"
        and noun.head.lower_ in ("in", "by", "during")
        and noun.head.head.i == verb.i
    )


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
