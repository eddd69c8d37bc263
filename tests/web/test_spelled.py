"""The spellings of a name on its page: each with the article it was first read in, at the very words."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("slug", ["volodymyr-zelensky", "yevgeny-prigozhin", "russia"])
def test_a_spelling_leads_to_where_it_was_first_read(sampled, slug):
    page = sampled.get(f"/people/{slug}").text
    names = sampled.get(f"/people/{slug}.json").json()["names"]
    read = [name for name in names if name["first"]]
    assert read
    for name in read:
        first = name["first"]
        article = sampled.get(f"{first['article']['url']}.json").json()
        assert article["text"][first["start"] : first["end"]] == name["text"]
        assert f"{first['article']['url']}#s{first['start']}-{first['end']}" in page
    assert ("from the list of names" in page) == (len(read) < len(names))


def test_older_names_of_a_place_say_when_and_who_says_so(sampled):
    page = sampled.get("/places/bakhmut").text
    assert "1924 – 4 February 2016" in page
    (older,) = sampled.get("/places/bakhmut.json").json()["older"]
    assert (older["name"], older["since"], older["until"]) == ("Artemivsk", "1924", "2016-02-04")
    assert f'href="{older["url"]}"' in page
    assert sampled.get("/places/kupiansk.json").json()["older"] == []
