"""Which accounts differ, and which only bring the same source's own up to date."""

from __future__ import annotations

import pytest

from app.resolve.accounts import (
    DOER,
    HAPPENED,
    HOLDER,
    Account,
    Figure,
    Report,
    Source,
    accounts_of,
    affirms,
    denies,
    differ,
    figure,
    holds_against,
    standings,
    sustains,
)

GOVERNOR = Source("harbour", "governor")
MAYOR = Source("ledger", "mayor")
POLICE = Source("ledger", words="police")
OFFICIALS = Source("harbour", words="officials")
LOCAL = Source("ledger", words="local officials")
HARBOUR, LEDGER = Source("harbour"), Source("ledger")


def n(number: float) -> Figure:
    return Figure(number, number)


def least(number: float) -> Figure:
    return figure(number, None, "at least")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (n(7), n(7), True),
        (n(7), n(9), False),
        (least(7), n(9), True),
        (least(12), n(9), False),
        (figure(None, 40, "up to"), n(38), True),
        (figure(None, 40, "up to"), n(41), False),
        (Figure(5, 10), n(8), True),
        (Figure(5, 10), n(11), False),
        (figure(50, 50, "about"), n(52), True),
        (figure(50, 50, "about"), n(56), False),
        (figure(300, 300, "some"), n(340), True),
        (figure(35, 35, "nearly"), n(37), False),
        (Figure(24, None), n(30), True),  # "dozens"
    ],
)
def test_figures_agree_where_one_number_may_be_both(one: Figure, other: Figure, agree: bool) -> None:
    assert (one.agrees(other), other.agrees(one)) == (agree, agree)


@pytest.mark.parametrize(
    ("told", "differs", "updates"),
    [
        pytest.param([(GOVERNOR, 1, n(7)), (MAYOR, 1, n(9))], {0: (1,), 1: (0,)}, {}, id="two officials"),
        pytest.param(
            [(GOVERNOR, 1, n(7)), (MAYOR, 1, n(9)), (GOVERNOR, 2, least(12))],
            {1: (2,), 2: (1,)},
            {2: 0},
            id="then the first brings his own up to date",
        ),
        pytest.param([(GOVERNOR, 1, n(7)), (GOVERNOR, 3, n(9))], {}, {1: 0}, id="one official, twice"),
        pytest.param([(GOVERNOR, 3, n(9)), (GOVERNOR, 1, n(7))], {}, {0: 1}, id="in whatever order they came"),
        pytest.param(
            [(GOVERNOR, 1, n(7)), (GOVERNOR, 2, n(9)), (GOVERNOR, 3, n(7))], {}, {1: 0, 2: 1}, id="taken back"
        ),
        pytest.param(
            [(GOVERNOR, 1, n(63)), (GOVERNOR, 2, n(89)), (GOVERNOR, 3, n(63)), (MAYOR, 3, n(63))],
            {},
            {1: 0, 2: 1},
            id="what was taken back differs from nobody",
        ),
        pytest.param([(GOVERNOR, 1, n(7)), (GOVERNOR, 2, n(7)), (GOVERNOR, 3, n(9))], {}, {2: 0}, id="a repeat"),
        pytest.param(
            [(GOVERNOR, 1, n(7)), (GOVERNOR, 1, n(3)), (GOVERNOR, 2, n(3))], {}, {}, id="a part said again"
        ),
        pytest.param(
            [(GOVERNOR, 1, n(9)), (GOVERNOR, 2, n(9)), (GOVERNOR, 2, n(3))], {}, {}, id="of the same 9, 3 children"
        ),
        pytest.param(
            [(GOVERNOR, 1, n(7)), (GOVERNOR, 2, n(9)), (GOVERNOR, 2, n(7))], {}, {1: 0}, id="from 7 to 9"
        ),
        pytest.param([(GOVERNOR, 1, n(7)), (MAYOR, 2, n(7))], {}, {}, id="the same figure"),
        pytest.param(
            [(GOVERNOR, 1, n(7)), (GOVERNOR, 1, n(3)), (MAYOR, 1, n(7))], {}, {}, id="of them 3 children"
        ),
        pytest.param([(GOVERNOR, 1, n(7)), (GOVERNOR, 1, n(9))], {}, {}, id="no order within a day"),
        pytest.param([(GOVERNOR, 0, n(7)), (GOVERNOR, 3, n(9))], {}, {}, id="nor without one"),
        pytest.param([(HARBOUR, 1, n(7)), (LEDGER, 1, n(9))], {0: (1,), 1: (0,)}, {}, id="two outlets, one day"),
        pytest.param([(HARBOUR, 1, n(7)), (LEDGER, 2, n(9))], {}, {}, id="a later outlet may have later news"),
        pytest.param([(HARBOUR, 0, n(7)), (LEDGER, 2, n(9))], {0: (1,), 1: (0,)}, {}, id="which nobody knows"),
        pytest.param([(GOVERNOR, 1, n(7)), (LEDGER, 2, n(9))], {}, {}, id="so may an outlet that names nobody"),
        pytest.param([(OFFICIALS, 1, n(7)), (LOCAL, 2, n(9))], {}, {}, id="officials may be local officials"),
        pytest.param([(GOVERNOR, 1, n(7)), (OFFICIALS, 2, n(9))], {}, {}, id="and a governor is an official"),
        pytest.param([(OFFICIALS, 1, n(7)), (LOCAL, 1, n(9))], {0: (1,), 1: (0,)}, {}, id="but not on one day"),
        pytest.param([(OFFICIALS, 1, n(7)), (POLICE, 2, n(9))], {0: (1,), 1: (0,)}, {}, id="officials, police"),
    ],
)
def test_tolls(told, differs, updates) -> None:
    found = standings([Account(source, day, "killed", value) for source, day, value in told])
    assert {number: each.differs for number, each in enumerate(found) if each.differs} == differs
    assert {number: each.updates for number, each in enumerate(found) if each.updates is not None} == updates
    assert {each.updates: number for number, each in enumerate(found) if each.updates is not None} == {
        number: each.updated for number, each in enumerate(found) if each.updated is not None
    }


