"""How the accounts of one event stand to each other: which differ, which bring their own source's up to date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from app.resolve.accounts.positions import DOER, HAPPENED, HOLDER, HOLDS
from app.resolve.accounts.reports import BODY, MAYBE, NOT, Account, Figure, Report, accounts_of

# Figures of these kinds count one thing. Sums of money, vehicles and "people" in a report are parts of a
# whole more often than two accounts of it, and are shown without being held against each other.
COMPARED = ("killed", "injured", "missing", "captured", "displaced", "launched", "intercepted")


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of an account, by the places of the others among those compared."""

    differs: tuple[int, ...] = ()  # from whose latest answers its own cannot both be right
    updates: int | None = None  # which of its own source's earlier answers
    updated: int | None = None  # by which later one
    part: bool = False  # its source gave a larger figure the same day


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

    A figure that its own article calls outdated is held against nobody, nor is a count against a smaller one of
    its own side on a day before: a ministry counts 44, and a governor 45 as more of the dead are found.
    """
    if one.earlier or other.earlier or _counted_on(one, other):
        return False
    return (
        one.day == other.day
        or not (one.day and other.day)
        or one.source.surely_not(other.source)
        or isinstance(one.value, bool)
    )


def _counted_on(one: Account, other: Account) -> bool:
    """Whether the later of two counts of one side is the larger."""
    if not (isinstance(one.value, Figure) and isinstance(other.value, Figure)) or not (one.day and other.day):
        return False
    first, last = sorted((one, other), key=lambda account: account.day)
    return one.side == other.side is not None and first.day < last.day and _size(first) < _size(last)


def _agree(one: Account, other: Account) -> bool:
    if isinstance(one.value, Figure) and isinstance(other.value, Figure):
        return one.value.agrees(other.value)
    if isinstance(one.value, str) and isinstance(other.value, str):
        return _sides_agree(one.value, other.value)
    return one.value == other.value


def _sides_agree(one: str, other: str) -> bool:
    """ "Not the north" leaves the south open, and so does another "not"; so do two that only may have done it.

    A side and a body are not compared: which of the two the body is on is not known.
    """
    sides = {value.removeprefix(NOT).removeprefix(MAYBE) for value in (one, other)}
    if len({side.startswith(BODY) for side in sides}) == 2:
        return True
    nots = [value.startswith(NOT) for value in (one, other)]
    if any(nots):
        return all(nots) or len(sides) == 2
    return len(sides) == 1 or (one.startswith(MAYBE) and other.startswith(MAYBE))
