"""What was told before, on one more word; and how it came about, by who takes it as known."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When

PUBLISHED = When.parse("2023-05-21")
TAKEN = "Tom Gale said on Friday that Russian forces had taken Kherson."
HIT = "A rocket hit a school in Kherson on Saturday."
FELL = "A transport plane crashed near Kherson on Friday."

# What is told, the verb, its type, on whose word, its stance.
SAID_AGAIN = [
    (f"{TAKEN} On Tuesday a spokesman of the grouping, Ivan Petrov, had told TASS the same.", "told",
     "territory-taken", "Ivan Petrov", "claimed"),
    (f"{TAKEN} The governor said the same on Saturday.", "said", "territory-taken", "The governor", "claimed"),
    (f"{TAKEN} Kyiv confirmed the report.", "confirmed", "territory-taken", "Kyiv", "confirmed"),
    (f"{HIT} Ukrainian military intelligence confirmed that.", "confirmed", "shelling",
     "Ukrainian military intelligence", "confirmed"),
    (f"{HIT} The governor confirmed it.", "confirmed", "shelling", "The governor", "confirmed"),
    (f"{HIT} The army said that the strike was a mistake.", "was", "shelling", "The army", "claimed"),
    (f"{HIT} “The attack was deliberate,” Tom Gale wrote.", "was", "shelling", "Tom Gale", "claimed"),
    (f"{FELL} Sources in the staff told a newspaper that the plane had been carrying missiles.", "carrying",
     "disaster", "Sources in the staff", "claimed"),
    (f"{FELL} Moscow said that the aircraft had 65 people on board.", "had", "disaster", "Moscow", "claimed"),
]  # fmt: skip

NOT_SAID_AGAIN = [
    f"{TAKEN} Kyiv said much the same of the talks.",
    f"{TAKEN} Kyiv could not confirm it.",
    f"{TAKEN} Gale repeated the claim on Saturday.",
    f"{TAKEN[:-1]} and that drones had hit Sumy. The mayor said the same.",
    f"{TAKEN}\n\nThe mayor said the same.",
    f"{HIT} The mayor said the same.",  # as nobody
    f"{HIT} The attack was deliberate.",  # the article's own
    f"{HIT} The army said that the strike may have been a mistake.",
    f"{HIT} The army said that the strike was loud.",
    f"{FELL} The plane had been carrying missiles.",
    f"{FELL} Moscow said that a truck had been carrying missiles.",
]


@pytest.mark.parametrize(("text", "verb", "type_", "who", "stance"), SAID_AGAIN)
def test_one_more_word_on_what_was_told(text, verb, type_, who, stance, world) -> None:
    first, *claims = read(text, PUBLISHED, world).claims
    (again,) = [c for c in claims if "points back" in c.reason]
    assert again.attributed_to
    assert (again.trigger.of(text), again.type, again.attributed_to.span.of(text)) == (verb, type_, who)
    assert (again.modality, again.stance) == ("actual", stance)
    assert (again.when, again.place) == (first.when, first.place)


@pytest.mark.parametrize("text", NOT_SAID_AGAIN)
def test_words_that_say_nothing_again(text: str, world) -> None:
    assert not [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
