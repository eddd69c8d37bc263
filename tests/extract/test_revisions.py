"""Which of an article's figures took another's place, and as of when each stood."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from app.extract.figures.revisions import _revision
from app.extract.reader import read
from app.extract.reading import Quantity
from app.extract.words.parse import parse
from app.text.span import Span
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-14")  # a Thursday
HIT = "A missile hit a school in Kramatorsk on Sunday. "  # 10 March


def tolls(told: str, world: World) -> list[Quantity]:
    """The dead and hurt of all claims, in order of the text."""
    claims = read(told, PUBLISHED, world).claims
    return sorted({q.span: q for c in claims for q in c.quantities if q.kind in ("killed", "injured")}.values(),
                  key=lambda q: q.span)  # fmt: skip


REVISED = [
    # told after HIT · (figure, revision, the words that say so, as of)
    ("Nine people were killed.", [(9, None, None, None)]),
    (
        "Thirty-four were killed, officials said on Tuesday. Olena Moroz had counted 21 at first.",
        [(34, None, None, "2024-03-12"), (21, "earlier", "at first", None)],
    ),
    ("First reports spoke of nine dead.", [(9, "earlier", "First reports", None)]),
    (
        "By Monday the toll had risen to 34.",
        [(34, "later", "risen to", "2024-03-11")],
    ),
    (
        "The death toll rose from 45 to 59 on Wednesday.",
        [(45, "earlier", "rose from", None), (59, "later", "to", "2024-03-13")],
    ),
    (
        "The governor said that 34 were killed, up from 18.",
        [(34, None, None, None), (18, "earlier", "up from", None)],
    ),
    (
        "An earlier toll of 18 dead was wrong, he said, and 15 were killed.",
        [(18, "earlier", "earlier toll of", None), (15, None, None, None)],
    ),
    (
        "At least 45 people were killed. The rescuers had earlier spoken of at least 40.",
        [(45, None, None, None), (40, "earlier", "had earlier", None)],
    ),
    (
        "The army said on Wednesday that 63 soldiers were killed. Two days earlier it had counted 31 dead.",
        [(63, None, None, "2024-03-13"), (31, "earlier", "Two days earlier it had", "2024-03-11")],
    ),
    (
        "By Tuesday evening the count stood at 44 dead. The governor later wrote that the toll had reached 45.",
        [(44, None, None, "2024-03-12"), (45, "later", "toll had reached", None)],
    ),
    (
        "The mayor, who had counted 10 dead and 20 wounded at first, said on Tuesday that 14 were dead.",
        [(10, "earlier", "at first", None), (20, "earlier", "at first", None), (14, None, None, "2024-03-12")],
    ),
    # a whole row told again, beside the article's own figure
    (
        "It killed 24. The ministry had first counted 14 dead, and the rescuers then 18. "
        "By Monday the mayor gave the figure of 21.",
        [
            (24, None, None, None),
            (14, "earlier", "had first", None),
            (18, "earlier", "then", None),
            (21, None, None, "2024-03-11"),
        ],
    ),
    (
        "Fifty-nine were killed. The count had grown, from 49 in an early report on the day "
        "to 51 by that evening and 52 by Tuesday.",
        [
            (59, None, None, None),
            (49, "earlier", "grown, from", "2024-03-10"),
            (51, "earlier", "to", "2024-03-10"),
            (52, None, None, "2024-03-12"),
        ],
    ),
    # of the fight, not of a count
    ("At first nine people were killed by shells, then the fire spread.", [(9, None, None, None)]),
    ("The first missile killed nine people.", [(9, None, None, None)]),
    ("The toll of Sunday's strike is put at 34 dead.", [(34, None, None, None)]),
    # a day before the deed is no day of its toll
    (
        "It killed nine, the mayor said. A week earlier he had counted 12 wounded.",
        [(9, None, None, None), (12, "earlier", "A week earlier he had", None)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), REVISED)
def test_revised(
    told: str, expected: list[tuple[float, str | None, str | None, str | None]], world: World
) -> None:
    text = HIT + told
    found = [
        (
            q.low,
            q.revision,
            q.revision_span.of(text) if q.revision_span else None,
            str(q.as_of) if q.as_of else None,
        )
        for q in tolls(text, world)
    ]
    assert found == expected


WHO = [
    ("The ministry counted 14 dead, and the rescuers then 18.", ["The ministry", "the rescuers"]),
    ("First reports said that nine people were killed.", [None]),
    ("An early count gave 16 dead.", [None]),
    ("Rescuers put the toll at 39 dead and 87 wounded.", ["Rescuers", "Rescuers"]),
]


@pytest.mark.parametrize(("told", "expected"), WHO)
def test_who_counted(told: str, expected: list[str | None], world: World) -> None:
    text = HIT + told
    assert [q.said_by.span.of(text) if q.said_by else None for q in tolls(text, world)] == expected


def test_first_reports_are_nobody(world: World) -> None:
    told = "First reports said that a missile had killed nine people in Kramatorsk on Sunday."
    [claim] = read(told, PUBLISHED, world).claims
    assert (claim.stance, claim.attributed_to) == ("claimed", None)


@pytest.mark.parametrize(
    "told", ["count toll ", "earlier ", "raised ", "rose ", "3 days earlier, ", "toll rose from ", "reports, "]
)
def test_a_figure_is_asked_about_a_bounded_way_back(told: str) -> None:
    small, large = (_seconds(told * n) for n in (2_000, 16_000))
    assert large < 3 * small + 0.05, f"{large / small:.0f} times the work for 8 times the text"


def _seconds(words: str) -> float:
    """CPU time of every pattern of `[revised]` over such a stretch, as `revisions.py` runs them."""
    text = f"Officials said that the {words}12 people were killed."
    figure = Span(len(text) - 23, len(text) - 21)
    quantity, window = Quantity("killed", 12, 12, None, None, figure), Span(0, len(text))
    parsed = replace(parse("Nine died."), text=text)
    began = time.process_time()
    for _ in range(5):
        _revision(quantity, window, None, [], parsed)
    return time.process_time() - began


@pytest.mark.parametrize(
    ("told", "revisions"),
    [
        (
            "Norland’s army first said that it had killed two gunmen. Later the army put the dead at 14.",
            ["earlier"],
        ),
        ("Olena Moroz first said that nine were killed. By evening the toll was 14.", ["earlier"]),
        ("The Russian army first said that it had killed two gunmen. The Ukrainian army counted 14 dead.", [None]),
        ("The Russian army first said that it had killed two gunmen.", [None]),
        ("Olena Moroz first counted nine dead.", ["earlier"]),
    ],
)
def test_what_was_first_said_is_overtaken_by_a_figure_of_its_own_source(
    told: str, revisions: list[str | None], world: World
) -> None:
    """ "first said that" is of the account; its figure is an earlier one where the same source gave another."""
    assert [q.revision for q in tolls(HIT + told, world)][:1] == revisions


@pytest.mark.parametrize(
    ("told", "dead"),
    [
        ("The Russian army said that it had killed two senior commanders. The mayor counted 14 dead.", [14]),
        ("The Russian army said that it had killed two senior commanders.", [2]),
        ("The Russian army said that it had killed two commanders. The mayor counted 14 dead.", [2, 14]),
    ],
)
def test_those_picked_out_by_rank_are_no_toll_beside_a_larger_one(
    told: str, dead: list[int], world: World
) -> None:
    assert [q.low for q in tolls(HIT + told, world)] == dead
