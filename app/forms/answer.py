"""The whole answer to a question, as every file form is handed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """`records` can be read once; `count` is how many there are, `address` where the question is asked.

    A file leaves the site, so its links are whole: `site` stands before each path, without a slash at its end.
    """

    noun: str
    question: str  # as a sentence
    count: int
    address: str
    made: datetime
    records: Iterator[Any]
    site: str = ""
