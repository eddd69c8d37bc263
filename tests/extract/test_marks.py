"""Pairing quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.marks import pair_marks


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
    ],
)
def test_inside_the_marks(text, inside):
    assert [quoted.inner.of(text) for quoted in pair_marks(text)] == inside


def test_a_quotation_that_runs_on_says_so():
    first, second = pair_marks("“We lost the road.\n“We kept the hill,” Moroz said.")
    assert first.continued
    assert not second.continued


@given(st.text(alphabet="ab .,\n“”\"'’‘«»„`—(", max_size=80))
def test_pairs_stand_apart_and_in_order(text):
    found = pair_marks(text)
    assert all(quoted.outer.covers(quoted.inner) and quoted.inner.of(text).strip() for quoted in found)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
