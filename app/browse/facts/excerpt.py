"""A text cut into runs: stretches with the same marks from end to end, which joined are the text.

Marks may overlap and cross ("Kyiv" inside a quote inside an event's clause, a date half in a quote), so
they are split where one begins or ends and never nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, case, func, select

from app.browse.facts.portion import margined
from app.browse.records import Excerpt, LeftRecord, Mark, Run, Stretch
from app.store.tables import ArticleVersion
from app.text.span import Span

AROUND = 300  # characters shown on either side of a fact; about three sentences of news
_BREAK = re.compile(r"\n[ \t]*\n|\n")


def runs(text: str, marks: Iterable[Mark], start: int = 0) -> tuple[Run, ...]:
    """The runs of `text`, which stands at `start` of its article; marks are cut where it ends."""
    end = start + len(text)
    inside = sorted({m for m in marks if m.start < end and start < m.end and m.start < m.end})
    edges = {start, end}.union(edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end)
    opened: set[Mark] = set()
    made = []
    for left, right in pairwise(sorted(edges)):
        here = frozenset(mark for mark in inside if mark.start <= left and right <= mark.end)
        opens = tuple(mark for mark in inside if mark in here and mark not in opened)
        opened.update(opens)
        made.append(Run(left, text[left - start : right - start], here, opens))
    return tuple(made)


def excerpt(text: str, marks: Iterable[Mark], window: Span) -> Excerpt:
    """`window` of a whole article."""
    return Excerpt(
        window.start,
        window.end,
        runs(window.of(text), marks, window.start),
        before=window.start > 0,
        after=window.end < len(text),
        length=len(text),
    )


def widened(text: str, span: Span, around: int = AROUND) -> Span:
    """The span with its surroundings: its paragraph, or less of it, cut between words."""
    start = text.rfind("\n", max(0, span.start - around), span.start) + 1
    if not start:  # no paragraph begins within reach
        start = max(0, span.start - around)
        if start:
            start = next((i + 1 for i in range(start, span.start) if text[i].isspace()), span.start)
    end = text.find("\n", span.end, span.end + around)
    if end < 0:
        end = min(len(text), span.end + around)
        if end < len(text):
            end = next((i for i in range(end, span.end, -1) if text[i].isspace()), span.end)
    return Span(start, max(end, span.end))


def narrowed(cut: Excerpt, fact: Span, around: int) -> Excerpt:
    """The same excerpt with no more than `around` characters on either side of the fact it was cut for, and no
    further than its sentence.
    """
    text = "".join(run.text for run in cut.runs)
    if not text:
        return cut
    shown = margined(text, fact.shifted(-cut.start), around).shifted(cut.start)
    parts = (part for run in cut.runs for part in _cut(run, (shown.start, shown.end)))
    kept = tuple(part for part in parts if shown.covers(_span(part)))
    return replace(
        cut,
        start=shown.start,
        end=shown.end,
        runs=kept,
        before=cut.before or shown.start > cut.start,
        after=cut.after or shown.end < cut.end,
    )


def _span(run: Run) -> Span:
    return Span(run.start, run.start + len(run.text))


def paragraphs(excerpts: Iterable[Excerpt]) -> tuple[tuple[Run, ...], ...]:
    """The runs a paragraph at a time, line breaks left out; an empty one stands for a cut between two."""
    found: list[tuple[Run, ...]] = []
    for number, each in enumerate(excerpts):
        if number:
            found.append(())
        paragraph: list[Run] = []
        for run in each.runs:
            for text, breaks in _pieces(run):
                if text.text:
                    paragraph.append(text)
                if breaks and paragraph:
                    found.append(tuple(paragraph))
                    paragraph = []
        if paragraph:
            found.append(tuple(paragraph))
    return tuple(found)


def _pieces(run: Run) -> Iterator[tuple[Run, bool]]:
    """A run cut at line breaks, and whether one follows each piece; its anchors go with the first words."""
    opens, at = run.opens, 0
    for match in _BREAK.finditer(run.text):
        text = run.text[at : match.start()]
        yield Run(run.start + at, text, run.marks, opens if text else ()), True
        opens = () if text else opens
        at = match.end()
    yield Run(run.start + at, run.text[at:], run.marks, opens), False


def laid_out(paragraphs: Iterable[Sequence[Run]], facts: Iterable[Span]) -> tuple[tuple[Stretch, ...], ...]:
    """The paragraphs with whole facts round their runs, so that an address shows all the words it names.

    Of two facts that cross, the one named first is whole.
    """
    wanted = list(dict.fromkeys(facts))
    placed: set[Span] = set()
    made = []
    for paragraph in paragraphs:
        here = [fact for fact in wanted if paragraph and _covers_some(fact, paragraph)]
        made.append(_laid(paragraph, here, placed))
        placed.update(here)
    return tuple(made)


def with_gaps(
    laid: Sequence[tuple[Stretch, ...]], left: Sequence[LeftRecord], *, before: bool, after: bool
) -> tuple[tuple[tuple[Stretch, ...], tuple[LeftRecord, ...]], ...]:
    """The paragraphs, and an empty one for each cut with the facts left out there, so that their addresses lead to
    it. `before`, `after`: whether the article was cut before the first and after the last of them.
    """
    parts = [*([()] if before else []), *laid, *([()] if after else [])]
    made, waiting = [], list(left)
    for number, paragraph in enumerate(parts):
        following = next((part[0].run.start for part in parts[number + 1 :] if part), None)
        here = [each for each in waiting if following is None or each.start < following] if not paragraph else []
        waiting = waiting[len(here) :]
        made.append((paragraph, tuple(here)))
    return tuple(made)


def _covers_some(fact: Span, paragraph: Sequence[Run]) -> bool:
    return fact.start < paragraph[-1].start + len(paragraph[-1].text) and paragraph[0].start < fact.end


def _laid(paragraph: Sequence[Run], facts: Sequence[Span], placed: set[Span]) -> tuple[Stretch, ...]:
    if not paragraph:
        return ()
    first, last = paragraph[0].start, paragraph[-1].start + len(paragraph[-1].text)
    new = {fact: Span(max(fact.start, first), min(fact.end, last)) for fact in facts if fact not in placed}
    whole: dict[Span, Span] = {}
    for fact, part in new.items():
        if not any(_cross(part, other) for other in whole.values()):
            whole[fact] = part
    edges = {edge for part in new.values() for edge in (part.start, part.end)}
    return tuple(
        Stretch(
            run,
            opens=tuple(
                _anchor(fact)
                for fact, part in sorted(whole.items(), key=lambda each: (each[1].start, -each[1].end))
                if part.start == run.start
            ),
            bare=tuple(_anchor(f) for f, part in new.items() if f not in whole and part.start == run.start),
            closes=sum(part.end == run.start + len(run.text) for part in whole.values()),
            within=tuple(_anchor(f) for f in facts if f.start <= run.start and run.start + len(run.text) <= f.end),
        )
        for each in paragraph
        for run in _cut(each, edges)
    )


def _cross(one: Span, other: Span) -> bool:
    """Whether they overlap and neither holds the other."""
    first, second = sorted((one, other), key=lambda span: (span.start, -span.end))
    return second.start < first.end < second.end and first.start < second.start


def _cut(run: Run, edges: Iterable[int]) -> Iterator[Run]:
    end = run.start + len(run.text)
    inside = sorted(edge for edge in edges if run.start < edge < end)
    for left, right in pairwise((run.start, *inside, end)):
        opens = run.opens if left == run.start else ()
        yield Run(left, run.text[left - run.start : right - run.start], run.marks, opens)


def _anchor(fact: Span) -> str:
    return f"s{fact.start}-{fact.end}"


def around(
    db: Connection, table: Any, marks: Mapping[int, Sequence[Mark]], reach: int = AROUND
) -> dict[int, Excerpt]:
    """For each row of `table` (quotes, claims) its text with its surroundings, marked; one query.

    `marks` is {row id: its marks}. The database cuts the text, so no whole article is ever loaded.
    """
    first = case((table.start > reach + 1, table.start - reach - 1), else_=0)
    text = ArticleVersion.text
    statement = (
        select(
            table.id,
            table.start,
            table.end,
            first.label("first"),
            func.substr(text, first + 1, table.end + reach + 1 - first).label("text"),
            func.length(text).label("length"),
        )
        .join(ArticleVersion, ArticleVersion.id == table.version_id)
        .where(table.id.in_(sorted(marks)))
    )
    found = {}
    for row in db.execute(statement):
        here = widened(row.text, Span(row.start, row.end).shifted(-row.first), reach)
        shown = here.shifted(row.first)
        found[row.id] = Excerpt(
            shown.start,
            shown.end,
            runs(here.of(row.text), marks[row.id], shown.start),
            before=shown.start > 0,
            after=shown.end < row.length,
            length=row.length,
        )
    return found
