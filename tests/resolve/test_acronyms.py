"""Whose an acronym is that several bear. The sentences are invented."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.resolve.judgement import Judgement
from app.resolve.links import link
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2023-06-01")


@pytest.mark.parametrize(
    ("text", "surface", "slug", "reason"),
    [
        ("The RSF took a base in Khartoum on Monday.", "RSF", "rapid-support-forces", "names places there"),
        ("Sudan's army fought the RSF on Monday.", "RSF", "rapid-support-forces", "names places there"),
        ("The RSF said three journalists were held in Minsk.", "RSF", "reporters-without-borders", "journalists"),
        ("The RSF said it was worried.", "RSF", None, "several are known by this name"),
        # Both the place and the words: an article on reporters in Sudan may mean either.
        ("The RSF said a reporter was held in Khartoum.", "RSF", None, "several are known by this name"),
        (
            "Reporters Without Borders (RSF) spoke up. The RSF asked for help in Khartoum.",
            "RSF",
            "reporters-without-borders",
            "named Reporters Without Borders",
        ),
        ("SDF fighters entered Raqqa in Syria.", "SDF", "syrian-democratic-forces", "is Syrian Democratic Forces"),
        ("The SDF sent two ships to Okinawa, Japan.", "SDF", "japan-self-defense-forces", "japan"),
        ("The ADF killed ten people near Beni in the Democratic Republic of the Congo.", "ADF",
         "allied-democratic-forces", "names places there"),
        ("Two ADF ships left Sydney in Australia, the ADF said.", "ADF", "australian-defence-force", "places"),
        ("The IDF said so.", "IDF", "israel-defense-forces", "is a spelling of"),  # one bearer needs no place
        ("The DRC signed it, the DRC said.", "DRC", "democratic-republic-of-the-congo", "named"),
    ],
)  # fmt: skip
def test_the_bearer_that_the_article_speaks_for(
    text: str, surface: str, slug: str | None, reason: str, world: World
) -> None:
    reading = read(text, PUBLISHED, world)
    linked = link(text, reading, PUBLISHED, world)
    named = [m for m in reading.mentions if m.form == "name" and m.name.of(text) == surface]
    assert named
    for mention in named:
        found = linked.actors[mention.span]
        assert found.slug == slug, found
        assert reason in found.reason
        assert (found.judgement == Judgement.UNSURE) == (slug is None)
