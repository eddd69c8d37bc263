"""Quotes: what was said, by which words it is known, and to whom it is given. All sentences are invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract.dates.reader import find_dates
from app.extract.lexicon import load
from app.extract.quotes.attribution import find_attribution
from app.extract.quotes.reader import find_quotes
from app.extract.reading import CUE_CLASSES, QUOTE_TYPES, Mention, Quote
from app.extract.words.parse import Parsed, parse, span_of
from app.text.span import Span
from app.text.when import When
from tests.marked import marked

SEED = Path(__file__).resolve().parents[2] / ".." / "shared" / "seed"
PUBLISHED = When.day(date(2023, 5, 21))
_EDGES = '“”"«».,'


def named(parsed: Parsed) -> list[Mention]:
    """Names as the parser sees them: enough for invented sentences, so that these tests stand alone."""
    kinds = {"PERSON": "person", "ORG": "organisation", "GPE": "state"}
    spans = ((span_of(entity), kinds.get(entity.label_)) for entity in parsed.doc.ents)
    return [Mention(span, span, kind) for span, kind in spans if kind]


def read(text: str) -> list[Quote]:
    parsed = parse(text)
    return list(find_quotes(parsed, named(parsed), (), list(find_dates(parsed, PUBLISHED)), PUBLISHED))


def found_in(text: str) -> list[tuple[str, str]]:
    """Each quote's pieces, speaker and cue as words, in text order."""
    spans = set()
    for quote in read(text):
        spans |= {("content", span.trimmed(text, _EDGES)) for span in quote.spans}
        spans |= {("speaker", quote.speaker.span)} if quote.speaker else set()
        spans |= {("cue", quote.cue)} if quote.cue else set()
    return [(label, span.of(text)) for label, span in sorted(spans, key=lambda item: item[1])]


@pytest.mark.parametrize(
    "told",
    [
        # direct, the cue after, before, inverted and inside
        "[content: “The bridge is gone,”] [speaker: Olena Kravets] [cue: said].",
        "[content: “Is the bridge gone?”] [cue: asked] [speaker: Olena Kravets].",
        "[speaker: Olena Kravets] [cue: said]: [content: “The bridge is gone.”]",
        "[content: “The bridge is gone,”] [speaker: Kravets] [cue: said]. [content: “We will build another.”]",
        "[content: “The bridge,”] [speaker: Kravets] [cue: said], [content: “is gone and will not be rebuilt.”]",
        "[content: “We lost the bridge.]\n[content: “We kept the hill,”] [speaker: Ivan Moroz] [cue: said].",
        # mixed: the whole clause
        "[speaker: Kravets] [cue: said] [content: that the bridge was “gone for good.”]",
        "[content: The bridge is “gone for good,”] [speaker: Kravets] [cue: said] on Monday.",
        "[speaker: Ivan Moroz] [cue: called] [content: the raid “a warning to us all.”]",
        # indirect
        "[speaker: Olena Kravets] [cue: said] [content: that the bridge was gone].",
        "[speaker: The governor] [cue: vowed] [content: to rebuild the bridge before winter].",
        "[speaker: The ministry] [cue: warned] [content: of new floods along the river].",
        "[cue: According to] [speaker: the army], [content: the bridge was destroyed].",
        "[content: The bridge], [speaker: officials] [cue: said], [content: was destroyed overnight].",
        "[speaker: Analysts], however, are [cue: asserting] [content: that the bridge will not change the war].",
        "[speaker: Olena Kravets] [cue: said] [content: the bridge was gone], [cue: adding] "
        "[content: that the road was still open].",
        "[speaker: Ivan Moroz], who had long kept silent, [cue: said] [content: he would leave the town].",
        "The head of the brigade, [speaker: Ivan Moroz], [cue: declared] [content: that his men had the hill].",
        "[content: The bridge was hit and 19 were hurt], [speaker: the head of the council] [cue: said].",
        "[content: The bridge held], [speaker: Ivan Moroz] [cue: said]: [content: it had only been hit twice].",
        "[speaker: The ministry] [cue: denied] [content: having struck the bridge].",
        "A radio quoted [speaker: Olena Kravets] as [cue: saying] [content: that the bridge was gone].",
        "[speaker: Olena Kravets] [cue: said] [content: that there was no truce], while offering talks.",
        "[speaker: Olena Kravets] [cue: called] it [content: “a tragic mistake.”]",
        "On Wednesday [speaker: Kravets] [cue: said] [content: that the bridge was gone].",
        "[cue: According to] [speaker: the director-general of the post], [content: the bridge was gone].",
        "[speaker: Olena Kravets] [cue: said]:\n[content: “The bridge is gone and will not be rebuilt.”]",
        # nothing to find
        "The ministry accused the army of the strike.",
        "Ivan Moroz condemned the attack and rejected the claim.",
        "Ivan Moroz had announced the exchange before either side did.",
        "The government has neither confirmed nor denied that the bridge was gone.",
        "He walked through what used to be a “corridor” of trees.",
        "The allies’ stores and the soldiers’ boots were lost.",
        "The ministry did not say whether the bridge was gone.",
        "She refused to say that the bridge was gone.",
        "They sang “Red Guelder Rose” at the crossing.",
    ],
)  # fmt: skip
def test_quotes(told):
    text, expected = marked(told)
    assert found_in(text) == [(label, span.trimmed(text, _EDGES).of(text)) for label, span in expected]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("“The bridge is gone,” Kravets said.", ["direct"]),
        ("Kravets said that the bridge was “gone for good.”", ["mixed"]),
        ("Kravets said that the bridge was gone.", ["indirect"]),
        ("Kravets vowed “to hold the bridge against every attack.”", ["direct"]),
    ],
)
def test_types(text, types):
    assert [quote.type for quote in read(text)] == types


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("The ministry denied that the bridge was gone.", ["deny"]),
        ("Kravets warned that the bridge could fall.", ["warn"]),
        ("Kravets promised to rebuild the bridge.", ["promise"]),
        ("Kravets urged the army to hold the bridge.", ["demand"]),
        ("“The bridge is gone,” Kravets wrote on Telegram.", ["write"]),
        ("The ministry accused the army of burning the bridge.", ["accuse"]),
    ],
)
def test_cue_classes(text, classes):
    assert [quote.cue_class for quote in read(text)] == classes


