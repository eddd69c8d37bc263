"""Names of actors on the page: persons, groups, states. The parser's names are a hint; kinds are ours.

Candidates come from the roster, from brackets ("the Group of Seven (G-7)"), from the words groups end in,
from titles, from the parser and from countries; the longest and surest win, then each name gets one kind
for the whole article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.extract.kinds import (
    GUESSED_GROUP,
    LONGEST_PERSON,
    Candidate,
    Page,
    group_kind,
    group_words,
    key_of,
    kinds_of,
    known_kinds,
    never,
    never_alone,
    roster_kind,
    surname_alone,
)
from app.extract.known import given_name_gender
from app.extract.lexicon import load
from app.extract.parse import Parsed
from app.extract.reading import Mention
from app.extract.titles import described, is_title, is_title_part, title_before
from app.extract.toponyms import (
    Word,
    capitals,
    standing,
    stretches,
    toponyms_of,
    words_of,
)
from app.text.span import Span
from app.world.world import World

# Which finder wins where two overlap: what is written down beats what is guessed.
_RANK = {
    "bracket": 6, "roster": 5, "titled": 5, "group-word": 4, "surname": 4, "state": 3, "given": 3, "parser": 3,
    "run": 1,
}  # fmt: skip


def find_names(parsed: Parsed, world: World) -> list[Mention]:
    """Every name of an actor, in order, not overlapping. Pronouns and unnamed groups are not names."""
    page = _open_page(parsed, world)
    none = _ships(page) | _glosses(page)
    chosen = [c for c in _choose(list(_candidates(page))) if not none & set(range(c.first, c.last + 1))]
    chosen = _choose(chosen + list(_surnames(page, chosen)))
    kinds = kinds_of(page, chosen)
    mentions = [_mention(page, c, *kinds[key_of(page, c)]) for c in chosen if key_of(page, c) in kinds]
    return [m for m in _apart(parsed.text, mentions) if m.kind != "place"]


def _open_page(parsed: Parsed, world: World) -> Page:
    words = words_of(parsed.text)
    toponyms = toponyms_of(parsed.text, world.gazetteer)
    starts = {sentence.start for sentence in parsed.sentences}
    opening = frozenset(i for i, w in enumerate(words) if _opens(parsed.text, w.span.start, starts))
    return Page(
        parsed,
        world,
        words,
        toponyms,
        {index: toponym for toponym in toponyms for index in range(toponym.first, toponym.last + 1)},
        opening,
        frozenset(word.text for index, word in enumerate(words) if word.capital and index not in opening),
        _in_headlines(parsed, words),
        frozenset(e[-1].text for e in parsed.doc.ents if e.label_ == "PERSON" and e[-1].text.isalpha()),
        _written(words),
    )


def _written(words: Sequence[Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        found[word.text].append(index)
    return dict(found)


def _ships(page: Page) -> frozenset[int]:
    """The words of ships' names: "HMS Ocean", and "Ocean" wherever it stands alone after that."""
    before = load("groups")["ships"]["before"]
    found: set[int] = set()
    for index, word in enumerate(page.words[:-1]):
        named = page.words[index + 1]
        if word.text in before and named.joined and named.capital:
            found.update((index, index + 1))
            found.update(i for i in page.written[named.text] if i > index)
    return frozenset(found)


_GLOSS = re.compile(r"[(,;]\s?([A-Z]\w+): [^()\n]{1,80}")


def _glosses(page: Page) -> frozenset[int]:
    """The words of a name in another language: "the Hill of Salt (Arabic: Tal al-Milh)" names nobody twice."""
    found: set[int] = set()
    for gloss in _GLOSS.finditer(page.parsed.text):
        if page.demonym(gloss[1]) or gloss[1] in load("groups")["never"]["languages"]:
            found |= {i for i, w in enumerate(page.words) if gloss.start() <= w.span.start < gloss.end()}
    return frozenset(found)


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


