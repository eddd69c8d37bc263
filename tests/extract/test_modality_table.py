"""Did it happen, and on whose word: tables of invented sentences, read whole (`told/*.txt`).

`first.txt` was worked with. The held-out ones were each written before the reader was run over any of them, and
first scored (right that it happened / given / wanted, by `tell`): `held_out` 16 / 18 / 28, counting claims only;
`second_held_out` 27 / 29 / 28; `third_held_out`, the hardest, 15 / 18 / 15. All were then mended by mechanism like
the first, so no figure over them is unseen now.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.extract.claims.stance import tell
from app.extract.figures.quantities import find_quantities
from app.extract.happenings.told import Article
from app.extract.happenings.triggers import Around, Match, governing_verb
from app.extract.names.known import OnRoster
from app.extract.reader import read
from app.extract.reading import MODALITIES, STANCES
from app.extract.words.parse import parse
from app.text.span import Span
from app.text.when import When
from app.world.world import World

FOLDER = Path(__file__).parent / "told"
FILES = sorted(FOLDER.glob("*.txt"))
PUBLISHED = When.parse("2023-05-21")


@dataclass(frozen=True)
class Row:
    """A sentence, the span of its trigger, and what is right: `by` are words of the speaker's phrase, or ""."""

    text: str
    trigger: Span
    modality: str
    stance: str  # "any" where two careful readers would differ
    by: str
    missed: bool
    file: str

    @property
    def happened(self) -> bool:
        return self.modality == "actual"


def rows(file: Path) -> list[Row]:
    found, modality, stance, by = [], "", "", ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            modality, _, rest = line[2:].strip().partition(", ")
            stance, _, by = rest.partition(" by ")
        elif line and not line.startswith("#"):
            told = line.removeprefix("x ")
            trigger = Span(told.index("["), told.index("]") - 1)
            text = told.replace("[", "", 1).replace("]", "", 1)
            found.append(Row(text, trigger, modality, stance, by, line.startswith("x "), file.stem))
    return found


ROWS = [row for file in FILES for row in rows(file)]


@dataclass(frozen=True)
class Told:
    """What the reader makes of a row; `claimed` is False where it makes no claim of the trigger."""

    modality: str
    stance: str
    by: str
    claimed: bool

    @property
    def happened(self) -> bool:
        """As a list of events takes it (DESIGN §1): actual and not denied."""
        return self.modality == "actual" and self.stance != "denied"


_READ: dict[Row, Told] = {}


def told(row: Row, world: World) -> Told:
    """What is made of a row, read once."""
    if row not in _READ:
        _READ[row] = _told(row, world)
    return _READ[row]


def _told(row: Row, world: World) -> Told:
    """The claim the whole reader makes of the trigger, or, where the lexicon of triggers has no claim to make
    of it, what it would be told as."""
    reading = read(row.text, PUBLISHED, world)
    claim = next((c for c in reading.claims if c.trigger.overlaps(row.trigger)), None)
    if claim is not None:
        by = claim.attributed_to.span.of(row.text) if claim.attributed_to else ""
        return Told(claim.modality, claim.stance, by, True)
    parsed = parse(row.text)
    token = parsed.tokens(row.trigger)[0]
    around = Around(parsed, reading.mentions, reading.places, OnRoster.of(world.roster, PUBLISHED))
    article = Article(around, reading.dates, reading.quotes, PUBLISHED, world, tuple(find_quantities(parsed)))
    verb = token if token.pos_ in ("VERB", "AUX") else governing_verb(token)[0]
    telling = tell(Match(token, {}, "", row.trigger, verb, 0), article)
    by = telling.speaker.span.of(row.text) if telling.speaker else ""
    return Told(telling.modality, telling.stance, by, False)


def counted(given: list[tuple[bool, bool]]) -> tuple[float, float]:
    """(happened by the table, happened by the reader) → precision and recall of "it happened"."""
    right = sum(truth and found for truth, found in given)
    return right / sum(found for _, found in given), right / sum(truth for truth, _ in given)


def _marked(row: Row) -> pytest.ParameterSet:
    known = pytest.mark.xfail(reason="a known miss", strict=True)
    return pytest.param(row, id=f"{row.modality}: {row.text[:60]}", marks=[known] if row.missed else [])


@pytest.mark.parametrize("row", [_marked(row) for row in ROWS])
def test_told_as_what_it_is(row: Row, world: World) -> None:
    found = told(row, world)
    assert found.modality == row.modality, found
    assert row.stance in ("any", found.stance), found
    assert row.by.lower() in found.by.lower(), found


@pytest.mark.parametrize("file", [file.stem for file in FILES])
def test_what_is_told_as_happened_did(file: str, world: World) -> None:
    table = [row for row in ROWS if row.file == file]
    precision, recall = counted([(row.happened, told(row, world).happened) for row in table])
    print(f"\n{file}: {len(table)} rows, it happened: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.95
    assert recall >= 0.90


def test_claims_of_the_whole_reader_that_it_happened(world: World) -> None:
    """The same over claims alone; recall is lower by what the lexicon of triggers does not know or refuses."""
    found = [told(row, world) for row in ROWS]
    precision, recall = counted(
        [(row.happened, t.happened and t.claimed) for row, t in zip(ROWS, found, strict=True)]
    )
    print(f"\nclaims of {len(ROWS)} rows, it happened: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.95
    assert recall >= 0.70


def test_the_tables_are_as_large_and_mixed_as_they_should_be() -> None:
    assert len(ROWS) >= 300
    assert sum(row.happened for row in ROWS) >= 120
    assert {row.modality for row in ROWS} == set(MODALITIES)
    assert {row.stance for row in ROWS} == {*STANCES, "any"}
    assert len({row.text for row in ROWS}) == len(ROWS)
