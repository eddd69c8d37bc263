"""How much of a promise is tried: a fair sample under `make test`, all of it under `make test-full`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
FULL = bool(os.environ.get("DATELINE_TEST_FULL"))


def count(sample: int, full: int) -> int:
    """`sample` cases every day, `full` (the number promised) under DATELINE_TEST_FULL."""
    return full if FULL else sample


def some(cases: Iterable[T], sample: int) -> list[T]:
    """All cases in full; every day `sample` of them evenly apart, the first and the last among them."""
    every = list(cases)
    if FULL or sample >= len(every):
        return every
    return [every[round(number * (len(every) - 1) / (sample - 1))] for number in range(sample)]
