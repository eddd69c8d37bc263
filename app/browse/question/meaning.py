"""What the words of a search box mean beside themselves: a day, people, places.

"Zelensky Bakhmut 21 May 2023" asks for no text with all of these words: it names a speaker, a place and a day.
A day that states its year is read as one wherever it stands; names are read only to offer them, or where the words
themselves find nothing, and what was read is said. Nothing here decides; `search` asks each reading in turn.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from app.browse.question import searchbox
from app.browse.question.names import Bearer, Names
from app.browse.question.periods import is_no_day, periods_of
from app.browse.question.searchbox import Word
from app.text.folding import fold_name
from app.text.when import When

_LONGEST_DATE = 3  # words: "21 May 2023"
_LONGEST_NAME = 4  # words: "Democratic Republic of Congo"
_MOST_WORDS = 12  # of a question read so; each may be looked up as a name several times
_MOST_GUESSED = 6  # words that may each be a name with a slip in it; each costs a look at all names
_MOST_SLIPS = 2  # names put right in one question
_MOST_SPEAKERS = 3  # of several people, so many are tried as the one who speaks
_SHORTEST_SLIP = 4  # letters: a shorter word is no name with a slip in it, as in `spelling.allowed`
_TELLING = 4  # letters: shorter words are mostly in every text
_FIRST_YEAR = 1900  # a number below is rather a count, or a resolution's, than a year of the news
_LONGEST_SENTENCE = 40  # words of a pasted sentence whose names are read
_STOPS = ",.?!;:"
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)
_MARKS = re.compile(r'["“”„«»]')
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Dated:
    """The days read in the words; both ends are as precise as they were written, one end may be open."""

    words: str  # as written, with "since" before it
    from_: When | None
    to: When | None

    @property
    def period(self) -> When | None:
        """The day, month or year itself, where it is asked for as a whole."""
        return self.from_ if self.from_ == self.to else None

    @property
    def shown(self) -> str:
        """The words without what only leads to them: "May 2024" of "in May 2024?"."""
        told = self.words.strip(_STOPS).split()
        return " ".join(told[1:] if told[0].casefold() in _words()["before_date"]["on"] else told)

    @property
    def pairs(self) -> Pairs:
        ends = (("from", self.from_), ("to", self.to))
        return [(name, str(end)) for name, end in ends if end]


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name somebody or some place, and whom and which."""

    words: str
    people: tuple[Bearer, ...]
    places: tuple[Bearer, ...]

    def of(self, noun: str) -> str:
        """How an address says it: a key where one bears it, else the name, which means all who do."""
        bearers = self.people if noun == "people" else self.places
        return bearers[0].key if len(bearers) == 1 else self.words

    @property
    def either(self) -> str:
        """Somebody or some place, for a field that takes both."""
        only = (*self.people, *self.places)
        return only[0].path if len(only) == 1 else self.words


@dataclass(frozen=True, slots=True)
class Meaning:
    """A box read: `rest` is what stands beside the day, `names` what is named in it and `left` what is no name."""

    dated: Dated | None
    rest: str
    names: tuple[Named, ...] = ()
    left: str = ""

    @property
    def telling(self) -> bool:
        """Whether it says more than one name or one day does, which have pages of their own."""
        return bool(self.names) and len(self.names) + bool(self.dated) + bool(self.left) > 1

    def questions(self, noun: str) -> Iterator[Pairs]:
        """What it asks of a noun, the likeliest way first.

        Several values of one field would mean *or* (DESIGN §5), and who writes two names means both: a field takes
        one of them, the others are looked for as words.
        """
        for pairs, others in _of_quotes(self.names) if noun == "quotes" else _of_events(self.names):
            words = [f'"{each.words}"' if " " in each.words else each.words for each in others]
            told = " ".join(filter(None, (*words, self.left)))
            yield [*pairs, *(self.dated.pairs if self.dated else []), *([("q", told)] if told else [])]


def dates_of(q: str, newest: date | None) -> tuple[Dated, str] | None:
    """The day, month or stretch that is stated with its year among other words, and the box without it."""
    if whole := periods_of(q):
        return Dated(q, whole[0], whole[0]), ""
    return next(_dates(q, newest, stated=True), None)


def no_day(q: str) -> str | None:
    """The words that are written as a day which the calendar does not have."""
    written = (" ".join(word.text for word in run) for run in _runs(searchbox.plain(q), q, _LONGEST_DATE))
    return next(filter(is_no_day, (each.rstrip(_STOPS) for each in written)), None)


