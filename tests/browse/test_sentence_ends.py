"""Where sentences end, as far as a stretch of text tells."""

from __future__ import annotations

import pytest

from app.browse.facts.sentence_ends import sentence_ends


@pytest.mark.parametrize(
    "told",
    [
        "The bridge is gone.| Nobody crossed it.",
        "“The bridge is gone.”| Kravets left.",
        "Is it gone?| “Yes!”| He left (at noon).| 12 stayed.",
        "The mill\n|“burns”, Mel said.",
        "Gen. Mel saw J. Kravets of the U.S. Army.| He left.",
        "It cost 3.5 million, i.e. more than planned… and rose.",
        "“Gone!” she cried.| Élise left.| Її не було.| Он ушёл.",
        "Nobody crossed it.",
    ],
)
def test_a_sentence_ends_before_the_next(told):
    text = told.replace("|", "")
    assert list(sentence_ends(text)) == [at - told[:at].count("|") for at, mark in enumerate(told) if mark == "|"]


def test_only_what_was_asked_for_is_told():
    text = "One. Two. Three. Four."
    assert list(sentence_ends(text, 5, 9)) == [9]
    assert list(sentence_ends(text, 5, 8)) == []
