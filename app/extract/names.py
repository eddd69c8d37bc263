"""Names of actors on the page: persons, groups, states. The parser's names are a hint; kinds are ours.

Candidates come from the roster, from brackets ("the Group of Seven (G-7)"), from the words groups end in,
from titles, from the parser and from countries; the longest and surest win, then each name gets one kind
for the whole article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app.extract.lexicon import load
from app.extract.parse import Parsed
from app.extract.reading import Mention
from app.extract.titles import described, is_title, is_title_part, title_before
from app.extract.toponyms import (
    Toponym,
    Word,
    capitals,
    find_toponyms,
    standing,
    stretches,
    words_of,
)
from app.text.folding import fold_name
from app.text.span import Span
from app.world.roster import RosterActor
from app.world.world import World

# Which finder wins where two overlap: what is written down beats what is guessed.
_RANK = {
    "bracket": 6, "roster": 5, "titled": 5, "group-word": 4, "surname": 4, "parser": 3, "state": 2, "run": 1,
}  # fmt: skip
_LONG_ENOUGH_FOR_PERSON = 5  # words in a person's name: "Sheikh Mohammed bin Zayed Al Nahyan" has the most seen


@dataclass(slots=True)
class _Candidate:
    first: int
    last: int
    by: str
    kind: str | None = None  # what the finder itself knows
    reason: str = ""
    label: str = ""  # the parser's type


@dataclass(slots=True)
class _Page:
    """One article while its names are read."""

    parsed: Parsed
    world: World
    words: list[Word]
    toponyms: list[Toponym]
    toponym_at: dict[int, Toponym] = field(default_factory=dict)  # by every word index it holds
    sentence_starts: frozenset[int] = frozenset()
    mid_sentence: frozenset[str] = frozenset()  # words seen capitalised where no sentence begins
    headlines: frozenset[int] = frozenset()  # words of sentences Written Like This
    persons: frozenset[str] = frozenset()  # last words of names that are persons to the parser

    def span(self, first: int, last: int) -> Span:
        return Span(self.words[first].span.start, self.words[last].span.end)

    def name(self, first: int, last: int) -> str:
        return self.span(first, last).of(self.parsed.text)

    def demonym(self, word: str) -> bool:
        return bool(word[:1].isupper() and self.world.gazetteer.country_of_demonym(word)) or word in (
            "U.S.",
            "US",
            "UK",
        )


def find_names(parsed: Parsed, world: World) -> list[Mention]:
    """Every name of an actor, in order, not overlapping. Pronouns and unnamed groups are not names."""
    page = _open_page(parsed, world)
    chosen = _choose(list(_candidates(page)))
    chosen = _choose(chosen + list(_surnames(page, chosen)))
    kinds = _kinds(page, chosen)
    mentions = [_mention(page, c, *kinds[_key(page, c)]) for c in chosen if _key(page, c) in kinds]
    return [m for m in _apart(mentions) if m.kind != "place"]


def _open_page(parsed: Parsed, world: World) -> _Page:
    words = words_of(parsed.text)
    toponyms = find_toponyms(parsed.text, words, world.gazetteer)
    starts = {sentence.start for sentence in parsed.sentences}
    opening = frozenset(i for i, w in enumerate(words) if _opens(parsed.text, w.span.start, starts))
    return _Page(
        parsed,
        world,
        words,
        toponyms,
        {index: toponym for toponym in toponyms for index in range(toponym.first, toponym.last + 1)},
        opening,
        frozenset(word.text for index, word in enumerate(words) if word.capital and index not in opening),
        _in_headlines(parsed, words),
        frozenset(e[-1].text for e in parsed.doc.ents if e.label_ == "PERSON" and e[-1].text.isalpha()),
    )


def _in_headlines(parsed: Parsed, words: Sequence[Word]) -> frozenset[int]:
    """Words of sentences in which most longer words are capitalised: there a capital tells nothing."""
    found: set[int] = set()
    index = 0
    for sentence in parsed.sentences:
        here = []
        while index < len(words) and words[index].span.start < sentence.end:
            here.append(index)
            index += 1
        longer = [i for i in here if len(words[i].text) > 3]
        if len(longer) >= 4 and sum(words[i].capital for i in longer) >= 0.75 * len(longer):
            found.update(here)
    return frozenset(found)


def _opens(text: str, start: int, sentence_starts: set[int]) -> bool:
    """A sentence's first word, also after an opening quotation mark, a dash or a bullet."""
    while start > 0 and text[start - 1] in "“\"'‘«([—–-•* ":
        if start in sentence_starts:
            return True
        start -= 1
    return start in sentence_starts or start == 0 or text[start - 1] in "\n.?!:"


