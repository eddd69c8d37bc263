"""What kind of actor a name is, one kind for the whole article, or none: places and happenings are nobody.

What is written down (roster, lexicon, brackets, titles) goes before what is guessed from the parser's types.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from app.extract.lexicon import load
from app.extract.names.titles import described, is_title, title_before
from app.extract.places.toponyms import Toponym, Word, capitals
from app.extract.words.parse import Parsed
from app.text.folding import fold, fold_name
from app.text.span import Span
from app.world.roster import RosterActor, Spelling
from app.world.world import World

GUESSED_GROUP = "a group to the parser"
LONGEST_PERSON = 5  # words in a person's name: "Sheikh Mohammed bin Zayed Al Nahyan" has the most seen


@dataclass(slots=True)
class Candidate:
    first: int
    last: int
    by: str
    kind: str | None = None  # what the finder itself knows
    reason: str = ""
    label: str = ""  # the parser's type


@dataclass(slots=True)
class Page:
    """One article while its names are read."""

    parsed: Parsed
    world: World
    words: Sequence[Word]
    toponyms: Sequence[Toponym]
    toponym_at: dict[int, Toponym] = field(default_factory=dict)  # by every word index it holds
    sentence_starts: frozenset[int] = frozenset()
    mid_sentence: frozenset[str] = frozenset()  # words with a capital where no sentence begins, and in no headline
    headlines: frozenset[int] = frozenset()  # words of sentences Written Like This
    persons: frozenset[str] = frozenset()  # last words of names that are persons to the parser
    written: dict[str, list[int]] = field(default_factory=dict)  # a word → every place where it is written so
    ordinary: frozenset[int] = frozenset()  # words of headlines that are in capitals and part of no name

    def span(self, first: int, last: int) -> Span:
        return Span(self.words[first].span.start, self.words[last].span.end)

    def name(self, first: int, last: int) -> str:
        return self.parsed.text[self.words[first].span.start : self.words[last].span.end]

    def demonym(self, word: str) -> bool:
        return bool(word[:1].isupper() and self.world.gazetteer.country_of_demonym(word)) or word in (
            "U.S.",
            "US",
            "UK",
        )


@lru_cache(maxsize=1)
def never() -> frozenset[str]:
    return frozenset(load("groups")["never"]["words"])


@lru_cache(maxsize=1)
def never_alone() -> frozenset[str]:
    return never() | frozenset(load("groups")["never"]["alone"])


@lru_cache(maxsize=1)
def group_words() -> dict[str, str]:
    kinds = load("groups")["kinds"]
    words: dict[str, str] = {}
    for kind, listed in kinds.items():
        for word in listed:
            words.setdefault(word, kind)
    return words


def group_kind(page: Page, first: int, last: int) -> str | None:
    """The kind of group its words make it: of the word before "of"/"for" when there is one, else of the last."""
    words = page.words[first : last + 1]
    if first == last:
        return None
    lows = [word.low for word in words]
    for several in (" ".join(lows[-3:]), " ".join(lows[-2:])):  # "news service" before "service"
        if several in group_words():
            return group_words()[several]
    head = next((i for i, low in enumerate(lows) if low in ("of", "for", "on", "to", "against", "in")), len(lows))
    if two := group_words().get(" ".join(lows[max(0, head - 2) : head])):
        return two  # "High Commissioner for Refugees"
    for low in (*(reversed(lows[:head])),):
        if low in group_words():
            return group_words()[low]
        if head == len(lows):  # without "of" only the last word may be its head
            return None
    return None


@lru_cache(maxsize=1)
def known_kinds() -> dict[str, str]:
    return {name: kind for kind, names in load("groups")["known"].items() for name in names}


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    return frozenset(load("groups")["never"]["endings"])


def roster_kind(page: Page, first: int, last: int, actors: Sequence[RosterActor]) -> str | None:
    """What kind of actor the roster's name is where it stands so; states are left to `_states`."""
    if not actors:
        return None
    name = page.name(first, last)
    if first == last and page.words[first].low in never_alone():
        return None
    for actor in actors:
        spelled = _spelled(name, actor)
        if spelled is not None:
            return None if actor.kind == "state" or not spelled else actor.kind
    if page.words[first].low == "the" and page.world.roster.metonym(name):
        return None  # "The Kremlin said": the article is none of the name
    metonyms = page.world.roster.metonym(name)
    if metonyms:  # of a city's name, what it stands for here decides: `_states`
        return metonyms[0].kind if first not in page.toponym_at and name not in capitals() else None
    persons = [actor for actor in actors if actor.kind == "person"]
    toponym = page.toponym_at.get(last)
    if not persons or page.words[first].low == "the":
        return None
    if toponym and (toponym.last > toponym.first or max(p.population for p in toponym.places) > 50_000):
        return None  # "Costa" of Costa Rica; a surname that is also a town of size waits for a title
    if first in page.sentence_starts and page.words[first].text not in page.mid_sentence and len(name) < 5:
        return None
    return "person"


