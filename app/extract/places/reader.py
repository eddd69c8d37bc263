"""Names of places on the page, each with what the words round it say: a region, a city, near, south of.

Reads the gazetteer's names off the page behind guards (a town called Said is not meant by "said"), then
places that no gazetteer knows but their words give away ("the village of …", "… River"). Which of several
namesakes is meant is decided in `resolve`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from app.extract.lexicon import load
from app.extract.places.page import (
    PlacePage,
    happenings,
    is_kind_word,
    key_of,
    open_page,
    place_words,
    relation_of,
)
from app.extract.places.toponyms import Toponym, capitals, region_short_for, standing
from app.extract.places.unlisted_places import find_demonyms, find_in_names, find_unlisted
from app.extract.reading import Mention, PlaceMention
from app.extract.words.parse import Parsed
from app.text.abreast import Abreast
from app.text.span import Span
from app.world.world import World

# Evidence that a single word names a settlement; the line was drawn on GeoWebNews and TR-News (half of each).
_ENOUGH = 2.0
_REFUSED = -9.0  # something else is meant, whatever the rest of the article says
_OUTLETS_TOWN = 200_000  # people
_SPEAKING = 300_000  # people; the name of a lesser town as the subject of "said" is somebody's surname
_A_DAY = re.compile(  # Egypt has a town called after October 6
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}"
    r"|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_LONGEST_LIST = 20  # names before “regions”
_PLACE_LABELS = ("GPE", "LOC", "FAC")


def find_places(parsed: Parsed, mentions: Sequence[Mention], world: World) -> list[PlaceMention]:
    """Every place named, in order, not overlapping; those that stand for a state or people are not `literal`."""
    page = open_page(parsed, mentions, world)
    sure = {t.first for t in page.toponyms if _judged(page, t)[0] >= _ENOUGH}
    page.sure = frozenset(sure)  # known first, these vouch for their neighbours and countrymen
    page.countries |= {p.country for t in page.toponyms if t.first in sure for p in t.places[:1] if p.country}
    judged = [(toponym, *_judged(page, toponym)) for toponym in page.toponyms]
    surest = _surest(judged)
    found = [
        mention
        if score >= _ENOUGH
        else replace(mention, reason=f"as elsewhere here: {surest[key_of(toponym)][1]}")
        for toponym, score, mention in judged
        if mention
        and (score >= _ENOUGH or (score > _REFUSED and surest.get(key_of(toponym), (0, ""))[0] >= _ENOUGH))
    ]
    found.extend(find_demonyms(page, world))
    found.extend(find_in_names(page, world, frozenset(w for w, (score, _) in surest.items() if score >= _ENOUGH)))
    found.extend(find_unlisted(page, found))
    return sorted(_apart(found), key=lambda mention: mention.span)


def _surest(
    judged: Sequence[tuple[Toponym, float, PlaceMention | None]],
) -> dict[str, tuple[float, str]]:
    """The best evidence in the article for each name: a place once is a place again."""
    best: dict[str, tuple[float, str]] = {}
    for toponym, score, mention in judged:
        if mention and score > best.get(key_of(toponym), (0.0, ""))[0]:
            best[key_of(toponym)] = (score, mention.reason)
    return best


def _judged(page: PlacePage, toponym: Toponym) -> tuple[float, PlaceMention | None]:
    """The toponym as a place mention, and how much speaks for it; (0, None) where something else is meant."""
    name = toponym.span
    if any(not _place_after_all(actor, toponym) for actor in page.actors.of(name)):
        return _REFUSED, None
    if is_kind_word(page, toponym) or _A_DAY.fullmatch(name.of(page.parsed.text)) or _speaks(page, toponym):
        return _REFUSED, None
    hint, span, said = _kind_words(page, toponym)
    span = _with_direction(page, toponym, span)
    relation = relation_of(page, toponym.first)
    text = name.of(page.parsed.text)
    score, why = _evidence(page, toponym, text, bool(hint), relation)
    if score <= _REFUSED:
        return _REFUSED, None
    literal = True
    if hint is None and (text in capitals() or toponym.country):
        stands, reason = standing(page.parsed, name, capital=text in capitals())
        literal, why = stands != "state", f"{why}; {stands}: {reason}"
    return score, PlaceMention(span, name, hint, relation, literal, f"{why}; {said}" if said else why)


def _speaks(page: PlacePage, toponym: Toponym) -> bool:
    """ "“…”, Moroz said": a town that says something is its government or a man; a village is a man."""
    large = max(p.population for p in toponym.places) >= _SPEAKING
    if toponym.country or large or toponym.span.of(page.parsed.text) in capitals():
        return False
    tokens = page.parsed.tokens(toponym.span)
    if not len(tokens) or tokens.root.dep_ != "nsubj" or tokens[0].i != tokens.root.left_edge.i:
        return False
    return tokens.root.head.lemma_ in load("place_words")["speaks"]["verbs"]


def _place_after_all(actor: Mention, toponym: Toponym) -> bool:
    """ "West Bank" is no company, "Al-Hol camp" no man: the whole of a guessed name is a region or on our list."""
    of_note = any(p.kind in ("region", "country") or p.key.startswith("x-") for p in toponym.places)
    longer = toponym.last > toponym.first
    return longer and of_note and toponym.span.covers(actor.name) and "roster" not in actor.reason


def _evidence(
    page: PlacePage, toponym: Toponym, text: str, hinted: bool, relation: str | None
) -> tuple[float, str]:
    """How much speaks for a place, and the strongest reason; 2 is enough."""
    words, first, last = page.words, toponym.first, toponym.last
    if toponym.country and len(text) > 1:
        return (
            (9.0, "a country")
            if text.lower() not in place_words()["never"] or text.isupper() or "." in text
            else (_REFUSED, "")
        )
    if hinted or _ends_in_kind(page, toponym):
        return 5.0, "named with its kind"
    if first and region_short_for(text) and _beside_place(page, toponym):
        return 5.0, "a region, shortened after a town"
    if _inside_longer_name(page, toponym) or _is_outlet(page, toponym):
        return _REFUSED, "part of a longer name, or an outlet's"
    label = page.labels.get(toponym.span.start, "")
    before = words[first - 1].low if first and words[first - 1].span.end + 1 == words[first].span.start else ""
    of_it = before in ("of", "for") and first > 1 and words[first - 2].low in happenings()
    located = of_it or before in place_words()["inside"] or before in ("from", "to", "on") or relation is not None
    score, why = 0.25, "the gazetteer has it"
    a_person = any(word.text in page.person_words for word in words[first : last + 1])
    if a_person and not (located and label in _PLACE_LABELS and before != "to"):
        return _REFUSED, "a person's name here"
    if label in _PLACE_LABELS:
        score, why = 2.0, "a place to the parser"
    elif label and label not in ("PERSON", "ORG", "NORP") and not located:
        score -= 0.5  # where something is, the parser's PRODUCT is its word for a name it does not know
    if located:
        score += 1.25
        why = f"after “{before}”" if before else "beside a place word"
    score += 0.75 if relation is not None else 0.0  # one is near a town, or south of it, and seldom of a man
    score += min(1.5, max(0.0, (math.log10(max(p.population for p in toponym.places) + 1) - 3.5) * 0.6))
    score += 0.75 if toponym.last > toponym.first else 0.0
    score += 0.5 if any(p.kind == "region" for p in toponym.places) else 0.0
    score += 1.0 if _beside_place(page, toponym) else 0.0
    score += 0.75 if any(p.country in page.countries for p in toponym.places) else 0.0
    score += 1.0 if _struck(page, toponym) else 0.0
    score += 0.5 if len({p.country for p in toponym.places}) == 1 and first == last else 0.0  # a name of its own
    score += 0.75 if any(p.key.startswith("x-") for p in toponym.places) else 0.0
    if _opens_dateline(page, toponym):
        return max(score, 0.0) + 2.0, "the article opens with it"
    if page.tags.get(toponym.span.start) != "PROPN" and first == last:
        score -= 1.5
    if text.isupper() and len(text) <= 4 and first == last:
        score -= 2.0  # an acronym: CNN is Kannur to the gazetteer
    if toponym.span.start in page.sentence_starts and first == last and not label:
        score -= 1.0
    return score, why


def _ends_in_kind(page: PlacePage, toponym: Toponym) -> bool:
    """ "Kakhovka dam": a facility or water on the list, its kind written with it."""
    last = page.words[toponym.last]
    listed = any(p.kind in ("facility", "water") for p in toponym.places)
    return toponym.last > toponym.first and not last.capital and listed


def _struck(page: PlacePage, toponym: Toponym) -> bool:
    tokens = page.parsed.tokens(toponym.span)
    if not len(tokens) or tokens.root.dep_ not in ("dobj", "nsubjpass"):
        return False
    return tokens.root.head.lemma_ in load("place_words")["struck"]["verbs"]


def _opens_dateline(page: PlacePage, toponym: Toponym) -> bool:
    """ "WINNIPEG — …", "ALBUQUERQUE, N.M. (AP) - …": capitals at the head of a paragraph."""
    text, span = page.parsed.text, toponym.span
    head = span.start == 0 or text[: span.start].rstrip(" ").endswith("\n")
    return (
        head
        and len(span) > 3
        and span.of(text).isupper()
        and text[span.end :][:2] in (", ", " —", " -", " –", " (")
    )


def _inside_longer_name(page: PlacePage, toponym: Toponym) -> bool:
    """Capitals run on before or after it and are no place themselves: "Paris Hilton", "New Odesa Film Club"."""
    words = page.words
    after = toponym.last + 1
    if after < len(words) and words[after].joined and words[after].capital and after not in page.own:
        kinds = place_words()
        low = words[after].low
        placed = any(low in kinds[kind] for kind in ("region", "district", "settlement", "area"))
        gap = page.parsed.text[toponym.span.end : words[after].span.start]
        placed = placed or (words[after].text.isupper() and len(words[after].text) > 1)  # "Calgary MLA"
        tag = page.tags.get(words[after].span.start)
        if gap == " " and not placed and tag == "PROPN" and not _title_like(low):
            return True
    before = toponym.first - 1
    if before >= 0 and words[before].low in place_words()["near"] | place_words()["inside"]:
        return False  # "- Near Kobani": a capital because the line begins with it
    if before >= 0 and words[toponym.first].joined and words[before].capital and before not in page.own:
        gap = page.parsed.text[words[before].span.end : toponym.span.start]
        opens = words[before].span.start in page.sentence_starts
        if gap == " " and not opens and page.tags.get(words[before].span.start) == "PROPN":
            return not (
                words[before].low in place_words()["adjectives"] or words[before].low in place_words()["compass"]
            )
    return False


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    titles = load("titles")
    return frozenset(titles["person"]) | frozenset(titles["modifier"])


def _title_like(word: str) -> bool:
    return word in _title_words()


def _is_outlet(page: PlacePage, toponym: Toponym) -> bool:
    """ "the Saba news agency", "state news agency Sana", though a region and a town are called so.

    A large town before such a word is one that outlets are of: "Kyiv news", "the Paris newspaper".
    """
    if toponym.country or toponym.last > toponym.first:
        return False
    outlets, words = place_words()["outlets"], page.words
    before, after = toponym.first - 1, toponym.last + 1
    if before >= 0 and words[toponym.first].joined and words[before].low in outlets:
        return True
    large = any(p.population >= _OUTLETS_TOWN for p in toponym.places)
    return not large and after < len(words) and words[after].joined and words[after].low in outlets


def _beside_place(page: PlacePage, toponym: Toponym) -> bool:
    """A comma (or "and") and another place follow or stand before: "Lafayette, Louisiana"."""
    text = page.parsed.text
    at = page.number[toponym.first]
    for other in (*page.toponyms[max(0, at - 1) : at], *page.toponyms[at + 1 : at + 2]):
        gap = text[min(other.span.end, toponym.span.end) : max(other.span.start, toponym.span.start)]
        listed = gap in (", ", " and ", ", and ", " or ") or gap in (", near ", ", outside ", ", in ", " near ")
        vouched = other.first in page.sure or other.country
        if listed and (vouched or max(p.population for p in other.places) > 20_000):
            return True
    return False


def _kind_words(page: PlacePage, toponym: Toponym) -> tuple[str | None, Span, str]:
    """The place kind the words beside it call for, the span with that word when it follows, and why."""
    lexicon, words, text = place_words(), page.words, page.parsed.text
    first, last, span = toponym.first, toponym.last, toponym.span
    after = last + 1
    if after < len(words) and words[after].joined and text[span.end : words[after].span.start] == " ":
        low = words[after].low
        for kind in ("region", "district", "area"):
            named = any(p.kind == "region" for p in toponym.places) and not toponym.country
            loose = low in ("department", "republic", "line") or (low == "state" and not named)
            loose = loose and not words[after].capital  # "Khartoum state", but "a Texan state of mind"
            if (
                low in lexicon[kind]
                and not loose
                and not (toponym.country and kind != "area" and words[after].capital)
            ):
                longer = span if kind == "area" else Span(span.start, words[after].span.end)
                return kind, longer, f"followed by “{words[after].text}”"
        if low in ("regional", "provincial", "oblast's"):  # "the Kharkiv regional prosecutor"
            return "region", span, f"followed by “{words[after].text}”"
        if low in ("city", "town", "village", "settlement", "suburb"):
            return "settlement", span, f"followed by “{words[after].text}”"
    if _listed_region(page, toponym):
        return "region", span, "one of several regions"
    owner = text[span.end : span.end + 2] in ("'s", "’s")  # "the district of Britain's capital"
    if first >= 2 and words[first - 1].low == "of" and words[first].joined and not owner:
        low = words[first - 2].low
        for kind in ("region", "district", "settlement"):
            if low in lexicon[kind] and low not in (
                "capital",
                "port",
                "outskirts",
                "suburb",
                "hub",
                "stronghold",
                "territory",
                "department",
            ):
                return kind, span, f"after “{words[first - 2].text} of”"
    if first >= 1 and words[first - 1].low in ("city", "town", "village") and words[first].joined:
        return "settlement", span, f"after “{words[first - 1].text}”"
    return None, span, ""


def _listed_region(page: PlacePage, toponym: Toponym) -> bool:
    """ "Sumy, Kharkiv and Donetsk regions": each is a region."""
    at, text = page.number[toponym.first], page.parsed.text
    for here, after in pairwise((*page.toponyms[at : at + _LONGEST_LIST], None)):
        if here is None:
            return False
        word = page.words[here.last + 1] if here.last + 1 < len(page.words) else None
        if word and word.joined and word.low in place_words()["regions"]:
            return True
        if after is None or text[here.span.end : after.span.start] not in (", ", " and ", ", and "):
            return False
    return False


def _with_direction(page: PlacePage, toponym: Toponym, span: Span) -> Span:
    """ "Eastern Ghouta", "South Florida": a direction written with a capital belongs to the name."""
    if not toponym.first or not page.words[toponym.first].joined:
        return span
    before = page.words[toponym.first - 1]
    compass = before.low in place_words()["adjectives"] or before.low in place_words()["compass"]
    gap = page.parsed.text[before.span.end : span.start]
    if compass and gap == " " and before.capital and before.span.start not in page.sentence_starts:
        return Span(before.span.start, span.end)
    return span


def _apart(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The longest of those that overlap, the earlier of equals."""
    abreast = Abreast(found, lambda mention: mention.span)
    gone: set[int] = set()
    kept: list[PlaceMention] = []
    for mention in sorted(found, key=lambda m: (-len(m.span), m.span.start)):
        if id(mention) not in gone:
            kept.append(mention)
            gone.update(id(other) for other in abreast.of(mention.span))
    return kept