def _candidates(page: Page) -> Iterator[Candidate]:
    yield from _on_roster(page)
    yield from _owned(page)
    yield from _in_dateline(page)
    yield from _in_brackets(page)
    yield from _by_group_word(page)
    yield from _titled(page)
    yield from _states(page)  # before the parser's, who takes "Kyiv" for a person where it acts
    yield from _by_given_name(page)
    yield from _by_parser(page)


def _on_roster(page: Page) -> Iterator[Candidate]:
    index = 0
    while index < len(page.words):
        best, word = None, page.words[index]
        if (word.capital or word.text[0].isdigit()) and not _after_water(page, index):
            for last in _runs(page, index):
                name = page.name(index, last)
                actors = page.world.roster.known(name)
                kind = known_kinds().get(name) or roster_kind(page, index, last, actors)
                if kind:
                    best = Candidate(index, last, "roster", kind, "on the roster" if actors else "a known name")
        if best and _part_of_a_name(page, best):
            best = None
        if best:
            yield best
            index = best.last
        index += 1


def _part_of_a_name(page: Page, candidate: Candidate) -> bool:
    """ "Hunter Biden", "Mustafa Barghouti": a surname we know, inside somebody else's name."""
    first = candidate.first
    if candidate.kind != "person" or candidate.last > first:
        return False
    titled = is_title(page.words[first].text) and page.words[first + 1 : first + 2]
    if titled and titled[0].joined and titled[0].capital:
        return True  # "Bishop John Smith"
    if _goes_on(page, first) and not page.world.roster.spelled(page.name(first, first)):
        return True
    if not first or not page.words[first].joined:
        return False
    before = page.words[first - 1]
    plain = before.capital and before.low not in never() and not is_title_part(before.text)
    return plain and not page.demonym(before.text)


def _goes_on(page: Page, index: int) -> bool:
    """Whether a name of one word runs on: "Pavel Latushko"; not in headlines, where every word is capital."""
    if index + 1 >= len(page.words) or index in page.headlines:
        return False
    after = page.words[index + 1]
    spaced = page.parsed.text[page.words[index].span.end : after.span.start] == " "
    return spaced and after.capital and after.low not in never() and not is_title_part(after.text)


def _after_water(page: Page, index: int) -> bool:
    """ "the Sea of Azov" is no brigade."""
    opening = load("place_words")["kinds"]["opening"]
    return index > 1 and page.words[index - 1].low == "of" and page.words[index - 2].low in opening


def _owned(page: Page) -> Iterator[Candidate]:
    """ "Russian forces", "Israel’s military", "Kurdistan Workers’ Party": small letters or an apostrophe inside.

    Only what the roster spells out so; before another noun ("Russian military aircraft") it is no name.
    """
    words = page.words
    gaps = [page.parsed.text[a.span.end : b.span.start] for a, b in pairwise(words)]
    for index, word in enumerate(words):
        if not word.capital or word.low == "the":
            continue
        if index < len(gaps) and gaps[index] == "-":
            continue  # "a U.S.-led coalition": which one, and when, the words do not say
        reach = index
        while reach < len(gaps) and reach < index + 4 and gaps[reach] in _OWNER_GAPS:
            reach += 1
        for last in range(reach, index, -1):
            plain = all(gap == " " for gap in gaps[index:last]) and all(w.capital for w in words[index : last + 1])
            if plain or words[last].text == "s":
                continue  # `_on_roster` finds the plain ones
            actors = page.world.roster.known(page.name(index, last))
            kinds = [actor.kind for actor in actors if actor.kind not in ("person", "state")]
            if kinds and not _before_noun(page, last):
                yield Candidate(index, last, "roster", kinds[0], "on the roster")
                break


_OWNER_GAPS = frozenset({" ", "-", "'", "’", "' ", "’ "})


def _before_noun(page: Page, last: int) -> bool:
    tokens = page.parsed.tokens(page.words[last].span)
    return (
        bool(len(tokens)) and tokens[-1].dep_ in ("compound", "amod", "nmod") and tokens[-1].head.i > tokens[-1].i
    )


_DATELINE = re.compile(r"[^\n()]{3,60}\(([A-Z][^()\n]{1,50})\)\s+[-–—]")


