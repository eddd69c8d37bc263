"""Which of its article's claims a quote is about, and what it does with them.

A quote tells a claim itself ("said that Russian forces had hit the station"), or speaks of what the article
tells beside it: "the attack was aimed at civilians", "This is a crime." The second only where the article
has told of just one thing that may be meant. The words are in `lexicon/about.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.extract.lexicon import load
from app.extract.reading import Claim, Quote
from app.resolve.events import join_claims
from app.resolve.links import Linked
from app.resolve.sameness import ClaimForJoin
from app.text.span import Span

# What a quote does with a claim, a closed list: says that it happened, bears it out, denies it, says "we did
# it", says that somebody else did, or speaks of it.
CLAIMED, CONFIRMED, DENIED = "claimed", "confirmed", "denied"
RESPONSIBILITY, BLAMED, COMMENTED = "responsibility", "blamed", "commented"
KINDS = (CLAIMED, CONFIRMED, DENIED, RESPONSIBILITY, BLAMED, COMMENTED)

Line = Callable[[str], Sequence[str]]  # a roster slug → itself and whom it belongs to


@dataclass(frozen=True, slots=True)
class About:
    """A quote and a claim, as indices into the reading's; `span` the words that lead from one to the other."""

    quote: int
    claim: int
    kind: str  # one of KINDS
    span: Span
    reason: str


def claims_spoken_of(linked: Linked, asked: Sequence[ClaimForJoin], line: Line) -> list[About]:
    """What each quote says of the article's claims, each pair once. `asked` runs beside `reading.claims`."""
    happenings = _happenings(asked)
    found: dict[tuple[int, int], About] = {}
    for number, quote in enumerate(linked.reading.quotes):
        told = list(_told_in(number, quote, linked, line))
        speech = load("about")["speech"]
        if all(linked.reading.claims[about.claim].type in speech for about in told):
            told += _described(number, quote, linked, happenings)
            told += _pointed_at(number, quote, linked, happenings)
        for about in told:
            found.setdefault((number, about.claim), about)
    return list(found.values())


def _happenings(asked: Sequence[ClaimForJoin]) -> dict[int, int]:
    """For each claim the number of the happening it tells of: what one article tells twice is one."""
    return {i: number for number, group in enumerate(join_claims(asked)) for i in group}


# --- told in the quote, or on the same word -----------------------------------------------------------


def _told_in(number: int, quote: Quote, linked: Linked, line: Line) -> Iterator[About]:
    for index, claim in enumerate(linked.reading.claims):
        if any(piece.covers(claim.trigger) for piece in quote.spans):
            yield About(number, index, _kind(quote, claim, linked, line), claim.trigger, "told in its words")
        elif _same_word(quote, claim, linked):
            kind = _kind(quote, claim, linked, line)
            yield About(number, index, kind, claim.trigger, "told beside it, in one sentence and on the same word")


def _same_word(quote: Quote, claim: Claim, linked: Linked) -> bool:
    if not quote.speaker or not claim.attributed_to or quote.speaker.span != claim.attributed_to.span:
        return False
    return any(s.covers(quote.span) and s.covers(claim.trigger) for s in linked.reading.sentences)


def _kind(quote: Quote, claim: Claim, linked: Linked, line: Line) -> str:
    if claim.type == "responsibility" and not _speaks_for_itself(quote, claim, linked):
        return CLAIMED  # "they deny their responsibility", says another
    if claim.stance == "denied" or claim.modality == "negated":
        return DENIED
    if (
        claim.modality in ("actual", "past-background")
        and (own := _own_doing(quote, claim, linked, line)) is not None
    ):
        return RESPONSIBILITY if own else BLAMED
    return CONFIRMED if claim.stance == "confirmed" else CLAIMED


def _speaks_for_itself(quote: Quote, claim: Claim, linked: Linked) -> bool:
    speaker = linked.actor(quote.speaker.named) if quote.speaker else None
    return speaker is not None and any(linked.actor(one.named) == speaker for one in claim.participants)


def _own_doing(quote: Quote, claim: Claim, linked: Linked, line: Line) -> bool | None:
    """Whether the speaker says that he, or those he speaks for, did it; None where he lays it to nobody known."""
    words = load("about")["own"]
    if claim.type not in words["types"] or not quote.speaker:
        return None
    doers = [one for one in claim.participants if one.role == "actor"]
    if quote.type != "indirect" and any(_first(one.span.of(linked.text)) in words["words"] for one in doers):
        return True
    slugs = [found.slug for one in doers if (found := linked.actor(one.named)) and found.slug]
    speaker = linked.actor(quote.speaker.named)
    if not slugs:
        return None
    ours = line(speaker.slug) if speaker and speaker.slug else ()
    return any(slug in ours or (speaker and speaker.slug in line(slug)) for slug in slugs)


def _first(words: str) -> str:
    return words.partition(" ")[0].casefold()


