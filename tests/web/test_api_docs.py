"""The API told to people: everything the description has, from our own pages."""

from __future__ import annotations

import html

import pytest
from starlette.testclient import TestClient

from app.browse.question.filters import FIELDS, PAGING
from app.main import create_app
from app.text.tongue import speaking
from app.web.api_docs import operations
from app.web.api_words import PARAMETERS, described, meaning


def test_every_parameter_has_its_meaning():
    assert set(PARAMETERS) == {name for noun in FIELDS for name in (*FIELDS[noun].split(), *PAGING)}


def test_every_operation_is_told(reader):
    described = reader.get("/openapi.json").json()
    page = reader.get("/api/docs").text
    told = list(operations(described))
    assert len(told) == sum(map(len, described["paths"].values()))
    for one in told:
        assert f'id="{one.id}"' in page
        assert all(f'href="#p-{name}"' in page and f'id="p-{name}"' in page for name in one.parameters)


def test_an_operation_can_be_tried_as_it_is_told(sampled):
    for one in operations(sampled.get("/openapi.json").json()):
        if one.method == "GET" and "{" not in one.path:
            assert sampled.get(one.path + one.example).json()["items"]


def test_a_described_parameter_says_what_it_asks(reader):
    listed = reader.get("/openapi.json").json()["paths"]["/api/v1/events"]["get"]["parameters"]
    (placed,) = [each for each in listed if each["name"] == "placed"]
    assert placed["description"] == "events with a known place, or those on no map (no, yes)"
    assert all(each["description"] for each in listed)


def test_the_description_is_english_in_every_language_and_its_page_is_told_in_the_visitor_s(reader, read_settings):
    """Programs compare it; it is made once, before anybody asks in any language."""
    english = reader.get("/openapi.json").json()
    app = create_app(read_settings.model_copy(update={"language": "en-XA"}))
    visitor = TestClient(app, base_url="http://127.0.0.1:8000")
    assert visitor.get("/openapi.json").json() == english
    page = visitor.get("/api/docs").text
    for name in PARAMETERS:
        assert described(name)["description"] not in page
    with speaking("en-XA"):
        assert meaning("placed") in html.unescape(page)
        answers = [told for one in operations(english) for told in one.answers.values()]
    assert answers
    assert all(told.startswith("⟦") for told in answers)


def test_every_answer_says_what_it_means(reader):
    for one in operations(reader.get("/openapi.json").json()):
        assert one.answers
        assert all(told and told != "Successful Response" for told in one.answers.values())


@pytest.mark.parametrize("described", [{"description": ""}, {}])
def test_an_answer_that_is_not_described_is_told_of_by_its_number_alone(described):
    (one,) = operations({"paths": {"/x": {"get": {"responses": {"204": described}}}}})
    assert one.answers == {"204": ""}


def test_handing_in_says_every_status_it_answers_with(reader):
    post = reader.get("/openapi.json").json()["paths"]["/api/v1/articles"]["post"]
    assert set(post["responses"]) == {"200", "201", "207", "400", "403", "409", "413", "415", "422"}


@pytest.mark.parametrize("address", ["/api", "/api/docs"])
def test_nothing_comes_from_elsewhere(reader, address):
    page = reader.get(address).text
    assert 'src="http' not in page
    assert "<script>" not in page
    assert 'href="/openapi.json"' in page


def test_the_forms_named_are_those_that_answer(reader):
    page = reader.get("/api").text
    for noun, endings in (("quotes", "json atom csv jsonl xlsx"), ("places", "json csv jsonl xlsx")):
        for ending in endings.split():
            assert f"<code>.{ending}</code>" in page
            assert reader.get(f"/{noun}.{ending}").status_code == 200
