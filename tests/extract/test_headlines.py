"""Headlines and captions: speech without sentences on a text's first line. All names are invented."""

from __future__ import annotations

import re

import pytest

from app.extract.quotes.reader import find_quotes
from app.extract.reading import Mention
from app.extract.words.parse import parse
from app.text.span import Span
from tests.marked import marked

EDGES = "“”\"‘’'.,"
BODY = "\nThe water rose again over the weekend."
CAST = {
    "Olena Kravets": "person",
    "Kravets": "person",
    "Ivan Moroz": "person",
    "Moroz": "person",
    "Harbour Watch": "organisation",
    "Northern Brigade": "armed-force",
    "Delta News": "media",
    "Valland": "state",
}
_NAMES = re.compile(r"\b(?:" + "|".join(sorted(CAST, key=len, reverse=True)) + r")\b")


def found_in(text: str) -> list[tuple[str, str]]:
    named = ((Span(*match.span()), CAST[match.group()]) for match in _NAMES.finditer(text))
    spans = set()
    for quote in find_quotes(parse(text), [Mention(span, span, kind) for span, kind in named]):
        spans |= {("content", span.trimmed(text, EDGES)) for span in quote.spans}
        spans |= {("speaker", quote.speaker.span)} if quote.speaker else set()
        spans |= {("cue", quote.cue)} if quote.cue else set()
    return [(label, span.of(text)) for label, span in sorted(spans, key=lambda item: item[1])]


@pytest.mark.parametrize(
    "told",
    [
        "[speaker: Kravets]: [content: Dam must be emptied before winter]",
        "[speaker: Kravets]: [content: “We will not leave”]",
        "[speaker: Kravets]: [content: ‘The dam is ours’]",
        "[speaker: Kravets]: [content: 'The dam is ours']",
        "[speaker: Kravets]: [content: Dam ‘held by rope’ after flood]",
        "[speaker: Kravets]: [content: No repair without steel]",
        "[speaker: Mayor Olena Kravets]: [content: Dam must be emptied before winter]",
        "EXCLUSIVE – [speaker: Ivan Moroz]: [content: Dam must be emptied before winter]",
        "[speaker: Kravets] on dam: [content: it will not last the winter]",
        "[speaker: Harbour Watch]: [content: two boats sunk off the point]",
        "[speaker: Northern Brigade]: [content: two boats sunk off the point]",
        "[speaker: Police]: [content: two boats sunk off the point]",
        "[content: “We will not leave,”] [cue: says] [speaker: mayor]",
        "[content: 'We will not leave,'] [cue: says] [speaker: mayor]",
        "[content: ‘We will not leave’], [cue: says] [speaker: Kravets]",
        "[content: Dam not repaired], [cue: says] [speaker: Kravets]",
        "[content: Two hurt at dam], [speaker: governor] [cue: says]",
        "[content: Two hurt in blast at dam] – [speaker: governor]",
        "[content: Dam “held by rope”]: [speaker: Kravets]",
        "[content: Dam ‘held by rope’], [cue: warns] [speaker: Kravets]",
        "[speaker: Valland] [cue: says] [content: 30 boats sunk]",
        "[speaker: Moroz] [cue: vows] [content: to rebuild the dam]",
        "[speaker: Moroz] [cue: vows] [content: to rebuild the dam] - Delta News",
        # what a piece is about, where it appeared, who took the picture
        "Valland: two hurt as dam breaks",
        "UPDATE: two hurt as dam breaks",
        "Live: dam breaks above the town",
        "The dam in winter: what we know",
        "Moroz: how he took the valley",
        "Moroz: a life",
        "Two hurt as dam breaks - Delta News",
        "Two hurt as dam breaks – Valland",
        "(Photo: Olena Kravets/Delta News)",
        "Photo: Olena Kravets",
        "Ivan Moroz, left, speaks with Olena Kravets at the dam. (Photo: Delta News)",
        "Olena Kravets speaks to reporters, Monday. Delta News/Ivan Moroz",
        "The ‘quiet road’ at dusk",
    ],
)  # fmt: skip
def test_first_lines(told):
    text, expected = marked(told + BODY)
    assert found_in(text) == [(label, span.trimmed(text, EDGES).of(text)) for label, span in expected]


def test_a_line_further_down_is_no_headline():
    assert found_in("The dam broke on Friday.\nKravets: engineer, born in the valley, led the repair" + BODY) == []
