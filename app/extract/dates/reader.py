"""Finds the dates of an article and says which days they mean.

Pieces of date are found by pattern (`dates/grammar.py`), neighbours are joined ("late" + "Saturday",
"10:30 p.m." + "Monday", "May 3" to "June 5"), and each is read (`dates/calendar_rules.py`) against the day of
the report, the tense of its clause and the date named last. Looks nothing up and knows no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from app.extract.dates import meanings as say
from app.extract.dates.calendar_rules import ends_of, needs_anchor, resolve
from app.extract.dates.clause_tense import tense_of
from app.extract.dates.grammar import Piece, find_pieces
from app.extract.dates.joins import join, word_before
from app.extract.dates.meanings import Scene
from app.extract.dates.scene import filed_on, opening_scene, quotations
from app.extract.lexicon import load
from app.extract.reading import DateMention
from app.extract.words.parse import Parsed
from app.text.span import Span
from app.text.when import When

__all__ = ["filed_on", "find_dates", "join"]

_WORDS = load("dates")["words"]
_HEDGES = frozenset(_WORDS["hedges"])
_GATHERINGS = frozenset(_WORDS["gatherings"])
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-"})

# "Two days earlier" and "that day" look back no further than this, in characters (about two paragraphs).
_RECALL = 1000


def find_dates(parsed: Parsed, published: When | None, dateline: date | None = None) -> Iterator[DateMention]:
    """Every date expression in order, none overlapping; `when` is None where it cannot be told.

    Relative ones are counted from `dateline` (the day the article opens with) where given, else from
    `published` where that is a single day, else from a dateline or date line found in the text itself.

    Published 2023-05-21, a Sunday: "late Saturday" → 2023-05-20; "this weekend" → 2023-05-20/2023-05-21.
    """
    text = parsed.text.translate(_STRAIGHT)
    pieces = join(text, find_pieces(text))
    scene = opening_scene(text, pieces, published, dateline)
    quoted = quotations(text)
    named_at = 0
    for number, piece in enumerate(pieces):
        if _spoilt(parsed, piece):
            continue
        if piece.span.start - named_at > _RECALL:
            scene = replace(scene, named=None, year=None)
        before = word_before(text, piece.span.start)
        now = _here(parsed, scene, piece, before, named_at)
        following = pieces[number + 1 :][:1]
        meaning = _of_that_year(parsed, piece, following)
        meaning = meaning or _counted_ahead(parsed, piece, following, now)
        when, reason = resolve(meaning, now)
        if when is None and isinstance(meaning, say.Lasting | say.Ahead):
            continue  # how long something took tells no day
        if when is not None and before in _HEDGES:
            when = replace(when, about=True)
        reason = _said(reason, before, piece, quoted(piece.span.start))
        yield DateMention(piece.span, when, piece.type, reason, _ends(piece, now, reason))
        if when is not None:
            scene = _remembering(parsed, scene, piece, when)
            named_at = piece.span.end


def _ends(piece: Piece, scene: Scene, reason: str) -> tuple[DateMention, ...]:
    """The two dates of a range, each with its own days; empty where they could not be told."""
    if not piece.ends or not isinstance(piece.meaning, say.Between):
        return ()
    whens = ends_of(piece.meaning, scene)
    if whens is None:
        return ()
    return tuple(DateMention(*end, piece.type, reason) for end in zip(piece.ends, whens, strict=True))


def _here(parsed: Parsed, scene: Scene, piece: Piece, before: str, named_at: int) -> Scene:
    """The scene as the clause of a date sees it."""
    tense, perfect = tense_of(parsed, piece.span, before)
    if isinstance(piece.meaning, say.Ahead) and not _asks_when(parsed, piece.span):
        tense = ""
    beside = scene.named is not None and _in_one_sentence(parsed, named_at, piece.span)
    told = beside and scene.told_with_year and tense != "future"
    return replace(scene, tense=tense, perfect=perfect, beside=beside, told_with_year=told)


def _asks_when(parsed: Parsed, span: Span) -> bool:
    """ "Will vote in two weeks", not "the second raid in two weeks"."""
    head = parsed.tokens(span)[0].head
    return head.pos_ in ("VERB", "AUX")


def _counted_ahead(parsed: Parsed, piece: Piece, following: list[Piece], scene: Scene) -> Any:
    """ "Hours before the bridge fell on Wednesday": counted from the Wednesday, where no day is told before."""
    meaning = piece.meaning
    hours = isinstance(meaning, say.Counted) and meaning.unit == "hour" and meaning.way in ("before", "after")
    if not hours or scene.beside or not following or not isinstance(following[0].meaning, say.Day | say.Weekday):
        return meaning
    together = _in_one_sentence(parsed, piece.span.end, following[0].span)
    return say.CountedFrom(meaning, following[0].meaning) if together else meaning


def _of_that_year(parsed: Parsed, piece: Piece, following: list[Piece]) -> say.Day | None:
    """ "Met on 3 March for the 2016 summit": the gathering's year is the day's, else None.

    Only of gatherings: a court may sit years later "for the 2016 bombing".
    """
    day, text = piece.meaning, parsed.text
    if not isinstance(day, say.Day) or day.year is not None or day.year_by is not None or not following:
        return None
    year = following[0]
    if not isinstance(year.meaning, say.Years) or year.meaning.first != year.meaning.last:
        return None
    leads = re.fullmatch(r" (?:for|at|during|to attend|to open) the ", text[piece.span.end : year.span.start])
    behind = re.findall(r"[a-z]+", text[year.span.end : year.span.end + 60].lower())
    meets = bool(leads) and any(word in _GATHERINGS for word in behind[:5])
    return replace(day, year=year.meaning.first) if meets else None


def _remembering(parsed: Parsed, scene: Scene, piece: Piece, when: When) -> Scene:
    """What later dates may be counted from: years from this one, days only from one that is no mere year.

    "The November 27 deal" tells which deal; the story goes on from the day told before it.
    """
    if isinstance(piece.meaning, say.Lasting | say.Stretch):
        return scene
    if when.days > 31:
        return replace(scene, year=when) if when.days <= 366 else scene
    if scene.named is not None and _names_a_thing(parsed, piece.span):
        return scene
    whole = isinstance(piece.meaning, say.Exactly) or getattr(piece.meaning, "year", None) is not None
    return replace(scene, named=when, year=when, told_with_year=whole)


def _names_a_thing(parsed: Parsed, span: Span) -> bool:
    """ "The November 27 deal": the date stands before its noun as part of its name."""
    tokens = parsed.tokens(span)
    if not len(tokens) or tokens.root.dep_ not in ("compound", "nmod", "nummod"):
        return False
    return tokens.root.head.i > tokens[-1].i


def _in_one_sentence(parsed: Parsed, before: int, span: Span) -> bool:
    tokens = parsed.tokens(span)
    return len(tokens) > 0 and tokens[0].sent.start_char < before


def _said(reason: str, before: str, piece: Piece, quoted: bool) -> str:
    """The reason, with what the word before makes of the date and whether someone else is speaking."""
    if before in ("since", "until", "till", "by"):
        reason += {"since": "; since then", "by": "; by then at the latest"}.get(before, "; until then")
    if quoted and needs_anchor(piece.meaning) and not isinstance(piece.meaning, say.Unplaced):
        reason += "; said in a quotation, and counted as if on the day of the report"
    return reason


def _spoilt(parsed: Parsed, piece: Piece) -> bool:
    """A month that spaCy takes for a person ("said June Carter"), a count it tags as one, a title, nowadays."""
    if isinstance(piece.meaning, say.Near):
        return _in_a_name(parsed, piece) or (piece.meaning.name == "today" and _nowadays(parsed, piece.span))
    if isinstance(piece.meaning, say.Weekday):
        return _opens_a_name(parsed, piece) or _any_such_day(parsed, piece)
    if not isinstance(piece.meaning, say.Month | say.Years):
        return False
    tokens = parsed.tokens(piece.span)
    if isinstance(piece.meaning, say.Month) and piece.meaning.year is None:
        return len(tokens) == 1 and tokens[0].ent_type_ == "PERSON"
    return _counts_something(parsed, tokens, piece)


def _in_a_name(parsed: Parsed, piece: Piece) -> bool:
    """ "Russia Today", "No News Today": a capital in mid-sentence, after another."""
    words = piece.span.of(parsed.text)
    before = parsed.text[max(0, piece.span.start - 24) : piece.span.start]
    capital = re.search(r"(?:\A|[\s\"'(])[A-Z][\w.-]{1,20}[ \t]\Z", before)
    return words[0].isupper() and not words.isupper() and bool(capital) and not _headline(parsed, piece.span)


def _any_such_day(parsed: Parsed, piece: Piece) -> bool:
    """ "It was on a Monday": any; but "on a Monday visit" and "a Friday blast" are that day's."""
    return any(token.dep_ == "det" and token.lower_ == "a" for token in parsed.tokens(piece.span).root.children)


