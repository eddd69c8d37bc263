"""Names of persons by title or given name, what the parser takes for a name, and surnames named again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from app.extract.lexicon import load
from app.extract.names.capitals import runs_on
from app.extract.names.kinds import (
    LONGEST_PERSON,
    Candidate,
    Page,
    group_words,
    never,
    never_alone,
    surname_alone,
)
from app.extract.names.known import given_name_gender
from app.extract.names.listed_names import goes_on
from app.extract.names.titles import is_title, is_title_part, title_before
from app.text.sounds import alike


def by_parser(page: Page) -> Iterator[Candidate]:
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
            if begin in page.headlines and not _borne_out(page, begin, last):
                continue
            yield Candidate(begin, last, "parser", None, "named by the parser", label)


def _borne_out(page: Page, first: int, last: int) -> bool:
    """Whether what looks like a name in a headline is one: a given name opens it, or a word of it stands below.

    Of "Deadly Raid" the text below has none with a capital.
    """
    return _given(page, first, anywhere=True) or any(
        page.words[index].text in page.mid_sentence for index in range(first, last + 1)
    )


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
        person = label == "PERSON" or page.words[last].text in page.persons
        full = place and person and index - first > 1 and last - index == 1  # "the Holy See Oleh Moroz"
        if apart and ends and (full or _given(page, index)) and not _given(page, index - 1):
            return index, "PERSON"
    return first, label


def _pieces(page: Page, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    """The parser's span without articles, titles and small words at its ends; parted where names cannot run on."""
    apart = {i for i in page.ordinary if not runs_on(page.words[i].low, _given(page, i - 1, anywhere=True))}
    starts = [first] + [
        i
        for i in range(first + 1, last + 1)
        if not page.words[i].joined or (label == "PERSON" and page.words[i - 1].low == "and") or {i, i - 1} & apart
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
        if begin == end and begin in apart:
            continue  # "Meets" in "Zelensky Meets Macron"
        alone = begin == end and (page.words[end].low in never_alone() or is_title_part(page.words[end].text))
        if begin <= end and not alone and page.words[end].low not in never():
            yield begin, end


def by_given_name(page: Page) -> Iterator[Candidate]:
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
            small = not after.capital and after.low in particles and goes_on(page, last + 1)
            if last + 1 in page.ordinary and not runs_on(after.low, last == index):
                break
            if not after.joined or not (small or goes_on(page, last)) or after.low in group_words():
                break
            last += 1
        if page.words[last].capital and last > index and page.words[last].low not in never_alone():
            yield Candidate(index, last, "given", "person", f"{word.text} is a given name")
        elif last == index and _somebody(page, index):
            yield Candidate(index, index, "given", "person", f"{word.text} is a given name")


def _given(page: Page, index: int, anywhere: bool = False) -> bool:
    """Whether a word is a given name; in a headline, where "Mark" and "Will" may be any word, only if asked."""
    word = page.words[index]
    ordinary = word.low in never_alone() or is_title_part(word.text) or (index in page.headlines and not anywhere)
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


_NICKNAME = re.compile(r" [“\"‘'](?:[A-Z][\w-]+ ?){1,2}[”\"’'] ")


def _past_nickname(page: Page, index: int) -> int:
    """From "Richard" to the surname in "Richard “Tex” Coe"; the word itself where no nickname parts them."""
    start = page.words[index].span.end
    nickname = _NICKNAME.match(page.parsed.text, start)
    after = next(
        (
            i
            for i in range(index + 1, index + 4)
            if nickname and i < len(page.words) and page.words[i].span.start == nickname.end()
        ),
        index,
    )
    return after if page.words[after].capital else index


def titled(page: Page) -> Iterator[Candidate]:
    """ "Governor Oleh Syniehubov": capitals after a title word are a person, whatever the parser says."""
    particles = load("groups")["connectors"]["particles"]
    for index in range(1, len(page.words)):
        word, before = page.words[index], page.words[index - 1]
        if not word.capital or word.low in never() or not is_title(before.text) or is_title_part(word.text):
            continue
        if title_before(page.parsed.text, page.words, index, page.demonym) is None or page.demonym(word.text):
            continue
        last = _past_nickname(page, index)
        for after in range(last + 1, min(index + LONGEST_PERSON, len(page.words))):
            if not page.words[after].joined or page.words[after].low in group_words():
                break
            if after in page.ordinary and not runs_on(
                page.words[after].low, _given(page, after - 1, anywhere=True)
            ):
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


def surnames(page: Page, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
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
    taken = {i for c in chosen if c.by != "parser" or c.last > c.first for i in range(c.first, c.last + 1)}
    for index, word in enumerate(page.words):
        if word.text in full and word.low not in never_alone():
            yield Candidate(index, index, "surname", "person", f"surname of {full[word.text]}")
        elif index not in taken and (name := _spelled_otherwise(page, index, full)):
            yield Candidate(index, index, "surname", "person", f"surname of {name}, in another spelling")


def _spelled_otherwise(page: Page, index: int, full: Mapping[str, str]) -> str | None:
    """ "Saree" after "Yahya Sarea", as the roster also spells him; "Tzarnaev" after "Dzhokhar Tsarnaev", by ear.

    The endings must be the same: "Ivanova" is another than "Ivanov".
    """
    word = page.words[index]
    if not word.capital or word.low in never_alone() or len(word.text) < 5 or page.demonym(word.text):
        return None
    roster = page.world.roster
    if bearers := [actor for actor in roster.known(word.text) if actor.kind == "person"]:
        found = {name for name in full.values() if tuple(bearers) == tuple(roster.known(name))}
    elif index in page.toponym_at:
        return None
    else:
        found = {
            name
            for surname, name in full.items()
            if len(surname) > 5
            and (surname[0], surname[-2:]) == (word.text[0], word.text[-2:])
            and alike(surname, word.text)
        }
    return found.pop() if len(found) == 1 else None