def readings(q: str, names: Names, newest: date | None, *, guess: bool = True) -> Iterator[Meaning]:
    """Every way in which the box may be read as names and a day, the surest first; `guess`: slips forgiven."""
    box = searchbox.parse(q)
    if len(searchbox.plain(q)) > _MOST_WORDS or any(len(group) > 1 for group in box.query.groups):
        return
    found = [*_dates(q, newest, stated=True)] or [*_dates(q, newest, stated=False)]
    for dated, rest in found or [(None, q)]:
        meaning = _named(Meaning(dated, rest), names)
        if meaning.names or dated:
            yield meaning
        if guess and meaning.left and (guessed := _guessed(meaning, names)):
            yield guessed


def names_alone(q: str, names: Names) -> Meaning | None:
    """Whom and where the words name, within quotation marks too, and their day; every other word is dropped.

    Of several of a kind only the first: who quotes somebody from memory names the speaker and what it was about.
    A long box is a pasted sentence, in which names have their capitals.
    """
    box = searchbox.parse(q)
    bare = " ".join(_MARKS.sub(" ", q).split())
    if box.qualifiers or box.query.without or " OR " in q or len(searchbox.plain(bare)) > _LONGEST_SENTENCE:
        return None
    dated, rest = next(_dates(bare, None, stated=True), (None, bare))
    read = _named(Meaning(dated, rest), names)
    first = [next((each for each in read.names if bool(each.places) is where), None) for where in (False, True)]
    told = tuple(each for each in read.names if each in first)
    alone = bool(read.left) or bare != " ".join(q.split())
    return replace(read, names=told, left="") if told and alone else None


# --- days -------------------------------------------------------------------------------------------------


def _dates(q: str, newest: date | None, *, stated: bool) -> Iterator[tuple[Dated, str]]:
    """Stated: with year and month. Not stated: a bare year, or "21 May" by the newest day of the record."""
    if any(field in ("from", "to", "on") for field, _value in searchbox.parse(q).qualifiers):
        return
    for run in _runs(searchbox.plain(q), q, _LONGEST_DATE):
        written = " ".join(word.text for word in run).rstrip(_STOPS)
        periods = periods_of(written)
        if bool(periods) and (periods[0].whole_years if stated else not _likely_year(periods[0], newest)):
            continue
        if not stated and not periods and len(run) > 1:  # "may" alone is a verb
            periods = periods_of(written, newest)
        if periods:
            if _beside_a_number(run, q):  # "31 February 2023" is a slip, not February
                return
            bound, whole = _bound(run, q)
            told = " ".join(word.text for word in whole)
            for period in periods:
                yield _bounded(told, bound, period), searchbox.leaving_out(q, whole)
            return


def _likely_year(period: When, newest: date | None) -> bool:
    last = newest.year + 1 if newest else _FIRST_YEAR
    return not period.whole_years or _FIRST_YEAR <= period.earliest.year <= last


