"""An article while its places are read: its words, its toponyms, what the parser and the names reader say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.extract.lexicon import load
from app.extract.places.toponyms import Toponym, Word, toponyms_of, words_of
from app.extract.reading import Mention
from app.extract.words.parse import Parsed
from app.text.abreast import Abreast
from app.text.span import Span
from app.world.world import World


@dataclass(slots=True)
class PlacePage:
    parsed: Parsed
    words: Sequence[Word]
    toponyms: Sequence[Toponym]
    actors: Abreast[Mention]  # names of everything but states
    groups: Sequence[Mention]  # those of them that are no person's, in order
    person_words: frozenset[str]
    labels: dict[int, str]  # character → the parser's type, where a token begins
    tags: dict[int, str]  # character → part of speech
    sentence_starts: frozenset[int]
    countries: frozenset[str]  # ISO codes of countries named, by name or adjective
    number: dict[int, int]  # first word of a toponym → which one it is
    own: frozenset[int]  # every word that is part of a toponym
    sure: frozenset[int] = frozenset()  # first words of the places that need nobody's word

    def span(self, first: int, last: int) -> Span:
        return Span(self.words[first].span.start, self.words[last].span.end)


@lru_cache(maxsize=1)
def place_words() -> dict[str, frozenset[str]]:
    words = load("place_words")
    tables = {
        **words["kinds"],
        **words["relations"],
        "never": words["never"]["words"],
        "outlets": words["outlets"]["words"],
    }
    return {key: frozenset(listed) for key, listed in tables.items()}


def open_page(parsed: Parsed, mentions: Sequence[Mention], world: World) -> PlacePage:
    words = words_of(parsed.text)
    toponyms = toponyms_of(parsed.text, world.gazetteer)
    named = [m for m in mentions if m.form == "name" and m.kind != "state"]
    person_words = {
        word for m in named if m.kind == "person" for word in m.name.of(parsed.text).replace("-", " ").split()
    }
    return PlacePage(
        parsed,
        words,
        toponyms,
        Abreast(named, lambda mention: mention.name),
        [m for m in named if m.kind != "person"],
        frozenset(person_words),
        {token.idx: entity.label_ for entity in parsed.doc.ents for token in entity},
        {token.idx: token.pos_ for token in parsed.doc},
        frozenset(sentence.start for sentence in parsed.sentences),
        _countries(words, toponyms, world),
        {toponym.first: number for number, toponym in enumerate(toponyms)},
        frozenset(index for t in toponyms for index in range(t.first, t.last + 1)),
    )


def _countries(words: Sequence[Word], toponyms: Sequence[Toponym], world: World) -> frozenset[str]:
    named = {toponym.country.country for toponym in toponyms if toponym.country}
    for word in words:
        if word.capital and len(word.text) > 3 and (place := world.gazetteer.country_of_demonym(word.text)):
            named.add(place.country)
    return frozenset(code for code in named if code)


def key_of(toponym: Toponym) -> str:
    return toponym.places[0].key


def relation_of(page: PlacePage, first: int) -> str | None:
    """ "near", "south of", "20 km from": what loosens the place that begins at word `first`."""
    lexicon, words = place_words(), page.words
    index = first - 1
    kinds = lexicon["settlement"] - {"outskirts"}
    while index >= 0 and (
        words[index].low in ({"the"} | kinds | lexicon["adjectives"]) or _of_a_people(page, index, kinds)
    ):  # "near the Syrian capital Damascus"
        if words[index + 1].span.start - words[index].span.end != 1:
            return None
        index -= 1
    if index >= 1 and words[index].low == "of" and words[index - 1].low in kinds:
        return relation_of(page, index - 1)  # "near the village of X"
    if index < 0 or words[index + 1].span.start - words[index].span.end != 1:
        return None
    if words[index].low in lexicon["near"]:
        return words[index].low
    if index and words[index].low in ("of", "from") and words[index - 1].low in lexicon["directions"]:
        return f"{words[index - 1].text} {words[index].text}"
    return None


def _of_a_people(page: PlacePage, index: int, kinds: frozenset[str]) -> bool:
    """ "Syrian" of "the Syrian capital Damascus"."""
    words = page.words
    follows = index + 1 < len(words) and words[index + 1].low in kinds | place_words()["adjectives"]
    return follows and page.labels.get(words[index].span.start) == "NORP"


def is_kind_word(page: PlacePage, toponym: Toponym) -> bool:
    """ "Bridge", "Park" alone: towns are called so, but on the page it is the end of some other name."""
    low = page.words[toponym.first].low
    kinds = place_words()
    return toponym.first == toponym.last and any(low in kinds[k] for k in ("facility", "water", "terrain"))


@lru_cache(maxsize=1)
def happenings() -> frozenset[str]:
    """Nouns that are of or for a place: "the capture of X", "the battle for X"."""
    return frozenset(load("place_words")["literal"]["happening"])
