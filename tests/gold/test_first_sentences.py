"""The first sentences a newcomer tries: short, bare names of well-known towns, read by the whole line."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.resolve.links import link
from app.world.world import World


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("A missile struck Kramatorsk on Monday.", ["Kramatorsk, UA"]),
        ("Russia shelled Avdiivka.", ["Avdiivka, UA"]),
        ("Russian troops took Bakhmut, Prigozhin said.", ["Bakhmut, UA"]),
        ("Israel struck Tyre on Tuesday, the Israeli army said.", ["Tyre, LB"]),  # not a namesake in Israel
        ("Shelling hit Kupiansk and Vovchansk overnight.", ["Kupiansk, UA", "Vovchansk, UA"]),
        ("- Near Kobani, four airstrikes destroyed three buildings.", ["Kobani, SY"]),  # not the commander
        ("- Near Al Qaim, two airstrikes destroyed a refinery.", ["Al-Qaim, IQ"]),
        ("Fighting went on south of Khartoum and in Omdurman.", ["Khartoum, SD", "Omdurman, SD"]),
    ],
)
def test_places(world: World, text: str, placed: list[str]) -> None:
    reading = read(text, None, world)
    linked = link(text, reading, None, world)
    found = [linked.places[mention.span].place for mention in reading.places if mention.literal]
    assert [f"{place.name}, {place.country}" for place in found if place] == placed
