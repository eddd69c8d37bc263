"""Headlines Where Every Word Has A Capital: which of their words are ordinary ones, and so part of no name.

    Rebel Leader Ivan Moroz Vows Revenge    →  *Vows*
    Zelensky Meets Macron as Russia Strikes  →  *Meets*, *Strikes*

To a parser a capital is a sign of a name, so it is shown the headline in small letters and asked for the verbs,
the adverbs and the small words. Nouns stay: in small letters "moroz" is one, as is "revenge".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from app.extract.places.toponyms import Word
from app.extract.words.cues import is_cue_form
from app.extract.words.parse import Parsed, parse
from app.text.span import Span

_ORDINARY = frozenset("VB VBZ VBD VBP VBG VBN MD IN DT CC TO RB PRP PRP$ WDT WP WRB".split())


def ordinary_words(parsed: Parsed, words: Sequence[Word], headlines: Collection[int]) -> Iterator[int]:
    """The words of headlines, by index, that are no part of a name; none of lines that are all capitals."""
    for sentence in parsed.sentences:
        here = [i for i in headlines if sentence.start <= words[i].span.start < sentence.end]
        line = sentence.of(parsed.text)
        if not here or line.isupper() or len(small := line.lower()) != len(line):
            continue  # a letter like "İ" is two in small: then no place in the line would fit
        told = parse(small)
        for index in here:
            at = Span(words[index].span.start - sentence.start, words[index].span.end - sentence.start)
            tokens = told.tokens(at)
            if words[index].capital and len(tokens) == 1 and tokens[0].tag_ in _ORDINARY:
                yield index


def runs_on(low: str, first: bool) -> bool:
    """Whether a name in a headline may hold a word that looks ordinary: "Kravets" after "Olena", never "tells"."""
    return first and not is_cue_form(low)
