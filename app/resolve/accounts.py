"""Where accounts of one event differ, and where a source only brought its own up to date. Nobody is found right.

An account is one answer to one question (how many were killed, did it happen, who did it, who holds it) by one
source, dated by the day it was first published. Two sources differ where their latest answers cannot both be
right; the same source with a new answer on a later day is an update.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise, starmap
from typing import NamedTuple

from app.extract.lexicon import load
from app.extract.words.cues import inflections
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
_BE = ("is", "are", "was", "were", "be", "been", "being", "'s", "’s")
_NOT = "not "  # before a side: any but that one
_BODY = "body "  # before the outermost body somebody belongs to, where no war gives him a side
_MAYBE = "maybe "  # before a side: held likely, or possible


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


def leaves_open(trigger: str, modality: str) -> bool:
    """Whether its source neither confirms nor denies it: "did not confirm that" (`standing/denials.py`)."""
    forms = {form for verb in load("denials")["confirming"] for form in inflections(verb)}
    return modality == "possible" and trigger.casefold() in forms


def disowns(trigger: str, *, own: bool) -> bool:
    """Whether a denial is of whose doing it was, and not of its having happened.

    `own`, by whom it names: "the group denied any part", "denied firing the missile" (that fell all the same).
    By whomever, where it is of whose weapon it was: "it was not our missile" (`extract/claims/whose.py`).
    """
    sent = {form for verb in load("blame")["whose"]["sending"] for form in inflections(verb)}
    return trigger.casefold() in _BE or (own and (names_no_deed(trigger) or trigger.casefold() in sent))


def lays_blame(trigger: str) -> bool:
    """Whether a claim's trigger only points back to a deed told before it: "Moscow blames Kyiv"."""
    forms = {form for verb in load("blame")["laying"] for form in inflections(verb)}
    return trigger.casefold() in forms or trigger.casefold() in _BE


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
    earlier: bool = False  # retold by an article that says that another figure has taken its place since
    told: int = 0  # when it was first published, where `day` is a day of its own
    undated: bool = False  # an earlier figure of which nobody says when it stood: `day` is its article's


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of an account, by the places of the others among those compared."""

    differs: tuple[int, ...] = ()  # from whose latest answers its own cannot both be right
    updates: int | None = None  # which of its own source's earlier answers
    updated: int | None = None  # by which later one
    part: bool = False  # its source gave a larger figure the same day


class Told(NamedTuple):
    """A figure of a claim. `day`: its own as an ordinal, where the words give one; else its article's stands."""

    kind: str
    figure: Figure
    source: Source  # on whose word
    day: int | None = None
    earlier: bool = False  # as in `Account`


@dataclass(frozen=True, slots=True)
class Report:
    """A claim, as far as accounts are compared by it."""

    source: Source
    day: int
    type: str
    modality: str
    stance: str
    sides: frozenset[str] = frozenset()  # of those it names as having done it
    figures: tuple[tuple, ...] = ()  # as in `Told`: the day may be left out, and whether it is an earlier one
    own: bool = False  # a denial of whose doing it was: `disowns`


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
    if question == DOER and side and report.modality == "possible":
        yield Account(report.source, report.day, DOER, f"{_MAYBE}{side}")  # "was probably a rocket of theirs"
    if not affirms(report.modality, report.stance):
        return
    if report.type != HOLDS:
        yield Account(report.source, report.day, HAPPENED, value=True)
    if question and side and report.modality == "actual":
        yield Account(report.source, report.day, question, side)
    for told in starmap(Told, report.figures):
        day = report.day if told.day is None else told.day
        undated = told.earlier and told.day is None
        yield Account(told.source, day, told.kind, told.figure, told.earlier, report.day, undated)


def differ(reports: Sequence[Report]) -> bool:
    """Whether any two sources' latest answers to one question cannot both be right."""
    others = of_something_else(reports)
    accounts = [
        account
        for number, report in enumerate(reports)
        for account in accounts_of(report)
        if not (number in others and account.question == HAPPENED)
    ]
    return any(standing.differs for standing in standings(accounts))