@pytest.mark.parametrize(
    ("text", "said", "reason"),
    [
        ("Kravets said on Friday that the bridge was gone.", "2023-05-19", "the day in its clause"),
        ("Kravets said that the bridge fell on Friday.", "2023-05-21", "no day stated; the article's own day"),
        ("Kravets, elected in 2019, said the bridge fell.", "2023-05-21", "no day stated; the article's own day"),
        ("Kravets had said that the bridge was gone.", "None", "told as earlier, no day stated"),
        ("On Friday, two days before, Kravets said the bridge fell.", "2023-05-19", "the day in its clause"),
        ("“The bridge fell,” Kravets said at the time.", "None", "“at the time”, no day stated"),
    ],
)  # fmt: skip
def test_when_it_was_said(text, said, reason):
    (quote,) = read(text)
    assert (str(quote.said), quote.said_reason) == (said, reason)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In April 2022 Ivan Moroz reported three hits. “None was ours,” Moroz wrote.", "2022-04"),
        ("On Friday Ivan Moroz visited the bridge. “It will stand,” Moroz said.", "2023-05-19"),
        ("In April 2019 Ivan Moroz joined the army. “I was young,” Moroz said.", "2023-05-21"),  # not said then
        ("On Friday Olena Kravets visited the bridge. “It will stand,” Ivan Moroz said.", "2023-05-21"),
        ("On Friday Ivan Moroz visited the bridge.\n“It will stand,” Moroz said.", "2023-05-21"),
        (
            "Ivan Moroz left. His office quoted him as saying on Friday that it held. “It stands,” he said then.",
            "2023-05-19",
        ),
    ],
)
def test_a_day_carried_over_from_the_sentence_before(text, said):
    quote = read(text)[-1]
    assert quote.said is not None
    assert (str(quote.said), quote.said.about) == (said, True)


def test_a_day_that_is_not_stated_is_only_about_right():
    (quote,) = read("Kravets said that the bridge was gone.")
    assert quote.said == When.day(date(2023, 5, 21), about=True)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“The bridge is gone,” Kravets wrote on Telegram.", "Telegram"),
        ("In a statement, the ministry said that the bridge was gone.", "a statement"),
        ("“The bridge is gone,” Kravets told reporters.", "to reporters"),
        ("“The bridge is gone,” Kravets said.", None),
        ("“The bridge is gone,” Kravets wrote on X.", "X"),
        ("“The bridge is gone,” Kravets wrote on Truth Social.", "Truth Social"),
        (
            "Kravets counted nine in an early report and said on national television that more were hurt.",
            "national television",
        ),
    ],
)
def test_by_what_means(text, via):
    assert [quote.via for quote in read(text)] == [via]


