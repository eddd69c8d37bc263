"""Who handed words on: every link of a nested attribution is kept. All sentences and most names are invented.

Each row marks what was said, who said it, and each `relay` between the speaker and the article; `chain` beside a
row tells their order, outermost first, where the text has it otherwise.
"""

from __future__ import annotations

import re

import pytest

from app.extract.quotes.reader import find_quotes
from app.extract.reading import Mention, Quote
from app.extract.words.parse import parse
from app.text.span import Span
from tests.marked import marked

EDGES = "“”\"‘’'.,"
CAST = {
    "Olena Kravets": "person",
    "Kravets": "person",
    "Ivan Moroz": "person",
    "Moroz": "person",
    "Pavlo Hnatiuk": "person",
    "Harbour Watch": "organisation",
    "Delta News": "media",
    "Radio Orlivka": "media",
    "The Valley Post": "media",
    "Valpress": "media",
}
_NAMES = re.compile(r"\b(?:" + "|".join(sorted(CAST, key=len, reverse=True)) + r")\b")


def read(text: str) -> list[Quote]:
    spans = ((Span(*match.span()), CAST[match.group()]) for match in _NAMES.finditer(text))
    return list(find_quotes(parse(text), [Mention(span, span, kind) for span, kind in spans]))


def told(quote: Quote, text: str) -> list[tuple[str, str]]:
    spans = [("content", span.trimmed(text, EDGES)) for span in quote.spans]
    spans += [("speaker", quote.speaker.span)] if quote.speaker else []
    spans += [("relay", relay.speaker.span) for relay in quote.relays]
    return [(label, span.of(text)) for label, span in sorted(spans, key=lambda item: item[1])]


@pytest.mark.parametrize(
    "row",
    [
        "According to semi-official news agency [relay: Valpress], the head of the port, [speaker: Ivan Moroz], "
        "said [content: the bridge was gone].",
        # quoting and citing
        "[relay: Delta News] quoted [speaker: the ministry] as saying [content: that the bridge was gone].",
        "[content: “The bridge is gone,”] [relay: Delta News] quoted [speaker: Kravets] as saying.",
        "[content: The bridge was gone], [relay: the Valpress news agency] quoted [speaker: Kravets] as saying.",
        "[relay: State media] quoted [speaker: the governor] as saying: [content: “The bridge is gone.”]",
        "[content: “The bridge is gone,”] [relay: Radio Orlivka] quoted [speaker: him] as saying.",
        "[relay: The agency] cited [speaker: an unnamed official] as saying [content: that the bridge was gone].",
        "[speaker: Kravets] was quoted by [relay: Valpress] as saying [content: that the bridge was gone].",
        "[content: “The bridge is gone,”] [speaker: Kravets] was quoted as saying by [relay: Valpress].",
        "[content: “The bridge is gone,”] [speaker: Kravets] was quoted as saying.",
        "[relay: The ministry] quoted [speaker: Moroz] as saying [content: that the bridge was gone].",
        # an outlet reports that another said
        "[relay: Valpress] reported that [speaker: Ivan Moroz] said [content: the bridge was gone].",
        "[relay: The Valley Post] reported that [speaker: two officials] said [content: the bridge was gone].",
        "[relay: Delta News] said that [speaker: Kravets] had told reporters [content: the bridge was gone].",
        "[speaker: The ministry] said [content: that the bridge was gone], [relay: Valpress] reported.",
        # according to
        "[content: “The bridge is gone,”] [speaker: the ministry] said, according to [relay: Valpress].",
        "[content: The bridge was gone], [speaker: the ministry] said, according to [relay: Valpress].",
        "According to [relay: Valpress], [speaker: Kravets] said [content: that the bridge was gone].",
        "[speaker: Kravets] said [content: that the bridge was gone], according to [relay: two officials].",
        "[speaker: Moroz] said, according to [relay: the state news agency Valpress]: "
        "[content: “The bridge is gone.”]",
        "[content: “The bridge is gone,”] said [speaker: Moroz], as quoted by [relay: Valpress].",
        "[content: “The bridge is gone,”] [speaker: Moroz] said, as reported by [relay: Delta News].",
        "[speaker: Moroz], cited by [relay: Valpress], said [content: that the bridge was gone].",
        # a medium that cites its source
        "According to [relay: Delta News], citing [speaker: Ivan Moroz], [content: the bridge was gone].",
        "According to [relay: Delta News], which cited [speaker: two officials], [content: the bridge was gone].",
        "Citing [speaker: two officials], [relay: the newspaper] reported [content: that the bridge was gone].",
        "[relay: The newspaper] reported, citing [speaker: two officials], [content: that the bridge was gone].",
        "[content: The bridge was gone], [relay: Valpress] reported, citing [speaker: Harbour Watch].",
        "[content: The bridge is gone], [relay: Valpress] reported, citing a statement by [speaker: the army].",
        # three deep
        "[relay: Delta News] reported that [relay: Valpress] had quoted [speaker: Moroz] as saying "
        "[content: that the bridge was gone].",
        "[content: “The bridge is gone,”] [relay: Valpress] quoted [speaker: Moroz] as saying, according to "
        "[relay: Delta News].",
        "[content: “The bridge is gone,”] [speaker: the army] said, [relay: Delta News] reported.",
        "[speaker: The army] said [content: the bridge was gone], [relay: Delta News] reports.",
        "[relay: State television] quoted [speaker: the army] as saying [content: rockets had hit the bridge], "
        "[relay: Valpress] reports.",
        # no relay
        "[speaker: Moroz] told Delta News [content: that the bridge was gone].",
        "[content: “The bridge is gone,”] [speaker: Moroz] told Radio Orlivka.",
        "[speaker: Delta News] reported [content: that the bridge was gone].",
        "According to [speaker: Delta News], [content: the bridge was gone].",
        "[speaker: Delta News] reported [content: that the bridge was gone], citing a lack of steel.",
        "[speaker: Moroz] said [content: that Kravets had said the bridge was gone].",
        "[speaker: The ministry] said, citing two officials, [content: that the bridge was gone].",
        "[speaker: Delta News] reported [content: that officials feared the bridge was gone].",
    ],
)  # fmt: skip
def test_relays(row):
    text, expected = marked(row)
    wanted = [(label, span.trimmed(text, EDGES).of(text)) for label, span in expected]
    assert [told(quote, text) for quote in read(text)] == [wanted]


@pytest.mark.parametrize(
    ("text", "outermost_first", "cues"),
    [
        (
            "Delta News reported that Valpress had quoted Moroz as saying that the bridge was gone.",
            ["Delta News", "Valpress"],
            ["reported", "quoted"],
        ),
        (
            "“The bridge is gone,” Valpress quoted Moroz as saying, according to Delta News.",
            ["Delta News", "Valpress"],
            ["according to", "quoted"],
        ),
        ("According to Delta News, citing Ivan Moroz, the bridge was gone.", ["Delta News"], ["citing"]),
    ],
)
def test_the_outermost_relay_comes_first(text, outermost_first, cues):
    (quote,) = read(text)
    assert [relay.speaker.span.of(text) for relay in quote.relays] == outermost_first
    assert [relay.cue and relay.cue.of(text) for relay in quote.relays] == cues


def test_a_relays_name_is_what_it_resolves_by():
    text = "“The bridge is gone,” the Valpress news agency quoted Kravets as saying."
    (quote,) = read(text)
    named = quote.relays[0].speaker.named
    assert named is not None
    assert named.of(text) == "Valpress"