def _spelled(name: str, actor: RosterActor) -> bool | None:
    """Whether a name is a spelling of this actor's; False for an acronym written small ("Who"); None for no."""
    for spelling in (*actor.spellings, Spelling(actor.name)):
        if fold_name(spelling.text) != fold_name(name) or spelling.kind == "metonym":
            continue
        if spelling.text.isupper() and not name.isupper() and len(name) < 5:  # "WHO", never "Who"
            return False
        if actor.kind != "person" and len(name) < 7 and fold(spelling.text) != fold(name):
            continue  # "Sanaa" is not SANA, though doubled letters are one in a person's name
        return True
    return None


def key_of(page: Page, candidate: Candidate) -> str:
    return fold_name(page.name(candidate.first, candidate.last))


def kinds_of(page: Page, chosen: Sequence[Candidate]) -> dict[str, tuple[str, str]]:
    """One kind and reason per name for the whole article; names that are nobody's are left out."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in chosen:
        groups[key_of(page, candidate)].append(candidate)
    return {key: kind for key, group in groups.items() if key and (kind := _kind_of(page, group))}


def _kind_of(page: Page, group: Sequence[Candidate]) -> tuple[str, str] | None:
    """The kind of all mentions of one name, and why; None where it names no actor."""
    first = group[0]
    name = page.name(first.first, first.last)
    if first.first == first.last and first.first in page.toponym_at and all(_located(page, one) for one in group):
        return None  # "near Kobani": the town, though a commander bears its name
    known = roster_kind(page, first.first, first.last, page.world.roster.known(name))
    if known and any(candidate.by in ("bracket", "roster") for candidate in group):
        return known, "on the roster"
    if name in known_kinds():
        return known_kinds()[name], "a known name"
    for by in ("bracket", "roster", "titled", "surname", "group-word", "state", "given"):
        for candidate in group:
            if candidate.by == by and candidate.kind:
                if by == "group-word" and _happening(page, candidate):
                    return None
                return candidate.kind, candidate.reason
    if any(title_before(page.parsed.text, page.words, c.first, page.demonym) is not None for c in group):
        return "person", "a title stands before it"
    if _happening(page, first) or not _stands_alone(page, group):
        return None
    labels = Counter(candidate.label for candidate in group)
    if any(_also_a_place(page, c, labels.most_common(1)[0][0]) for c in group):
        return None
    acronym = first.first == first.last and name.isupper()
    if not acronym and any(described(page.parsed, page.span(c.first, c.last)) for c in group):
        return "person", "a role is set beside it"
    return _guessed_kind(page, group, name)


def _guessed_kind(page: Page, group: Sequence[Candidate], name: str) -> tuple[str, str] | None:
    """The kind of a name that only the parser gave: its word, unless the name's use here speaks against it."""
    first = group[0]
    length = first.last - first.first + 1
    if length == 1 and page.words[first.first].low in group_words():
        return None  # "the Embassy", "the Ministry": nobody says whose
    if _of_a_country(page, first):
        return None
    label = Counter(candidate.label for candidate in group).most_common(1)[0][0]
    if _also_a_place(page, first, label) or any(_located(page, c) for c in _repeated(page, group)):
        return None
    if length == 1 and not any(_acts(page, candidate) for candidate in group):
        return None  # "in support of ORS", "the CT image"
    if label == "PERSON":
        if any(char.isdigit() for char in name) or length > LONGEST_PERSON:
            return None
        return "person", "a person to the parser"
    if any(surname_alone(page, c) for c in group):
        return "person", "named again by the last word alone"
    last = page.words[first.last]
    if 1 < length < 5 and last.text in page.persons and last.low not in group_words():
        return "person", f"{last.text} is a person to the parser"
    if 1 < length < 5 and not any(w.isupper() for w in name.split()) and _with_persons(page, first):
        return "person", "named beside a person"
    return group_kind(page, first.first, first.last) or "organisation", GUESSED_GROUP


def _acts(page: Page, candidate: Candidate) -> bool:
    """Whether a word we know nothing of does what groups do. One that is only hit or reached may be a place."""
    words = page.words
    before = words[candidate.first - 1] if candidate.first and words[candidate.first].joined else None
    if before and before.low in load("titles")["group"]:
        return True  # "the newspaper Zarya"
    after = words[candidate.last + 1] if candidate.last + 1 < len(words) else None
    if after and after.joined and is_title(after.text):
        return True  # "Zarya spokesman"
    tokens = page.parsed.tokens(page.span(candidate.first, candidate.last))
    if not len(tokens):
        return False
    sourced = tokens.root.dep_ == "pobj" and tokens.root.head.head.lower_ == "according"
    told = tokens.root.dep_ in ("dobj", "dative") and tokens.root.head.lemma_ == "tell"
    return sourced or told or tokens.root.dep_ == "poss" or _subject(tokens.root)


