"""One article laid out for the finders of names: its words, where sentences open, and which words name nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from app.extract.lexicon import load
from app.extract.names.kinds import (
    Page,
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
