"""Which war a place, actors and a day point to; unsure where two fit."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.world.conflicts import Conflicts
from app.world.roster import Roster

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def conflicts():
    return Conflicts.open(SEEDS / "conflicts.toml")


@pytest.fixture(scope="module")
def roster():
    return Roster.open(SEEDS / "actors.toml")


DAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("places", "actors", "day", "expected"),
    [
        (["r-UA.05", "c-UA"], [], DAY, "russo-ukrainian-war"),
        (["c-RU"], ["vyacheslav-gladkov"], DAY, "russo-ukrainian-war"),
        ([], ["volodymyr-zelensky", "vladimir-putin"], DAY, "russo-ukrainian-war"),  # talks in a third country
        ([], ["vladimir-putin"], DAY, None),  # a party alone says nothing of which war
        (["c-JP"], [], DAY, None),
        (["c-UA"], ["ukraine", "russia"], date(2013, 5, 1), None),  # before it began
        (["c-SD"], ["rapid-support-forces"], DAY, "sudan-war"),
        (["c-IL"], ["hamas"], DAY, "gaza-war"),
        (["c-IL"], ["hezbollah"], DAY, "israel-hezbollah"),
        (
            ["g167444", "r-SY.03", "c-SY"],
            ["hezbollah"],
            DAY,
            "israel-hezbollah",
        ),  # the nearer place, not Syria
        (["x-golan", "c-SY"], ["israel"], DAY, "israel-hezbollah"),
        (["r-SY.08", "c-SY"], ["hezbollah"], DAY, "syrian-civil-war"),
        (["c-IL"], ["israel"], DAY, None),  # two wars fit alike
        (["c-IL"], [], DAY, None),
        (["c-PS"], ["israel-defense-forces"], DAY, "gaza-war"),
        (["c-LB"], ["israel"], DAY, "israel-hezbollah"),
        (["c-IR"], ["donald-trump", "mohammad-pakpour"], date(2025, 6, 23), "israel-iran-2025"),
        (["c-IR"], ["donald-trump"], date(2025, 6, 14), "israel-iran-2025"),  # by place: not yet a party
        (["c-SY"], ["ahmed-al-sharaa"], date(2025, 7, 15), None),  # after it ended
        (["c-SY"], ["military-operations-command"], date(2024, 12, 8), "syrian-civil-war"),
        (["c-YE"], ["houthis"], None, "yemen-war"),
    ],
)
def test_which_conflict(conflicts, roster, places, actors, day, expected):
    lines = [slug for actor in actors for slug in roster.line(actor)]
    found = conflicts.of(places, lines, day)
    assert (found and found[0].slug) == expected


@pytest.mark.parametrize(
    ("places", "actors", "reason"),
    [
        (["c-UA"], ["ukraine", "russia"], "Ukraine and Russia are its sides, and it is fought there"),
        (["c-UA"], ["wagner-group"], "Russia is a side of it, and it is fought there"),
        (["c-UA"], ["japan"], "it is fought there"),
    ],
)
def test_the_reason(conflicts, places, actors, reason):
    assert conflicts.of(places, actors, date(2023, 5, 20))[1] == reason


def test_a_member_belongs_to_its_side_from_day_to_day(conflicts):
    war = conflicts.get("russo-ukrainian-war")
    assert war.side_of("wagner-group", date(2023, 5, 20)).slug == "russia"
    assert war.side_of("wagner-group", date(2024, 5, 20)) is None
    assert war.side_of("wagner-group").slug == "russia"
    assert conflicts.get("war-of-the-roses") is None


def test_every_member_is_in_the_roster(conflicts, roster):
    members = {m.actor for conflict in conflicts for side in conflict.sides for m in side.members}
    assert members - {actor.slug for actor in roster} == set()


def test_every_member_now_or_once_is_a_party(conflicts, roster):
    third = {
        "north-korea",
        "united-states",
        "saudi-arabia",
        "united-arab-emirates",
    }  # parties for some of the time
    members = {m.actor for conflict in conflicts for side in conflict.sides for m in side.members}
    assert {slug for slug in members if not roster.get(slug).party} == third


A_SIDE = '{ slug = "a", name = "A", members = [{ actor = "x" }] }'
B_SIDE = '{ slug = "b", name = "B", members = [{ actor = "y" }] }'
GOOD = f"""[[conflict]]
slug = "war"
name = "War"
since = 2020-01-01
places = ["c-UA"]
sides = [{A_SIDE}, {B_SIDE}]
"""


def test_a_good_file_opens(tmp_path):
    (tmp_path / "conflicts.toml").write_text(GOOD)
    assert [each.slug for each in Conflicts.open(tmp_path / "conflicts.toml")] == ["war"]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('name = "War"\n', "", "conflict 'war': name missing"),
        ('name = "War"', 'name = "War"\nwon_by = "nobody"', "conflict 'war': won_by is not a field"),
        ('"war"', '"The War"', "conflict 'The War': a slug"),
        ('slug = "war"\n', "", "conflict 'number 1': slug missing"),
        ("2020-01-01", "2020-01-01\nuntil = 2019-01-01", "conflict 'war': it ends before it begins"),
        ("2020-01-01", '"2020"', "conflict 'war': since is not a day"),
        ("c-UA", "Ukraine", "place 'Ukraine' is not a gazetteer key"),
        (f", {B_SIDE}", "", "it takes two sides"),
        ('"y"', '"x"', "'x' is a member twice"),
        ('{ actor = "y" }', '{ actor = "y", from = 2020-01-01 }', "side 'b', member 'y': from is not a field"),
        ('{ actor = "y" }', "{ since = 2020-01-01 }", "side 'b', member None: actor missing"),
        (GOOD, GOOD * 2, "conflict 'war' stands there twice"),
    ],
)
def test_faults_are_named(tmp_path, before, after, says):
    assert before in GOOD
    (tmp_path / "conflicts.toml").write_text(GOOD.replace(before, after))
    with pytest.raises(ValueError, match=re.escape(says)):
        Conflicts.open(tmp_path / "conflicts.toml")
