"""Which of an article's figures took another's place, and on which day a figure stood.

"Rescuers had counted 21 dead at first" · "first reports spoke of nine" · "up from 18" are earlier figures, told
again; "by Saturday the toll had risen to 34" is a later one, of Saturday. Words: `[revised]` in
`lexicon/quantities.toml`. The article's own figure bears no mark, and neither does one that only differs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from app.extract.figures.bare_figures import left_behind
from app.extract.happenings.told import Article
from app.extract.happenings.triggers import clause_of, lemma, words_of
from app.extract.lexicon import load
from app.extract.reading import Claim, DateMention, Quantity, Speaker
from app.extract.words.numbers import number
from app.extract.words.parse import Parsed
from app.text.span import Span
from app.text.when import When

_COUNTED = ("killed", "injured", "missing", "casualties", "captured", "displaced", "people")
_BEFORE = (
    300  # characters before a figure that may say which one it is: a table without full stops is one sentence
)
_ASIDE = 80  # characters between the two figures of "from 49 in an early report on the day to 51"
_A_WEEK = 7  # days: "by the end of the year" is too wide for the day of a count


def with_revisions(article: Article) -> list[Quantity]:
    """The article's figures of people with what its words say of their order and day."""
    found: list[Quantity] = []
    for index, told in enumerate(article.quantities):
        window = _window(index, article) if told.kind in _COUNTED else None
        if window is None:
            found.append(told)
            continue
        quantity = replace(told, said_by=None) if nobody_says(told.said_by, article.parsed) else told
        if found and _along(found[-1], quantity, article.parsed.text):
            first = found[-1]
            marks = {"revision": first.revision, "revision_span": first.revision_span, "as_of": first.as_of}
            found.append(replace(quantity, **marks))
            continue
        left = _left(quantity, article.parsed.text)
        revision, span = _revision(quantity, window, left, found[-1:], article.parsed) or (None, None)
        as_of = None if left else _as_of(quantity, window, found, article)
        found.append(replace(quantity, revision=revision, revision_span=span, as_of=as_of))
    return _overtaken([_of_the_account(q, found, article.parsed.text) for q in found], article.parsed)


def as_of_the_day(claim: Claim, parsed: Parsed) -> Claim:
    """The claim with figures "on the day" and "by that evening" as of its own day, and none of a day before it."""
    when = claim.when
    if when is None:
        return claim
    told = []
    for quantity in claim.quantities:
        sentence = parsed.sentence_of(quantity.span)
        behind = parsed.text[quantity.span.end : sentence.end if sentence else quantity.span.end]
        if quantity.as_of and quantity.as_of.latest < when.earliest:
            told.append(replace(quantity, as_of=None))
        elif quantity.kind in _COUNTED and quantity.as_of is None and when.days == 1 and _THAT_DAY.match(behind):
            told.append(replace(quantity, as_of=when))
        else:
            told.append(quantity)
    return replace(claim, quantities=tuple(told))


_THAT_DAY = re.compile(
    r"[^.;,\d]{0,40}\b(?:(?:by|on|in|at|later) (?:that|the same) (?:\w+ )?(?:day|evening|night|afternoon|morning)"
    r"|on the day)\b"
)


def _along(before: Quantity, quantity: Quantity, text: str) -> bool:
    """ "counted 10 dead and 20 hurt at first": the second figure stands as the first one does."""
    gap = text[before.span.end : quantity.span.start]
    both = before.kind in _COUNTED and before.kind != quantity.kind
    return both and len(gap) < 40 and re.fullmatch(r"(?: \w+){0,3},?(?: and| with)? ?", gap) is not None


def _overtaken(found: Sequence[Quantity], parsed: Parsed) -> list[Quantity]:
    """Of a row told in the pluperfect ("had first counted 14, and then 18") none is the article's own figure."""
    told = list(found)
    for index, quantity in enumerate(found):
        sentence = parsed.sentence_of(quantity.span)
        if quantity.revision != "later" or sentence is None:
            continue
        alike = [(i, q) for i, q in enumerate(told) if q.kind == quantity.kind and i != index]
        after = any(q.revision == "earlier" and sentence.covers(q.span) for i, q in alike if i < index)
        own = any(q.revision is None and not sentence.covers(q.span) for _, q in alike)
        if after and own and re.search(r"\bhad\b", parsed.text[sentence.start : quantity.span.start]):
            told[index] = replace(quantity, revision="earlier")
    return told


