"""Places that no gazetteer lists but their words give away, adjectives of places, and places in groups' names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extract.lexicon import load
from app.extract.places.page import PlacePage, happenings, is_kind_word, key_of, place_words, relation_of
from app.extract.places.toponyms import find_toponyms
from app.extract.reading import Mention, PlaceMention
from app.text.abreast import Abreast
from app.text.span import Span
from app.world.world import World

_ONLY_OF = ("gulf", "sea", "strait", "straits", "bay")  # "Gulf of Aden"; the Gulf War is no place
_LARGE_TOWN = 50_000  # people; a town in a group's name that the article does not name elsewhere


def find_unlisted(page: PlacePage, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """ "Kakhovka Dam", "Lake Sarez", "the village of Nowhere": places by their words, though on no list."""
    taken = Abreast([m.span for m in found], lambda span: span)
    index = 0
    while index < len(page.words):
        last, why, kind = _by_its_words(page, index) if page.words[index].capital else (None, "", None)
        if last is None:
            index += 1
            continue
        span = page.span(index, last)
        longer = "on no list" not in why  # a river's name may hold a city's; a guess of the parser's may not
        clashes = [o for o in taken.of(span) if not (longer and span.covers(o) and span != o)]
        if not clashes and all(_stands_there(page, actor, span, kind) for actor in page.actors.of(span)):
            yield PlaceMention(span, span, kind, relation_of(page, index), True, why)
        index = last + 1


def _stands_there(page: PlacePage, actor: Mention, span: Span, kind: str | None) -> bool:
    """ "retook Kaliv University", "at the Quay Hospital": what is else a body is a building where one is in it."""
    if kind != "facility" or actor.kind == "person" or actor.name != span or "roster" in actor.reason:
        return False
    tokens = page.parsed.tokens(span)
    if not len(tokens):
        return False
    root = tokens.root
    if root.dep_ in ("dobj", "nsubjpass"):
        return root.head.lemma_ in load("place_words")["struck"]["verbs"]
    if root.dep_ != "pobj":
        return False
    inside = root.head.lower_ in place_words()["inside"]
    return inside or (root.head.lower_ == "of" and root.head.head.lower_ in happenings())


def _by_its_words(page: PlacePage, first: int) -> tuple[int | None, str, str | None]:
    words, lexicon = page.words, place_words()
    word = words[first]
    if not word.capital or word.low in lexicon["openers"]:
        return None, "", None
    last = first
    while last - first < 6 and (following_word := _next_capital(page, last)):
        last = following_word
        low = words[last].low
        following = _next_capital(page, last)
        for kind in ("facility", "water", "terrain"):
            if low in lexicon[kind] and not following:
                return last, f"ends in “{words[last].text}”", "area" if kind == "terrain" else kind
    if word.low in lexicon["opening"] and last > first and word.low not in _ONLY_OF:
        return last, f"opens with “{word.text}”", "water" if word.low in ("lake", "gulf", "sea", "bay") else "area"
    of = first + 2 < len(words) and words[first + 1].low == "of" and words[first + 2].capital
    if of and word.low in ("gulf", "sea", "strait", "bay"):
        return first + 2, f"opens with “{word.text} of”", "water"
    if (
        first >= 2
        and words[first - 1].low == "of"
        and words[first - 2].low in ("village", "town", "city", "settlement")
    ):
        return last, f"after “{words[first - 2].text} of”", "settlement"
    if (named := _by_what_stands_beside(page, first)) is not None:
        return named
    label = page.labels.get(word.span.start)
    if label in ("LOC", "FAC", "GPE") and word.low not in lexicon["never"]:
        end = _parser_end(page, first)
        if words[end].low in load("groups")["never"]["endings"] and words[end].low not in lexicon["terrain"]:
            return None, "", None
        before = words[first - 1].low if first and word.joined else ""
        if end > first or before in lexicon["inside"]:
            return end, "a place to the parser, on no list", None
    return None, "", None


def _by_what_stands_beside(page: PlacePage, first: int) -> tuple[int, str, str | None] | None:
    """ "the Zarifka area", "near Tarkhanivske": a name in no gazetteer, in words that only places stand in."""
    words, word = page.words, page.words[first]
    label = page.labels.get(word.span.start, "")
    inside = (
        first and word.joined and words[first - 1].capital and words[first - 1].span.end + 1 == word.span.start
    )
    if inside and not is_opening(page, first - 1):
        return None
    if page.tags.get(word.span.start) != "PROPN" or word.low in place_words()["never"] or len(word.text) < 4:
        return None
    last = first
    while last - first < 2 and (following := _next_capital(page, last)):
        last = following
    if any(w.text.isupper() or w.text in page.person_words for w in words[first : last + 1]):
        return None
    after = words[last + 1] if last + 1 < len(words) and words[last + 1].joined else None
    if after is not None and after.low in load("place_words")["unlisted"]["kinds"] and not after.capital:
        the = (
            first
            and words[first - 1].low in ("the", "city's", "capital's")
            and label not in ("NORP", "DATE", "EVENT")
        )
        return (last, f"before “{after.text}”, on no list", "area") if the else None
    if (
        label in ("", "LOC", "GPE", "FAC")
        and relation_of(page, first) in load("place_words")["unlisted"]["beside"]
    ):
        return last, "beside a word for near, on no list", None
    return None


def is_opening(page: PlacePage, index: int) -> bool:
    """Whether a word has its capital only because a sentence or line begins with it: "Near Kobani"."""
    return page.words[index].low in place_words()["near"] | place_words()["inside"] | {"the"}


def _next_capital(page: PlacePage, index: int) -> int | None:
    """The next word of a capitalised run, over a possessive ("St. Michael’s Hospital"); None at its end."""
    words, text = page.words, page.parsed.text
    if index + 1 < len(words) and words[index + 1].joined and words[index + 1].capital:
        return index + 1
    if index + 2 < len(words) and words[index + 1].text == "s" and words[index + 2].capital:
        owned = text[words[index].span.end : words[index].span.end + 1] in "'’ʼ" and words[index + 2].joined
        kinds = place_words()
        if owned and any(words[index + 2].low in kinds[kind] for kind in ("facility", "water", "terrain")):
            return index + 2
    return None


def _parser_end(page: PlacePage, first: int) -> int:
    label = page.labels.get(page.words[first].span.start)
    last = first
    while (
        last + 1 < len(page.words)
        and page.words[last + 1].joined
        and page.words[last + 1].capital
        and page.labels.get(page.words[last + 1].span.start) == label
    ):
        last += 1
    return last


def find_demonyms(page: PlacePage, world: World) -> Iterator[PlaceMention]:
    """ "Ukrainian", "Central American", "EU": a country or part of the world named, though no place is meant."""
    index = 0
    while index < len(page.words):
        last, why = _adjective(page, index, world) if page.words[index].capital else (None, "")
        if last is None:
            index += 1
            continue
        span = page.span(index, last)
        if not page.actors.any(span):
            land = _before_land(page, last)
            yield PlaceMention(span, span, None, None, bool(land), f"in or on its {land}" if land else why)
        index = last + 1


def _before_land(page: PlacePage, last: int) -> str:
    """ "airspace" of "Lebanese airspace", "city" of "the Syrian coastal city"; "" where no land follows."""
    land = load("place_words")["owned"]["land"]
    for word in page.words[last + 1 : last + 3]:
        if not word.joined or word.capital:
            return ""
        if word.low in land:
            return word.low
    return ""


def _adjective(page: PlacePage, first: int, world: World) -> tuple[int | None, str]:
    """The last word of the adjective or people's name that begins at word `first`, and whose it is."""
    words, gazetteer = page.words, world.gazetteer
    if not words[first].capital:
        return None, ""
    for last in (first + 2, first + 1, first):
        if last >= len(words) or not all(word.joined for word in words[first + 1 : last + 1]):
            continue
        text = page.span(first, last).of(page.parsed.text)
        if gazetteer.area_of_adjective(text) or (last > first and gazetteer.country_of_demonym(text)):
            return last, "what belongs to that part of the world"
    before = words[first - 1] if first and words[first].joined else None
    if before and before.low in place_words()["compass"] and before.capital:
        return None, ""  # "West Indian": nobody's nation
    word = words[first].text
    is_one = len(word) > 3 and gazetteer.country_of_demonym(word)
    return (first, "its people or what is theirs") if is_one else (None, "")