def _opens_a_name(parsed: Parsed, piece: Piece) -> bool:
    """ "Saturday Morning Cartoons": a part of the day with a capital, and a capital after it."""
    part = re.search(r"\s(?:Morning|Afternoon|Evening|Night)\Z", piece.span.of(parsed.text))
    follows = re.match(r"[ \t][A-Z][a-z]", parsed.text[piece.span.end : piece.span.end + 3])
    return bool(part and follows) and not _headline(parsed, piece.span)


def _headline(parsed: Parsed, span: Span) -> bool:
    """Whether most words around begin with capitals, so that a capital tells nothing."""
    line = parsed.text[max(0, span.start - 120) : span.end + 120]
    at = min(span.start, 120)
    first, last = line.rfind("\n", 0, at) + 1, line.find("\n", at)
    words = re.findall(r"[A-Za-z]{4,20}", line[first : last if last >= 0 else len(line)])
    return sum(word[0].isupper() for word in words) > 0.8 * len(words)


_OUR_TIME = frozenset(_WORDS["of_our_time"])
_BEFORE_NOWADAYS = frozenset(_WORDS["before_nowadays"])
_STATES = frozenset(_WORDS["states"])


def _nowadays(parsed: Parsed, span: Span) -> bool:
    """ "Today's world", "even today", "few live there today": no day is meant."""
    tokens = parsed.tokens(span)
    if not len(tokens) or span.of(parsed.text).lower() != "today":
        return False
    today, doc = tokens[-1], parsed.doc
    if today.i + 2 < len(doc) and doc[today.i + 1].text == "'s" and doc[today.i + 2].lower_ in _OUR_TIME:
        return True
    if word_before(parsed.text, span.start) in _BEFORE_NOWADAYS or parsed.text[span.end : span.end + 4] == " as ":
        return True
    verb = today.head
    return today.dep_ in ("npadvmod", "advmod") and verb.pos_ in ("VERB", "AUX") and _is_a_state(verb)


