"""Words of a text, the names among them that the gazetteer knows, and what such a name stands for.

Both `names/reader.py` (is "Moscow" the Russian state here?) and `places/reader.py` (is it the city?) ask this
file, so that they cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.extract.lexicon import load
from app.extract.words.parse import Parsed
from app.text.span import Span
from app.world.gazetteer import Gazetteer, Place

# A word, "U.S." as one; an apostrophe stays inside ("Be'eri") unless it opens a possessive ("Kyiv's").
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ](?![sS]\b)[^\W_]+)*")
_JOINING = frozenset({" ", "-", "‑", "–", "\u00a0", "/"})
_LONGEST_LIST = 20  # names: "Australia, Belgium, Canada, …" stand for what the first stands for
LONGEST_NAME = 7  # words; longer names are found by their beginnings or by their heads


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; `capital` if it may begin or end a name; `joined` if a name may run on to it."""

    span: Span
    text: str
    low: str
    capital: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Toponym:
    """A stretch of text that some place is called, whether or not it is meant here."""

    span: Span
    first: int  # word indices, `last` included
    last: int
    places: tuple[Place, ...]

    @property
    def country(self) -> Place | None:
        return next((place for place in self.places if place.kind == "country"), None)


@lru_cache(maxsize=4)  # names and places ask for the same text, one after the other
def words_of(text: str) -> tuple[Word, ...]:
    """Every word in order. "Kyiv’s" gives "Kyiv" and "s"; the "al" of "al-Burhan" opens a name."""
    found = [(match.span(), match.group()) for match in _WORD.finditer(text)]
    particles = frozenset(load("groups")["connectors"]["particles"])
    words, before = [], 0
    for index, ((start, end), word) in enumerate(found):
        gap = text[before:start]
        after_initial = gap == ". " and index > 0 and _shortened(found[index - 1][1])
        capital = word[0].isupper()
        if not capital and word in particles and text[end : end + 1] in "-‑" and index + 1 < len(found):
            capital = found[index + 1][1][0].isupper()
        joined = index > 0 and (gap in _JOINING or after_initial)
        words.append(Word(Span(start, end), word, word.lower().rstrip("."), capital, joined))
        before = end
    return tuple(words)


def _shortened(word: str) -> bool:
    """An initial or a short form, after which a full stop ends no sentence: "J.", "St.", "Gen."; not "War." """
    if word in ("II", "IV", "VI", "IX"):
        return False  # "under King Faisal II. The port"
    return len(word) <= 2 or (len(word) == 3 and word.lower() in load("groups")["connectors"]["shortened"])


