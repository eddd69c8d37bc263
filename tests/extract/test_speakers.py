"""To whom words are given where several speak as one, or a body through its spokesman. All names are invented."""

from __future__ import annotations

import re

import pytest

from app.extract.quotes.reader import find_quotes
from app.extract.reading import Mention, Speaker
from app.extract.words.parse import parse
from app.text.span import Span

CAST = {
    "Olena Kravets": "person",
    "Kravets": "person",
    "Ivan Moroz": "person",
    "Moroz": "person",
    "Tamar Beridze": "person",
    "Harbour Watch": "organisation",
    "Port Ministry": "government-body",
    "Valland": "state",
    "Orlia": "state",
}
_NAMES = re.compile(r"\b(?:" + "|".join(sorted(CAST, key=len, reverse=True)) + r")\b")


def speaker_in(text: str) -> Speaker:
    spans = ((Span(*match.span()), CAST[match.group()]) for match in _NAMES.finditer(text))
    (quote,) = find_quotes(parse(text), [Mention(span, span, kind) for span, kind in spans])
    assert quote.speaker is not None
    return quote.speaker


@pytest.mark.parametrize(
    ("text", "phrase", "body"),
    [
        ("A spokesman for Harbour Watch said they sank.", "A spokesman for Harbour Watch", "Harbour Watch"),
        ("“They sank,” a spokeswoman for Harbour Watch said.", "a spokeswoman for Harbour Watch", "Harbour Watch"),
        ("“They sank,” said a Harbour Watch spokesperson.", "a Harbour Watch spokesperson", "Harbour Watch"),
        ("The Port Ministry’s spokeswoman said they sank.", "The Port Ministry’s spokeswoman", "Port Ministry"),
        ("The Port Ministry’s press office said they sank.", "The Port Ministry’s press office", "Port Ministry"),
        ("According to a spokesman for Valland, they sank.", "a spokesman for Valland", "Valland"),
        # the person speaks where named, and nobody speaks for a person or for a body by accident
        ("Harbour Watch spokesman Ivan Moroz said they sank.", "Harbour Watch spokesman Ivan Moroz", "Ivan Moroz"),
        ("Ivan Moroz, a spokesman for Harbour Watch, said they sank.", "Ivan Moroz", "Ivan Moroz"),
        ("A spokesman for Ivan Moroz said they sank.", "A spokesman for Ivan Moroz", None),
        ("A source at Harbour Watch said they sank.", "A source at Harbour Watch", None),
        ("A member of Harbour Watch said they sank.", "A member of Harbour Watch", None),
        ("A spokesman said they sank.", "A spokesman", None),
    ],
)  # fmt: skip
def test_spokespeople(text, phrase, body):
    speaker = speaker_in(text)
    assert speaker.span.of(text) == phrase
    assert (speaker.named and speaker.named.of(text)) == body


@pytest.mark.parametrize(
    ("text", "phrase", "chain"),
    [
        ("Harbour Watch left. Its press office said they sank.", "Its press office", ["Its", "Harbour Watch"]),
        ("Harbour Watch denied it. Its spokeswoman said they sank.", "Its spokeswoman", ["Its", "Harbour Watch"]),
        ("Ivan Moroz denied it. “They sank,” his press service said.", "his press service", []),
        ("Harbour Watch denied it. “They sank,” its ship said.", "its ship", []),
        ("Harbour Watch met the Port Ministry’s men and left. They slept. “They sank,” its press service said.",
         "its press service", []),
    ],
)  # fmt: skip
def test_a_body_speaks_through_its_press_service(text, phrase, chain):
    speaker = speaker_in(text)
    assert speaker.span.of(text) == phrase
    assert [link.of(text) for link in speaker.chain] == chain
    assert (speaker.named and speaker.named.of(text)) == (chain[-1] if chain else None)


def test_a_body_says_through_whom_it_speaks():
    speaker = speaker_in("A spokesman for Harbour Watch said two boats had sunk.")
    assert "spoken for by its spokesman" in speaker.reason
    assert speaker.chain == (speaker.named,)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Ivan Moroz and Olena Kravets warned that the dam was gone.", ["Ivan Moroz", "Olena Kravets"]),
        ("Both Moroz and Kravets said the dam was gone.", ["Moroz", "Kravets"]),
        ("“The dam is gone,” Moroz and Kravets said in a joint statement.", ["Moroz", "Kravets"]),
        ("“The dam is gone,” said Ivan Moroz and Olena Kravets.", ["Ivan Moroz", "Olena Kravets"]),
        ("In a joint statement, Moroz, Kravets and Tamar Beridze said the dam was gone.",
         ["Moroz", "Kravets", "Tamar Beridze"]),
        ("Governor Ivan Moroz and Mayor Olena Kravets said the dam was gone.", ["Ivan Moroz", "Olena Kravets"]),
        ("Valland and Orlia both said that the dam was gone.", ["Valland", "Orlia"]),
        ("According to Ivan Moroz and Olena Kravets, the dam was gone.", ["Ivan Moroz", "Olena Kravets"]),
        ("Moroz and his deputies said the dam was gone.", ["Moroz"]),
        ("Moroz or Kravets said the dam was gone.", []),
        ("The engineers and the divers said the dam was gone.", []),
    ],
)  # fmt: skip
def test_several_who_speak_as_one_are_all_kept(text, together):
    speaker = speaker_in(text)
    assert [span.of(text) for span in speaker.together] == together
    assert speaker.named is None


def test_one_who_speaks_alone_speaks_with_nobody():
    assert speaker_in("Ivan Moroz, who met Olena Kravets, said the dam was gone.").together == ()