# ---------------------------------------------------------------- candidates


def _candidates(page: _Page) -> Iterator[_Candidate]:
    yield from _on_roster(page)
    yield from _in_brackets(page)
    yield from _by_group_word(page)
    yield from _by_parser(page)
    yield from _titled(page)
    yield from _states(page)


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return frozenset(load("groups")["never"]["words"])


@lru_cache(maxsize=1)
def _never_alone() -> frozenset[str]:
    return _never() | frozenset(load("groups")["never"]["alone"])


def _on_roster(page: _Page) -> Iterator[_Candidate]:
    index = 0
    while index < len(page.words):
        best = None
        if page.words[index].capital or page.words[index].text[0].isdigit():
            for last in _runs(page, index):
                actors = page.world.roster.lookup(page.name(index, last))
                kind = _known_kinds().get(page.name(index, last)) or _roster_kind(page, index, last, actors)
                if kind:
                    best = _Candidate(index, last, "roster", kind, "on the roster" if actors else "a known name")
        if best:
            yield best
            index = best.last
        index += 1


def _runs(page: _Page, first: int) -> Iterator[int]:
    """Like `stretches`, but small words inside ("Institute for the Study of War") are let through."""
    inside = load("groups")["connectors"]["inside"]
    for last in stretches(page.words, first, 9):
        between = page.words[first + 1 : last]
        if any(
            not w.capital and not w.text[0].isdigit() and w.low not in inside and len(w.low) > 3 for w in between
        ):
            return
        yield last


def _roster_kind(page: _Page, first: int, last: int, actors: Sequence[RosterActor]) -> str | None:
    if not actors:
        return None
    name = page.name(first, last)
    folded = fold_name(name)
    if first == last and page.words[first].low in _never_alone():
        return None
    for actor in actors:
        for spelling in actor.spellings:
            if fold_name(spelling.text) != folded or spelling.kind == "metonym":
                continue
            if spelling.text.isupper() and not name.isupper() and len(name) < 5:  # "WHO", never "Who"
                return None
            return None if actor.kind == "state" else actor.kind
        if fold_name(actor.name) == folded:
            return None if actor.kind == "state" else actor.kind
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


def _in_brackets(page: _Page) -> Iterator[_Candidate]:
    """ "the Group of Seven (G-7)": both are one group; the name before must share the initials."""
    text = page.parsed.text
    for index in range(1, len(page.words)):
        start = page.words[index].span.start
        if text[start - 1 : start] != "(":
            continue
        last = index
        while last + 1 < len(page.words) and page.words[last + 1].joined and last - index < 2:
            last += 1
        acronym = page.name(index, last)
        if text[page.span(index, last).end :][:1] != ")" or not 2 <= len(acronym) <= 10:
            continue
        first = _expansion(page, index - 1, acronym)
        if first is not None:
            kind = _group_kind(page, first, index - 1) or "organisation"
            yield _Candidate(first, index - 1, "bracket", kind, f"spelled out before ({acronym})")
            yield _Candidate(index, last, "bracket", kind, f"short for {page.name(first, index - 1)}")