def _subject(token: Any) -> bool:
    """Of an active verb, also beside others, or after "by"."""
    if token.dep_ == "conj":
        return _subject(token.head)
    return (token.dep_ == "nsubj" and token.head.pos_ in ("VERB", "AUX")) or token.head.dep_ == "agent"


def _also_a_place(page: Page, candidate: Candidate, label: str) -> bool:
    """The whole name is in the gazetteer, and is not a person who shares it with a hamlet."""
    toponym = page.toponym_at.get(candidate.first)
    if not toponym or (toponym.first, toponym.last) != (candidate.first, candidate.last):
        return False
    curated = any(place.key.startswith("x-") for place in toponym.places)
    hamlet = not curated and max(place.population for place in toponym.places) < 5_000
    return not (label == "PERSON" and candidate.last > candidate.first and hamlet)


def _of_a_country(page: Page, candidate: Candidate) -> bool:
    """ "Economy of Turkey", "Crete and Cyprus": the parser's groups that only a country makes look like one."""
    toponym = page.toponym_at.get(candidate.last)
    if toponym is None or toponym.country is None or toponym.first - candidate.first < 2:
        return False
    joint = page.words[toponym.first - 1].low
    heads = {word.low for word in page.words[candidate.first : toponym.first]}
    return joint in ("of", "and", "on", "for", "in") and not heads & set(group_words())


def _repeated(page: Page, group: Sequence[Candidate]) -> list[Candidate]:
    """The group, and every other time a name of one word is written: "in Mindanao" once tells for all."""
    first = group[0]
    if first.last > first.first:
        return list(group)
    text = page.words[first.first].text
    return [Candidate(i, i, "run") for i in page.written.get(text, ())]


def surname_alone(page: Page, candidate: Candidate) -> bool:
    """Named again by the last word alone, as people are: "Olena Kravets … Kravets said"."""
    last = page.words[candidate.last]
    if "of" in (word.low for word in page.words[candidate.first : candidate.last]):
        return False  # "House of Representatives"
    if not 0 < candidate.last - candidate.first < 4 or last.low in group_words() or last.low in never_alone():
        return False
    if candidate.last in page.toponym_at or last.text.isupper():
        return False
    again = (i for i in page.written.get(last.text, ()) if i != candidate.last)
    return any(
        not (page.words[i].joined and page.words[i - 1].capital) or is_title(page.words[i - 1].text) for i in again
    )


def _located(page: Page, candidate: Candidate) -> bool:
    """ "in Maidan Shahr", "Maidan Wardak province": a place the gazetteer does not know, not an actor."""
    words = load("place_words")
    before = page.words[candidate.first - 1].low if candidate.first and page.words[candidate.first].joined else ""
    after = candidate.last + 1
    follows = page.words[after] if after < len(page.words) and page.words[after].joined else None
    kinds = words["kinds"]
    named = follows and any(follows.low in kinds[k] for k in ("region", "district", "settlement"))
    return bool(named and not follows.capital) or before in ("in", "into", "inside", "near", "outside")


def _with_persons(page: Page, candidate: Candidate) -> bool:
    """Named in one breath with a person: "Dendias, Christodoulides and Le Drian"."""
    tokens = page.parsed.tokens(page.span(candidate.first, candidate.last))
    return bool(len(tokens)) and any(token.ent_type_ == "PERSON" for token in tokens.root.conjuncts)


def _happening(page: Page, candidate: Candidate) -> bool:
    """ "Ukraine-Russia War", "Independence Day", "Operation Desert Storm": not an actor."""
    if page.words[candidate.first].low in load("groups")["never"]["openings"]:
        return True
    if (
        page.name(candidate.first, candidate.last).lower().removeprefix("the ")
        in load("groups")["never"]["phrases"]
    ):
        return True  # "the International Community"
    last = page.words[candidate.last].low
    several = {last.removesuffix("s"), last.removesuffix("ies") + "y"} - {last}
    words = page.words[candidate.first : candidate.last + 1]
    plain = candidate.by == "parser" and len(words) > 1 and not any(word.low == "of" for word in words)
    officials = plain and any(map(is_title, several))
    return last in _endings() or officials  # "Home and Defence Secretaries", "Coalition Commanders"


def _stands_alone(page: Page, group: Sequence[Candidate]) -> bool:
    """A single word that is capitalised only where sentences begin is an ordinary word; so is a demonym."""
    first = group[0]
    if first.last > first.first:
        return True
    word = page.words[first.first]
    if word.low in never_alone() or word.low in _endings():
        return False
    if page.demonym(word.text) or page.demonym(word.text.rstrip("s")):
        return False
    return any(c.first not in page.sentence_starts for c in group) or word.text in page.mid_sentence
