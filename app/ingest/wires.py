"""The agency a text credits: in its dateline, its byline, or a line of its own at either end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from app.ingest.dateline import opening_dateline

_WORDS = Path(__file__).with_name("wires.toml")
_LINES = 3  # at either end of a text: a credit further in is part of the story
_SHORT = 4  # letters: "AP" and "dpa" are names only as written, "REUTERS" and "Reuters" are one
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)\s*\Z")
# A line that is nothing but a credit: "(Harbour Wire Service)", "— Reuters", "Source: AFP", "© 2023 AP".
_CREDIT_LINE = re.compile(
    r"""\W*(?:(?:source|credit|from|by|agency|copyright|©)\b[\s:]*)?(?:©\s*)?(?:\d{4}\s+)?
    ([^\W\d_][\w\ .&/'’-]{1,60}?)\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNED_OFF = re.compile(r"(?:[—–]\s*|\()([^\W\d_][\w .&/'’-]{1,60}?)\)?\s*\Z")  # "… was hurt. (Harbour Wire)"
_BETWEEN = re.compile(r",|;|/|\band\b|\bby\b", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?”\"»)…]")


def wires_in(text: str, byline: str | None = None, outlet: str | None = None) -> frozenset[str]:
    """The agencies whose copy this is said to be, by the names we show; mostly none or one.

    `outlet`: an agency's own site names its agency by being it.
    """
    opening = opening_dateline(text)
    bracket = _BRACKET.search(opening) if opening else None
    # Whoever stands in a dateline's brackets filed it, listed or not: "KYIV, May 21 (Vesna Today) —".
    filed = {_known_as(part) or part.strip() for part in bracket[1].split("/")} if bracket else set()
    credited = [*_credited(text), *_BETWEEN.split(byline or ""), outlet or ""]
    return frozenset(filed | {wire for told in credited if (wire := _known_as(told))})


def without_credits(text: str) -> str:
    """The text without its dateline and without lines that only credit an agency: what two copies differ in."""
    opening = opening_dateline(text) or ""
    lines = text[len(opening) :].split("\n")
    ends = {*range(_LINES), *range(len(lines) - _LINES, len(lines))}
    return "\n".join(line for at, line in enumerate(lines) if at not in ends or not _is_credit(line))


def _credited(text: str) -> Iterator[str]:
    """What stands where credits stand: alone on a line at either end, or behind the last sentence."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in {*lines[:_LINES], *lines[-_LINES:]}:
        if whole := _CREDIT_LINE.fullmatch(line):
            yield from whole[1].split("/")
    end = _SIGNED_OFF.search(lines[-1]) if lines else None
    if end and _CLOSED.match(lines[-1][: end.start()].rstrip()[-1:]):  # "the agency (Interfax)" credits nobody
        yield from end[1].split("/")


def _is_credit(line: str) -> bool:
    found = _CREDIT_LINE.fullmatch(line.strip())
    return bool(found) and any(_known_as(part) for part in found[1].split("/"))


def _known_as(told: str) -> str | None:
    """The agency that a name stands for, if it stands for one."""
    name = " ".join(told.split()).strip(" .")
    spellings, endings = _known()
    if found := spellings.get(_key(name)):
        return found
    parts = name.split()
    capitals = len(parts) <= 6 and all(part[0].isupper() for part in parts)
    return name if capitals and any(name.casefold().endswith(f" {ending}") for ending in endings) else None


def _key(name: str) -> str:
    return " ".join(part if len(part) <= _SHORT else part.casefold() for part in name.split())


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], tuple[str, ...]]:
    told = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    spellings = {_key(one): shown for shown, others in told["wires"].items() for one in (shown, *others)}
    return spellings, tuple(told["endings"]["words"])