@lru_cache(maxsize=4)
def toponyms_of(text: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """`find_toponyms` of a whole text."""
    return tuple(find_toponyms(text, words_of(text), gazetteer))


def stretches(words: Sequence[Word], first: int, longest: int = LONGEST_NAME) -> Iterator[int]:
    """Indices `last` where words[first..last] could be one name: joined, ending in a capital or a figure."""
    for last in range(first, min(first + longest, len(words))):
        if last > first and not words[last].joined:
            return
        if words[last].capital or words[last].text[0].isdigit():
            yield last


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    return dict(load("place_words")["spellings"])


def usual_name(name: str) -> str:
    """ "the U.S." → "United States"; other names as they are."""
    usual = _spellings().get(name.lower())
    return usual if usual and (len(name) > 3 or name.isupper()) else name  # "US" and "U.S", never "us"


def find_toponyms(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[Toponym]:
    """The longest stretches that the gazetteer knows, left to right, not overlapping. Lower case is never one."""
    never = frozenset(load("place_words")["never"]["words"])
    found: list[Toponym] = []
    index = 0
    while index < len(words):
        known = _abbreviated(text, words, index, gazetteer) if words[index].capital else None
        if known is None and words[index].capital:
            known = _longest(text, words, index, gazetteer, never)
        if known:
            known = _with_kind_word(text, words, known, gazetteer)
            found.append(known)
        index = known.last + 1 if known else index + 1
    return found


@lru_cache(maxsize=1)
def _kinds_built() -> frozenset[str]:
    kinds = load("place_words")["kinds"]
    return frozenset((*kinds["facility"], *kinds["water"], *kinds["terrain"]))


def _with_kind_word(text: str, words: Sequence[Word], known: Toponym, gazetteer: Gazetteer) -> Toponym:
    """ "Kakhovka dam", "Zaporizhzhia nuclear power plant": a facility on the list, its kind in small letters."""
    kinds = _kinds_built()
    for last in range(min(known.last + 4, len(words) - 1), known.last, -1):
        run = words[known.last + 1 : last + 1]
        if run[-1].low not in kinds or not all(w.joined for w in run):
            continue
        span = Span(known.span.start, words[last].span.end)
        wanted = ("facility", "water", "area", "district")
        places = tuple(p for p in gazetteer.lookup(span.of(text)) if p.kind in wanted)
        if places:
            return Toponym(span, known.first, last, places)
    return known


def _longest(
    text: str, words: Sequence[Word], first: int, gazetteer: Gazetteer, never: frozenset[str]
) -> Toponym | None:
    best = None
    for last in stretches(words, first):
        span = Span(words[first].span.start, words[last].span.end)
        name = span.of(text)
        usual = usual_name(name)
        ordinary = usual == name and (name.lower().rstrip(".") in never or (last == first and len(name) < 3))
        places = () if ordinary else tuple(gazetteer.lookup(usual))
        if places and last == first and places[0].kind == "settlement" and gazetteer.country_of_demonym(name):
            places = ()  # "Syrian" is nobody's town, though Sirjan was once spelled so
        if places and words[first].low == "the" and gazetteer.lookup(name[4:].strip()):
            places = ()  # "The Hague" has its article, "The Ukraine" does not
        if places:
            best = Toponym(span, first, last, places)
        if usual == name and not gazetteer.starts([word.text for word in words[first : last + 1]]):
            break
    return best


def _abbreviated(text: str, words: Sequence[Word], index: int, gazetteer: Gazetteer) -> Toponym | None:
    """ "Ky." after a comma or in brackets: a region's newspaper abbreviation, its full stop included."""
    span, word = words[index].span, words[index].text
    full = region_short_for(word)
    dotted = "." in word or text[span.end : span.end + 1] == "." or (len(word) == 2 and word.isupper())
    if not full or not dotted or text[max(0, span.start - 2) : span.start].strip() not in (",", "("):
        return None
    end = span.end + (text[span.end : span.end + 1] == "." and "." not in word and not word.isupper())
    places = tuple(place for place in gazetteer.lookup(full) if place.kind == "region")
    return Toponym(Span(span.start, end), index, index, places) if places else None


def region_short_for(word: str) -> str | None:
    """The region that newspapers shorten so: "Ky" or "Ky." → "Kentucky"."""
    lexicon = load("place_words")
    return lexicon["abbreviations"].get(word.lower().rstrip(".")) or lexicon["postal"].get(word)


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Capital as written → its state's name."""
    return dict(load("capitals")["states"])


@lru_cache(maxsize=1)
def _standing_words() -> dict[str, frozenset[str]]:
    lexicon = load("place_words")
    return {
        "inside": frozenset(lexicon["relations"]["inside"]),
        "parts": frozenset(lexicon["literal"]["parts"]),
        "happening": frozenset(lexicon["literal"]["happening"]),
        "bound": frozenset(lexicon["literal"]["bound"]),
        "verbs": frozenset(lexicon["metonym"]["verbs"]),
        "against": frozenset(lexicon["metonym"]["against"]),
        "dealings": frozenset(lexicon["metonym"]["dealings"]),
        "minded": frozenset(lexicon["metonym"]["minded"]),
        "behind": frozenset(lexicon["metonym"]["behind"]),
        "struck": frozenset(lexicon["struck"]["verbs"]),
        "owned": frozenset(lexicon["owned"]["nouns"]),
        "before": frozenset(lexicon["owned"]["before"]),
        "members": frozenset(lexicon["owned"]["members"]),
    }


def standing(parsed: Parsed, span: Span, *, capital: bool, depth: int = 0) -> tuple[str, str]:
    """What a country's or capital's name stands for here: "place", "state" or "either"; and why.

    "in Kyiv" → place · "Kyiv said", "sanctions against Moscow" → state · "missiles hit Kyiv" → place ·
    "President of Ukraine" → either. A capital with nothing said about it is a place, a country either.
    """
    lexicon = _standing_words()
    doubtful = "place" if capital else "either"
    text = parsed.text
    after = _WORD.match(text, span.end + 1) if text[span.end : span.end + 1] in ("-", "‑", "–") else None
    if after and after.group().lower() in lexicon["behind"]:
        return "state", f"before -{after.group()}"
    beside = after.group() if after else _joined_before(text, span)
    if beside and not capital and beside[0].isupper() and beside.lower() not in lexicon["parts"]:
        return "state", f"beside {beside}"  # "UK-France talks", "the Iran-Iraq War"
    if text[max(0, span.start - 5) : span.start].lower().endswith(("pro-", "anti-")):
        return "state", "after pro- or anti-"
    tokens = parsed.tokens(span)
    if not len(tokens):
        return doubtful, "outside the parse"
    return _by_grammar(parsed, tokens.root, capital, doubtful, lexicon, depth)


def _joined_before(text: str, span: Span) -> str:
    """The word that a hyphen joins to the name from before: "UK" of "UK-France"."""
    before = text[: span.start]
    return before[:-1].split()[-1] if before[-1:] in ("-", "–") and before[:-1].split() else ""


def _by_grammar(
    parsed: Parsed, root: Any, capital: bool, doubtful: str, lexicon: dict[str, frozenset[str]], depth: int
) -> tuple[str, str]:
    head = root.head
    if root.dep_ == "conj" and depth < _LONGEST_LIST and head.pos_ == "PROPN":
        return standing(parsed, Span(head.idx, head.idx + len(head.text)), capital=capital, depth=depth + 1)
    if root.dep_ == "poss":
        literal = head.lemma_.lower() in lexicon["parts"]
        return ("place" if literal else "state"), f"owner of {head.text}"
    if root.dep_ == "pobj":
        return _after_preposition(head, capital, doubtful, lexicon)
    if root.dep_ == "nsubj":
        minded = any(child.lemma_.lower() in lexicon["minded"] for child in head.children)
        says = head.lemma_ in lexicon["verbs"] or (head.lemma_ == "be" and minded)
        if capital:
            return ("state" if says else "place"), f"subject of {head.text}"
        return ("either" if head.lemma_ == "be" and not says else "state"), f"subject of {head.text}"
    if root.dep_ in ("dobj", "nsubjpass") and capital and head.lemma_ in lexicon["struck"]:
        return "place", f"object of {head.text}"  # "took Damascus", where "asked Damascus" is a government
    if root.dep_ in ("compound", "nmod", "amod") and not capital and head.lemma_.lower() in lexicon["before"]:
        return "state", f"before {head.text}"
    if root.dep_ == "dobj" and not capital and head.lemma_ == "include" and _members(head, lexicon["members"]):
        return "state", "one of those included"
    told = head.lemma_ in lexicon["verbs"] and head.lemma_ not in lexicon["struck"]
    if root.dep_ == "dobj" and not capital and told:
        return "state", f"object of {head.text}"  # "accused Israel"; but "left Syria" is the country
    if root.dep_ == "agent" or (root.dep_ in ("dobj", "dative") and head.lemma_ in lexicon["verbs"] and capital):
        return "state", f"object of {head.text}"
    if root.dep_ == "appos" and head.pos_ == "PROPN" and not capital:
        return "place", f"set beside {head.text}"
    return doubtful, "nothing around it decides"


def _members(verb: Any, members: frozenset[str]) -> bool:
    """ "Nations that took part include X": a verb whose subject is made of states."""
    return any(child.dep_ == "nsubj" and child.lemma_.lower() in members for child in verb.children)


def _after_preposition(
    preposition: Any, capital: bool, doubtful: str, lexicon: dict[str, frozenset[str]]
) -> tuple[str, str]:
    word = preposition.text.lower()
    governor = preposition.head.lemma_.lower()
    reason = f"after {word}"
    if word in lexicon["inside"]:
        return "place", reason
    if word == "of" and not capital and governor in lexicon["owned"]:
        return "state", f"{governor} {word}"
    if word == "for" and governor in lexicon["bound"]:
        return ("place" if capital else "either"), f"{governor} {word}"
    if governor in lexicon["happening"]:
        return ("place" if capital else "either"), f"{governor} {word}"
    if governor in lexicon["dealings"] and word != "of":
        return "state", f"{governor} {word}"
    if word in lexicon["against"] and (capital or word not in ("on", "upon", "about")):
        return "state", reason
    return doubtful, reason
