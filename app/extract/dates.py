"""Finds the dates of an article and says which days they mean.

Pieces of date are found by pattern (`date_grammar.py`), neighbours are joined ("late" + "Saturday",
"10:30 p.m." + "Monday", "May 3" to "June 5"), and each is read (`calendar_rules.py`) against the day of
the report, the tense of its clause and the date named last. Looks nothing up and knows no clock.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.extract import calendar_rules as say
from app.extract.calendar_rules import Scene, resolve
from app.extract.date_grammar import Piece, find_pieces, with_year
from app.extract.lexicon import load
from app.extract.parse import Parsed
from app.extract.reading import DateMention
from app.ingest.dateline import opening_dateline
from app.text.span import Span, hull
from app.text.when import When

_WORDS = load("dates")["words"]
_MODALS = frozenset(_WORDS["modals"])
_PLANNERS = frozenset(_WORDS["planners"])
_STARTERS = frozenset(_WORDS["starters"])
_HEDGES = frozenset(_WORDS["hedges"])
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-"})

# "Two days earlier" and "that day" look back no further than this, in characters (about two paragraphs).
_RECALL = 1000

# How far, in days, a report may lie before its publication for its dateline to be its own.
_DATELINE_REACH = 7


def find_dates(parsed: Parsed, published: When | None, dateline: date | None = None) -> Iterator[DateMention]:
    """Every date expression in order, none overlapping; `when` is None where it cannot be told.

    Relative ones are counted from `dateline` (the day the article opens with) where given, else from
    `published` where that is a single day, else from a dateline or date line found in the text itself.

    Published 2023-05-21, a Sunday: "late Saturday" → 2023-05-20; "this weekend" → 2023-05-20/2023-05-21.
    """
    text = parsed.text.translate(_STRAIGHT)
    pieces = join(text, find_pieces(text))
    scene = _opening_scene(text, pieces, published, dateline)
    quoted = _quoted(text)
    named_at = 0
    for number, piece in enumerate(pieces):
        if _spoilt(parsed, piece):
            continue
        if piece.span.start - named_at > _RECALL:
            scene = replace(scene, named=None, year=None)
        before = _word_before(text, piece.span.start)
        now = _here(parsed, scene, piece, before, named_at)
        meaning = _counted_ahead(parsed, piece, pieces[number + 1 :][:1], now)
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
    whens = say.ends_of(piece.meaning, scene)
    if whens is None:
        return ()
    return tuple(DateMention(*end, piece.type, reason) for end in zip(piece.ends, whens, strict=True))


def _here(parsed: Parsed, scene: Scene, piece: Piece, before: str, named_at: int) -> Scene:
    """The scene as the clause of a date sees it."""
    tense, perfect = _tense(parsed, piece.span, before)
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
    if quoted and say.needs_anchor(piece.meaning) and not isinstance(piece.meaning, say.Unplaced):
        reason += "; said in a quotation, and counted as if on the day of the report"
    return reason


def _word_before(text: str, start: int) -> str:
    words = re.findall(r"[\w.]{1,20}", text[max(0, start - 24) : start])
    return words[-1].lower() if words and text[start - 1 : start].isspace() else ""


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
    if _word_before(parsed.text, span.start) in _BEFORE_NOWADAYS or parsed.text[span.end : span.end + 4] == " as ":
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
    before = _word_before(parsed.text, piece.span.start)
    return after.tag_ == "NNS" and before not in _STRONG and tokens[0].ent_type_ != "DATE"


# ------------------------------------------------------------------ joining neighbours

_ON = re.compile(r",?[ \t]{1,2}(?:on[ \t]|of[ \t]|in[ \t])?(?:the[ \t])?|,[ \t]")
_AT = re.compile(
    r",?[ \t]{1,2}(?:(?:at|in|around|about|after|before|during|by|from|just)[ \t]{1,2}){0,2}(?:the[ \t])?|'s[ \t]"
)
_THEN = re.compile(r",?[ \t]{1,2}(?:of[ \t])?|,")
_IN_YEAR = re.compile(r",?[ \t]{1,2}(?:in|of)[ \t]")
_APPOSED = re.compile(r",?[ \t]{1,2}(?:the[ \t])?|,")
_LISTED = re.compile(r",?[ \t](?:and|or)[ \t]|,[ \t]")
_BESIDE = re.compile(r"[ \t](?:the[ \t])?")
_INTO = re.compile(r"[ \t](?:in)?to[ \t]")
_DASH = re.compile(r"[ \t]?[-–—][ \t]?")
_THROUGH = re.compile(r"[ \t]through[ \t](?:to[ \t])?")
_TO = re.compile(r"[ \t](?:to|until|till)[ \t](?:the[ \t])?")
_AND = re.compile(r"[ \t](?:and|to)[ \t](?:the[ \t])?")
_ENDS = (say.Day, say.Month, say.Years, say.Weekday, say.Near, say.Exactly, say.Season)
_SPANNING = (say.Day, say.Exactly, say.Weekday, say.Month)
_DAYLIKE = (say.Day, say.Weekday, say.Near, say.Exactly, say.Counted)


def join(text: str, pieces: list[Piece]) -> list[Piece]:
    """Neighbours that make one expression, joined, left to right; pieces that need a day and found none
    (a lone "morning") are left out, clock times kept."""
    joined: list[Piece] = []
    for number, piece in enumerate(pieces):
        current = piece
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        while joined and not _leans_right(text, joined[-1], current, following):
            both = _joined(text, joined[-1], current)
            if both is None:
                break
            joined.pop()
            current = both
        joined.append(current)
    return _years_shared(text, [piece for piece in joined if piece.kind not in ("part", "unsaid")])


def _years_shared(text: str, pieces: list[Piece]) -> list[Piece]:
    """ "In June and July 2022": both of that year."""
    for number in range(len(pieces) - 2, -1, -1):
        first, second = pieces[number], pieces[number + 1]
        if not all(isinstance(piece.meaning, say.Day | say.Month) for piece in (first, second)):
            continue
        gap = text[first.span.end : second.span.start]
        if first.meaning.year is None and second.meaning.year is not None and _LISTED.fullmatch(gap[:8]):
            shared = replace(first.meaning, year=second.meaning.year)
            pieces[number] = replace(first, meaning=shared)
    return pieces


def _leans_right(text: str, first: Piece, part: Piece, following: Piece | None) -> bool:
    """ "Monday, at dawn on Tuesday": the dawn is Tuesday's."""
    if part.kind == "date" or following is None or text[first.span.end : part.span.start].isspace():
        return False
    return following.kind == "date" and _joined(text, part, following) is not None