def _in_dateline(page: Page) -> Iterator[Candidate]:
    """ "KYIV, May 3 (Reuters) —": the agency is in the news trade, whatever word its name ends in."""
    found = _DATELINE.match(page.parsed.text)
    if found is None:
        return
    inside = [i for i, w in enumerate(page.words[:40]) if found.start(1) <= w.span.start < found.end(1)]
    if inside:
        yield Candidate(inside[0], inside[-1], "bracket", "media", "the agency in the dateline")


def _runs(page: Page, first: int) -> Iterator[int]:
    """Like `stretches`, but small words inside ("Institute for the Study of War") are let through."""
    inside = load("groups")["connectors"]["inside"]
    for last in stretches(page.words, first, 9):
        between = page.words[first + 1 : last]
        if any(
            not w.capital and not w.text[0].isdigit() and w.low not in inside and len(w.low) > 3 for w in between
        ):
            return
        yield last


def _in_brackets(page: Page) -> Iterator[Candidate]:
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
            kind = group_kind(page, first, index - 1) or "organisation"
            yield Candidate(first, index - 1, "bracket", kind, f"spelled out before ({acronym})")
            yield Candidate(index, last, "bracket", kind, f"short for {page.name(first, index - 1)}")


def _expansion(page: Page, last: int, acronym: str) -> int | None:
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


def _by_group_word(page: Page) -> Iterator[Candidate]:
    """Capitalised runs that end in a group's word, or have one before "of" or "for"."""
    index = 0
    while index < len(page.words):
        word = page.words[index]
        if not word.capital or word.low in never():
            index += 1
            continue
        last = _group_run(page, index)
        kind = group_kind(page, index, last) if last - index < 3 or index not in page.headlines else None
        first = index
        while kind and first < last and is_title(page.words[first].text) and first + 1 < last:
            first += 1
        if kind and last > first:
            yield Candidate(first, last, "group-word", kind, f"ends or opens as {kind.replace('-', ' ')} do")
        index = last + 1


def _group_run(page: Page, first: int) -> int:
    """How far a group's name that begins here may run: capitals, and "of"/"for (the)" after a group's word."""
    last, index, heads = first, first + 1, page.words[first].low in group_words()
    while index < len(page.words) and page.words[index].joined and index - first < 9:
        word = page.words[index]
        if word.capital:
            before = page.words[index - 1]
            loose = not before.capital and before.low in ("on", "to", "against")
            if not before.capital and (word.low in never() or (loose and index in page.toponym_at)):
                break  # "the Security Council on Monday", "… on Belgorod"
            heads = heads or word.low in group_words()
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


def _by_parser(page: Page) -> Iterator[Candidate]:
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
            begin, label = _after_another(page, begin, last, label)
            if label == "PERSON":
                begin = _with_given(page, begin)
            yield Candidate(begin, last, "parser", None, "named by the parser", label)


def _with_given(page: Page, first: int) -> int:
    """The parser's “Kravets” and “dela Cruz” begin at the capitalised word before, where it is of the name."""
    particles = load("groups")["connectors"]["particles"]
    at = first
    while (
        at > 0 and page.words[at].joined and page.words[at - 1].low in particles and not page.words[at - 1].capital
    ):
        at -= 1
    given = page.words[at - 1] if at > 0 and page.words[at].joined else None
    if given is None or not given.capital or len(given.text) < 3 or given.text.isupper() or _given(page, first):
        return first
    spaced = page.parsed.text[given.span.end : page.words[at].span.start] == " "
    ordinary = given.low in never_alone() or given.low in group_words() or is_title_part(given.text)
    known = page.demonym(given.text) or at - 1 in page.headlines or page.world.roster.known(given.text)
    if not spaced or ordinary or known or (at - 1 in page.toponym_at and page.toponym_at[at - 1].last >= at):
        return first
    tokens = page.parsed.tokens(given.span)
    part = len(tokens) == 1 and tokens[0].tag_ == "NNP" and tokens[0].dep_ in ("compound", "nmod")
    return at - 1 if part and tokens[0].head.idx < page.words[first].span.end else first


