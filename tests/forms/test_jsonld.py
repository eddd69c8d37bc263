"""What search engines are told: no more than the page says, and nothing that could leave its script element."""

from __future__ import annotations

import json

import pytest

from app.forms.jsonld import linked_data
from tests.forms.test_files import a_quote, an_event

SITE = "https://d.example"


@pytest.mark.parametrize("words", ["</script><script>alert(1)</script>", "<!--", "a & b", "line\u2028end"])
def test_words_cannot_leave_the_script_element(words):
    written = linked_data(a_quote(words), SITE)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["text"] == words


def test_a_quote_is_part_of_an_article_and_its_speaker_is_not_made_up():
    told = json.loads(linked_data(a_quote("We stay"), SITE))
    assert told["@type"] == "Quotation"
    assert told["isPartOf"]["datePublished"] == "2023-05-22"
    assert "spokenByCharacter" not in told


def test_an_event_is_told_on_whose_word():
    told = json.loads(linked_data(an_event(), SITE))
    assert told["description"] == "Shelling (actual). As reported on the word of Oleh Syniehubov."
    assert (told["startDate"], told["location"]["geo"]["latitude"]) == ("2023-05-21", 49.98)


def test_what_is_not_known_is_left_out():
    assert "location" not in json.loads(linked_data(an_event(place=None), SITE))