def _joined(text: str, first: Piece, second: Piece) -> Piece | None:
    gap = text[first.span.end : second.span.start]
    if len(gap) > 16 or "\n" in gap:
        return None
    span = hull((first.span, second.span))
    if first.kind != "date" or second.kind != "date":
        return _with_part(gap, span, first, second)
    return _one_day(gap, span, first, second) or _range(text, gap, span, first, second)


def _with_part(gap: str, span: Span, first: Piece, second: Piece) -> Piece | None:
    """A part of the day or a clock time takes the day it stands beside; each kind once."""
    held = {part: part.holds | ({part.kind} - {"date"}) for part in (first, second)}
    if held[first] & held[second]:
        return None
    kind = "TIME" if "TIME" in (first.type, second.type) else "DATE"
    if first.kind == "date":
        fits = isinstance(first.meaning, _DAYLIKE) and second.type == "TIME" and _AT.fullmatch(gap)
        day = first
    elif second.kind == "date":
        fits = isinstance(second.meaning, _DAYLIKE) and _ON.fullmatch(gap)
        day = second
    else:
        fits = _ON.fullmatch(gap) or _AT.fullmatch(gap)
        day = first if first.kind == "clock" else second
    if not fits:
        return None
    return Piece(span, day.meaning, kind, day.kind, held[first] | held[second])


def _one_day(gap: str, span: Span, first: Piece, second: Piece) -> Piece | None:
    """Sunday, May 21; March 9 last year; overnight into Sunday; overnight Saturday."""
    one, two = first.meaning, second.meaning
    if isinstance(one, say.Counted) and one.way in ("before", "after") and _BESIDE.fullmatch(gap):
        return Piece(span, say.CountedFrom(one, two), first.type) if isinstance(two, _ENDS) else None
    if isinstance(one, say.Near) and one.name == "overnight" and isinstance(two, _DAYLIKE):
        if _INTO.fullmatch(gap):
            return Piece(span, say.Night(two, into=True), "TIME")
        if _ON.fullmatch(gap):
            return Piece(span, say.Night(two), "TIME")
    if isinstance(two, say.Near) and two.name == "overnight" and isinstance(one, say.Day | say.Weekday):
        return Piece(span, say.Night(one), "TIME") if _THEN.fullmatch(gap) else None
    if isinstance(one, say.Near) and isinstance(two, say.Near) and gap.isspace():
        return Piece(span, two if one.name == "overnight" else one, second.type)
    if isinstance(one, say.Weekday) and isinstance(two, say.Day) and _APPOSED.fullmatch(gap):
        timed = "TIME" in (first.type, second.type)
        return Piece(span, replace(two, weekday=one.number), "TIME" if timed else "DATE", holds=first.holds)
    if isinstance(one, say.Near) and isinstance(two, say.Day) and "," in gap and _APPOSED.fullmatch(gap):
        return Piece(span, two, "TIME" if "TIME" in (first.type, second.type) else "DATE")  # "today, 30 December"
    if isinstance(one, say.Weekday) and isinstance(two, say.Near) and two.name in ("today", "yesterday"):
        return Piece(span, two) if _THEN.fullmatch(gap) else None
    return _of_that_year(gap, span, first, second)