def _is_a_state(verb: Any) -> bool:
    """ "Is a village", "is known as", "would be": how things stand, not what happened."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.lemma_ == "be":
        says_what = verb.dep_ == "relcl" or any(child.dep_ in ("attr", "acomp") for child in verb.children)
        supposed = verb.tag_ == "VB" and bool(helpers & {"would", "could"})
        return says_what and (supposed or verb.tag_ in ("VBZ", "VBP"))
    if verb.lemma_ not in _STATES:
        return False
    if verb.tag_ == "VBN":
        return bool(helpers) and helpers <= {"is", "are", "'s", "'re"}
    return verb.tag_ in ("VBZ", "VBP") and not helpers - {"do", "does"}


_STRONG = frozenset({"in", "since", "until", "till", "during", "the", "circa", "throughout"})


def _counts_something(parsed: Parsed, tokens: Any, piece: Piece) -> bool:
    """ "of 2014 mercenaries": a number before a plural, with nothing before it that only a year has."""
    if len(tokens) != 1 or not tokens[0].text.isdigit() or tokens[-1].i + 1 >= len(parsed.doc):
        return False
    after = parsed.doc[tokens[-1].i + 1]
    before = word_before(parsed.text, piece.span.start)
    return after.tag_ == "NNS" and before not in _STRONG and tokens[0].ent_type_ != "DATE"