def _of_the_account(quantity: Quantity, found: Sequence[Quantity], text: str) -> Quantity:
    """ "first said that it had killed two": the account came first, its figure only if its source gave another."""
    by, words = quantity.said_by, quantity.revision_span
    if quantity.revision != "earlier" or words is None or by is None or by.named is None:
        return quantity
    if not re.fullmatch(r"first (?:sa(?:id|ys)|told|wrote)", words.of(text), re.IGNORECASE):
        return quantity
    name = by.named.of(text)
    after = (q for q in found if q.kind == quantity.kind and q.span.start > quantity.span.end)
    own = any(q.said_by is None or q.said_by.named is None or q.said_by.named.of(text) == name for q in after)
    return quantity if own else replace(quantity, revision=None, revision_span=None)


def nobody_says(speaker: Speaker | None, parsed: Parsed) -> bool:
    """ "first reports", "an early count": words of nobody who could be named or asked."""
    if speaker is None or speaker.named is not None:
        return False
    words = load("quantities")["revised"]
    said = [lemma(t) for t in parsed.tokens(speaker.span)]
    return bool(said) and said[-1] in words["counts"] and any(w in words["nobody"] for w in said)


def _window(index: int, article: Article) -> Span | None:
    """The words of one figure alone: from the figure before it in its sentence to the one behind."""
    quantity, parsed = article.quantities[index], article.parsed
    sentence = parsed.sentence_of(quantity.span)
    if sentence is None:
        return None
    text, others = parsed.text, [q for q in article.quantities if q.kind in _COUNTED and sentence.covers(q.span)]
    before = [q for q in others if q.span.end <= quantity.span.start]
    after = [q for q in others if q.span.start >= quantity.span.end]
    start = before[-1].span.end if before else sentence.start
    if before and (tail := _patterns("earlier-behind").match(text, start, quantity.span.start)):
        start = tail.end()
    if after and _along(quantity, after[0], text):
        after = after[1:]
    return Span(start, after[0].span.start if after else sentence.end)


# ---------------------------------------------------------------- earlier or later


def _revision(
    quantity: Quantity, window: Span, left: Span | None, before: Sequence[Quantity], parsed: Parsed
) -> tuple[str, Span] | None:
    """ "earlier" or "later", and the words that say so."""
    text, figure = parsed.text, quantity.span
    if left is not None:
        return "earlier", left
    start = max(window.start, figure.start - _BEFORE)
    if to := _to_it(quantity, before, text):
        return "later", to
    counts = _patterns("says").search(text, start, figure.start) is not None
    if found := _last("later", text, start, figure.start):
        return "later", Span(*found.span()).trimmed(text)
    if counts and (found := _last("earlier", text, start, figure.start)):
        return "earlier", Span(*found.span()).trimmed(text)
    if counts and (found := _patterns("earlier-behind").match(text, figure.end, window.end)):
        return "earlier", Span(*found.span(found.lastindex or 0))
    return None


def _to_it(quantity: Quantity, before: Sequence[Quantity], text: str) -> Span | None:
    """The "to" of "rose from 45 to 59", for the second of the two."""
    if not before or not _left(before[-1], text):
        return None
    gap = Span(before[-1].span.end, quantity.span.start)
    to = re.search(r"\bto\s?$", gap.of(text)) if len(gap) < _ASIDE else None
    return Span(gap.start + to.start(), gap.end).trimmed(text) if to else None


def _left(quantity: Quantity, text: str) -> Span | None:
    """The words that leave a figure behind: "up from 45", "rose from 45 to 59"."""
    found = left_behind(text, quantity.span) or _changed_from(text, quantity.span)
    return Span(*found.span()).trimmed(text) if found else None


