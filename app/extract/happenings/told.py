"""What claims are made from: one article with all that the other readers found in it, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.happenings.triggers import (
    Around,
)
from app.extract.reading import (
    DateMention,
    Quantity,
    Quote,
    Speaker,
)
from app.extract.words.parse import Parsed
from app.text.when import When
from app.world.world import World


@dataclass(frozen=True, slots=True)
class Article:
    """One article with all that the other readers found in it."""

    around: Around
    dates: Sequence[DateMention]
    quotes: Sequence[Quote]
    published: When | None
    world: World | None
    quantities: Sequence[Quantity]

    @property
    def parsed(self) -> Parsed:
        return self.around.parsed


@dataclass(frozen=True, slots=True)
class Word:
    """On whose word a claim stands, the cue's class, and when that was said."""

    speaker: Speaker | None = None
    cue_class: str | None = None
    said: When | None = None
    unsure: bool = False  # "neither confirmed nor denied", "declined to confirm"
