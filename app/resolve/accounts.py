"""Where accounts of one event differ, and where a source only brought its own up to date. Nobody is found right.

An account is one answer to one question (how many were killed, did it happen, who did it, who holds it) by one
source, dated by the day it was first published. Two sources differ where their latest answers cannot both be
right; the same source with a new answer on a later day is an update.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from app.extract.cues import inflections
from app.extract.lexicon import load
from app.text.folding import words as folded_words

HAPPENED, DOER, HOLDER = "happened", "doer", "holder"
# Figures of these kinds count one thing. Sums of money, vehicles and "people" in a report are parts of a
# whole more often than two accounts of it, and are shown without being held against each other.
COMPARED = ("killed", "injured", "missing", "captured", "displaced", "launched", "intercepted")
# The types that somebody is blamed for (FIELD §3.8): those whose ACLED or PLOVER reading is an act of violence.
BLAMED = frozenset(
    """air-strike shelling mine-or-bomb unconventional-weapon attack-on-civilians abduction sexual-violence
    destruction sabotage cut-off damage disaster interception""".split()
)
HOLDS = "territory-held"  # a state of things, so that it answers who holds it and never whether it happened
HELD = frozenset(("territory-taken", HOLDS))
# English personal, possessive and demonstrative pronouns: a closed class (Huddleston & Pullum 2002, ch. 5).
PRONOUNS = frozenset(
    """i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom
    whose this that these those one himself herself itself themselves""".split()
)
_ARTICLES = ("the", "a", "an")
_NOT = "not "  # before a side: any but that one


def denies(modality: str, stance: str) -> bool:
    """Whether a claim says that it did not happen: "denied shelling it", "is not occupied"."""
    return stance == "denied" or modality == "negated"


def affirms(modality: str, stance: str) -> bool:
    """Whether a claim says that it happened. A plan or a possibility contradicts no denial, and is no toll."""
    return modality in ("actual", "past-background") and not denies(modality, stance)


def sustains(modality: str, stance: str, event_modality: str) -> bool:
    """Whether a claim says as much as its event is listed for: of a plan, that it is planned."""
    return affirms(modality, stance) or (modality == event_modality and not denies(modality, stance))


def holds_against(type_: str, sides: Set[str], takers: Set[str]) -> bool:
    """Whether a claim says that a place which is said to have been taken is held by another side."""
    return type_ == HOLDS and bool(sides and takers) and not sides & takers


def denies_part(type_: str, *, own: bool) -> bool:
    """Whether a denial is of whose doing it was, or who holds it, and not of its having happened.

    Who denies having fired a rocket does not deny that it fell; of a state of things nothing happened.
    """
    return type_ == HOLDS or (own and type_ in BLAMED)


def names_no_deed(trigger: str) -> bool:
    """Whether a claim's trigger is itself a verb of denying ("the group denied any part")."""
    forms = {form for verb in load("modality")["denying"]["reports"] for form in inflections(verb)}
    return trigger.casefold() in forms


@dataclass(frozen=True, slots=True)
class Source:
    """On whose word: somebody we know, else the words for them ("two officers"), else the outlet's own."""

    text: Hashable  # who published: the wire where it is known, the copies' origin, or the outlet
    actor: Hashable = None
    words: str = ""  # folded

    @property
    def key(self) -> Hashable:
        """One for all accounts that are surely the same source's."""
        return ("actor", self.actor) if self.actor is not None else ("text", self.text, self.words)

    def surely_not(self, other: Source) -> bool:
        """Whether the two are different sources for certain: two we know, or two that are called differently.

        An outlet that names no source may have its figure from anybody, "officials" may be "local officials",
        and a minister is an official too.
        """
        if self.actor is not None and other.actor is not None:
            return self.actor != other.actor
        mine, theirs = set(self.words.split()), set(other.words.split())
        return bool(mine and theirs) and not mine & theirs


def source(text: Hashable, actor: Hashable, words: str | None) -> Source:
    """The source of an account: `words` as they stand on the page, a pronoun or none for the outlet's own."""
    told = "" if actor is not None else " ".join(w for w in folded_words(words or "") if w not in _ARTICLES)
    return Source(text, actor, "" if told in PRONOUNS else told)


