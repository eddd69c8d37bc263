"""Which found span answers which gold span. Items are the plain objects of the reading format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
Pair = tuple[int, int]  # index of the gold item, index of the found one
WORD = re.compile(r"\w+")


def edges(item: Item) -> tuple[int, int]:
    return item["start"], item["end"]


def common(one: Item, other: Item) -> int:
    """Characters that both hold; 0 or less where they only touch or lie apart."""
    return min(one["end"], other["end"]) - max(one["start"], other["start"])


def overlap(one: Item | None, other: Item | None) -> bool:
    """False as well where either has no place in the text."""
    return bool(one and other and "start" in one and "start" in other and common(one, other) > 0)


def distinct(items: Iterable[Item]) -> list[Item]:
    """One item for each pair of edges, the first given."""
    return list({edges(item): item for item in reversed(list(items))}.values())[::-1]


def matched(gold: int, found: int, weight: Callable[[int, int], float], least: float) -> list[Pair]:
    """One-to-one pairs among `gold` and `found` items, the weightiest first; ties in text order.

    Taking the best pair first is not always the best sum, but two spans that overlap a third equally
    are rare, and this is how the published figures beside ours were counted.
    """
    candidates = [(-value, g, f) for g in range(gold) for f in range(found) if (value := weight(g, f)) >= least]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for _, g, f in sorted(candidates):
        if g not in taken_gold and f not in taken_found:
            taken_gold.add(g)
            taken_found.add(f)
            pairs.append((g, f))
    return pairs


def overlapping(gold: Sequence[Item], found: Sequence[Item]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of equal spans, and all pairs that share a character (equal ones paired first)."""

    def weight(g: int, f: int) -> float:
        return float("inf") if edges(gold[g]) == edges(found[f]) else common(gold[g], found[f])

    pairs = matched(len(gold), len(found), weight, 1)
    return [(g, f) for g, f in pairs if edges(gold[g]) == edges(found[f])], pairs


def without_optional(
    gold: Sequence[Item],
    found: Sequence[Item],
    optional: Callable[[Item], bool],
    aside: Callable[[Item], bool] = lambda _: False,
) -> tuple[list[Item], list[Item]]:
    """Gold that must be found, and found items to be judged by it.

    Optional gold neither helps nor hurts: a found item that touches no required gold is dropped if it
    touches an optional one, or if it sets itself `aside` (a quote that calls itself of another type).
    """
    required = [item for item in gold if not optional(item)]
    free = [item for item in gold if optional(item)]
    judged = [
        item
        for item in found
        if any(overlap(item, one) for one in required)
        or not (aside(item) or any(overlap(item, one) for one in free))
    ]
    return required, judged


def unpaired(gold: Sequence[Item], found: Sequence[Item], pairs: Sequence[Pair]) -> tuple[list[Item], list[Item]]:
    """Gold items nobody found, found items that answer none."""
    hit_gold, hit_found = {g for g, _ in pairs}, {f for _, f in pairs}
    return (
        [item for g, item in enumerate(gold) if g not in hit_gold],
        [item for f, item in enumerate(found) if f not in hit_found],
    )
