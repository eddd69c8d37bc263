"""`make bench`: how fast articles are read, on one core, and in how much memory.

Every article is read twice, by us and with spaCy run whole over every sentence, in turn and in one process, so
that whatever else the machine is doing falls on both. Time is the processor's, not the clock's. Some articles go
before, as in a process that has been at it for a while; the rest are new to it.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app import paths
from app.extract.reader import read
from app.extract.words.parse import Parsed, load_model, parse
from app.ingest.article import Given
from app.ingest.sources import open_source
from app.resolve.links import link
from app.settings import Settings
from app.text.when import When
from app.world.world import World, load_world

ARTICLE = 500  # words
WANTED_A_SECOND, WANTED_RATIO, MOST_MEMORY = 10, 2, 700
_BEFORE = 20
_RUNS = 3

Texts = list[tuple[str, When | None]]


@dataclass(slots=True)
class Reader:
    """Reads articles with one way of parsing, and adds up processor seconds: of all of it, and of the parse."""

    parse: Callable[[str], Parsed]
    seconds: float = 0.0
    parsing: float = 0.0

    def __call__(self, text: str, published: When | None, world: World) -> None:
        began = time.process_time()
        link(text, read(text, published, world, self._parse), published, world)
        self.seconds += time.process_time() - began

    def _parse(self, text: str) -> Parsed:
        began = time.process_time()
        parsed = self.parse(text)
        self.parsing += time.process_time() - began
        return parsed


@dataclass(frozen=True, slots=True)
class Speed:
    """Processor seconds for 500 words: all the reading and its parse; the same with spaCy on every sentence."""

    ours: float
    our_parse: float
    whole: float
    spacy: float


def texts_of(source: str) -> Texts:
    """The English articles of a file or folder, in order. Raises ValueError when there are too few to measure."""
    articles = [found.article for found in open_source(source, Given()) if found.article]
    texts = [(one.text, one.published) for one in articles if one.lang.startswith("en")]
    if len(texts) <= _BEFORE:
        raise ValueError(f"{source} holds {len(texts)} articles; more than {_BEFORE} are needed")
    return texts


def measure(texts: Texts, gazetteer: Path) -> Speed:
    """Reads every article both ways; who goes first takes turns, for the second finds the page warm."""
    world, model = load_world(gazetteer), load_model()
    ours, whole = Reader(parse), Reader(lambda text: parse(text, model))
    for number, (text, published) in enumerate(texts):
        if number == _BEFORE:
            ours, whole = Reader(ours.parse), Reader(whole.parse)
        for reader in (ours, whole) if number % 2 else (whole, ours):
            reader(text, published, world)
    articles = sum(len(text.split()) for text, _ in texts[_BEFORE:]) / ARTICLE
    return Speed(*(each / articles for each in (ours.seconds, ours.parsing, whole.seconds, whole.parsing)))


def memory(texts: Texts, gazetteer: Path) -> float:
    """The most memory, in MB, this process ever held, every article read. Raises ImportError on Windows."""
    import resource

    world, reader = load_world(gazetteer), Reader(parse)
    for text, published in texts:
        reader(text, published, world)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


def report(speeds: list[Speed], megabytes: float) -> list[str]:
    """The three figures in words: the middle one of several runs."""
    pace = median(1 / speed.ours for speed in speeds)
    ratio = median(speed.whole / speed.ours for speed in speeds)
    alone = median(speed.spacy / speed.ours for speed in speeds)
    parses = median(speed.spacy / speed.our_parse for speed in speeds)
    return [
        f"{pace:.1f} articles of {ARTICLE} words a second on one core ({WANTED_A_SECOND} wanted)",
        f"{ratio:.2f} times as fast as with spaCy on every sentence ({WANTED_RATIO} wanted): "
        f"the parse {parses:.2f} times; all our reading against spaCy's parse alone {alone:.2f}",
        f"{megabytes:.0f} MB of memory at most ({MOST_MEMORY} allowed)",
    ]


def main(sources: list[str]) -> int:
    """Measures in processes of their own: what one run has learnt must not help the next."""
    source = sources[0] if sources else str(paths.SEEDS / "articles")
    try:
        texts = texts_of(source)
    except ValueError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return 1
    gazetteer = Settings().gazetteer
    load_world(gazetteer).gazetteer  # noqa: B018 - builds its file here if need be, not in what is measured
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        speeds = [pool.apply(measure, (texts, gazetteer)) for _ in range(_RUNS)]
        megabytes = pool.apply(memory, (texts, gazetteer))
    sys.stdout.write("\n".join([*report(speeds, megabytes), ""]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
