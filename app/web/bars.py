"""Upright bars from zero: where each stands, how tall it is and which the axis names. Lengths are pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Of a letter on a phone: there the figure is two thirds as wide, and its words are set in 17 px to be read.
_LETTER = 9.8


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    url: str | None
    x: float
    y: float
    width: float
    height: float
    named: bool  # whether the axis has room for its label


@dataclass(frozen=True, slots=True)
class Bars:
    width: int
    height: int
    base: float
    most: int
    bars: tuple[Bar, ...]


def draw_bars(
    counts: Sequence[tuple[str, int, str | None]], *, width: int = 480, height: int = 120
) -> Bars | None:
    """One for each (label, count, address) in order; None without any."""
    if not counts:
        return None
    most = max(1, *(count for _label, count, _url in counts))
    base = height - 24
    step = min(width / len(counts), 48)
    every = max(1, round(max(len(label) for label, _count, _url in counts) * _LETTER * 1.15 / step + 0.5))
    bars = tuple(
        Bar(
            label,
            count,
            url,
            x=round(i * step + step * 0.1, 1),
            y=round(base - tall, 1),
            width=round(step * 0.8, 1),
            height=round(tall, 1),
            named=i % every == 0 and i * step + len(label) * _LETTER <= width,
        )
        for i, (label, count, url) in enumerate(counts)
        for tall in [(base - 20) * count / most]
    )
    return Bars(width, height, base, most, bars)