def _runs(words: Sequence[Word], q: str, longest: int) -> Iterator[Sequence[Word]]:
    """Words that stand side by side, the longest runs first."""
    for size in range(min(longest, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            run = words[first : first + size]
            if all(not q[a.end : b.start].strip() for a, b in pairwise(run)):
                yield run


def _beside_a_number(run: Sequence[Word], q: str) -> bool:
    before = q[: run[0].start].split()[-1:]
    return bool(before) and len(run) > 1 and bool(_NUMBER.fullmatch(before[0]))


def _bound(run: Sequence[Word], q: str) -> tuple[str, Sequence[Word]]:
    """What the word before a date makes of it ("since"), and the run with that word."""
    before = [word for word in searchbox.plain(q) if word.end <= run[0].start]
    if before and not q[before[-1].end : run[0].start].strip():
        for bound, words in _words()["before_date"].items():
            if before[-1].text.casefold() in words:
                return bound, (before[-1], *run)
    return "on", run


def _bounded(words: str, bound: str, period: When) -> Dated:
    first, last = When.day(period.earliest), When.day(period.latest)
    ends: dict[str, tuple[When | None, When | None]] = {
        "on": (period, period),
        "since": (period, None),
        "until": (None, period),
        "after": (last.shifted(1), None),
        "before": (None, first.shifted(-1)),
    }
    return Dated(words, *ends[bound])


# --- names ------------------------------------------------------------------------------------------------


def _named(meaning: Meaning, names: Names) -> Meaning:
    """With every name in the rest, the longest first, and without the words of asking where there is one."""
    words = searchbox.plain(meaning.rest)
    told: dict[int, Named] = {}
    taken: set[Word] = set()
    runs = [(run, _written(run)) for run in _runs(words, meaning.rest, _LONGEST_NAME)]
    if len(words) > _MOST_WORDS:
        runs = [each for each in runs if all(word.text[:1].isupper() for word in each[0])]
    names.expect(written for _run, written in runs)
    for run, written in runs:
        if taken.intersection(run) or (len(run) == 1 and written.casefold() in _words()["asking"]):
            continue
        people, places = names.people(written), names.places(written)
        if people or places:
            told[run[0].start] = Named(written, people, places)
            taken.update(run)
    found = tuple(named for _start, named in sorted(told.items()))
    if found or meaning.dated:
        asking = {word for word in words if word.text.casefold().strip(_STOPS) in _words()["asking"]}
        taken |= asking
    return replace(meaning, names=found, left=searchbox.leaving_out(meaning.rest, [*taken]))


def telling_words(written: str) -> tuple[str, ...]:
    """Words of four letters and more that look for something: by these, much alike texts are found."""
    told = (word.strip(_STOPS) for word in _MARKS.sub(" ", written).split())
    return tuple(dict.fromkeys(word for word in told if len(word) >= _TELLING and not asks_nothing(word)))


def unasked(q: str) -> str:
    """The box without its stated day and the words of asking: what is left may be a name."""
    _dated, rest = next(_dates(q, None, stated=True), (None, q))
    return searchbox.leaving_out(rest, [word for word in searchbox.plain(rest) if asks_nothing(word.text)])


def asks_nothing(written: str) -> bool:
    """Of words of asking alone: "what did the"."""
    return all(word.casefold().strip(_STOPS) in _words()["asking"] for word in written.split())


def _written(run: Sequence[Word]) -> str:
    return " ".join(word.text for word in run).strip(_STOPS)


def _guessed(meaning: Meaning, names: Names) -> Meaning | None:
    """With a slip in a name forgiven: "Zelnsky Bakhmut". None where no word left over is near a name, and where
    there are so many words or slips that it is no question about somebody any more.
    """
    told, taken = [], []
    left = [word for word in searchbox.plain(meaning.left) if len(fold_name(word.text)) >= _SHORTEST_SLIP]
    for word in left if len(left) <= _MOST_GUESSED else ():
        if len(told) == _MOST_SLIPS:
            break
        for noun in ("people", "places"):
            if near := names.nearest(noun, word.text):
                people, places = (names.people(near[0]), ()) if noun == "people" else ((), names.places(near[0]))
                told.append(Named(near[1], people, places))
                taken.append(word)
                break
    if not told:
        return None
    return replace(meaning, names=(*meaning.names, *told), left=searchbox.leaving_out(meaning.left, taken))


def _of_quotes(names: Sequence[Named]) -> Iterator[tuple[Pairs, Sequence[Named]]]:
    """One of the people speaks, of one of the others; else one is spoken of. With those who have no field left."""
    # What is a place's name too ("Ukraine") is likelier spoken of than speaking.
    speakers = sorted((each for each in names if each.people), key=lambda each: bool(each.places))
    for speaker in speakers[:_MOST_SPEAKERS]:
        others = [each for each in names if each is not speaker]
        yield [("speaker", speaker.of("people")), *(("about", each.either) for each in others[:1])], others[1:]
    yield [("about", each.either) for each in names[:1]], names[1:]


def _of_events(names: Sequence[Named]) -> Iterator[tuple[Pairs, Sequence[Named]]]:
    """Somebody takes part, at some place; a report names both."""
    actors = [each for each in names if not each.places]
    places = [each for each in names if each.places]
    pairs = [("actor", each.of("people")) for each in actors[:1]]
    yield [*pairs, *(("place", each.of("places")) for each in places[:1])], (*actors[1:], *places[1:])


@lru_cache(maxsize=1)
def _words() -> dict:
    """`before_date`: bound → the words that set it; `asking`: words that look for nothing."""
    told = tomllib.loads(Path(__file__).with_name("meaning.toml").read_text(encoding="utf-8"))
    bounds = {bound: frozenset(words) for bound, words in told["before_date"].items()}
    return {"before_date": bounds, "asking": frozenset(told["asking"]["words"])}