def publisher(wire: str | None, origin: Hashable, outlet: Hashable, article: Hashable) -> Hashable:
    """Whose text an article is: a wire's reprints, and copies of one text, are all one publisher's."""
    if wire:
        return ("wire", " ".join(folded_words(wire)))
    return ("origin", origin) if origin is not None else ("outlet", article if outlet is None else outlet)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as bounded by its words; an end that is None is open."""

    low: float | None
    high: float | None
    rounded: bool = False  # "about", "nearly"; the other bound words are in the ends

    @property
    def range(self) -> tuple[float, float]:
        """The numbers it may mean. "About 50" was rounded, so it is anything that would round so: 45 to 55."""
        low, high = self.low or 0.0, math.inf if self.high is None else self.high
        if self.rounded:
            return low - _half_a_step(low), high + _half_a_step(high)
        return low, high

    def agrees(self, other: Figure) -> bool:
        """Whether some number is meant by both: 9 is "at least 7", and is not 7."""
        (low, high), (other_low, other_high) = self.range, other.range
        return max(low, other_low) <= min(high, other_high)

    @property
    def size(self) -> tuple[float, float]:
        return (self.high or 0.0) if self.low is None else self.low, math.inf if self.high is None else self.high


def figure(low: float | None, high: float | None, bound: str | None) -> Figure:
    return Figure(low, high, bound in load("quantities")["bounds"]["about"])


def _half_a_step(number: float) -> float:
    """Half of the last figure that is not a nought: 50 → 5, 300 → 50, 35 → 0.5."""
    if not number or math.isinf(number):
        return 0.0
    step = 1.0
    while number % (step * 10) == 0:
        step *= 10
    return step / 2


@dataclass(frozen=True, slots=True)
class Account:
    source: Source
    day: int  # first published: `date.toordinal()`, 0 where no day is known
    question: str  # "killed", HAPPENED, DOER, HOLDER
    value: Figure | str | bool  # how many; whether it did; which side


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of an account, by the places of the others among those compared."""

    differs: tuple[int, ...] = ()  # from whose latest answers its own cannot both be right
    updates: int | None = None  # which of its own source's earlier answers
    updated: int | None = None  # by which later one
    part: bool = False  # its source gave a larger figure the same day


@dataclass(frozen=True, slots=True)
class Report:
    """A claim, as far as accounts are compared by it."""

    source: Source
    day: int
    type: str
    modality: str
    stance: str
    sides: frozenset[str] = frozenset()  # of those it names as having done it
    figures: tuple[tuple[str, Figure, Source], ...] = ()  # kind, number, on whose word
    own: bool = False  # a denial by whom it names, in no word for the deed: `names_no_deed`


def accounts_of(report: Report) -> Iterator[Account]:
    """The answers that a claim gives. Of what did not happen, or has yet to, nobody died: that is no figure."""
    question = HOLDER if report.type in HELD else DOER if report.type in BLAMED else None
    side = min(report.sides) if len(report.sides) == 1 else None
    if denies(report.modality, report.stance):
        if denies_part(report.type, own=report.own):
            if side:
                yield Account(report.source, report.day, question or HAPPENED, f"{_NOT}{side}")
        else:
            yield Account(report.source, report.day, HAPPENED, value=False)
        return
    if not affirms(report.modality, report.stance):
        return
    if report.type != HOLDS:
        yield Account(report.source, report.day, HAPPENED, value=True)
    if question and side and report.modality == "actual":
        yield Account(report.source, report.day, question, side)
    for kind, figure, source in report.figures:
        yield Account(source, report.day, kind, figure)


def differ(reports: Sequence[Report]) -> bool:
    """Whether any two sources' latest answers to one question cannot both be right."""
    accounts = [account for report in reports for account in accounts_of(report)]
    return any(standing.differs for standing in standings(accounts))