def find_in_names(page: PlacePage, world: World, sure: frozenset[str]) -> Iterator[PlaceMention]:
    """ "Toronto Police Services Board", "Syrian Arab Red Crescent": a group's name says where it is from.

    Never literal. `sure` are names that are places elsewhere in the article; other towns must be large, since
    groups are also called after people and things.
    """
    starts = [word.span.start for word in page.words]
    for group in page.groups:
        index = bisect_left(starts, group.name.start)
        end = bisect_left(starts, group.name.end) - 1
        while index <= end:
            last, _ = _adjective(page, index, world)
            if last is None:
                last = _toponym_in_name(page, index, end, world, sure)
            if last is None or last > end:
                index += 1
                continue
            span = page.span(index, last)
            text = span.of(page.parsed.text)
            if span != group.name or world.gazetteer.area_of_adjective(
                text
            ):  # "EU" is a body and a part of the world
                why = f"in the name of {group.name.of(page.parsed.text)}"
                yield PlaceMention(span, span, None, None, False, why, within=group.name)
            index = last + 1


def _toponym_in_name(page: PlacePage, first: int, end: int, world: World, sure: frozenset[str]) -> int | None:
    """The last word of a country, region or sizable town that begins at word `first` of a group's name."""
    toponym = page.toponyms[page.number[first]] if first in page.number else None
    if toponym is None or toponym.last > end:
        found = find_toponyms(page.parsed.text, page.words[first : end + 1], world.gazetteer)[:1]
        if not found or found[0].first:
            return None
        toponym = replace(found[0], first=first, last=first + found[0].last)
    text = toponym.span.of(page.parsed.text)
    if text in page.person_words or text.lower() in place_words()["never"] or is_kind_word(page, toponym):
        return None
    if (
        any(p.kind in ("country", "region", "district", "area", "water") for p in toponym.places)
        or key_of(toponym) in sure
    ):
        return toponym.last
    most = max(p.population for p in toponym.places)
    return toponym.last if most >= _LARGE_TOWN else None
