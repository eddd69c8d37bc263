"""Names of places on the page, each with what the words round it say: a region, a city, near, south of.

Reads the gazetteer's names off the page behind guards (a town called Said is not meant by "said"), then
places that no gazetteer knows but their words give away ("the village of …", "… River"). Which of several
namesakes is meant is decided in `resolve`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.extract.lexicon import load
from app.extract.parse import Parsed
from app.extract.reading import Mention, PlaceMention
from app.extract.toponyms import (
    Toponym,
    Word,
    capitals,
    find_toponyms,
    region_short_for,
    standing,
    toponyms_of,
    words_of,
)
from app.text.span import Span
from app.world.world import World

# Evidence that a single word names a settlement; the line was drawn on GeoWebNews and TR-News (half of each).
_ENOUGH = 2.0
_REFUSED = -9.0  # something else is meant, whatever the rest of the article says
_LARGE_TOWN = 50_000  # people; a town in a group's name that the article does not name elsewhere
_PLACE_LABELS = ("GPE", "LOC", "FAC")


@dataclass(slots=True)
class _Page:
    parsed: Parsed
    words: Sequence[Word]
    toponyms: Sequence[Toponym]
    actors: list[Mention]  # names of everything but states, in order
    person_words: frozenset[str]
    labels: dict[int, str]  # character → the parser's type, where a token begins
    tags: dict[int, str]  # character → part of speech
    sentence_starts: frozenset[int]
    countries: frozenset[str]  # ISO codes of countries named, by name or adjective
    sure: frozenset[int] = frozenset()  # first words of the places that need nobody's word

    def span(self, first: int, last: int) -> Span:
        return Span(self.words[first].span.start, self.words[last].span.end)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, frozenset[str]]:
    words = load("place_words")
    tables = {**words["kinds"], **words["relations"], "never": words["never"]["words"]}
    return {key: frozenset(listed) for key, listed in tables.items()}


def find_places(parsed: Parsed, mentions: Sequence[Mention], world: World) -> list[PlaceMention]:
    """Every place named, in order, not overlapping; those that stand for a state or people are not `literal`."""
    page = _open_page(parsed, mentions, world)
    sure = {t.first for t in page.toponyms if _judged(page, t)[0] >= _ENOUGH}
    page.sure = frozenset(sure)  # known first, these vouch for their neighbours and countrymen
    page.countries |= {p.country for t in page.toponyms if t.first in sure for p in t.places[:1] if p.country}
    judged = [(toponym, *_judged(page, toponym)) for toponym in page.toponyms]
    surest = _surest(judged)
    found = [
        mention if score >= _ENOUGH else replace(mention, reason=f"as elsewhere here: {surest[_word(toponym)][1]}")
        for toponym, score, mention in judged
        if mention
        and (score >= _ENOUGH or (score > _REFUSED and surest.get(_word(toponym), (0, ""))[0] >= _ENOUGH))
    ]
    found.extend(_demonyms(page, world))
    found.extend(_in_names(page, world, frozenset(w for w, (score, _) in surest.items() if score >= _ENOUGH)))
    found.extend(_unlisted(page, found))
    return sorted(_apart(found), key=lambda mention: mention.span)


def _open_page(parsed: Parsed, mentions: Sequence[Mention], world: World) -> _Page:
    words = words_of(parsed.text)
    toponyms = toponyms_of(parsed.text, world.gazetteer)
    named = [m for m in mentions if m.form == "name" and m.kind != "state"]
    person_words = {
        word for m in named if m.kind == "person" for word in m.name.of(parsed.text).replace("-", " ").split()
    }
    return _Page(
        parsed,
        words,
        toponyms,
        named,
        frozenset(person_words),
        {token.idx: entity.label_ for entity in parsed.doc.ents for token in entity},
        {token.idx: token.pos_ for token in parsed.doc},
        frozenset(sentence.start for sentence in parsed.sentences),
        _countries(words, toponyms, world),
    )


def _countries(words: Sequence[Word], toponyms: Sequence[Toponym], world: World) -> frozenset[str]:
    named = {toponym.country.country for toponym in toponyms if toponym.country}
    for word in words:
        if word.capital and len(word.text) > 3 and (place := world.gazetteer.country_of_demonym(word.text)):
            named.add(place.country)
    return frozenset(code for code in named if code)


# ---------------------------------------------------------------- names the gazetteer knows


def _word(toponym: Toponym) -> str:
    return toponym.places[0].key


def _surest(
    judged: Sequence[tuple[Toponym, float, PlaceMention | None]],
) -> dict[str, tuple[float, str]]:
    """The best evidence in the article for each name: a place once is a place again."""
    best: dict[str, tuple[float, str]] = {}
    for toponym, score, mention in judged:
        if mention and score > best.get(_word(toponym), (0.0, ""))[0]:
            best[_word(toponym)] = (score, mention.reason)
    return best


def _judged(page: _Page, toponym: Toponym) -> tuple[float, PlaceMention | None]:
    """The toponym as a place mention, and how much speaks for it; (0, None) where something else is meant."""
    name = toponym.span
    if any(m.name.overlaps(name) and not _place_after_all(m, toponym) for m in page.actors):
        return _REFUSED, None
    if _is_kind_word(page, toponym):
        return _REFUSED, None
    hint, span, said = _kind_words(page, toponym)
    span = _with_direction(page, toponym, span)
    relation = _relation(page, toponym.first)
    text = name.of(page.parsed.text)
    score, why = _evidence(page, toponym, text, bool(hint), relation)
    if score <= _REFUSED:
        return _REFUSED, None
    literal = True
    if hint is None and (text in capitals() or toponym.country):
        stands, reason = standing(page.parsed, name, capital=text in capitals())
        literal, why = stands != "state", f"{why}; {stands}: {reason}"
    return score, PlaceMention(span, name, hint, relation, literal, f"{why}; {said}" if said else why)


def _place_after_all(actor: Mention, toponym: Toponym) -> bool:
    """ "West Bank" is no company, "Al-Hol camp" no man: the whole of a guessed name is a region or on our list."""
    of_note = any(p.kind in ("region", "country") or p.key.startswith("x-") for p in toponym.places)
    longer = toponym.last > toponym.first
    return longer and of_note and toponym.span.covers(actor.name) and "roster" not in actor.reason


def _evidence(page: _Page, toponym: Toponym, text: str, hinted: bool, relation: str | None) -> tuple[float, str]:
    """How much speaks for a place, and the strongest reason; 2 is enough."""
    words, first, last = page.words, toponym.first, toponym.last
    if toponym.country and len(text) > 1:
        return (
            (9.0, "a country")
            if text.lower() not in _lexicon()["never"] or text.isupper() or "." in text
            else (_REFUSED, "")
        )
    if hinted or _ends_in_kind(page, toponym):
        return 5.0, "named with its kind"
    if first and region_short_for(text) and _beside_place(page, toponym):
        return 5.0, "a region, shortened after a town"
    if _inside_longer_name(page, toponym):
        return _REFUSED, "part of a longer name"
    label = page.labels.get(toponym.span.start, "")
    before = words[first - 1].low if first and words[first - 1].span.end + 1 == words[first].span.start else ""
    of_it = before in ("of", "for") and first > 1 and words[first - 2].low in _happenings()
    located = of_it or before in _lexicon()["inside"] or before in ("from", "to", "on") or relation is not None
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


@lru_cache(maxsize=1)
def _happenings() -> frozenset[str]:
    """Nouns that are of or for a place: "the capture of X", "the battle for X"."""
    return frozenset(load("place_words")["literal"]["happening"])


def _ends_in_kind(page: _Page, toponym: Toponym) -> bool:
    """ "Kakhovka dam": a facility or water on the list, its kind written with it."""
    last = page.words[toponym.last]
    listed = any(p.kind in ("facility", "water") for p in toponym.places)
    return toponym.last > toponym.first and not last.capital and listed


def _struck(page: _Page, toponym: Toponym) -> bool:
    tokens = page.parsed.tokens(toponym.span)
    if not len(tokens) or tokens.root.dep_ not in ("dobj", "nsubjpass"):
        return False
    return tokens.root.head.lemma_ in load("place_words")["struck"]["verbs"]


def _opens_dateline(page: _Page, toponym: Toponym) -> bool:
    """ "WINNIPEG — …", "ALBUQUERQUE, N.M. (AP) - …": capitals at the head of a paragraph."""
    text, span = page.parsed.text, toponym.span
    head = span.start == 0 or text[: span.start].rstrip(" ").endswith("\n")
    return (
        head
        and len(span) > 3
        and span.of(text).isupper()
        and text[span.end :][:2] in (", ", " —", " -", " –", " (")
    )


def _inside_longer_name(page: _Page, toponym: Toponym) -> bool:
    """Capitals run on before or after it and are no place themselves: "Paris Hilton", "New Odesa Film Club"."""
    words = page.words
    own = {index for t in page.toponyms for index in range(t.first, t.last + 1)}
    after = toponym.last + 1
    if after < len(words) and words[after].joined and words[after].capital and after not in own:
        kinds = _lexicon()
        low = words[after].low
        placed = any(low in kinds[kind] for kind in ("region", "district", "settlement", "area"))
        gap = page.parsed.text[toponym.span.end : words[after].span.start]
        placed = placed or (words[after].text.isupper() and len(words[after].text) > 1)  # "Calgary MLA"
        tag = page.tags.get(words[after].span.start)
        if gap == " " and not placed and tag == "PROPN" and not _title_like(low):
            return True
    before = toponym.first - 1
    if before >= 0 and words[before].low in _lexicon()["near"] | _lexicon()["inside"]:
        return False  # "- Near Kobani": a capital because the line begins with it
    if before >= 0 and words[toponym.first].joined and words[before].capital and before not in own:
        gap = page.parsed.text[words[before].span.end : toponym.span.start]
        opens = words[before].span.start in page.sentence_starts
        if gap == " " and not opens and page.tags.get(words[before].span.start) == "PROPN":
            return not (
                words[before].low in _lexicon()["adjectives"] or words[before].low in _lexicon()["compass"]
            )
    return False


def _is_kind_word(page: _Page, toponym: Toponym) -> bool:
    """ "Bridge", "Park" alone: towns are called so, but on the page it is the end of some other name."""
    low = page.words[toponym.first].low
    kinds = _lexicon()
    return toponym.first == toponym.last and any(low in kinds[k] for k in ("facility", "water", "terrain"))


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    titles = load("titles")
    return frozenset(titles["person"]) | frozenset(titles["modifier"])


def _title_like(word: str) -> bool:
    return word in _title_words()


def _beside_place(page: _Page, toponym: Toponym) -> bool:
    """A comma (or "and") and another place follow or stand before: "Lafayette, Louisiana"."""
    text = page.parsed.text
    at = page.toponyms.index(toponym)
    for other in (*page.toponyms[max(0, at - 1) : at], *page.toponyms[at + 1 : at + 2]):
        gap = text[min(other.span.end, toponym.span.end) : max(other.span.start, toponym.span.start)]
        listed = gap in (", ", " and ", ", and ", " or ") or gap in (", near ", ", outside ", ", in ", " near ")
        vouched = other.first in page.sure or other.country
        if listed and (vouched or max(p.population for p in other.places) > 20_000):
            return True
    return False


def _kind_words(page: _Page, toponym: Toponym) -> tuple[str | None, Span, str]:
    """The place kind the words beside it call for, the span with that word when it follows, and why."""
    lexicon, words, text = _lexicon(), page.words, page.parsed.text
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


def _listed_region(page: _Page, toponym: Toponym) -> bool:
    """ "Sumy, Kharkiv and Donetsk regions": each is a region."""
    at, text = page.toponyms.index(toponym), page.parsed.text
    for here, after in zip(page.toponyms[at:], [*page.toponyms[at + 1 :], None], strict=True):
        word = page.words[here.last + 1] if here.last + 1 < len(page.words) else None
        if word and word.joined and word.low in _lexicon()["regions"]:
            return True
        if after is None or text[here.span.end : after.span.start] not in (", ", " and ", ", and "):
            return False
    return False


def _with_direction(page: _Page, toponym: Toponym, span: Span) -> Span:
    """ "Eastern Ghouta", "South Florida": a direction written with a capital belongs to the name."""
    if not toponym.first or not page.words[toponym.first].joined:
        return span
    before = page.words[toponym.first - 1]
    compass = before.low in _lexicon()["adjectives"] or before.low in _lexicon()["compass"]
    gap = page.parsed.text[before.span.end : span.start]
    if compass and gap == " " and before.capital and before.span.start not in page.sentence_starts:
        return Span(before.span.start, span.end)
    return span


def _relation(page: _Page, first: int) -> str | None:
    """ "near", "south of", "20 km from": what loosens the place that begins at word `first`."""
    lexicon, words = _lexicon(), page.words
    index = first - 1
    while index >= 0 and words[index].low in ({"the", "city", "town", "village"} | lexicon["adjectives"]):
        if words[index + 1].span.start - words[index].span.end != 1:
            return None
        index -= 1
    if index >= 1 and words[index].low == "of" and words[index - 1].low == "city":
        return _relation(page, index - 1)
    if index < 0 or words[index + 1].span.start - words[index].span.end != 1:
        return None
    if words[index].low in lexicon["near"]:
        return words[index].low
    if index and words[index].low in ("of", "from") and words[index - 1].low in lexicon["directions"]:
        return f"{words[index - 1].text} {words[index].text}"
    return None


# ---------------------------------------------------------------- names it does not


def _unlisted(page: _Page, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """ "Kakhovka Dam", "Lake Sarez", "the village of Nowhere": places by their words, though on no list."""
    taken = sorted([m.span for m in found] + [m.name for m in page.actors])
    index = 0
    while index < len(page.words):
        last, why, kind = _by_its_words(page, index)
        if last is None:
            index += 1
            continue
        span = page.span(index, last)
        longer = "on no list" not in why  # a river's name may hold a city's; a guess of the parser's may not
        clashes = [o for o in taken if o.overlaps(span) and not (longer and span.covers(o) and span != o)]
        if not clashes and not any(m.name.overlaps(span) for m in page.actors):
            yield PlaceMention(span, span, kind, _relation(page, index), True, why)
        index = last + 1


def _by_its_words(page: _Page, first: int) -> tuple[int | None, str, str | None]:
    words, lexicon = page.words, _lexicon()
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
    if word.low in lexicon["opening"] and last > first:
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
    label = page.labels.get(word.span.start)
    if label in ("LOC", "FAC", "GPE") and word.low not in lexicon["never"]:
        end = _parser_end(page, first)
        if words[end].low in load("groups")["never"]["endings"] and words[end].low not in lexicon["terrain"]:
            return None, "", None
        before = words[first - 1].low if first and word.joined else ""
        if end > first or before in lexicon["inside"]:
            return end, "a place to the parser, on no list", None
    return None, "", None


def _next_capital(page: _Page, index: int) -> int | None:
    """The next word of a capitalised run, over a possessive ("St. Michael’s Hospital"); None at its end."""
    words, text = page.words, page.parsed.text
    if index + 1 < len(words) and words[index + 1].joined and words[index + 1].capital:
        return index + 1
    if index + 2 < len(words) and words[index + 1].text == "s" and words[index + 2].capital:
        owned = text[words[index].span.end : words[index].span.end + 1] in "'’ʼ" and words[index + 2].joined
        kinds = _lexicon()
        if owned and any(words[index + 2].low in kinds[kind] for kind in ("facility", "water", "terrain")):
            return index + 2
    return None


def _parser_end(page: _Page, first: int) -> int:
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


def _demonyms(page: _Page, world: World) -> Iterator[PlaceMention]:
    """ "Ukrainian", "Central American", "EU": a country or part of the world named, though no place is meant."""
    index = 0
    while index < len(page.words):
        last, why = _adjective(page, index, world)
        if last is None:
            index += 1
            continue
        span = page.span(index, last)
        if not any(m.name.overlaps(span) for m in page.actors):
            land = _before_land(page, last)
            yield PlaceMention(span, span, None, None, bool(land), f"in or on its {land}" if land else why)
        index = last + 1


def _before_land(page: _Page, last: int) -> str:
    """ "airspace" of "Lebanese airspace", "city" of "the Syrian coastal city"; "" where no land follows."""
    land = load("place_words")["owned"]["land"]
    for word in page.words[last + 1 : last + 3]:
        if not word.joined or word.capital:
            return ""
        if word.low in land:
            return word.low
    return ""


def _adjective(page: _Page, first: int, world: World) -> tuple[int | None, str]:
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
    if before and before.low in _lexicon()["compass"] and before.capital:
        return None, ""  # "West Indian": nobody's nation
    word = words[first].text
    is_one = len(word) > 3 and gazetteer.country_of_demonym(word)
    return (first, "its people or what is theirs") if is_one else (None, "")


def _in_names(page: _Page, world: World, sure: frozenset[str]) -> Iterator[PlaceMention]:
    """ "Toronto Police Services Board", "Syrian Arab Red Crescent": a group's name says where it is from.

    Never literal. `sure` are names that are places elsewhere in the article; other towns must be large, since
    groups are also called after people and things.
    """
    groups = [m for m in page.actors if m.kind != "person"]
    for group in groups:
        inside = [i for i, word in enumerate(page.words) if group.name.covers(word.span)]
        if not inside:
            continue
        index = inside[0]
        while index <= inside[-1]:
            last, _ = _adjective(page, index, world)
            if last is None:
                last = _toponym_in_name(page, index, inside[-1], world, sure)
            if last is None or last > inside[-1]:
                index += 1
                continue
            span = page.span(index, last)
            if span != group.name:
                why = f"in the name of {group.name.of(page.parsed.text)}"
                yield PlaceMention(span, span, None, None, False, why, within=group.name)
            index = last + 1


def _toponym_in_name(page: _Page, first: int, end: int, world: World, sure: frozenset[str]) -> int | None:
    """The last word of a country, region or sizable town that begins at word `first` of a group's name."""
    toponym = next((t for t in page.toponyms if t.first == first and t.last <= end), None)
    if toponym is None:
        found = find_toponyms(page.parsed.text, page.words[first : end + 1], world.gazetteer)[:1]
        if not found or found[0].first:
            return None
        toponym = replace(found[0], first=first, last=first + found[0].last)
    text = toponym.span.of(page.parsed.text)
    if text in page.person_words or text.lower() in _lexicon()["never"] or _is_kind_word(page, toponym):
        return None
    if (
        any(p.kind in ("country", "region", "district", "area", "water") for p in toponym.places)
        or _word(toponym) in sure
    ):
        return toponym.last
    most = max(p.population for p in toponym.places)
    return toponym.last if most >= _LARGE_TOWN else None


def _apart(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The longest of those that overlap, the earlier of equals."""
    kept: list[PlaceMention] = []
    for mention in sorted(found, key=lambda m: (-len(m.span), m.span.start)):
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return kept
