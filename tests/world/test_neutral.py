"""What the seeds say in our own voice takes no side: names, offices, what is part of what, who fights for whom."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.world.world import World

# What each side of a quarrel calls the other or itself. Spellings may hold them, since articles do; a name that is
# shown, an office and a body may not. "Russian-installed" tells who appointed somebody, and no more.
JUDGING = re.compile(
    r"people['’]s republic|terror|regime|rebel|militant|so-called|separatist|liberated|annexed|bandit|fascist|"
    r"nazi|zionist|puppet|proxy|junta|freedom fighter|martyr",
    re.IGNORECASE,
)
OWN_WORDS = re.compile(
    r"China|Democratic People's Republic of Korea", re.IGNORECASE
)  # states of the UN, so named there


def test_no_name_office_or_side_judges(world: World) -> None:
    told = [(actor.slug, actor.name) for actor in world.roster]
    told += [
        (actor.slug, f"{role.office} of {role.body}") for actor in world.roster for role in actor.roles
    ]  # fmt: skip
    told += [(each.slug, side.name) for each in world.conflicts for side in each.sides]
    assert not [each for each in told if JUDGING.search(each[1]) and not OWN_WORDS.search(each[1])]


@pytest.mark.parametrize("name", ["Donetsk People's Republic", "DPR", "Донецкая народная республика"])
def test_what_calls_itself_a_republic_is_found_by_that_name_and_part_of_no_state(world: World, name: str) -> None:
    (found,) = world.roster.lookup(name)
    assert found.name == "Russian-backed authorities in Donetsk"
    assert found.parent is None
    assert found.country is None
    war = world.conflicts.get("russo-ukrainian-war")
    assert war is not None
    side = war.side_of(found.slug, date(2022, 4, 8))
    assert side is not None
    assert side.slug == "russia"


@pytest.mark.parametrize(
    ("office", "holder"),
    [
        ("head of the Luhansk People's Republic", "leonid-pasechnik"),
        ("head of the DPR", "denis-pushilin"),
        ("spokesman of the Donetsk People's Republic", "eduard-basurin"),
    ],
)
def test_their_offices_are_found_by_the_words_of_the_articles(world: World, office: str, holder: str) -> None:
    assert [actor.slug for actor in world.roster.holders(office, date(2022, 4, 8))] == [holder]


@pytest.mark.parametrize(
    ("actor", "war", "day", "side"),
    [
        ("gaza-health-ministry", "gaza-war", date(2024, 5, 28), None),
        ("gaza-civil-defence", "gaza-war", date(2024, 5, 28), None),
        ("al-qassam-brigades", "gaza-war", date(2024, 5, 28), "palestinian-groups"),
        ("donald-trump", "israel-iran-2025", date(2025, 6, 23), "united-states"),
        ("donald-trump", "israel-iran-2025", date(2025, 6, 20), None),
        ("donald-trump", "gaza-war", date(2025, 6, 23), None),
    ],
)
def test_a_side_is_of_the_parties_and_of_no_one_else(world: World, actor, war, day, side) -> None:
    conflict = world.conflicts.get(war)
    assert conflict is not None
    found = [conflict.side_of(slug, day) for slug in world.roster.line(actor)]
    assert next((each.slug for each in found if each), None) == side
