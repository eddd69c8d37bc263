"""Names of actors on the page: persons, groups, states. The parser's names are a hint; kinds are ours.

Candidates come from the roster, from brackets ("the Group of Seven (G-7)"), from the words groups end in,
from titles, from the parser and from countries; the longest and surest win, then each name gets one kind
for the whole article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extract.names.group_names import by_group_word, by_initials, in_brackets, in_dateline
from app.extract.names.kinds import (
    GUESSED_GROUP,
    Candidate,
    Page,
    key_of,
    kinds_of,
)
from app.extract.names.listed_names import on_roster, owned, seated, states
from app.extract.names.no_names import somebodys
from app.extract.names.page import glosses, open_page, other_names, ships
from app.extract.names.person_names import by_given_name, by_parser, surnames, titled
from app.extract.names.titles import described, is_title_part, title_before
from app.extract.reading import Mention
from app.extract.words.parse import Parsed
from app.text.span import Span
from app.world.world import World

# Which finder wins where two overlap: what is written down beats what is guessed.
_RANK = {
    "bracket": 6, "roster": 5, "titled": 5, "group-word": 4, "surname": 4, "state": 3, "given": 3, "parser": 3,
    "run": 1,
}  # fmt: skip


def find_names(parsed: Parsed, world: World) -> list[Mention]:
    """Every name of an actor, in order, not overlapping. Pronouns and unnamed groups are not names."""
    page = open_page(parsed, world)
    none = ships(page) | glosses(page) | other_names(page)
    chosen = [c for c in _choose(list(_candidates(page))) if not none & set(range(c.first, c.last + 1))]
    chosen = _choose(chosen + list(surnames(page, chosen)) + list(by_initials(page, chosen)))
    chosen = somebodys(page, chosen)
    kinds = kinds_of(page, chosen)
    mentions = [_mention(page, c, *kinds[key_of(page, c)]) for c in chosen if key_of(page, c) in kinds]
    return [m for m in _apart(parsed.text, mentions) if m.kind != "place"]


def _candidates(page: Page) -> Iterator[Candidate]:
    yield from on_roster(page)
    yield from owned(page)
    yield from seated(page)
    yield from in_dateline(page)
    yield from in_brackets(page)
    yield from by_group_word(page)
    yield from titled(page)
    yield from states(page)  # before the parser's, who takes "Kyiv" for a person where it acts
    yield from by_given_name(page)
    yield from by_parser(page)


def _choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The surest of those that overlap: by finder, then length; a much longer name beats a surer shorter one."""

    def strength(candidate: Candidate) -> tuple[int, int]:
        length = candidate.last - candidate.first + 1
        return (_RANK[candidate.by] + min(length, 4), length)

    taken: dict[int, Candidate] = {}
    for candidate in sorted(candidates, key=strength, reverse=True):
        if not any(index in taken for index in range(candidate.first, candidate.last + 1)):
            for index in range(candidate.first, candidate.last + 1):
                taken[index] = candidate
    return sorted({id(c): c for c in taken.values()}.values(), key=lambda c: c.first)


def _mention(page: Page, candidate: Candidate, kind: str, reason: str) -> Mention:
    name = page.span(candidate.first, candidate.last)
    span, title = name, None
    if kind == "person":
        start = title_before(page.parsed.text, page.words, candidate.first, page.demonym)
        if start is not None:
            span = Span(page.words[start].span.start, name.end)
            title = page.parsed.text[span.start : name.start].strip(" -\u00a0")
        elif beside := described(page.parsed, name):
            title = beside.of(page.parsed.text)
    own = candidate.reason if candidate.by == "state" else reason  # each mention of a state has its own
    return Mention(span, name, kind, title=title, reason=own)


def _apart(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """In order and not overlapping. A title that names somebody else ("Wagner chief X") begins after him in
    the mention; a state in it ("US President X") is none of its own.
    """
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.name):
        while kept and mention.span.covers(kept[-1].span) and not _stays(text, kept[-1]):
            kept.pop()
        if kept and mention.span.overlaps(kept[-1].span):
            if mention.name.overlaps(kept[-1].span):
                continue
            rest = Span(kept[-1].span.end, mention.span.end).trimmed(text, "-–,’'")
            kept.append(replace(mention, span=rest))
        else:
            kept.append(mention)
    yield from kept


def _stays(text: str, mention: Mention) -> bool:
    """Whether a name inside somebody's title is a mention too: a group or person we are sure of."""
    guessed = mention.reason == GUESSED_GROUP or is_title_part(mention.name.of(text).split()[-1])
    return mention.kind != "state" and not guessed
