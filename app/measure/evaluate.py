"""A corpus read and scored: figures for each half, and each document with what went wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from app.extract.reader import READ_LANGUAGES
from app.measure.dates import score_dates
from app.measure.entities import score_entities
from app.measure.events import score_events
from app.measure.gold import HALVES, half_of
from app.measure.places import score_places
from app.measure.quotes import score_quotes
from app.measure.readings import Read
from app.measure.spans import Item
from app.measure.tally import Example, Tally

SCORERS: Mapping[str, Callable[[Item, Item], Tally]] = {
    "quotes": score_quotes,
    "places": score_places,
    "dates": score_dates,
    "events": score_events,
    "entities": score_entities,
}


@dataclass(frozen=True, slots=True)
class Document:
    """One scored article."""

    id: str
    half: str
    examples: tuple[Example, ...]
    error: str = ""


@dataclass(slots=True)
class Scores:
    """What a corpus came to. `tallies` by half; `failed` names the articles that could not be read."""

    layers: tuple[str, ...]
    tallies: dict[str, Tally] = field(default_factory=lambda: {half: Tally() for half in HALVES})
    documents: list[Document] = field(default_factory=list)
    words: int = 0
    unread: Counter[str] = field(default_factory=Counter)  # articles in languages whose facts are not read
    seconds: float = 0.0

    @property
    def failed(self) -> list[Document]:
        return [document for document in self.documents if document.error]

    def worst(self, half: str) -> list[Document]:
        """Documents with faults, the most faulty first."""
        faulty = [one for one in self.documents if one.half == half and (one.examples or one.error)]
        return sorted(faulty, key=lambda one: (not one.error, -len(one.examples), one.id))

    def whole(self) -> Tally:
        both = Tally()
        for tally in self.tallies.values():
            both.add(tally)
        return both


def score(readings: Iterable[Read], layers: Sequence[str], scores: Scores | None = None) -> Iterator[Scores]:
    """Scores each reading as it comes; hands on the growing Scores, so that a caller may show how far it is.

    An article that could not be read counts as one in which nothing was found.
    """
    scores = scores or Scores(tuple(layers))
    for read in readings:
        half = half_of(read.record["id"])
        examples: list[Example] = []
        for layer in layers:
            tally = SCORERS[layer](read.record, read.reading or {})
            scores.tallies[half].add(tally)
            examples += tally.examples
        scores.documents.append(Document(str(read.record["id"]), half, tuple(examples), read.error))
        lang = str(read.record.get("lang") or "en")
        scores.unread.update([lang] if lang not in READ_LANGUAGES else [])
        scores.words += len(read.record["text"].split())
        scores.seconds += read.seconds
        yield scores


def as_json(scores: Scores, *, examples: bool = True, halves: Sequence[str] = HALVES) -> dict[str, Any]:
    """Everything as plain values; figures by half and of both together."""
    told: dict[str, Any] = {
        "documents": {half: sum(one.half == half for one in scores.documents) for half in halves},
        "failed": [{"id": one.id, "error": one.error} for one in scores.failed],
        "unread_languages": dict(scores.unread),
        "words": scores.words,
        "figures": {half: scores.tallies[half].figures() for half in halves},
    }
    if len(halves) > 1:
        told["figures"]["both"] = scores.whole().figures()
    if examples:
        told["worst"] = [
            {"id": one.id, "half": half, "error": one.error, "examples": [asdict(each) for each in one.examples]}
            for half in halves
            for one in scores.worst(half)
        ]
    return told
