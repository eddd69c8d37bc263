"""Pairing quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.words.marks import pair_marks


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“The bridge is gone,” Kravets said.", ["The bridge is gone,"]),
        ('"We held," she said. "We will hold."', ["We held,", "We will hold."]),
        ("«We held», she said.", ["We held"]),
        ("„Wir halten“, sagte sie.", ["Wir halten"]),
        ("''We held,'' she said.", ["We held,"]),
        ("‘‘We held,’’ she said.", ["We held,"]),
        ("The allies’ stores and the soldiers' boots", []),
        ('a 12" shell near Orlivka’s bridge', []),
        ("“He told me ‘run’ and I ran,” she said.", ["He told me ‘run’ and I ran,"]),
        ("A stray ” closes nothing. “This holds.”", ["This holds."]),
        ("“A stray mark opens nothing.\nThe next line “is read.”", ["is read."]),
        ("“He said “run” to us,” she said.", ["He said “run” to us,"]),
        ("“First line.\n“Second line,” he said.", ["First line.", "Second line,"]),
        ("“” and “ ” hold nothing", []),
        ('("no comment")', ["no comment"]),
        ('The bridge fell."We stay," she said.', ["We stay,"]),  # a copied page that lost a space
        # single marks that enclose, as in British copy and headlines
        ("‘We held,’ she said.", ["We held,"]),
        ("'We held,' she said. 'We will hold.'", ["We held,", "We will hold."]),
        ("‘We held’, she said.", ["We held"]),
        ("‘The soldiers’ homes are gone,’ she said.", ["The soldiers’ homes are gone,"]),
        (
            "'It's the soldiers' road, and they're tired,' she said.",
            ["It's the soldiers' road, and they're tired,"],
        ),
        ("‘He said “run” to us,’ she said.", ["He said “run” to us,"]),
        ("‘“Run!” he shouted,’ she said.", ["“Run!” he shouted,"]),
        ("She called it a ‘quiet road’ of the drivers’ union.", ["quiet road"]),
        ("Kravets: 'The dam is ours'", ["The dam is ours"]),
        ("“We held,” she said of the 'quiet road' here.", ["We held,", "quiet road"]),
        ("'We lost 'em in the '90s,' O'Brien said.", ["We lost 'em in the '90s,"]),
        ("‘We lost ’em in the ’90s,’ O’Brien said.", ["We lost ’em in the ’90s,"]),
    ],
)
def test_inside_the_marks(text, inside):
    assert [quoted.inner.of(text) for quoted in pair_marks(text)] == inside


def test_a_quotation_that_runs_on_says_so():
    first, second = pair_marks("“We lost the road.\n“We kept the hill,” Moroz said.")
    assert first.continued
    assert not second.continued


# Words with apostrophes of every sort, none of which is a mark. Invented text is made of them below.
_APOSTROPHES = [
    "soldiers'", "soldiers’", "the boss's", "it's", "don’t", "O'Brien", "D’Souza", "Luhans'k", "Slov’yans’k",
    "Khmel'nyts'kyi", "Rus'", "Rus’", "'em", "’em", "'90s", "’90s", "the '22 campaign", "'til", "’til", "'cause",
    "rock 'n' roll", "goin'", "goin’", "y'all", "Joneses'", "o'clock", "Qur'an", "Sana'a", "5'10", "James'", "ol'",
]  # fmt: skip
_WORDS = st.sampled_from([*_APOSTROPHES, "and", "road", "Moroz", "said", "the", "they", ","])


@given(st.lists(_WORDS, max_size=25), st.sampled_from(["", ".", "?", "!"]))
def test_apostrophes_are_never_marks(words, stop):
    assert pair_marks(" ".join(words).replace(" ,", ",") + stop) == ()


@given(st.text(alphabet="ab .,\n“”\"'’‘«»„`—(", max_size=80))
def test_pairs_stand_apart_and_in_order(text):
    found = pair_marks(text)
    assert all(quoted.outer.covers(quoted.inner) and quoted.inner.of(text).strip() for quoted in found)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