def _of_that_year(gap: str, span: Span, first: Piece, second: Piece) -> Piece | None:
    """March 9 last year; the summer of this year; March that year; May and June in 1981."""
    one, two = first.meaning, second.meaning
    dated = one.last if isinstance(one, say.Between) else one
    if not isinstance(dated, say.Day | say.Month | say.Season) or dated.year is not None:
        return None
    if isinstance(two, say.Years) and two.first == two.last and not two.third and _IN_YEAR.fullmatch(gap):
        dated = replace(dated, year=two.first)
        return Piece(span, replace(one, last=dated) if isinstance(one, say.Between) else dated, first.type)
    if isinstance(one, say.Between) or not _THEN.fullmatch(gap) or getattr(two, "unit", "") != "year":
        return None
    if isinstance(two, say.Counted) and two.count in (0, 1) and two.way in ("earlier", "later"):
        return Piece(span, say.OfThatYear(one, -two.count if two.way == "earlier" else two.count), first.type)
    if isinstance(two, say.Period) and not two.third and not two.shade:
        return Piece(span, with_year(one, two.step), first.type)
    return None


def _range(text: str, gap: str, span: Span, first: Piece, second: Piece) -> Piece | None:
    """From May 3 to June 5; between March and May; Friday through Sunday; 3 May – 5 June."""
    if not (isinstance(first.meaning, _ENDS) and isinstance(second.meaning, _ENDS)):
        return None
    before = _word_before(text, first.span.start)
    alike = type(first.meaning) is type(second.meaning)
    connected = (
        (alike and (_DASH.fullmatch(gap) or _THROUGH.fullmatch(gap)))
        or (alike and isinstance(first.meaning, _SPANNING) and _TO.fullmatch(gap))
        or (before == "from" and (_TO.fullmatch(gap) or _THROUGH.fullmatch(gap)))
        or (before == "between" and _AND.fullmatch(gap))
    )
    if not connected:
        return None
    both = say.Between(first.meaning, second.meaning)
    return Piece(span, both, first.type, ends=(first.span, second.span))


# ------------------------------------------------------------------ the scene

_OPENING = re.compile(r"[A-Z][A-Z'/-]{2,}[^\n]{0,60}?[,(]?[ \t]?\Z")
_AGENCY = re.compile(r"[ \t]{0,2}(?:\([^()\n]{2,40}\)[ \t]{0,2})?[-–—]{1,2}[ \t]")


def filed_on(text: str, dates: Sequence[DateMention], published: When | None) -> When | None:
    """The day of the dateline the article opens with, where it is its own; else that of publication.

    A reprint of Sunday is Saturday's report, and what was said in it undated was said by Saturday.
    """
    opening = len(opening_dateline(text) or "")
    day = next((d.when for d in dates if d.span.end <= opening and d.when and d.when.days == 1), None)
    if day is None or published is None:
        return published
    return day if 0 <= (published.earliest - day.earliest).days <= _DATELINE_REACH else published


def _opening_scene(text: str, pieces: list[Piece], published: When | None, dateline: date | None) -> Scene:
    """The day to count from: the dateline given, the publication day, or what the text opens with."""
    day = published.earliest if published is not None and published.days == 1 else None
    if published is None:
        doubt = "the publication day is not known"
    else:
        doubt = f"the publication is known only as {published}"
    if dateline is not None:
        return Scene(dateline, "the dateline's day", doubt)
    opening = _dateline_in_text(text, pieces, Scene(day, doubt=doubt))
    if opening is not None and (day is None or 0 <= (day - opening).days <= _DATELINE_REACH):
        return Scene(opening, "the dateline's day", doubt, appeared=day)
    if day is None:
        return replace(_date_line(text, pieces), doubt=doubt)
    return Scene(day, doubt=doubt)


def _dateline_in_text(text: str, pieces: list[Piece], scene: Scene) -> date | None:
    """ "KYIV, May 21 (Reuters) -": the date between a place in capitals and a dash, on the first lines."""
    opening = len(opening_dateline(text) or "")  # where the text itself begins with one, capitals or not
    for piece in pieces[:3]:
        line = text.rfind("\n", 0, piece.span.start) + 1
        if not isinstance(piece.meaning, say.Day) or piece.span.start - line > 80 or line > 600:
            continue
        told = _OPENING.fullmatch(text[line : piece.span.start]) and _AGENCY.match(text, piece.span.end)
        if told or piece.span.end <= opening:
            when, _ = resolve(piece.meaning, scene)
            return when.earliest if when and when.days == 1 else None
    return None