def of_something_else(reports: Sequence[Report]) -> frozenset[int]:
    """The reports, by their places, that answer no question of whether this happened.

    "Shelling had damaged some gates, but the dam was not destroyed": who says both yes and no of one event speaks
    of two things, and only what he says of the kind of thing that most tell of is an answer.
    """
    types = Counter(report.type for report in reports if report.type != HOLDS)
    if len(types) < 2:
        return frozenset()
    said: dict[Hashable, dict[bool, list[int]]] = defaultdict(lambda: {True: [], False: []})
    for number, report in enumerate(reports):
        for account in accounts_of(report):
            if account.question == HAPPENED and isinstance(account.value, bool):
                said[account.source.key][account.value].append(number)
    most = max(types.values())
    main = {type_ for type_, told in types.items() if told == most}
    return frozenset(
        number
        for answers in said.values()
        if all(answers.values())
        for numbers in answers.values()
        for number in numbers
        if reports[number].type not in main and _types(reports, answers) & main
    )


def _types(reports: Sequence[Report], answers: Mapping[bool, Sequence[int]]) -> Set[str]:
    return {reports[number].type for numbers in answers.values() for number in numbers}


def standings(accounts: Sequence[Account]) -> tuple[Standing, ...]:
    """For each account, in order, how it stands to the others."""
    accounts = _before_its_successor(accounts)
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


def _before_its_successor(accounts: Sequence[Account]) -> list[Account]:
    """An earlier figure of no day stood before any that its article gives a day, and updates none of them."""
    first: dict[Hashable, int] = {}
    for account in accounts:
        if account.day and not account.undated:
            key = _told_as(account)
            first[key] = min(first.get(key, account.day), account.day)
    return [
        replace(account, day=min(account.day, first.get(_told_as(account), account.day)))
        if account.undated
        else account
        for account in accounts
    ]


def _told_as(account: Account) -> Hashable:
    return account.source.key, account.question, account.told


def _by_source(
    accounts: Sequence[Account], numbers: Sequence[int], found: list[Standing]
) -> dict[Hashable, list[int]]:
    """Each source's answers, oldest first, without those that only repeat its last answer.

    A figure taken back (63, 89, then 63 again) is an answer of its own. Marks the parts of a total said again.
    """
    days: dict[Hashable, dict[Hashable, dict[object, int]]] = defaultdict(lambda: defaultdict(dict))
    for number in sorted(numbers, key=lambda n: (_then(accounts[n]), n)):
        account = accounts[number]
        days[account.source.key][_then(account)].setdefault(account.value, number)
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
    days: dict[tuple[int, bool, bool, int], list[int]] = defaultdict(list)
    for number in own:
        days[_then(accounts[number])].append(number)
    for day, numbers in days.items():
        days[day] = [first, *rest] = sorted(numbers, key=lambda n: _size(accounts[n]), reverse=True)
        for number in rest:
            found[number] = Standing(part=_size(accounts[number]) < _size(accounts[first]))
    told = [days[day] for day in sorted(days) if day[0]]
    for (before, *_rest), (after, *_others) in pairwise(told):
        found[before] = Standing(updates=found[before].updates, updated=after)
        found[after] = Standing(updates=before)
    return told[-1] if told else days[max(days)]


def _then(account: Account) -> tuple[int, bool, bool, int]:
    """When it stood, to sort by: what an article retells as earlier stands before what it gives now, and of one
    day the morning's paper before the next morning's.
    """
    return account.day, not account.earlier, not account.undated, account.told


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
    """Whether neither is just later news. Of sources that may be one, a later day's answer may be.

    A figure that its own article calls outdated is held against nobody.
    """
    if one.earlier or other.earlier:
        return False
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
        return _sides_agree(one.value, other.value)
    return one.value == other.value


def body(outermost: int | None) -> str | None:
    """Stands for a side where no war gives one: the state or group that somebody belongs to at last."""
    return None if outermost is None else f"{_BODY}{outermost}"


def _sides_agree(one: str, other: str) -> bool:
    """ "Not the north" leaves the south open, and so does another "not"; so do two that only may have done it.

    A side and a body are not compared: which of the two the body is on is not known.
    """
    sides = {value.removeprefix(_NOT).removeprefix(_MAYBE) for value in (one, other)}
    if len({side.startswith(_BODY) for side in sides}) == 2:
        return True
    nots = [value.startswith(_NOT) for value in (one, other)]
    if any(nots):
        return all(nots) or len(sides) == 2
    return len(sides) == 1 or (one.startswith(_MAYBE) and other.startswith(_MAYBE))