def _after_title(page: Page, first: int, last: int, label: str) -> tuple[int, str]:
    """The parser's “Manitoba Premier Brian Pallister” begins at Brian, and is a person."""
    for index in range(last - 1, first - 1, -1):
        rest = page.words[index + 1 : last + 1]
        titled = is_title(page.words[index].text) and page.words[index].capital and len(rest) <= 3
        if titled and all(w.capital and w.low not in group_words() and not is_title_part(w.text) for w in rest):
            return index + 1, "PERSON"
    return first, label


def _after_another(page: Page, first: int, last: int, label: str) -> tuple[int, str]:
    """The parser's “Middle East Tobias Ellwood” and “NPR Hamza bin Laden” begin at the given name."""
    for index in range(first + 1, last):
        before = page.name(first, index - 1)
        toponym = page.toponym_at.get(first)
        place = toponym is not None and (toponym.first, toponym.last) == (first, index - 1)
        group = any(actor.kind != "person" for actor in page.world.roster.known(before))
        apart = place or group or label == "ORG" or (len(before) > 1 and before.isupper())
        ends = page.words[last].low not in group_words() and page.words[last].capital
        if apart and ends and _given(page, index) and not _given(page, index - 1):
            return index, "PERSON"
    return first, label


def _pieces(page: Page, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
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
            or page.words[begin].low in never()
            or (label == "PERSON" and begin < end and is_title_part(page.words[begin].text))
        ):
            begin += 1
        while end >= begin and not page.words[end].capital and not page.words[end].text[0].isdigit():
            end -= 1
        if begin == end and len(page.words[begin].text) == 1:  # the M of "Iskander-M"
            continue
        alone = begin == end and (page.words[end].low in never_alone() or is_title_part(page.words[end].text))
        if begin <= end and not alone and page.words[end].low not in never():
            yield begin, end


def _by_given_name(page: Page) -> Iterator[Candidate]:
    """ "Karim Haddad", whatever the parser says; "Karim" alone where he does something and is named again."""
    particles = load("groups")["connectors"]["particles"]
    for index, word in enumerate(page.words):
        if not word.capital:
            continue
        before = page.words[index - 1] if index and word.joined else None
        inside = (
            before and before.capital and before.low not in never_alone()
        )  # but "the Middle East Karim Haddad"
        if inside or not _given(page, index):
            continue
        last = index
        while last + 1 < len(page.words) and last - index < LONGEST_PERSON - 1:
            after = page.words[last + 1]
            small = not after.capital and after.low in particles and _goes_on(page, last + 1)
            if not after.joined or not (small or _goes_on(page, last)) or after.low in group_words():
                break
            last += 1
        if page.words[last].capital and last > index and page.words[last].low not in never_alone():
            yield Candidate(index, last, "given", "person", f"{word.text} is a given name")
        elif last == index and _somebody(page, index):
            yield Candidate(index, index, "given", "person", f"{word.text} is a given name")


def _given(page: Page, index: int) -> bool:
    word = page.words[index]
    ordinary = word.low in never_alone() or is_title_part(word.text) or index in page.headlines
    return word.capital and not ordinary and len(word.text) > 2 and given_name_gender(word.text) is not None


def _somebody(page: Page, index: int) -> bool:
    """Whether a given name alone is somebody here: no larger town's, and not only a word that opens a sentence."""
    toponym = page.toponym_at.get(index)
    if toponym and max(place.population for place in toponym.places) > 50_000:
        return False
    tokens = page.parsed.tokens(page.words[index].span)
    if len(tokens) != 1 or tokens[0].pos_ != "PROPN" or tokens[0].dep_ in ("compound", "amod", "nmod"):
        return False
    text = page.words[index].text
    again = len(page.written[text]) > 1
    return text in page.mid_sentence or (again and tokens[0].dep_ == "nsubj")