def test_a_statement_speaks_for_whoever_issued_it():
    text = "In a statement, Olena Kravets vowed to rebuild. “We will not wait,” the statement said."
    quote = read(text)[-1]
    assert quote.speaker is not None
    assert [span.of(text) for span in quote.speaker.chain][-1] == "Olena Kravets"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Minister Olena Kravets said:\n\nI welcome the bridge in Orlivka.", ["I welcome the bridge in Orlivka."]),
        (
            "Minister Olena Kravets said:\n\nI welcome the new bridge over the river.\n\nIt took two years."
            "\n\nWe thank the builders of it.\n\nThe minister goes to the valley on Friday.",
            [
                "I welcome the new bridge over the river.",
                "It took two years.",
                "We thank the builders of it.",
            ],
        ),
        (
            "Minister Olena Kravets said:\n\nI welcome the new bridge over the river.\n\n“We wait,” Moroz said."
            "\n\nOur paper comes out on Monday.",
            ["I welcome the new bridge over the river."],
        ),
        (
            "Minister Olena Kravets said:\n\nThe new bridge over the river is open.\n\nIt took two years.",
            ["The new bridge over the river is open."],
        ),
    ],
)
def test_a_statement_without_marks_runs_on_while_it_says_we(text, paragraphs):
    statement = next(quote for quote in read(text) if "a statement without marks after a colon" in quote.reasons)
    assert [span.of(text) for span in statement.spans] == paragraphs
    assert statement.speaker is not None
    assert statement.speaker.span.of(text).endswith("Olena Kravets")


def test_whole_sentences_in_marks_keep_the_speaker_of_the_sentence_before():
    text = "Olena Kravets said that the bridge was gone. “We will have to swim from now on.”"
    quote = read(text)[-1]
    assert quote.type == "direct"
    assert quote.speaker is not None
    assert quote.speaker.span.of(text) == "Olena Kravets"
    assert "speaker of the sentence before" in quote.reasons


@pytest.mark.parametrize(
    ("text", "clause", "who"),
    [
        ("Ivan Moroz declared that his men had taken the hill.", "his men had taken", "Ivan Moroz"),
        ("The hill was taken, according to Ivan Moroz.", "hill was taken", "Ivan Moroz"),
        ("Ivan Moroz slept while his men took the hill.", "his men took", None),
    ],
)
def test_on_whose_word_a_clause_stands(text, clause, who):
    parsed = parse(text)
    start = text.index(clause)
    found = find_attribution(parsed, Span(start, start + len(clause)), named(parsed))
    assert (found and found[0].span.of(text)) == who


def test_the_lexicon_knows_only_classes_of_the_reading():
    words = load("cues")
    assert {name for name in words if name in CUE_CLASSES} == set(CUE_CLASSES)
    assert set(words["nouns"]) <= set(CUE_CLASSES)
    assert sum(len(verbs) for cls in CUE_CLASSES for verbs in words[cls].values()) >= 150


_ODD = [
    *"“”\"'’—,.:!?\n«» ", "''", "said", "Kravets ", "that ", "he ", "adding ", "according to ", "the bridge fell",
    "called", "(", "statement ", "ΣШ🙂", "\u2028", "was ",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_ODD), max_size=40))
def test_odd_text_costs_no_reading(pieces):
    text = "".join(pieces)
    for quote in read(text):
        assert quote.type in QUOTE_TYPES
        spans = [
            *quote.spans,
            *([quote.cue] if quote.cue else []),
            *([quote.speaker.span] if quote.speaker else []),
        ]
        assert all(span.end <= len(text) and span.of(text) for span in spans)


def test_the_seed_article():
    if not SEED.is_dir():
        pytest.skip(f"the seed article is not beside the checkout ({SEED}): its quotes are not checked")
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    text = (SEED / gold["file"]).read_text(encoding="utf-8")
    quotes = read(text)
    wanted = [[(piece["start"], piece["end"]) for piece in quote["content"]] for quote in gold["quotes"]]
    marks = "“”"
    assert [[span.trimmed(text, marks) for span in q.spans] for q in quotes] == [
        [Span(*piece).trimmed(text, marks) for piece in pieces] for pieces in wanted
    ]
    for quote, expected in zip(quotes, gold["quotes"], strict=True):
        mention, cue = expected["mention"], expected["cue"]
        assert quote.speaker is not None
        assert quote.speaker.span.overlaps(Span(mention["start"], mention["end"]))
        assert quote.cue == Span(cue["start"], cue["end"])