def _date_line(text: str, pieces: list[Piece]) -> Scene:
    """A whole date alone on one of the first lines is when the article appeared, if nothing better says so."""
    for piece in pieces[:2]:
        line = text.rfind("\n", 0, piece.span.start) + 1
        end = text.find("\n", piece.span.end)
        alone = text[line : end if end >= 0 else len(text)].strip() == piece.span.of(text)
        if alone and line <= 300 and isinstance(piece.meaning, say.Day | say.Exactly):
            when, _ = resolve(piece.meaning, Scene(None))
            if when is not None and when.days == 1:
                return Scene(when.earliest, "the date line above the text")
    return Scene(None)


@dataclass(frozen=True, slots=True)
class _Quotations:
    """Where quotations open and close, to ask whether a place lies in one."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __call__(self, at: int) -> bool:
        number = bisect_right(self.starts, at) - 1
        return number >= 0 and at < self.ends[number]


def _quoted(text: str) -> _Quotations:
    """Pairs of double marks; one left open ends with its line."""
    pairs = [match.span() for match in re.finditer(r"“[^”\n]{0,4000}|\"[^\"\n]{0,4000}\"?|«[^»\n]{0,4000}", text)]
    return _Quotations(tuple(start for start, _ in pairs), tuple(end for _, end in pairs))


# ------------------------------------------------------------------ tense


def _tense(parsed: Parsed, span: Span, before: str) -> tuple[str, bool]:
    """Whether the clause of a date tells of what was ("past") or is to come ("future"); "" if unclear.
    And whether it runs up to the report ("has held").
    """
    tokens = parsed.tokens(span)
    if not len(tokens) or before == "since":
        return "past" if before == "since" else "", False
    tense = _climb(tokens.root)
    if before in ("until", "till", "by") and tense == "":
        return "future", False
    return tense, _up_to_now(tokens.root)


def _up_to_now(token: Any) -> bool:
    """ "Has held for ten years", "have been fighting": the nearest verb is in the present perfect."""
    for _ in range(10):
        if token.pos_ in ("VERB", "AUX"):
            return any(child.dep_ == "aux" and child.lower_ in ("has", "have", "'ve") for child in token.children)
        if token.head is token:
            return False
        token = token.head
    return False


def _climb(token: Any) -> str:
    """From the date up to the verbs above it, until one tells. Ten steps end any odd parse."""
    start = token
    if token.dep_ == "poss" and not _planned(token.head):
        return ""
    for _ in range(10):
        if token.pos_ in ("VERB", "AUX"):
            told = _verb_tense(token)
            if told is not None:
                return told
        elif token is not start and _planned(token):  # "the next two days" looks ahead by itself only
            return "future"
        if token.head is token:
            return ""
        token = token.head
    return ""


def _planned(token: Any) -> bool:
    """ "the talks planned for Monday", "upcoming talks", "due on Monday"."""
    if token.lemma_.lower() in _PLANNERS and token.pos_ in ("ADJ", "VERB"):
        return True
    return any(child.dep_ in ("amod", "acl") and child.lemma_.lower() in _PLANNERS for child in token.lefts)


_MUST = frozenset({"be", "have", "need"})  # "is to", "have to", "needs to"


def _verb_tense(verb: Any) -> str | None:
    """None where the verb leans on the one above it ("to meet", "meeting")."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helpers}
    perfect = "have" in {child.lemma_ for child in helpers}
    planner = verb.lemma_.lower() in _PLANNERS or any(
        child.dep_ in ("acomp", "oprd") and child.lemma_.lower() in _PLANNERS for child in verb.children
    )
    if words & _MODALS:
        return "past" if perfect else "future"
    if "to" in words:
        above = verb.head
        ahead = above.lemma_.lower() in _PLANNERS or (above.lemma_ in _MUST and above.tag_ in ("VBZ", "VBP"))
        return "past" if perfect else "future" if ahead else None
    if planner and not perfect and verb.tag_ in ("VBN", "VBZ", "VBP", "VBG"):
        return "future"
    if verb.tag_ == "VBD" or perfect or any(child.tag_ == "VBD" for child in helpers):
        return "past"
    if verb.tag_ == "VBN":
        return "" if helpers else "past"
    if verb.tag_ == "VBG":
        return "future" if any(child.tag_ in ("VBZ", "VBP") for child in helpers) else None
    return "future" if verb.lemma_.lower() in _STARTERS and verb.tag_ in ("VBZ", "VBP") else ""
