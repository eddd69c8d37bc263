"""One article laid out for the finders of names: its words, where sentences open, and which words name nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from app.extract.lexicon import load
from app.extract.names.capitals import ordinary_words
from app.extract.names.kinds import (
    Page,
    never,
)
from app.extract.places.toponyms import (
    Word,
    toponyms_of,
    words_of,
)
from app.extract.words.parse import Parsed
from app.world.world import World


def open_page(parsed: Parsed, world: World) -> Page:
    words = words_of(parsed.text)
    toponyms = toponyms_of(parsed.text, world.gazetteer)
    starts = {sentence.start for sentence in parsed.sentences}
    opening = frozenset(i for i, w in enumerate(words) if _opens(parsed.text, w.span.start, starts))
    headlines = _in_headlines(parsed, words)
    told = frozenset(w.text for i, w in enumerate(words) if w.capital and i not in opening and i not in headlines)
    return Page(
        parsed,
        world,
        words,
        toponyms,
        {index: toponym for toponym in toponyms for index in range(toponym.first, toponym.last + 1)},
        opening,
        told,
        headlines,
        frozenset(e[-1].text for e in parsed.doc.ents if e.label_ == "PERSON" and e[-1].text.isalpha()),
        _written(words),
        frozenset(i for i in ordinary_words(parsed, words, headlines) if words[i].text not in told),
    )


def _written(words: Sequence[Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        found[word.text].append(index)
    return dict(found)


def ships(page: Page) -> frozenset[int]:
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
_GLOSSED_IN = re.compile(r"\([^()\n]{1,40} in ([A-Z]\w+)[^()\n]{0,80}")


def glosses(page: Page) -> frozenset[int]:
    """The words of a name in another language: "the Hill of Salt (Arabic: Tal al-Milh)" names nobody twice.

    Nor does "(Kitab al-Milh in Arabic; also written Kitap al-Milh)".
    """
    found: set[int] = set()
    for shape in (_GLOSS, _GLOSSED_IN):
        for gloss in shape.finditer(page.parsed.text):
            if page.demonym(gloss[1]) or gloss[1] in load("groups")["never"]["languages"]:
                found |= {i for i, w in enumerate(page.words) if gloss.start() <= w.span.start < gloss.end()}
    return frozenset(found)


_CALLED = re.compile(
    r"(?:[,(]\s?(?:also\s|better\s)?(?:born|known\sas|nicknamed|alias|aka|a\.k\.a\.|née|né|nom\sde\sguerre)|\balso\sknown\sas)"
    r"\s[“\"‘']?((?:[A-Z][\w’'-]+|al-[A-Z][\w’'-]+)(?:\s(?:[A-Z][\w’'-]+|al-[A-Z][\w’'-]+|bin|ibn|abu))*)"
)


def other_names(page: Page) -> frozenset[int]:
    """The words of "born Badran Hishan" and "also known as Abu Milh": somebody just named, and nobody else.

    What the roster knows by that name is somebody, and so is one whom the text goes on to call so.
    """
    found: set[int] = set()
    for called in _CALLED.finditer(page.parsed.text):
        here = [i for i, w in enumerate(page.words) if called.start(1) <= w.span.start < called.end(1)]
        if not here or page.world.roster.known(page.name(here[0], here[-1])):
            continue
        if not any(i > here[-1] for i in page.written.get(page.words[here[-1]].text, ())):
            found.update(here)
    return frozenset(found)


def _in_headlines(parsed: Parsed, words: Sequence[Word]) -> frozenset[int]:
    """Words of sentences where all longer words but "with" and "after" have a capital: there it tells nothing."""
    found: set[int] = set()
    index = 0
    for sentence in parsed.sentences:
        here = []
        while index < len(words) and words[index].span.start < sentence.end:
            here.append(index)
            index += 1
        longer = [i for i in here if len(words[i].text) > 3]
        small = [i for i in longer if not words[i].capital]
        if len(longer) >= 4 and len(small) <= 0.25 * len(longer) and all(words[i].low in never() for i in small):
            found.update(here)
    return frozenset(found)


def _opens(text: str, start: int, sentence_starts: set[int]) -> bool:
    """A sentence's first word, also after an opening quotation mark, a dash or a bullet."""
    while start > 0 and text[start - 1] in "“\"'‘«([—–-•* ":
        if start in sentence_starts:
            return True
        start -= 1
    return start in sentence_starts or start == 0 or text[start - 1] in "\n.?!:"
