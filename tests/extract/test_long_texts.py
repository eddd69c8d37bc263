"""Twice the text is twice the work, for the readers of names and places, however odd the text.

Work is counted in calls of functions, which is the same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count, islice, product

import pytest

from app.extract.names.reader import find_names
from app.extract.names.references import find_references
from app.extract.places.reader import find_places
from app.extract.reading import Reading
from app.extract.words.parse import Parsed, parse
from app.resolve.actors import resolve_actors
from app.resolve.likeness import Candidate
from app.resolve.places import lookup_in, resolve_places
from app.world.world import World

SYLLABLES = ("ba", "kor", "dem", "min", "vel", "tar", "ush", "lin", "gos", "pra", "zet", "nol")
SMALL = 80  # pieces of text


def names() -> Callable[[], str]:
    """Capitalised words that are all different."""
    all_of_them = ("".join(parts).capitalize() for parts in product(SYLLABLES, repeat=4))
    return lambda: next(all_of_them)


def run(name: Callable[[], str], _: int) -> str:
    return " ".join(name() for _ in range(10)) + ". "


def one_list(name: Callable[[], str], number: int) -> str:
    return f"{name()}, {name()}, Kharkiv, Poltava, Sumy, Odesa, " + (
        "and Kyiv regions. " if number % 60 == 59 else ""
    )


def owned(name: Callable[[], str], _: int) -> str:
    return f"{name()}’s Defense Ministry, {name()} Hospital in Kharkiv and the army of {name()} of Russia. "


def told(name: Callable[[], str], number: int) -> str:
    return (
        f"{name()} {name()}, 34, of {name()} told the {name()} Brigade that Kharkiv and the {name()} region near "
        f"{name()} were hit by Ukrainian fighters on {number % 28 + 1} May. "
    )


def repeated(_: Callable[[], str], number: int) -> str:
    return "Hassan met soldiers near Kobani, and Tripoli Street was hit. "


def everything(parsed: Parsed, world: World) -> None:
    mentions = find_names(parsed, world)
    places = find_places(parsed, mentions, world)
    find_references(parsed, mentions)
    reading = Reading("test", parsed.sentences, tuple(mentions), tuple(places))
    resolve_places(parsed.text, reading, lookup_in(world.gazetteer), world.gazetteer.get)

    def candidates(name: str) -> list[Candidate]:
        return [Candidate.from_roster(actor) for actor in world.roster.lookup(name)]

    resolve_actors(parsed.text, reading, candidates, None)


def calls(parsed: Parsed, world: World) -> int:
    """How many functions are called, each step of a generator being one."""
    counter = count()

    def called(frame: object, event: str, arg: object) -> None:
        if event in ("call", "c_call"):
            next(counter)

    sys.setprofile(called)
    try:
        everything(parsed, world)
    finally:
        sys.setprofile(None)
    return next(counter)


@pytest.mark.parametrize("piece", [run, one_list, owned, told, repeated])
def test_twice_the_text_is_twice_the_work(piece: Callable[[Callable[[], str], int], str], world: World) -> None:
    name = names()
    texts = ["".join(islice((piece(name, number) for number in count()), many)) for many in (SMALL, 2 * SMALL)]
    small, large = (parse(text) for text in texts)
    everything(parse("Hassan met Ivan near Kyiv."), world)  # what is read once a process is read now
    ratio = calls(large, world) / calls(small, world)
    assert ratio < 2.6 * len(texts[1]) / len(texts[0]) / 2, f"{ratio:.2f} times the work"
