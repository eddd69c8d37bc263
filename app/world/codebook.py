"""The event types and their crosswalks to ACLED and PLOVER (`seeds/codebook.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.text.folding import stem, words

_FIELDS = {"code", "label", "meaning", "acled", "plover"}
_NARROWER = {"titles", "beside"}  # these may be left out
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_PLOVER = re.compile(r"[A-Z]+(/[a-z]+(-[a-z]+)*)?")


@dataclass(frozen=True, slots=True)
class EventType:
    code: str  # "territory-taken"
    label: str  # "Territory taken"
    meaning: str  # one sentence, for /codebook: what counts and what does not
    acled: tuple[str, ...]  # possible ACLED sub-event types; decided for each claim
    plover: tuple[str, ...]  # possible PLOVER events/modes
    titles: tuple[Title, ...] = ()  # narrower labels, as broad as they must be
    beside: Mapping[str, str] = field(default_factory=dict)  # type told of the same event → its title then

    def title(self, told: Iterable[str], about: Iterable[str] = (), beside: Iterable[str] = ()) -> str:
        """The narrowest label that holds all that was told.

        `told`: what the claims name it by (triggers, weapons, objects); `about`: all their words, which make a
        title broader but narrow none ("shelled a depot of missiles"); `beside`: the other types it is told as.
        """
        if label := next((self.beside[code] for code in beside if code in self.beside), None):
            return label
        known = frozenset(word for title in self.titles for word in title.words)
        named = _stems(told) & known
        if not named:
            return self.label
        named |= _stems(about) & known
        return next((title.label for title in self.titles if named <= title.words), self.label)


@dataclass(frozen=True, slots=True)
class Title:
    """A label for a part of a type: "Looting", of "Destruction or looting"."""

    label: str
    words: Set[str]  # stems


class Codebook:
    """The event types in the order they are shown."""

    def __init__(self, types: tuple[EventType, ...]) -> None:
        self._types = {each.code: each for each in types}

    @classmethod
    def open(cls, path: Path) -> Codebook:
        """Reads `seeds/codebook.toml`. Raises ValueError naming the type and what is wrong with it."""
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("type", [])
        types = tuple(_event_type(entry, number) for number, entry in enumerate(entries, 1))
        if not types:
            raise ValueError(f"{path.name}: no event type, expected [[type]] tables")
        codes = [each.code for each in types]
        for code in codes:
            if codes.count(code) > 1:
                raise ValueError(f"event type {code!r} stands in the codebook twice")
        return cls(types)

    def __iter__(self) -> Iterator[EventType]:
        return iter(self._types.values())

    def __len__(self) -> int:
        return len(self._types)

    def get(self, code: str) -> EventType | None:
        return self._types.get(code)


def _event_type(entry: Mapping[str, Any], number: int) -> EventType:
    name = f"event type {entry.get('code', f'number {number}')!r}"
    if wrong := (set(entry) - _NARROWER) ^ _FIELDS:
        raise ValueError(f"{name}: {', '.join(sorted(wrong))} missing or unknown")
    if not _CODE.fullmatch(entry["code"]):
        raise ValueError(f"{name}: a code is lower-case words joined by hyphens")
    for key in ("label", "meaning"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise ValueError(f"{name}: {key} is empty")
    for key in ("acled", "plover"):
        if not isinstance(entry[key], list) or not all(isinstance(each, str) for each in entry[key]):
            raise ValueError(f"{name}: {key} is a list of labels")
    if bad := [each for each in entry["plover"] if not _PLOVER.fullmatch(each)]:
        raise ValueError(f"{name}: plover {bad[0]!r} is not written EVENT or EVENT/mode")
    return EventType(
        entry["code"],
        entry["label"],
        entry["meaning"],
        tuple(entry["acled"]),
        tuple(entry["plover"]),
        tuple(_title(each, name) for each in entry.get("titles", ())),
        entry.get("beside", {}),
    )


def _title(entry: Mapping[str, Any], name: str) -> Title:
    if set(entry) != {"label", "words"} or not entry["words"]:
        raise ValueError(f"{name}: a title is a label and its words")
    return Title(entry["label"], _stems(entry["words"]))


def _stems(told: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for each in told for word in words(each))
