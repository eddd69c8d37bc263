"""Whom the relays of a quote are, and everybody who speaks together. The sentences are invented."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.resolve.links import Linked, link
from app.text.when import When

DAY = When.parse("2023-05-21")


def linked(text: str, world) -> Linked:
    return link(text, read(text, DAY, world), DAY, world)


@pytest.mark.parametrize(
    ("text", "speaker", "relays"),
    [
        ("“The bridge is gone,” Tass quoted Dmitry Peskov as saying.", "dmitry-peskov", ["tass"]),
        ("It was gone, the Interfax agency quoted Dmitry Peskov as saying.", "dmitry-peskov", ["interfax"]),
        ("Reuters reported that Tass had quoted Dmitry Peskov as saying it was gone.", "dmitry-peskov",
         ["reuters", "tass"]),
        ("Reuters, citing two officials, reported that the bridge was gone.", None, ["reuters"]),
        ("Dmitry Peskov told Reuters that the bridge was gone.", "dmitry-peskov", []),
    ],
)  # fmt: skip
def test_relays_are_linked_outermost_first(text, speaker, relays, world):
    found = linked(text, world)
    (quote,) = found.reading.quotes
    actor = found.actor(quote.speaker and quote.speaker.named)
    assert (actor and actor.slug) == speaker
    assert [who and who.slug for _, who in found.relays(quote)] == relays


def test_all_who_speak_together_are_linked(world):
    found = linked("Emmanuel Macron and Olaf Scholz warned that the bridge was gone.", world)
    (quote,) = found.reading.quotes
    assert [actor.slug for actor in found.actors_of(quote.speaker)] == ["emmanuel-macron", "olaf-scholz"]