def test_more_than_and_at_least_are_one_figure() -> None:
    told = [
        Account(GOVERNOR, day, "killed", figure(50, None, bound)) for day, bound in ((1, "over"), (2, "at least"))
    ]
    assert [each.updates for each in standings(told)] == [None, None]


def test_the_smaller_of_a_days_figures_is_a_part() -> None:
    told = [Account(GOVERNOR, 1, "killed", n(3)), Account(GOVERNOR, 1, "killed", n(7))]
    assert [each.part for each in standings(told)] == [True, False]


def test_sums_and_parts_are_not_held_against_each_other() -> None:
    for kind, differs in (("killed", True), ("money", False), ("people", False)):
        found = standings([Account(GOVERNOR, 1, kind, n(7)), Account(MAYOR, 1, kind, n(9))])
        assert any(each.differs for each in found) is differs


def report(
    source: Source, type_: str = "shelling", sides=(), stance="claimed", modality="actual", day=1
) -> Report:
    return Report(source, day, type_, modality, stance, frozenset(sides))


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([report(GOVERNOR), report(MAYOR)], False),
        ([report(GOVERNOR), report(MAYOR, stance="denied")], True),
        ([report(GOVERNOR), report(MAYOR, modality="negated")], True),
        ([report(HARBOUR, stance="reported"), report(MAYOR, stance="denied", day=9)], True),
        ([report(GOVERNOR, modality="planned"), report(MAYOR, stance="denied")], False),
        ([report(GOVERNOR, modality="possible"), report(MAYOR, stance="denied")], False),
        ([report(GOVERNOR), report(GOVERNOR, stance="denied", day=2), report(MAYOR, day=2)], True),
        (
            [report(GOVERNOR), report(GOVERNOR, stance="denied", day=2), report(GOVERNOR, day=3), report(MAYOR)],
            False,
        ),
        ([report(MAYOR, stance="denied")], False),
        ([report(GOVERNOR, sides=["north"]), report(MAYOR, sides=["south"])], True),
        ([report(GOVERNOR, sides=["north"]), report(MAYOR, sides=["north"])], False),
        ([report(GOVERNOR, sides=["north", "south"]), report(MAYOR, sides=["south"])], False),
        ([report(GOVERNOR, sides=["north"]), report(MAYOR, sides=[])], False),
        ([report(GOVERNOR, "talks", ["north"]), report(MAYOR, "talks", ["south"])], False),
        ([report(GOVERNOR, "territory-taken", ["north"]), report(MAYOR, "territory-taken", ["south"])], True),
    ],
)
def test_positions(reports, expected) -> None:
    assert differ(reports) is expected


