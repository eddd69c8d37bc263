"""What search engines are told: no more than the page says, and nothing that could leave its script element."""

from __future__ import annotations

import json
from dataclasses import replace

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
    assert told["description"] == "Shelling (actual). Reported on the word of Oleh Syniehubov."
    assert (told["startDate"], told["location"]["geo"]["latitude"]) == ("2023-05-21", 49.98)


@pytest.mark.parametrize(
    ("modality", "stance", "told"),
    [
        ("actual", "denied", "Shelling (actual). Denied by Ivan Mel."),
        ("negated", "reported", "Shelling (negated). Denied by Ivan Mel."),
        ("actual", "reported", "Shelling (actual). As reported. Denied by Ivan Mel."),
    ],
)
def test_a_denial_alone_is_no_report(modality, stance, told):
    event = replace(an_event(), modality=modality, stance=stance, attributed_to=(), denied_by=("Ivan Mel",))
    assert json.loads(linked_data(event, SITE))["description"] == told


def test_a_retelling_is_no_quotation_and_keeps_its_verb():
    item = replace(a_quote("that they stay", "indirect"), cue="denied")
    told = json.loads(linked_data(item, SITE))
    assert (told["@type"], told["text"]) == ("CreativeWork", "Somebody not named denied that they stay")


def test_what_is_not_known_is_left_out():
    assert "location" not in json.loads(linked_data(an_event(place=None), SITE))
