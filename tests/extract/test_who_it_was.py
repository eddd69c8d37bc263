"""Who did it and to whom: nobody where the words name nobody, the one named beside an office, the one quoted."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2023-01-13")


def parts(told: str, role: str, world: World) -> list[tuple[str, str | None]]:
    """The words of each participant in a role, and the name they lead to."""
    found = [p for c in read(told, PUBLISHED, world).claims for p in c.participants if p.role == role]
    return [(p.span.of(told), p.named.of(told) if p.named else None) for p in found]


@pytest.mark.parametrize(
    "told",
    [
        "Ukraine has nothing that can shoot such a missile down over Dnipro, the air force said.",
        "Nothing in the arsenal can shoot such a missile down, the air force said.",
        "No group shelled Kherson on Monday, the mayor said.",
        "Nobody shelled Kherson on Monday, the mayor said.",
    ],
)
def test_nobody_is_not_who_did_it(told: str, world: World) -> None:
    assert parts(told, "actor", world) == []


@pytest.mark.parametrize(
    ("told", "target"),
    [
        ("A strike in Kherson on Friday killed a Russian general, Oleh Moroz.",
         ("a Russian general, Oleh Moroz", "Oleh Moroz")),
        ("A strike in Kherson on Friday killed Russian general, Oleh Moroz, and three others.",
         ("Russian general, Oleh Moroz", "Oleh Moroz")),
        ("A strike in Kherson on Friday killed a Russian general, Oleh Moroz said.", ("a Russian general", None)),
        ("A strike in Kherson on Friday killed two generals, Oleh Moroz said.", ("two generals", None)),
    ],
)  # fmt: skip
def test_the_one_named_behind_his_office_is_whom_it_was_done_to(
    told: str, target: tuple[str, str | None], world: World
) -> None:
    assert parts(told, "target", world) == [target]


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ("The air force shot down an airliner near Kherson on Monday. The 176 people on board were all killed.",
         "interception"),
        ("An Airbus crashed near Kherson on Monday. The 176 people on board were all killed.", "disaster"),
        ("A jetliner was shot down near Kherson on Monday. All 176 people on board were killed.", "interception"),
    ],
)  # fmt: skip
def test_those_on_board_are_the_dead_of_what_brought_the_craft_down(told: str, type_: str, world: World) -> None:
    claims = read(told, PUBLISHED, world).claims
    assert {c.type for c in claims} == {type_}
    assert {str(c.when) for c in claims} == {"2023-01-09"}
    assert [q.low for c in claims for q in c.quantities if q.kind == "killed"] == [176]


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("“The bridge was hit,” Olha Bondar's press service quoted her as saying on Tuesday.", "Olha Bondar"),
        (
            "Oleh Moroz was away. “The bridge was hit,” Olha Bondar's press service quoted her as saying.",
            "Olha Bondar",
        ),
        ("“The bridge was hit,” Olha Bondar's brother quoted her as saying.", None),
    ],
)
def test_whoever_is_quoted_by_his_own_press_service_speaks(told: str, speaker: str | None, world: World) -> None:
    (quote,) = read(told, PUBLISHED, world).quotes
    assert quote.speaker is not None
    assert (quote.speaker.named.of(told) if quote.speaker.named else None) == speaker