HELD = "territory-held"


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([report(GOVERNOR, HELD, ["north"]), report(MAYOR, HELD, ["south"])], True),
        ([report(GOVERNOR, HELD, ["north"]), report(MAYOR, HELD, ["north"])], False),
        ([report(GOVERNOR, "territory-taken", ["north"]), report(MAYOR, HELD, ["south"], day=2)], True),
        ([report(GOVERNOR, "territory-taken", ["north"]), report(MAYOR, HELD, ["north"], day=2)], False),
        ([report(GOVERNOR, HELD, ["north"]), report(MAYOR, HELD, ["north"], stance="denied")], True),
        ([report(GOVERNOR, HELD, ["south"]), report(MAYOR, HELD, ["north"], stance="denied")], False),
        ([report(GOVERNOR, HELD, ["north"]), report(MAYOR, "territory-taken", stance="denied")], False),
    ],
)
def test_who_holds_it(reports, expected) -> None:
    assert differ(reports) is expected


def test_a_state_of_things_did_not_happen() -> None:
    assert [(a.question, a.value) for a in accounts_of(report(MAYOR, HELD, ["north"]))] == [(HOLDER, "north")]


@pytest.mark.parametrize(
    ("own", "accused", "differs"), [(True, "north", True), (True, "south", False), (False, "north", True)]
)
def test_who_denies_its_own_part_denies_not_that_it_happened(own: bool, accused: str, differs: bool) -> None:
    denial = Report(MAYOR, 1, "shelling", "negated", "denied", frozenset(["north"]), own=own)
    assert [account.question for account in accounts_of(denial)] == [DOER if own else HAPPENED]
    assert differ([denial, report(GOVERNOR, sides=[accused])]) is differs


@pytest.mark.parametrize(
    ("modality", "figures"),
    [("actual", ["killed"]), ("past-background", ["killed"]), ("planned", []), ("possible", []), ("negated", [])],
)
def test_only_what_happened_has_a_toll(modality: str, figures: list[str]) -> None:
    told = Report(MAYOR, 1, "shelling", modality, "claimed", figures=(("killed", n(500), MAYOR),))
    assert [account.question for account in accounts_of(told) if account.question == "killed"] == figures


@pytest.mark.parametrize(
    ("modality", "stance", "event", "sustained"),
    [
        ("planned", "claimed", "actual", False),
        ("planned", "claimed", "planned", True),
        ("possible", "reported", "planned", False),
        ("past-background", "reported", "actual", True),
        ("planned", "denied", "planned", False),
        ("negated", "claimed", "negated", False),
    ],
)
def test_who_vouches_for_an_event(modality: str, stance: str, event: str, sustained: bool) -> None:
    assert sustains(modality, stance, event) is sustained


@pytest.mark.parametrize(
    ("type_", "sides", "takers", "against"),
    [
        (HELD, {"south"}, {"north"}, True),
        (HELD, {"north"}, {"north"}, False),
        (HELD, set(), {"north"}, False),
        (HELD, {"south"}, set(), False),
        ("territory-taken", {"south"}, {"north"}, False),
    ],
)
def test_who_holds_what_another_is_said_to_have_taken(type_, sides, takers, against) -> None:
    assert holds_against(type_, sides, takers) is against


def test_of_what_did_not_happen_nobody_died() -> None:
    denial = Report(MAYOR, 1, "shelling", "actual", "denied", figures=(("killed", n(3), MAYOR),))
    assert [account.question for account in accounts_of(denial)] == [HAPPENED]


@pytest.mark.parametrize(
    ("modality", "stance", "affirmed", "denied"),
    [
        ("actual", "claimed", True, False),
        ("possible", "reported", False, False),
        ("past-background", "confirmed", True, False),
        ("planned", "claimed", False, False),
        ("negated", "claimed", False, True),
        ("negated", "reported", False, True),
        ("actual", "denied", False, True),
        ("planned", "denied", False, True),
    ],
)
def test_which_claims_affirm_and_which_deny(modality, stance, affirmed, denied):
    assert (affirms(modality, stance), denies(modality, stance)) == (affirmed, denied)