def _expansion(page: _Page, last: int, acronym: str) -> int | None:
    """Where the name that `acronym` shortens begins, going back from word `last`; None if its initials differ."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    if sum(c.isupper() for c in acronym) < 2 and not any(c.isdigit() for c in acronym):
        return None
    figures = {"7": "s", "20": "t", "5": "f"}
    wanted = [figures.get(c, c) for c in letters]
    index, position = last, len(wanted) - 1
    inside = load("groups")["connectors"]["inside"]
    while index >= 0 and position >= 0:
        word = page.words[index]
        if word.low[:1] == wanted[position] and (word.capital or word.low not in inside):
            position -= 1
        elif (word.low not in inside and position < len(wanted) - 1 and not word.capital) or (
            word.low not in inside and position == len(wanted) - 1
        ):
            return None
        if position < 0:
            return index if word.capital else None
        if not word.joined:
            return None
        index -= 1
    return None


@lru_cache(maxsize=1)
def _group_words() -> dict[str, str]:
    kinds = load("groups")["kinds"]
    words: dict[str, str] = {}
    for kind, listed in kinds.items():
        for word in listed:
            words.setdefault(word, kind)
    return words


def _group_kind(page: _Page, first: int, last: int) -> str | None:
    """The kind of group its words make it: of the word before "of"/"for" when there is one, else of the last."""
    words = page.words[first : last + 1]
    if first == last:
        return None
    lows = [word.low for word in words]
    head = next((i for i, low in enumerate(lows) if low in ("of", "for", "on", "to", "against", "in")), len(lows))
    for low in (*(reversed(lows[:head])),):
        if low in _group_words():
            return _group_words()[low]
        if head == len(lows):  # without "of" only the last word may be its head
            return None
    return None


def _by_group_word(page: _Page) -> Iterator[_Candidate]:
    """Capitalised runs that end in a group's word, or have one before "of" or "for"."""
    index = 0
    while index < len(page.words):
        word = page.words[index]
        if not word.capital or word.low in _never():
            index += 1
            continue
        last = _group_run(page, index)
        kind = _group_kind(page, index, last) if last - index < 3 or index not in page.headlines else None
        first = index
        while kind and first < last and is_title(page.words[first].text) and first + 1 < last:
            first += 1
        if kind and last > first:
            yield _Candidate(first, last, "group-word", kind, f"ends or opens as {kind.replace('-', ' ')} do")
        index = last + 1


def _group_run(page: _Page, first: int) -> int:
    """How far a group's name that begins here may run: capitals, and "of"/"for (the)" after a group's word."""
    last, index, heads = first, first + 1, page.words[first].low in _group_words()
    while index < len(page.words) and page.words[index].joined and index - first < 9:
        word = page.words[index]
        if word.capital:
            heads = heads or word.low in _group_words()
            last = index
        elif word.low in ("of", "for", "on", "to", "against") and heads and word.low != page.words[last].low:
            pass
        elif (
            word.low in ("the", "and")
            and index - last == 1 + (word.low == "the")
            and heads
            and "of" in [w.low for w in page.words[first:index]]
        ):
            if word.low == "and" and page.words[index + 1 : index + 2] and page.words[index + 1].low == "the":
                break
        else:
            break
        index += 1
    return last


def _by_parser(page: _Page) -> Iterator[_Candidate]:
    at = {word.span.start: index for index, word in enumerate(page.words)}
    ends = {word.span.end: index for index, word in enumerate(page.words)}
    for entity in page.parsed.doc.ents:
        if entity.label_ not in ("PERSON", "ORG"):
            continue
        inside = [i for t in entity if (i := at.get(t.idx)) is not None]
        inside += [i for t in entity if (i := ends.get(t.idx + len(t.text))) is not None]
        if not inside:
            continue
        for first, last in _pieces(page, min(inside), max(inside), entity.label_):
            if entity.label_ == "ORG" and last - first >= 2 and first in page.headlines:
                continue
            begin, label = _after_title(page, first, last, entity.label_)
            yield _Candidate(begin, last, "parser", None, "named by the parser", label)