# --- what the article tells beside it ------------------------------------------------------------------


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    """Noun → the types of claims it may mean."""
    lexicon = load("about")
    return {
        noun: frozenset(lexicon["types"].get(kind, [kind]))
        for kind, nouns in lexicon["nouns"].items()
        for noun in nouns
    }


@cache
def _description() -> re.Pattern[str]:
    lexicon = load("about")
    nouns = "|".join(map(re.escape, sorted(_nouns(), key=len, reverse=True)))
    single = "|".join(map(re.escape, sorted((n for n in _nouns() if not n.endswith("s")), key=len, reverse=True)))
    determiners, close, bare = ("|".join(map(re.escape, lexicon[key])) for key in ("determiners", "close", "bare"))
    return re.compile(
        rf"\b(?:(?:{determiners})\s+(?P<between>(?:[\w’'-]+\s+){{0,2}}?)(?P<noun>{nouns})"
        rf"|(?:{close})\s+(?P<close>{single})|(?P<bare>{bare})(?!\s+for\s+an?\b))\b",
        re.IGNORECASE,
    )


def _described(number: int, quote: Quote, linked: Linked, happenings: Mapping[int, int]) -> Iterator[About]:
    """The one happening that a definite description in the quote can mean: "the attack"."""
    for piece in quote.spans:
        for match in _description().finditer(linked.text, piece.start, piece.end):
            if _stray(match["between"] or ""):
                continue
            span = Span(match.start(), match.end())
            types = _nouns()[(match["noun"] or match["close"] or match["bare"]).casefold()]
            index = _only(_before(quote, linked, types), happenings)
            if index is not None and _not_elsewhere(span, linked.reading.claims[index], linked):
                said = _taken_or_denied(quote, bool(match["bare"]), linked)
                reason = f"“{span.of(linked.text)}”: the article has told of one that this can mean"
                yield About(number, index, said, span, reason)


def _stray(between: str) -> bool:
    """Whether the words between determiner and noun make another thing of it: "the next attack"."""
    lexicon = load("about")
    return bool(
        set(between.casefold().split()) & {*lexicon["other"], *lexicon["between"], *lexicon["determiners"]}
    )


def _taken_or_denied(quote: Quote, responsibility: bool, linked: Linked) -> str:
    if quote.cue_class == "deny":
        return DENIED
    cue = quote.cue.of(linked.text).casefold() if quote.cue else ""
    return RESPONSIBILITY if responsibility and _first(cue) in load("about")["taking"] else COMMENTED


def _pointed_at(number: int, quote: Quote, linked: Linked, happenings: Mapping[int, int]) -> Iterator[About]:
    """What the sentence before tells, where the quote opens with "This is": same paragraph, one happening."""
    words = load("about")["spoken_of"]
    match = re.match(r"(\w+)\s*(?:[’']s\b|(\w+))", linked.text[quote.span.start : quote.span.end])
    if not match or match[1].casefold() not in words["pronouns"] or quote.type == "indirect":
        return
    if match[2] and match[2].casefold() not in words["verbs"]:
        return
    earlier = [s for s in linked.reading.sentences if s.end <= quote.span.start]
    if not earlier or "\n" in linked.text[earlier[-1].end : quote.span.start]:
        return
    there = _before(quote, linked, frozenset(words["types"]))
    index = _only([i for i in there if earlier[-1].covers(linked.reading.claims[i].trigger)], happenings)
    if index is not None:
        span = Span(quote.span.start, quote.span.start + match.end(1))
        yield About(number, index, COMMENTED, span, f"“{span.of(linked.text)}” behind the sentence that tells it")


def _before(quote: Quote, linked: Linked, types: frozenset[str]) -> list[int]:
    """Claims of these types that happened as the article tells, told before the quote ends and not in it."""
    return [
        index
        for index, claim in enumerate(linked.reading.claims)
        if claim.type in types
        and claim.modality == "actual"
        and not claim.parent
        and claim.trigger.end <= quote.span.end
        and not any(piece.covers(claim.trigger) for piece in quote.spans)
    ]


def _only(claims: Sequence[int], happenings: Mapping[int, int]) -> int | None:
    """The first claim of the one happening they tell of; None where they tell of several."""
    return min(claims) if len({happenings[i] for i in claims}) == 1 else None


def _not_elsewhere(span: Span, claim: Claim, linked: Linked) -> bool:
    """False for "the attack on Dubove" where the claim's place neither is, holds nor lies in Dubove."""
    behind = re.match(r"\s+(?:on|in|at|of|against|near)\s+(?:the\s+)?", linked.text[span.end :])
    if not behind:
        return True
    at = span.end + behind.end()
    named = next((m for m in linked.reading.places if m.span.start <= at < m.span.end), None)
    if named is None:
        return True
    there, here = linked.place(named.span), linked.place(claim.place)
    if not (there and here and there.place and here.place):
        return False
    return there.place.within(here.place.key) or here.place.within(there.place.key)
