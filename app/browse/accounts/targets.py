"""What each claim says was struck: a thing, and neither how many it hit nor the town it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.browse.records import ClaimRecord, ParticipantRecord
from app.browse.words import labels
from app.extract.lexicon import load
from app.text.folding import fold

_STRUCK = ("recipient", "target")
# Where a noun phrase goes on about its noun: "the station in Dubove", "the bridge, which", "the hall that".
_BEHIND = re.compile(
    r"[,;:(]|\b(?:in|of|on|at|near|for|with|from|by|to|that|which|who|where|when)\b", re.IGNORECASE
)
_WORD = re.compile(r"[\w’'-]+")


def targets_told(claims: Sequence[ClaimRecord]) -> list[str | None]:
    """What each claim gives as struck, None where it gives nothing; of one head noun, all as the first tells it.

    "The railway station in Dubove", "a station" and "the station" are one thing told three times.
    """
    first: dict[str, str] = {}
    counted = {
        part.exact.casefold() for claim in claims for part in claim.participants if _is_counted(part, claim)
    }
    told = []
    for claim in claims:
        named = (
            first.setdefault(_head(words), words)
            for part in claim.participants
            if part.role in _STRUCK and part.exact.casefold() not in counted and _is_thing(part)
            for words in (_called(part),)
        )
        told.append(", ".join(dict.fromkeys(named)) or None)
    return told


def _called(part: ParticipantRecord) -> str:
    """By name; else by the words up to the comma, behind which an attribution may have been read with them."""
    return part.actor.name if part.actor else part.exact.partition(",")[0].strip()


def _is_counted(part: ParticipantRecord, claim: ClaimRecord) -> bool:
    """ "89 servicemen" who were killed are a toll, which stands in the ledger."""
    return any(part.start < number.end and number.start < part.end for number in claim.quantities)


def _is_thing(part: ParticipantRecord) -> bool:
    """ "The city" is where it was."""
    if part.actor:
        return True
    return part.exact.casefold() not in labels.PRONOUNS and _head(part.exact) not in _places()


def _places() -> frozenset[str]:
    """Nouns by which a place is meant without its name ("the city"); a hospital is struck, a city struck at."""
    described = load("place_words")["described"]
    return frozenset(
        noun for kind in ("settlement", "region", "country", "area", "side") for noun in described[kind]
    )


def _head(words: str) -> str:
    """The noun of a phrase, folded and in the singular: "two railway stations in Dubove" → "station"."""
    told = _WORD.findall(_BEHIND.split(words, maxsplit=1)[0]) or _WORD.findall(words) or [words]
    noun = fold(told[-1])
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
