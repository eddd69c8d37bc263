"""Short reports of two outlets, read with the real readers: told of one happening, or of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.extract.reader import read
from app.resolve.asked import asked_in
from app.resolve.events import join_with_reasons
from app.resolve.links import link
from app.resolve.sameness import ClaimForJoin
from app.text.when import When
from app.world.world import World

TUESDAY, WEDNESDAY, NEXT_WEEK = "2023-06-06", "2023-06-07", "2023-06-14"
Report = tuple[str, str]  # the day it was published, and its text


def told_in(reports: Sequence[Report], world: World) -> list[ClaimForJoin]:
    """The claims of some articles as joining is asked about them."""
    claims: list[ClaimForJoin] = []
    for number, (day, text) in enumerate(reports):
        published = When.parse(day)
        linked = link(text, read(text, published, world), published, world)
        claims += [
            replace(one, key=f"{number}-{one.key}", article=str(number), published=published.latest)
            for one in asked_in(linked, world.roster.line)
        ]
    return claims


def events(claims: Sequence[ClaimForJoin]) -> list[set[str]]:
    """For each event, the articles that tell of it."""
    return [{claims[i].article for i in group} for group in join_with_reasons(claims)[0]]


TOLLS: list[Report] = [
    (TUESDAY, "Seven people were killed when a missile struck a market in Sumy on Monday, the regional "
              "governor, Oleh Hryhorov, said."),
    (TUESDAY, "A Russian missile struck a market in Sumy on Monday and killed nine people, the Interior "
              "Ministry of Ukraine said."),
    (WEDNESDAY, "At least 12 people were killed by the missile that struck a market in Sumy on Monday, the "
                "regional governor, Oleh Hryhorov, said."),
]  # fmt: skip
ONE = [
    ("one man's remark, told twice of a city", [
        (TUESDAY, "Oleksiy Arestovych said that air defence had shot down the missile over Dnipro on Monday."),
        (WEDNESDAY, "Oleksiy Arestovych said that our forces had shot down the missile in Dnipro on Monday."),
    ]),
    ("two tolls", TOLLS[:2]),
    ("a toll that grew", [TOLLS[0], TOLLS[2]]),
    ("all three", TOLLS),
    ("a dam destroyed, and shelled", [
        (TUESDAY, "Russian forces blew up the Kakhovka dam on Tuesday, Ukraine's southern command said."),
        (TUESDAY, "Ukrainian forces shelled the Kakhovka dam on Tuesday, Vladimir Saldo said."),
    ]),
    ("the night of it told as two days", [
        (TUESDAY, "A drone struck the railway station in Kherson overnight from Monday to Tuesday."),
        (WEDNESDAY, "A drone struck the railway station in Kherson on Tuesday and killed a guard."),
    ]),
    ("each side blames the other", [
        (TUESDAY, "Russian forces shelled Kherson on Monday, Ukraine's General Staff said."),
        (TUESDAY, "Ukrainian forces shelled Kherson on Monday, Vladimir Saldo said."),
    ]),
    ("a plane that crashed, or was shot down", [
        (TUESDAY, "A Russian military transport plane crashed in Belgorod on Monday."),
        (TUESDAY, "Ukraine shot down a Russian military transport plane in Belgorod on Monday, the Russian "
                  "Defence Ministry said."),
    ]),
    ("a truce, one party's denial of it and the other's word for it", [
        (TUESDAY, "Israel and Iran agreed to a ceasefire on Monday, Donald Trump said. Abbas Araghchi said that "
                  "there was no such agreement. Benjamin Netanyahu confirmed the ceasefire later."),
    ]),
    ("a strike, and its denial the day after", [
        (TUESDAY, "Russian forces shelled Kherson on Monday and killed three people, the General Staff said."),
        (WEDNESDAY, "Russia denied shelling Kherson."),
    ]),
    ("a man killed, with the place and without", [
        (TUESDAY, "The separatist commander Yevhen Dubrovnyk was killed on Monday."),
        (WEDNESDAY, "The separatist commander Yevhen Dubrovnyk was killed in Luhansk on Monday, Russia said."),
    ]),
    ("a town taken, and its taking denied", [
        (TUESDAY, "Russian forces captured Vuhledar on Monday, the Russian Defence Ministry said."),
        (WEDNESDAY, "Ukraine's General Staff denied on Tuesday that Russian forces had captured Vuhledar."),
    ]),
]  # fmt: skip
TWO = [
    ("two men's remarks on a city's missiles", [
        (TUESDAY, "Oleksiy Arestovych said that air defence had shot down the missile over Dnipro on Monday."),
        (WEDNESDAY, "Yuriy Ihnat said that our forces had shot down the missile in Dnipro on Monday."),
    ]),
    ("two targets in one town", [
        (TUESDAY, "A missile struck the railway station in Sumy on Monday and killed three people."),
        (TUESDAY, "A missile struck a hospital in Sumy on Monday and killed three people."),
    ]),
    ("two days", [
        (TUESDAY, "Russian forces shelled Kherson on Monday."),
        (WEDNESDAY, "Russian forces shelled Kherson on Tuesday."),
    ]),
    ("two towns", [
        (TUESDAY, "Russian forces shelled Kherson on Monday."),
        (TUESDAY, "Russian forces shelled Beryslav on Monday."),
    ]),
    ("the country and a town of it", [
        (TUESDAY, "Russian forces fired missiles at Ukraine on Monday and killed 30 people."),
        (TUESDAY, "Russian forces shelled Kherson on Monday and killed two people."),
    ]),
    ("the region and a town of it", [
        (TUESDAY, "Russian forces shelled Kherson region on Monday."),
        (TUESDAY, "Russian forces shelled Beryslav on Monday."),
    ]),
    ("a week apart", [
        (TUESDAY, "A missile struck a market in Sumy on Monday and killed seven people."),
        (NEXT_WEEK, "A missile struck a market in Sumy on Tuesday and killed seven people."),
    ]),
    ("a plane that crashed, and drones that were shot down", [
        (TUESDAY, "A Russian military transport plane crashed in Belgorod on Monday."),
        (TUESDAY, "Russian air defences shot down 12 drones over Belgorod on Monday."),
    ]),
    ("a strike, and the denial of another a week later", [
        (TUESDAY, "Russian forces shelled Kherson on Monday and killed three people, the General Staff said."),
        (NEXT_WEEK, "Russia denied shelling Kherson on Tuesday."),
    ]),
    ("two men killed, one of them with the place", [
        (TUESDAY, "The separatist commander Yevhen Dubrovnyk was killed on Monday."),
        (TUESDAY, "The separatist commander Pavlo Hirnyk was killed in Luhansk on Monday, Russia said."),
    ]),
    ("one took it, the other took it back", [
        (TUESDAY, "Russian forces captured Vuhledar on Monday."),
        (WEDNESDAY, "Ukrainian forces recaptured Vuhledar on Tuesday."),
    ]),
]  # fmt: skip


@pytest.mark.parametrize("reports", [row[1] for row in ONE], ids=[row[0] for row in ONE])
def test_one_event(reports: list[Report], world: World) -> None:
    claims = told_in(reports, world)
    assert {str(n) for n in range(len(reports))} in events(claims)
    assert len(join_with_reasons(claims)[1]) >= len(reports) - 1


@pytest.mark.parametrize("reports", [row[1] for row in TWO], ids=[row[0] for row in TWO])
def test_two_events(reports: list[Report], world: World) -> None:
    found = events(told_in(reports, world))
    assert all(len(articles) == 1 for articles in found)
    assert {"0"} in found
    assert {"1"} in found


def test_what_a_clause_tells_in_two_verbs_is_one_event(world: World) -> None:
    told = told_in(
        [(TUESDAY, "Iran launched missiles targeting US troops in Iraqi military bases on Monday.")], world
    )
    assert events(told) == [{"0"}]