def standings(accounts: Sequence[Account]) -> tuple[Standing, ...]:
    """For each account, in order, how it stands to the others."""
    found = [Standing() for _ in accounts]
    by_question: dict[str, list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        by_question[account.question].append(number)
    for question, numbers in by_question.items():
        latest: dict[Hashable, list[int]] = {}
        for key, own in _by_source(accounts, numbers, found).items():
            latest[key] = _in_time(accounts, own, found)
        if question in COMPARED or question in (HAPPENED, DOER, HOLDER):
            _hold_against(accounts, list(latest.values()), found)
    return tuple(found)


def _by_source(
    accounts: Sequence[Account], numbers: Sequence[int], found: list[Standing]
) -> dict[Hashable, list[int]]:
    """Each source's answers, oldest first, without those that only repeat its last answer.

    A figure taken back (63, 89, then 63 again) is an answer of its own. Marks the parts of a total said again.
    """
    days: dict[Hashable, dict[int, dict[object, int]]] = defaultdict(lambda: defaultdict(dict))
    for number in sorted(numbers, key=lambda n: (accounts[n].day, n)):
        account = accounts[number]
        days[account.source.key][account.day].setdefault(account.value, number)
    told: dict[Hashable, list[int]] = {key: [] for key in days}
    for key, own_days in days.items():
        before: dict[object, int] = {}
        for own in own_days.values():
            new = [number for value, number in own.items() if value not in before]
            total = max(own.values(), key=lambda n: _size(accounts[n]))
            if not isinstance(accounts[total].value, Figure):  # who said yes and no, and now yes, says yes
                new = [] if own.keys() == before.keys() else list(own.values())
            elif new and accounts[total].value in before:
                for number in new:
                    found[number] = Standing(part=True)
                continue
            told[key] += new
            before = own if new else before
    return told


def _in_time(accounts: Sequence[Account], own: Sequence[int], found: list[Standing]) -> list[int]:
    """Marks which of a source's answers bring earlier ones up to date; the latest, the largest figure first.

    Of several figures on one day the largest is the total ("7, among them 3 children"), the others its parts.
    """
    days: dict[int, list[int]] = defaultdict(list)
    for number in own:
        days[accounts[number].day].append(number)
    for day, numbers in days.items():
        days[day] = [first, *rest] = sorted(numbers, key=lambda n: _size(accounts[n]), reverse=True)
        for number in rest:
            found[number] = Standing(part=_size(accounts[number]) < _size(accounts[first]))
    told = [days[day] for day in sorted(days) if day]
    for (before, *_rest), (after, *_others) in pairwise(told):
        found[before] = Standing(updates=found[before].updates, updated=after)
        found[after] = Standing(updates=before)
    return told[-1] if told else days[0]


def _size(account: Account) -> tuple[float, float]:
    return account.value.size if isinstance(account.value, Figure) else (0.0, 0.0)


def _hold_against(accounts: Sequence[Account], latest: Sequence[Sequence[int]], found: list[Standing]) -> None:
    for one in latest:
        others = [
            other[0]
            for other in latest
            if other is not one
            and _comparable(accounts[one[0]], accounts[other[0]])
            and not any(_agree(accounts[a], accounts[b]) for a in one for b in other)
        ]
        mine = found[one[0]]
        found[one[0]] = Standing(tuple(sorted(others)), mine.updates, mine.updated)


def _comparable(one: Account, other: Account) -> bool:
    """Whether neither is just later news. Of sources that may be one, a later day's answer may be."""
    return (
        one.day == other.day
        or not (one.day and other.day)
        or one.source.surely_not(other.source)
        or isinstance(one.value, bool)
    )


def _agree(one: Account, other: Account) -> bool:
    if isinstance(one.value, Figure) and isinstance(other.value, Figure):
        return one.value.agrees(other.value)
    if isinstance(one.value, str) and isinstance(other.value, str):
        nots = [value.startswith(_NOT) for value in (one.value, other.value)]
        if any(nots):  # "not the north" leaves the south open, and so does another "not"
            return all(nots) or one.value.removeprefix(_NOT) != other.value.removeprefix(_NOT)
    return one.value == other.value