def _titled(page: Page) -> Iterator[Candidate]:
    """ "Governor Oleh Syniehubov": capitals after a title word are a person, whatever the parser says."""
    particles = load("groups")["connectors"]["particles"]
    for index in range(1, len(page.words)):
        word, before = page.words[index], page.words[index - 1]
        if not word.capital or word.low in never() or not is_title(before.text) or is_title_part(word.text):
            continue
        if title_before(page.parsed.text, page.words, index, page.demonym) is None or page.demonym(word.text):
            continue
        last = index
        for after in range(index + 1, min(index + LONGEST_PERSON, len(page.words))):
            if not page.words[after].joined or page.words[after].low in group_words():
                break
            if page.words[after].capital:
                last = after
            elif page.words[after].low not in particles:
                break
        toponym = page.toponym_at.get(index)
        if last == index and word.text.isupper() and len(word.text) < 6 and not before.capital:
            continue  # "the last major IS base"
        if last == index and (
            word.low in group_words() or (toponym and toponym.last == index and not before.capital)
        ):
            continue  # "leader Moscow", "mayor London": a place, not a man
        yield Candidate(index, last, "titled", "person", f"after “{before.text}”")


def _states(page: Page) -> Iterator[Candidate]:
    for toponym in page.toponyms:
        name = toponym.span.of(page.parsed.text)
        if name in load("groups")["ships"]["before"]:
            continue  # "the USS Hopper"
        capital = name in capitals() or (toponym.country is None and bool(page.world.roster.metonym(name)))
        if not capital and (toponym.country is None or (toponym.first == toponym.last and name.islower())):
            continue
        stands, why = standing(page.parsed, toponym.span, capital=capital)
        if stands == "state" or (stands == "either" and not capital):
            yield Candidate(toponym.first, toponym.last, "state", "state", why)


def _surnames(page: Page, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Later mentions of a person by one word of the full name: "Sullivan", "Zelensky’s", "Burhan" of al-Burhan."""
    full = {
        page.words[c.last].text: page.name(c.first, c.last)
        for c in chosen
        if c.last > c.first
        and (c.kind == "person" or (c.kind is None and (c.label == "PERSON" or surname_alone(page, c))))
        and not (c.first in page.toponym_at and page.toponym_at[c.first].last >= c.last)
        and "of" not in (page.words[i].low for i in range(c.first, c.last))  # "House of Representatives"
        and page.words[c.last].low not in load("groups")["never"]["endings"]  # the Tharthar Barrage is nobody
    }
    for index, word in enumerate(page.words):
        if word.text in full and word.low not in never_alone():
            yield Candidate(index, index, "surname", "person", f"surname of {full[word.text]}")


def _choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The surest of those that overlap: by finder, then length; a much longer name beats a surer shorter one."""

    def strength(candidate: Candidate) -> tuple[int, int]:
        length = candidate.last - candidate.first + 1
        return (_RANK[candidate.by] + min(length, 4), length)

    taken: dict[int, Candidate] = {}
    for candidate in sorted(candidates, key=strength, reverse=True):
        if not any(index in taken for index in range(candidate.first, candidate.last + 1)):
            for index in range(candidate.first, candidate.last + 1):
                taken[index] = candidate
    return sorted({id(c): c for c in taken.values()}.values(), key=lambda c: c.first)


def _mention(page: Page, candidate: Candidate, kind: str, reason: str) -> Mention:
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


def _apart(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """In order and not overlapping. A title that names somebody else ("Wagner chief X") begins after him in
    the mention; a state in it ("US President X") is none of its own.
    """
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.name):
        while kept and mention.span.covers(kept[-1].span) and not _stays(text, kept[-1]):
            kept.pop()
        if kept and mention.span.overlaps(kept[-1].span):
            if mention.name.overlaps(kept[-1].span):
                continue
            rest = Span(kept[-1].span.end, mention.span.end).trimmed(text, "-–,’'")
            kept.append(replace(mention, span=rest))
        else:
            kept.append(mention)
    yield from kept


def _stays(text: str, mention: Mention) -> bool:
    """Whether a name inside somebody's title is a mention too: a group or person we are sure of."""
    guessed = mention.reason == GUESSED_GROUP or is_title_part(mention.name.of(text).split()[-1])
    return mention.kind != "state" and not guessed