def _last(name: str, text: str, start: int, end: int) -> re.Match[str] | None:
    """The match nearest to the figure; a pattern's "$" is where the figure begins."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return max(_patterns(name).finditer(text, start, end), key=lambda m: m.end(), default=None)


def _changed_from(text: str, figure: Span) -> re.Match[str] | None:
    """ "rose from 45 to 59", "grown from 49 in an early report to 51": the first of the two."""
    verbs = "|".join(load("quantities")["changes"]["verbs"])
    before = re.compile(rf"\b(?:{verbs})\b[^.;\d]{{0,40}}\bfrom\s?$", re.IGNORECASE)
    behind = re.compile(r"[^.;]{0,40}?\bto (?:\w+ ){0,3}\d", re.IGNORECASE)
    return before.search(text, max(0, figure.start - 70), figure.start) if behind.match(text, figure.end) else None


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in load("quantities")["revised"][name]), re.IGNORECASE)


# ---------------------------------------------------------------- as of when


def _as_of(quantity: Quantity, window: Span, before: Sequence[Quantity], article: Article) -> When | None:
    """The day of the count ("by Saturday", "two days earlier it had counted"), else of the words that give it."""
    if counted := _days_earlier(quantity, window, before, article):
        return counted
    sentence = article.parsed.sentence_of(quantity.span) or window
    if _to_it(quantity, before[-1:], article.parsed.text):
        window = Span(sentence.start, window.end)  # "by Friday the toll had risen from 45 to 59"
    ways = ((window, _dates_a_count), (sentence, _dates_its_telling))
    for within, fits in ways:
        days = [(d.span.distance(quantity.span), d.when) for d in article.dates if within.covers(d.span)
                and _usable(d, article) and fits(d, quantity, article)]  # fmt: skip
        if days:
            return min(days)[1]
    return None


def _days_earlier(quantity: Quantity, window: Span, before: Sequence[Quantity], article: Article) -> When | None:
    """ "Two days earlier it had counted 63": before the count told last, not before the deed."""
    near = Span(max(window.start, quantity.span.start - _BEFORE), min(window.end, quantity.span.end + _BEFORE))
    told = near.of(article.parsed.text)
    found = re.search(r"\b(\w{1,12}) (day|week)s? (?:earlier|before),? [^.;]{0,120}\bhad\b", told)
    count = number(found[1]) if found else None
    if found is None or not count or count > 60 or article.published is None:
        return None
    last = next((q.as_of for q in reversed(before) if q.as_of and q.kind == quantity.kind), None)
    days = int(count) * (7 if found[2].lower() == "week" else 1)
    return (last or article.published).shifted(-days)


def _usable(date: DateMention, article: Article) -> bool:
    published = article.published
    if date.when is None or published is None:
        return False
    that = article.parsed.text[date.span.start : date.span.start + 5].lower() == "that "
    return not that and date.when.days <= _A_WEEK and date.when.earliest <= published.latest


def _dates_a_count(date: DateMention, quantity: Quantity, article: Article) -> bool:
    """ "by Saturday", or a day in the clause of a verb of counting or of a subject that is a count."""
    parsed = article.parsed
    before = parsed.text[max(0, date.span.start - 20) : date.span.start]
    if re.search(
        r"\bby (?:the |that )?(?:\w+ )?$|\b(?:ones|reports?|counts?) (?:on|from) $", before, re.IGNORECASE
    ):
        return True
    token = parsed.tokens(date.span)[0] if len(parsed.tokens(date.span)) else None
    return token is not None and _is_count(clause_of(token)) and not _of_the_deed(token)


def _is_count(verb: Any) -> bool:
    """Whether a clause tells of a count: by its verb, or by its subject ("the toll stood at", "first reports")."""
    words = load("quantities")["revised"]
    if lemma(verb) in words["counting"]:
        return True
    return any(c.dep_ in ("nsubj", "nsubjpass") and lemma(c) in words["counts"] for c in verb.children)


def _of_the_deed(token: Any) -> bool:
    """ "the toll of Monday's strike", "those killed on Monday": no day of a count."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return lemma(above) not in load("quantities")["revised"]["counting"] and above.dep_ in ("relcl", "acl")
        if lemma(above) in words_of("attack-words"):
            return True
    return False


def _dates_its_telling(date: DateMention, quantity: Quantity, article: Article) -> bool:
    """ "63 were killed, the ministry said on Monday": the day in a clause of saying that the figure hangs from."""
    parsed = article.parsed
    if quantity.said_by is None or not len(parsed.tokens(quantity.span)) or not len(parsed.tokens(date.span)):
        return False
    token = parsed.tokens(date.span)[0]
    saying, own = clause_of(token), clause_of(parsed.tokens(quantity.span)[-1])
    if lemma(saying) not in load("quantities")["revised"]["saying"] or _of_the_deed(token):
        return False
    if saying.i == own.i or (saying.i == own.sent.root.i and not saying.is_ancestor(own)):
        return True
    between = [own, *(t for t in own.ancestors if saying.is_ancestor(t))]
    return saying.is_ancestor(own) and not any(t.dep_ in ("relcl", "acl") for t in between)
