"""The codebook: every type is there once, and a fault in the file is named."""

import re
from pathlib import Path

import pytest

from app.world.codebook import Codebook

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def codebook():
    return Codebook.open(SEEDS / "codebook.toml")


CODES = """
air-strike shelling mine-or-bomb unconventional-weapon ground-fighting territory-taken
territory-held withdrawal interception weapons-seized attack-on-civilians abduction sexual-violence
arrest destruction sabotage cut-off prisoner-exchange ceasefire talks agreement aid sanction
mobilisation threat accusation responsibility demand refusal protest displacement damage election
disaster crime statement
""".split()


def test_every_type_is_there_once_and_in_order(codebook):
    assert [each.code for each in codebook] == CODES
    assert len(codebook) == len({each.label for each in codebook})


@pytest.mark.parametrize(
    ("code", "acled", "plover"),
    [
        ("air-strike", "Air/drone strike", "ASSAULT/drone"),
        ("territory-taken", "Non-state actor overtakes territory", "ASSAULT"),
        ("withdrawal", "Non-violent transfer of territory", "RETREAT/withdraw"),
        ("interception", "Disrupted weapons use", "ASSAULT/intercepted"),
        ("prisoner-exchange", "Agreement", "RETREAT/release"),
        ("protest", "Mob violence", "PROTEST/riot"),
    ],
)
def test_crosswalks(codebook, code, acled, plover):
    assert acled in codebook.get(code).acled
    assert plover in codebook.get(code).plover


def test_meanings_are_one_sentence(codebook):
    for each in codebook:
        assert re.fullmatch(r"[A-Z][^.]+\.", each.meaning), each.code


def test_an_unknown_code_is_nothing(codebook):
    assert codebook.get("unicorn") is None


GOOD = 'code = "talks"\nlabel = "Talks"\nmeaning = "They meet."\nacled = []\nplover = ["CONSULT"]\n'


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("", "no event type"),
        (f"[[type]]\n{GOOD}[[type]]\n{GOOD}", "'talks' stands in the codebook twice"),
        ("[[type]]\n" + GOOD.replace('label = "Talks"\n', ""), "'talks': label missing"),
        ("[[type]]\n" + GOOD + "colour = 1\n", "'talks': colour missing or unknown"),
        ("[[type]]\n" + GOOD.replace('"talks"', '"Big Talks"'), "'Big Talks': a code is lower-case"),
        ("[[type]]\n" + GOOD.replace('"They meet."', '" "'), "'talks': meaning is empty"),
        ("[[type]]\n" + GOOD.replace('"CONSULT"', '"consult"'), "plover 'consult' is not written"),
        ("[[type]]\n" + GOOD.replace("acled = []", 'acled = "Agreement"'), "acled is a list"),
        ('[[type]]\nlabel = "Talks"\n', "'number 1'"),
    ],
)
def test_faults_are_named(tmp_path, toml, says):
    (tmp_path / "codebook.toml").write_text(toml)
    with pytest.raises(ValueError, match=re.escape(says)):
        Codebook.open(tmp_path / "codebook.toml")
