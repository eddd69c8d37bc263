"""The hedge in the words of a claim, as written; a month and a surname are none."""

from __future__ import annotations

import pytest

from app.browse.words.hedges import hedge_in


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("The depot was probably hit by its own guns.", "probably"),
        ("It was most likely their own missile.", "most likely"),
        ("There was a high probability that shells had hit it.", "high probability"),
        ("Probably a drone hit the depot.", "Probably"),
        ("“Most likely a drone,” she said.", "Most likely"),
        ("A drone may have hit the depot.", "may"),
        ("The May Day attack may have been theirs.", "may"),
        ("Mayor Likely said a drone had probably hit it.", "probably"),
        ("A DRONE MAY HAVE HIT THE DEPOT", "MAY"),
    ],
)
def test_a_hedge_is_shown_as_written(words, hedge):
    assert hedge_in(words) == hedge


@pytest.mark.parametrize(
    "words",
    [
        "In May a missile hit the depot.",
        "May 3 was the day a missile hit the depot.",
        "It was hit on 3 May, the mayor said.",
        "the strike of May Day",
        "Mayor Likely said that a missile hit the depot.",
        "A missile hit the depot.",
    ],
)
def test_no_month_and_no_name_is_a_hedge(words):
    assert hedge_in(words) is None
