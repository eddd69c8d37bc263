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
    body,
    denies,
    denies_said_of_it,
    differ,
    disowns,
    figure,
    holds_against,
    lays_blame,
    leaves_open,
    of_something_else,
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


def test_an_earlier_figure_of_no_day_updates_none_that_has_one() -> None:
    """ "First reports spoke of 30; on Saturday (1) it was 67", told on day 3; the mayor's is as of day 2."""
    told = [
        Account(GOVERNOR, 1, "killed", n(67), earlier=True, told=3),
        Account(GOVERNOR, 3, "killed", n(30), earlier=True, told=3, undated=True),
        Account(MAYOR, 2, "killed", n(50), told=3),
        Account(MAYOR, 3, "killed", n(39), earlier=True, told=3, undated=True),
    ]
    assert [each.updates for each in standings(told)] == [1, None, 3, None]
    assert [each.updated for each in standings(told)] == [None, 0, None, 2]


DAMAGE = "destruction"


@pytest.mark.parametrize(
    ("reports", "others", "differs"),
    [
        pytest.param(
            [report(GOVERNOR, DAMAGE), report(MAYOR), report(MAYOR, DAMAGE, modality="negated")], {1}, True,
            id="gates were shelled, the dam was not destroyed",
        ),
        pytest.param(
            [report(GOVERNOR, "disaster"), report(HARBOUR, "disaster"), report(MAYOR, "disaster"),
             report(MAYOR, "interception", modality="negated")], {3}, False,
            id="it crashed, and nobody shot it down",
        ),
        pytest.param([report(MAYOR), report(MAYOR, stance="denied")], set(), False, id="yes and no of one thing"),
        pytest.param([report(GOVERNOR), report(MAYOR, DAMAGE, stance="denied")], set(), True, id="two sources"),
    ],
)  # fmt: skip
def test_who_says_yes_and_no_speaks_of_two_things(reports, others, differs) -> None:
    assert of_something_else(reports) == others
    assert differ(reports) is differs


@pytest.mark.parametrize(
    ("trigger", "lays"), [("blamed", True), ("Accuses", True), ("was", True), ("blast", False)]
)
def test_words_that_only_lay_blame(trigger: str, lays: bool) -> None:
    assert lays_blame(trigger) is lays


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


@pytest.mark.parametrize(
    ("trigger", "own", "of_whose"),
    [
        ("denied", True, True),  # "the group denied any part"
        ("denied", False, False),  # "the army denied it", of a town that others took
        ("firing", True, True),  # "Norland denied firing the missile": it fell all the same
        ("was", False, True),  # "it was not a missile of Norland's"
        ("shelling", True, False),
    ],
)
def test_a_denial_may_be_of_whose_doing_it_was(trigger: str, own: bool, of_whose: bool) -> None:
    assert disowns(trigger, own=own) is of_whose


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (("possible", "north"), ("actual", "north"), False),
        (("possible", "north"), ("actual", "south"), True),
        (("possible", "north"), ("possible", "south"), False),
        (("possible", "north"), ("negated", "north"), True),
        (("possible", "north"), ("negated", "south"), False),
    ],
)
def test_who_may_have_done_it_differs_from_who_is_said_to_have(one, other, differs: bool) -> None:
    def by(source: Source, modality: str, side: str) -> Report:
        stance = "denied" if modality == "negated" else "claimed"
        return Report(source, 1, "shelling", modality, stance, frozenset([side]), own=modality == "negated")

    assert differ([by(MAYOR, *one), by(GOVERNOR, *other)]) is differs


NORTH, SOUTH = body(1) or "", body(2) or ""


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (NORTH, SOUTH, True),
        (NORTH, NORTH, False),
        (NORTH, "north", False),  # a war's side and a state: the state may be on it
        ("not " + NORTH, "maybe " + NORTH, True),
        ("not " + NORTH, SOUTH, False),
    ],
)
def test_where_no_war_gives_sides_states_are_compared(one: str, other: str, apart: bool) -> None:
    told = [Account(GOVERNOR, 1, DOER, one), Account(MAYOR, 1, DOER, other)]
    assert [bool(standing.differs) for standing in standings(told)] == [apart, apart]


@pytest.mark.parametrize(
    ("trigger", "modality", "open_"),
    [
        ("confirm", "possible", True),
        ("confirmed", "possible", True),
        ("confirm", "actual", False),
        ("hit", "possible", False),
    ],
)
def test_who_does_not_confirm(trigger: str, modality: str, open_: bool) -> None:
    assert leaves_open(trigger, modality) is open_


@pytest.mark.parametrize(
    ("trigger", "modality", "only_that"),
    [
        ("denied", "possible", True),
        ("denied", "negated", False),
        ("confirm", "possible", False),
        ("hit", "possible", False),
    ],
)
def test_who_denies_only_what_is_said_of_it(trigger: str, modality: str, only_that: bool) -> None:
    assert denies_said_of_it(trigger, modality) is only_that


@pytest.mark.parametrize("own", [True, False])
def test_who_had_nothing_to_do_with_it_does_not_deny_it(own: bool) -> None:
    assert disowns("had", own=own)
