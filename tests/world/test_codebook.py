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


@pytest.mark.parametrize(
    ("code", "told", "about", "beside", "title"),
    [
        ("destruction", ["blown up"], [], [], "Destruction"),
        ("destruction", ["looted"], [], [], "Looting"),
        ("destruction", ["burnt", "plundered"], [], [], "Destruction or looting"),
        ("talks", ["visiting"], [], [], "Visit"),
        ("talks", ["met", "negotiations"], [], [], "Talks"),
        ("talks", ["gathered"], ["gathered for talks"], [], "Talks, visit or call"),
        ("shelling", ["hit", "two ballistic missiles"], [], [], "Missile attack"),
        ("shelling", ["a missile", "three rockets"], [], [], "Missile or rocket attack"),
        ("shelling", ["a rocket"], ["a rocket, or a missile, hit the mill"], [], "Missile or rocket attack"),
        ("shelling", ["shelled"], ["shelled a store of missiles"], [], "Missile, artillery or shelling attack"),
        ("shelling", ["killed", "300"], [], [], "Missile, artillery or shelling attack"),
        ("prisoner-exchange", ["freed"], ["freed ten prisoners"], [], "Release of captives"),
        ("prisoner-exchange", ["swap", "released"], [], [], "Prisoner exchange"),
        ("disaster", ["crashed"], [], [], "Crash"),
        ("disaster", ["crashed"], [], ["disaster", "interception"], "Crash or shoot-down"),
        ("interception", ["shot down"], [], ["disaster", "interception"], "Crash or shoot-down"),
        ("interception", ["shot down"], [], ["interception"], "Shoot-down"),
    ],
)
def test_a_title_names_no_half_that_nobody_told_and_no_verdict(codebook, code, told, about, beside, title):
    assert codebook.get(code).title(told, about, beside) == title


def test_every_title_can_be_reached_and_is_narrower(codebook):
    for each in codebook:
        for title in each.titles:
            assert title.label != each.label
            first = next(one for one in each.titles if title.words <= one.words)
            assert first == title, (each.code, title.label)
        assert all(codebook.get(other) and other != each.code for other in each.beside)
        assert all(codebook.get(other).beside.get(each.code) == label for other, label in each.beside.items())
