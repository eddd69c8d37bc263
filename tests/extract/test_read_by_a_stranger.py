"""Faults a stranger found on the pages, mended by what made them; every sentence is invented."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.extract.reading import Claim, Reading
from app.resolve.links import link
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-15")  # a Friday


def reading(told: str, world: World) -> Reading:
    return read(told, PUBLISHED, world)


def claims(told: str, world: World) -> list[Claim]:
    return list(reading(told, world).claims)


PIECES = [
    # told · the pieces of its one quote
    (
        "“The bridge is ours,” Olena Bondar wrote on X. “I walked over it and thanked the men.”",
        ["The bridge is ours,", "I walked over it and thanked the men."],
    ),
    (
        "“The bridge is ours,” Olena Bondar wrote on Telegram. “I walked over it and thanked the men.”",
        ["The bridge is ours,", "I walked over it and thanked the men."],
    ),
    (
        "Olena Bondar said in a letter that “the freeing of Dubove is done,” using the town's old name.",
        ["that “the freeing of Dubove is done,”"],
    ),
    (
        "Olena Bondar said that her men were “holding on,” keeping the road open.",
        ["that her men were “holding on,” keeping the road open"],
    ),
    (
        "Six people, two of them nurses, were killed when a shell hit a bus in Kherson, the head of Kherson "
        "region said by Thursday evening.",
        ["Six people, two of them nurses, were killed when a shell hit a bus in Kherson"],
    ),
]


@pytest.mark.parametrize(("told", "pieces"), PIECES)
def test_how_far_a_quote_reaches(told: str, pieces: list[str], world: World) -> None:
    [quote] = reading(told, world).quotes
    assert [span.of(told) for span in quote.spans] == pieces


def test_a_claim_ends_where_the_next_one_speaks(world: World) -> None:
    told = (
        "The Russian Foreign Ministry said that Ukraine had shelled Kherson with a howitzer, and Oleh Moroz, a "
        "spokesman of the council, called the shelling a lie."
    )
    [claim] = [c for c in claims(told, world) if c.trigger.of(told) == "shelled"]
    assert claim.span.of(told).endswith("with a howitzer")


SPOKESMEN = [  # who speaks for one who holds office in the same state, and who tells of somebody's denial
    ("Sergii Nykyforov", "Sergii Nykyforov", "tells the word of “the president”"),
    ("Dmitry Peskov", None, "as “Dmitry Peskov” tells it"),
]


@pytest.mark.parametrize(("spokesman", "named", "reason"), SPOKESMEN)
def test_the_president_a_spokesman_speaks_of(spokesman: str, named: str | None, reason: str, world: World) -> None:
    told = (
        "Volodymyr Zelensky met Joe Biden on Thursday. The mayor came too.\n\n"
        f"“In this way, the president denied the capture of Bakhmut,” {spokesman} said."
    )
    [claim] = read(told, When.parse("2023-05-21"), world).claims[-1:]
    assert claim.stance == "denied"
    assert claim.attributed_to is not None
    by = claim.attributed_to
    assert (by.named.of(told) if by.named else None) == named
    assert by.reason.endswith(reason)
    assert not [part for part in claim.participants if part.role == "actor"]  # who denies it did not take the town


ASKED = [
    ("The governor was asked whether Kherson was still in Ukrainian hands.", []),
    ("The governor was asked whether the army had captured Kherson on Monday.", []),
    ("The governor was asked about the bridge, as the army had captured Kherson on Monday.", ["territory-taken"]),
]


@pytest.mark.parametrize(("told", "types"), ASKED)
def test_a_question_claims_nothing(told: str, types: list[str], world: World) -> None:
    assert [claim.type for claim in claims(told, world)] == types


TAKEN = [
    ("Troops seized full control of Kherson Polytechnic University on Monday.", "ground-fighting"),
    ("Troops seized full control of Kherson on Monday.", "territory-taken"),
]


@pytest.mark.parametrize(("told", "type_"), TAKEN)
def test_a_building_is_no_town(told: str, type_: str, world: World) -> None:
    [claim] = claims(told, world)
    assert claim.type == type_


BESIDE = [
    ("A shell hit Izium, a village outside Lviv, on Monday.", None),
    ("A shell hit Izium, a town south of Kharkiv, on Monday.", "Izium"),
    ("A shell hit Irpin, a town outside Kyiv, on Monday.", "Irpin"),
]


@pytest.mark.parametrize(("told", "name"), BESIDE)
def test_what_a_place_is_said_to_lie_by_binds_it(told: str, name: str | None, world: World) -> None:
    found = reading(told, world)
    first = link(told, found, PUBLISHED, world).places[found.places[0].span].place
    assert (first.name if first else None) == name


def test_what_was_said_before_is_not_about_this_one(world: World) -> None:
    told = (
        "The army said several rockets hit the airport in Kherson on Thursday.\n\n"
        "In January, state television said a missile strike had targeted the airport in Kherson."
    )
    days = [str(claim.when) for claim in claims(told, world)]
    assert days == ["2024-03-14", "2024-01"]


def test_the_date_of_a_treaty_dates_no_demand(world: World) -> None:
    told = "We urge the government to keep its promises under the May 9, 2011 treaty with Norland."
    assert all(claim.when is None or claim.when.latest.year == 2024 for claim in claims(told, world))
    assert claims(told, world)


DATELINES = [
    ("March 14 (Sample Wire Service) — “We took Kherson today,” Olena Bondar said.", "2024-03-14"),
    ("“We took Kherson today,” Olena Bondar said.", "2024-03-15"),
    ("January 2 (Sample Wire Service) — “We took Kherson,” Olena Bondar said.", "2024-03-15"),
]


@pytest.mark.parametrize(("told", "said"), DATELINES)
def test_a_reprint_was_said_by_its_dateline(told: str, said: str, world: World) -> None:
    [quote] = reading(told, world).quotes
    assert quote.said is not None
    assert (quote.said.earliest.isoformat(), quote.said.about) == (said, True)


FIGURES = [
    (
        "A shell hit Kherson on Monday. The army put the number of dead at about 40, with 30 more injured.",
        [("killed", 40), ("injured", 30)],
    ),
    ("A shell killed 17 people in Kherson. A first count had given 16 dead.", [("killed", 17), ("killed", 16)]),
    ("A shell killed 17 people in Kherson. A first count gave 16 dead.", [("killed", 17), ("killed", 16)]),
]


@pytest.mark.parametrize(("told", "figures"), FIGURES)
def test_figures(told: str, figures: list[tuple[str, int]], world: World) -> None:
    found = [(q.kind, q.low) for claim in claims(told, world) for q in claim.quantities]
    assert found == figures


def test_a_count_is_nobody(world: World) -> None:
    told = "A shell killed 17 people in Kherson, officials said. A first count gave 16 dead."
    assert [claim.attributed_to is None for claim in claims(told, world)] == [False, True]


ARMS = [
    ("It said that six rockets had been fired.", "shelling"),
    ("It said that six rockets had been fired by aircraft.", "air-strike"),
    ("It said that the barracks had been empty.", "air-strike"),
]


def test_others_rockets_are_not_the_strike(world: World) -> None:
    told = "A Ukrainian strike on Kherson killed six people on Monday. Russian troops had fired rockets."
    assert claims(told, world)[0].type == "air-strike"


@pytest.mark.parametrize(("below", "type_"), ARMS)
def test_a_bare_strike_takes_the_arms_named_below(below: str, type_: str, world: World) -> None:
    told = f"A strike on a barracks in Kherson killed 63 soldiers, the army said on Monday. {below}"
    assert claims(told, world)[0].type == type_