def _after_title(page: _Page, first: int, last: int, label: str) -> tuple[int, str]:
    """The parser's “Manitoba Premier Brian Pallister” begins at Brian, and is a person."""
    for index in range(last - 1, first - 1, -1):
        rest = page.words[index + 1 : last + 1]
        titled = is_title(page.words[index].text) and page.words[index].capital and len(rest) <= 3
        if titled and all(w.capital and w.low not in _group_words() and not is_title_part(w.text) for w in rest):
            return index + 1, "PERSON"
    return first, label


def _pieces(page: _Page, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    """The parser's span without articles, titles and small words at its ends; parted where names cannot run on."""
    starts = [first] + [
        i
        for i in range(first + 1, last + 1)
        if not page.words[i].joined or (label == "PERSON" and page.words[i - 1].low == "and")
    ]
    for start, after in zip(starts, [*starts[1:], last + 1], strict=True):
        begin, end = start, after - 1
        while begin <= end and (
            not page.words[begin].capital
            or page.words[begin].low in _never()
            or (label == "PERSON" and begin < end and is_title_part(page.words[begin].text))
        ):
            begin += 1
        while end >= begin and not page.words[end].capital and not page.words[end].text[0].isdigit():
            end -= 1
        alone = begin == end and (page.words[end].low in _never_alone() or is_title_part(page.words[end].text))
        if begin <= end and not alone and page.words[end].low not in _never():
            yield begin, end


def _titled(page: _Page) -> Iterator[_Candidate]:
    """ "Governor Oleh Syniehubov": capitals after a title word are a person, whatever the parser says."""
    particles = load("groups")["connectors"]["particles"]
    for index in range(1, len(page.words)):
        word, before = page.words[index], page.words[index - 1]
        if not word.capital or word.low in _never() or not is_title(before.text) or is_title_part(word.text):
            continue
        if title_before(page.parsed.text, page.words, index, page.demonym) is None or page.demonym(word.text):
            continue
        last = index
        for after in range(index + 1, min(index + _LONG_ENOUGH_FOR_PERSON, len(page.words))):
            if not page.words[after].joined or page.words[after].low in _group_words():
                break
            if page.words[after].capital:
                last = after
            elif page.words[after].low not in particles:
                break
        toponym = page.toponym_at.get(index)
        if last == index and (
            word.low in _group_words() or (toponym and toponym.last == index and not before.capital)
        ):
            continue  # "leader Moscow", "mayor London": a place, not a man
        yield _Candidate(index, last, "titled", "person", f"after “{before.text}”")


def _states(page: _Page) -> Iterator[_Candidate]:
    for toponym in page.toponyms:
        name = toponym.span.of(page.parsed.text)
        capital = name in capitals() or (toponym.country is None and bool(page.world.roster.metonym(name)))
        if not capital and (toponym.country is None or (toponym.first == toponym.last and name.islower())):
            continue
        stands, why = standing(page.parsed, toponym.span, capital=capital)
        if stands == "state" or (stands == "either" and not capital):
            yield _Candidate(toponym.first, toponym.last, "state", "state", why)


def _surnames(page: _Page, chosen: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Later mentions of a person by one word of the full name: "Sullivan", "Zelensky’s", "Burhan" of al-Burhan."""
    full = {
        page.words[c.last].text: page.name(c.first, c.last)
        for c in chosen
        if c.last > c.first
        and (c.kind == "person" or (c.kind is None and (c.label == "PERSON" or _surname_alone(page, c))))
        and not (c.first in page.toponym_at and page.toponym_at[c.first].last >= c.last)
    }
    for index, word in enumerate(page.words):
        if word.text in full and word.low not in _never_alone():
            yield _Candidate(index, index, "surname", "person", f"surname of {full[word.text]}")


def _surname_alone(page: _Page, candidate: _Candidate) -> bool:
    """Named again by the last word alone, as people are: "Olena Kravets … Kravets said"."""
    last = page.words[candidate.last]
    if not 0 < candidate.last - candidate.first < 4 or last.low in _group_words() or last.low in _never_alone():
        return False
    if candidate.last in page.toponym_at or last.text.isupper():
        return False
    again = (i for i, w in enumerate(page.words) if w.text == last.text and i != candidate.last)
    return any(
        not (page.words[i].joined and page.words[i - 1].capital) or is_title(page.words[i - 1].text) for i in again
    )


def _choose(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The surest of those that overlap: by finder, then length; a much longer name beats a surer shorter one."""

    def strength(candidate: _Candidate) -> tuple[int, int]:
        length = candidate.last - candidate.first + 1
        return (_RANK[candidate.by] + min(length, 4), length)

    taken: dict[int, _Candidate] = {}
    for candidate in sorted(candidates, key=strength, reverse=True):
        if not any(index in taken for index in range(candidate.first, candidate.last + 1)):
            for index in range(candidate.first, candidate.last + 1):
                taken[index] = candidate
    return sorted({id(c): c for c in taken.values()}.values(), key=lambda c: c.first)


# ---------------------------------------------------------------- kinds


def _key(page: _Page, candidate: _Candidate) -> str:
    return fold_name(page.name(candidate.first, candidate.last))


def _kinds(page: _Page, chosen: Sequence[_Candidate]) -> dict[str, tuple[str, str]]:
    """One kind and reason per name for the whole article; names that are nobody's are left out."""
    groups: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in chosen:
        groups[_key(page, candidate)].append(candidate)
    return {key: kind for key, group in groups.items() if key and (kind := _kind_of(page, group))}


def _kind_of(page: _Page, group: Sequence[_Candidate]) -> tuple[str, str] | None:
    """The kind of all mentions of one name, and why; None where it names no actor."""
    first = group[0]
    name = page.name(first.first, first.last)
    known = _roster_kind(page, first.first, first.last, page.world.roster.lookup(name))
    if known and any(candidate.by in ("bracket", "roster") for candidate in group):
        return known, "on the roster"
    if name in _known_kinds():
        return _known_kinds()[name], "a known name"
    for by in ("bracket", "roster", "titled", "surname", "group-word", "state"):
        for candidate in group:
            if candidate.by == by and candidate.kind:
                if by == "group-word" and _happening(page, candidate):
                    return None
                return candidate.kind, candidate.reason
    if any(title_before(page.parsed.text, page.words, c.first, page.demonym) is not None for c in group):
        return "person", "a title stands before it"
    if _happening(page, first) or not _stands_alone(page, group):
        return None
    if any(described(page.parsed, page.span(c.first, c.last)) for c in group):
        return "person", "a role is set beside it"
    return _guessed_kind(page, group, name)


def _guessed_kind(page: _Page, group: Sequence[_Candidate], name: str) -> tuple[str, str] | None:
    """The kind of a name that only the parser gave: its word, unless the name's use here speaks against it."""
    first = group[0]
    length = first.last - first.first + 1
    label = Counter(candidate.label for candidate in group).most_common(1)[0][0]
    if _also_a_place(page, first, label) or any(_located(page, c) for c in _repeated(page, group)):
        return None
    if label == "PERSON":
        if any(char.isdigit() for char in name) or length > _LONG_ENOUGH_FOR_PERSON:
            return None
        return "person", "a person to the parser"
    if any(_surname_alone(page, c) for c in group):
        return "person", "named again by the last word alone"
    last = page.words[first.last]
    if 1 < length < 5 and last.text in page.persons and last.low not in _group_words():
        return "person", f"{last.text} is a person to the parser"
    if 1 < length < 5 and not any(w.isupper() for w in name.split()) and _with_persons(page, first):
        return "person", "named beside a person"
    return "organisation", "a group to the parser"


def _also_a_place(page: _Page, candidate: _Candidate, label: str) -> bool:
    """The whole name is in the gazetteer, and is not a person who shares it with a hamlet."""
    toponym = page.toponym_at.get(candidate.first)
    if not toponym or (toponym.first, toponym.last) != (candidate.first, candidate.last):
        return False
    hamlet = max(place.population for place in toponym.places) < 5_000
    return not (label == "PERSON" and candidate.last > candidate.first and hamlet)


def _repeated(page: _Page, group: Sequence[_Candidate]) -> list[_Candidate]:
    """The group, and every other time a name of one word is written: "in Mindanao" once tells for all."""
    first = group[0]
    if first.last > first.first:
        return list(group)
    text = page.words[first.first].text
    return [_Candidate(i, i, "run") for i, word in enumerate(page.words) if word.text == text]


@lru_cache(maxsize=1)
def _known_kinds() -> dict[str, str]:
    return {name: kind for kind, names in load("groups")["known"].items() for name in names}


def _located(page: _Page, candidate: _Candidate) -> bool:
    """ "in Maidan Shahr", "Maidan Wardak province": a place the gazetteer does not know, not an actor."""
    words = load("place_words")
    before = page.words[candidate.first - 1].low if candidate.first and page.words[candidate.first].joined else ""
    after = candidate.last + 1
    follows = page.words[after] if after < len(page.words) and page.words[after].joined else None
    kinds = words["kinds"]
    named = follows and any(follows.low in kinds[k] for k in ("region", "district", "settlement"))
    return bool(named and not follows.capital) or before in ("in", "into", "inside", "near", "outside")


def _with_persons(page: _Page, candidate: _Candidate) -> bool:
    """Named in one breath with a person: "Dendias, Christodoulides and Le Drian"."""
    tokens = page.parsed.tokens(page.span(candidate.first, candidate.last))
    return bool(len(tokens)) and any(token.ent_type_ == "PERSON" for token in tokens.root.conjuncts)


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    return frozenset(load("groups")["never"]["endings"])


def _happening(page: _Page, candidate: _Candidate) -> bool:
    """ "Ukraine-Russia War", "Independence Day": not an actor."""
    return page.words[candidate.last].low in _endings()


def _stands_alone(page: _Page, group: Sequence[_Candidate]) -> bool:
    """A single word that is capitalised only where sentences begin is an ordinary word; so is a demonym."""
    first = group[0]
    if first.last > first.first:
        return True
    word = page.words[first.first]
    if word.low in _never_alone():
        return False
    if page.demonym(word.text) or page.demonym(word.text.rstrip("s")):
        return False
    return any(c.first not in page.sentence_starts for c in group) or word.text in page.mid_sentence


def _mention(page: _Page, candidate: _Candidate, kind: str, reason: str) -> Mention:
    name = page.span(candidate.first, candidate.last)
    span, title = name, None
    if kind == "person":
        start = title_before(page.parsed.text, page.words, candidate.first, page.demonym)
        if start is not None:
            span = Span(page.words[start].span.start, name.end)
            title = page.parsed.text[span.start : name.start].strip(" -\u00a0")
        elif beside := described(page.parsed, name):
            title = beside.of(page.parsed.text)
    own = candidate.reason if candidate.by == "state" else reason  # each mention of a state has its own
    return Mention(span, name, kind, title=title, reason=own)


def _apart(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """In order and not overlapping: a title takes in the group it names ("Wagner chief X"), so that one goes."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.name):
        while kept and mention.span.overlaps(kept[-1].span) and mention.span.covers(kept[-1].span):
            kept.pop()
        if kept and mention.span.overlaps(kept[-1].span):
            if mention.name.overlaps(kept[-1].span):
                continue
            kept.append(replace(mention, span=mention.name))
        else:
            kept.append(mention)
    yield from kept
