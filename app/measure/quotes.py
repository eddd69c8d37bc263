"""Quotes beside gold quotes: found or not, which words, of which type, and whose.

A quote broken by its cue counts as its pieces. Edges are compared without marks and punctuation, so that
a convention about them costs nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from app.measure.spans import WORD, Item, Pair, distinct, edges, matched, overlap, unpaired, without_optional
from app.measure.tally import Tally

SAME = 0.5  # shared words of all the words of both (Jaccard): at least this much is the same quote
EDGE = " \t\r\n\u00a0\"'“”„‟«»‘’`´.,;:!?…"
KINDS = {"direct": ("direct",), "direct and mixed": ("direct", "mixed"), "all": None}
_POSSESSIVE = re.compile(r"[’']s$")
_DOUBLE = re.compile(r"[“”„‟«»\"]|''|``")
_INSIDE_DIRECT = 0.9  # of the letters; below it, and above nought, a quote is mixed


# --- which type a quote is, by its marks alone --------------------------------------------------------


def type_by_marks(text: str, spans: Iterable[Sequence[int]]) -> str:
    """`direct` with at least 90% of its letters between double marks, `indirect` with none, else `mixed`.

    The one rule by which every system on /accuracy is typed, whatever it calls its quotes. Marks may
    stand outside the span. Two single marks side by side count as a double one.
    """
    inside = _inside(text)
    letters = [at for start, end in spans for at in range(start, min(end, len(text))) if text[at].isalpha()]
    within = sum(inside[at] for at in letters)
    if not within:
        return "indirect"
    return "direct" if within >= _INSIDE_DIRECT * len(letters) else "mixed"


@lru_cache(maxsize=2)
def _inside(text: str) -> bytearray:
    """For each character, 1 between double marks. An unclosed mark reaches to the end of its paragraph."""
    mask = bytearray(len(text))
    for line in re.finditer(r"[^\n]+", text):
        opened: tuple[int, str] | None = None
        for mark in _DOUBLE.finditer(text, line.start(), line.end()):
            which = mark.group()
            if opened is None:
                opened = (mark.end(), which) if which not in "”»" else None
            elif which in "”»" or which == opened[1] or (opened[1] == "„" and which == "“") or which == "''":
                mask[opened[0] : mark.start()] = b"\1" * (mark.start() - opened[0])
                opened = None
        if opened:
            mask[opened[0] : line.end()] = b"\1" * (line.end() - opened[0])
    return mask


# --- whose a quote is -----------------------------------------------------------------------------------


@cache
def _words() -> Mapping[str, frozenset[str]]:
    told = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in told.items()}


def plain_name(name: str) -> str:
    """ "Mr. Moroz’s" → "moroz": no titles at the front, no possessive, one space, lower case."""
    words = re.split(r"(?<=[\s-])", _POSSESSIVE.sub("", name.strip().strip(EDGE)))
    while len(words) > 1 and re.sub(r"\.?[\s-]+$", "", words[0]).casefold() in _words()["titles"]:
        words.pop(0)
    return " ".join("".join(words).split()).casefold()


def head_word(name: str) -> str:
    """The last word before a comma, a bracket or a preposition: "a spokesman for the mayor" → "spokesman"."""
    plain = plain_name(name)
    stops = "|".join(_words()["end_of_head"])
    core = re.split(rf",| (?:{stops}) |\(", plain)[0]
    words = WORD.findall(core) or WORD.findall(plain)
    return words[-1] if words else ""


def right_speaker(wanted: Item, given: Item | None) -> bool:
    """By head word of the mention or of the resolved name, or by mentions that overlap."""
    if not given or not given.get("text"):
        return False
    names = [given["text"], *filter(None, (given.get("name"), given.get("resolved")))]
    head = head_word(wanted["text"])
    alike = any(plain_name(name) == plain_name(wanted["text"]) for name in names)
    return alike or bool(head and any(head_word(name) == head for name in names)) or overlap(wanted, given)


# --- scoring ------------------------------------------------------------------------------------------


def score_quotes(gold: Item, reading: Item) -> Tally:
    tally = Tally()
    text = gold["text"]
    given = [
        {**quote, "own": quote.get("type"), "type": type_by_marks(text, pieces_of(quote))}
        for quote in reading.get("quotes", [])
    ]
    wanted, found = _pieces(text, gold.get("quotes", [])), _pieces(text, given)
    for name, types in KINDS.items():
        if types is None:
            _compare(f"quotes, {name}", text, wanted, found, tally)
        else:
            kept = _of_types(types, wanted, found)
            _compare(f"quotes, {name}", text, *kept, tally)
    _examples(text, wanted, found, tally)
    return tally


def pieces_of(quote: Item) -> list[Sequence[int]]:
    return quote.get("spans") or [edges(quote)]


def _pieces(text: str, quotes: Iterable[Item]) -> list[Item]:
    pieces = ((*_trimmed(text, *piece), quote) for quote in quotes for piece in pieces_of(quote))
    return distinct({"start": start, "end": end, "quote": quote} for start, end, quote in pieces if start < end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def _of_types(types: Sequence[str], wanted: list[Item], found: list[Item]) -> tuple[list[Item], list[Item]]:
    def other(piece: Item) -> bool:
        return piece["quote"].get("type") not in types

    return without_optional(wanted, found, other, other)


def _word_sets(text: str, pieces: Sequence[Item]) -> list[set[int]]:
    """Which words (by number in the text) each piece touches."""
    words = [match.span() for match in WORD.finditer(text)]
    return [
        {number for number, (start, end) in enumerate(words) if start < piece["end"] and piece["start"] < end}
        for piece in pieces
    ]


def _same_quotes(text: str, wanted: list[Item], found: list[Item]) -> tuple[list[Pair], int, int, int]:
    """Pairs of pieces with at least half their words in common; words right, found and wanted."""
    sets_wanted, sets_found = _word_sets(text, wanted), _word_sets(text, found)

    def jaccard(w: int, f: int) -> float:
        union = sets_wanted[w] | sets_found[f]
        return len(sets_wanted[w] & sets_found[f]) / len(union) if union else 0.0

    all_wanted, all_found = set().union(*sets_wanted), set().union(*sets_found)
    pairs = matched(len(wanted), len(found), jaccard, SAME)
    return pairs, len(all_wanted & all_found), len(all_found), len(all_wanted)


def _compare(name: str, text: str, wanted: list[Item], found: list[Item], tally: Tally) -> None:
    pairs, *words = _same_quotes(text, wanted, found)
    exact = len({edges(piece) for piece in wanted} & {edges(piece) for piece in found})
    tally.count(f"{name}: exact", exact, len(found), len(wanted))
    tally.count(f"{name}: match", len(pairs), len(found), len(wanted))
    tally.count(f"{name}: words", *words)
    both = attributed = named = named_right = speakers = unattributed = kept_empty = 0
    for w, f in pairs:
        speaker, given = wanted[w]["quote"].get("speaker"), found[f]["quote"].get("speaker")
        if not speaker:
            unattributed += 1
            kept_empty += not given
            both += not given
            continue
        right = right_speaker(speaker, given)
        both += right
        speakers += 1
        attributed += right
        if plain_name(speaker["text"]) not in _words()["pronouns"]:
            named += 1
            named_right += right
    tally.count(f"{name}: match and speaker", both, len(found), len(wanted))
    tally.share(f"{name}: right speaker, of matched", attributed, speakers)
    tally.share(f"{name}: right speaker where the text does not say a pronoun", named_right, named)
    tally.share(f"{name}: left without a speaker where the text has none", kept_empty, unattributed)


def _examples(text: str, wanted: list[Item], found: list[Item], tally: Tally) -> None:
    pairs, *_ = _same_quotes(text, wanted, found)
    hit = {w for w, _ in pairs}
    by_type = {piece["quote"].get("type") for piece in wanted}
    for kind in sorted(filter(None, by_type)):
        of_kind = [w for w, piece in enumerate(wanted) if piece["quote"].get("type") == kind]
        tally.share(f"quotes: found, of {kind}", len(hit & set(of_kind)), len(of_kind))
    owned = [(w, f) for w, f in pairs if wanted[w]["quote"].get("type") and found[f]["quote"].get("own")]
    alike = sum(wanted[w]["quote"]["type"] == found[f]["quote"]["own"] for w, f in owned)
    tally.share("quotes: our own type right, of matched", alike, len(owned))
    for w, f in pairs:
        speaker, given = wanted[w]["quote"].get("speaker"), found[f]["quote"].get("speaker")
        if speaker and not right_speaker(speaker, given):
            told = given["text"] if given else "nobody"
            tally.misjudged("quotes", text, found[f], f"speaker {told!r}, not {speaker['text']!r}")
    missed, wrong = unpaired(wanted, found, pairs)
    for piece in missed:
        tally.missed("quotes", text, [piece], piece["quote"].get("type") or "")
    for piece in wrong:
        tally.wrong("quotes", text, [piece], piece["quote"].get("type") or "")
