"""Whether two things are the same, as decided by somebody or some rule, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Judgement(StrEnum):
    SAME = "same"
    DIFFERENT = "different"  # from everything known: a newcomer
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and, in words a reader can check against the page, why."""

    judgement: Judgement
    reason: str

    @classmethod
    def same(cls, reason: str) -> Judged:
        return cls(Judgement.SAME, reason)

    @classmethod
    def different(cls, reason: str) -> Judged:
        return cls(Judgement.DIFFERENT, reason)

    @classmethod
    def unsure(cls, reason: str) -> Judged:
        return cls(Judgement.UNSURE, reason)
