"""A ledger cut to the room there is: which rows stay, and that its pages end to end are the whole of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.browse.accounts.shortened import page_of, pages, shares, shortened
from app.browse.records import LedgerGroup, LedgerRow

ROW = LedgerRow(
    "killed", "figure", 7.0, 7.0, None, None, "7", 0, 1, (), None, "Mayor Kravets", None, None, "", (), 1, 1
)


def group(question: str, *differs: tuple[int, ...], first: int = 0) -> LedgerGroup:
    """Rows numbered from `first`; each says with which other rows it cannot be right."""
    rows = tuple((first + at, replace(ROW, question=question, differs=each)) for at, each in enumerate(differs))
    return LedgerGroup(question, rows, (), differs=any(differs), updated=False)


@pytest.mark.parametrize(
    ("wanted", "most", "kept"),
    [
        ([2, 50, 9], 20, [2, 9, 9]),
        ([2, 50, 9], 61, [2, 50, 9]),
        ([50], 20, [20]),
        ([50, 50], 21, [10, 11]),
        ([5, 5, 5], 3, [2, 2, 2]),  # two at least: one account and one that differs
        ([1, 1], 0, [1, 1]),
        ([], 20, []),
    ],
)
def test_who_wants_little_gets_it_and_the_others_share(wanted, most, kept):
    assert shares(wanted, most) == kept


@pytest.mark.parametrize(
    ("differs", "most", "stay"),
    [
        ([()] * 3, 3, [0, 1, 2]),
        ([()] * 6, 2, [0, 5]),  # the oldest and the newest
        ([(), (), (4,), (), (2,), ()], 2, [2, 4]),  # what differs, and from what
        ([(), (), (4,), (), (2,), ()], 3, [2, 4, 5]),
        ([(), (), (), (9,), (), ()], 2, [0, 5]),  # from a row of another question: not beside it
    ],
)
def test_the_rows_that_stay_are_those_that_differ(differs, most, stay):
    (cut,) = shortened([group("killed", *differs)], most)
    assert [number for number, _row in cut.group.rows] == stay
    assert (cut.of, cut.left) == (len(differs), len(differs) - len(stay))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 40])
def test_the_pages_end_to_end_are_the_ledger(size):
    groups = [group("happened", (1,), (0,)), group("killed", *[()] * 9, first=2)]
    turned = [page_of(groups, number, size) for number in range(1, pages(groups, size) + 1)]
    assert [cut.group.rows for cuts in turned for cut in cuts if cut.left] == []
    rows = [row for cuts in turned for cut in cuts for row in cut.group.rows]
    assert rows == [row for each in groups for row in each.rows]
    assert all(sum(len(cut.group.rows) for cut in cuts) <= size for cuts in turned)
    assert page_of(groups, pages(groups, size) + 1, size) == ()
