"""Names of actors: who is named, of which kind, with which title. The sentences are invented."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract.names.reader import find_names
from app.extract.names.titles import gender_of_title
from app.extract.places.toponyms import usual_name, words_of
from app.extract.words.parse import parse
from app.world.world import World


def named(text: str, world: World) -> dict[str, str]:
    """Mention as it stands → kind."""
    return {mention.span.of(text): mention.kind for mention in find_names(parse(text), world)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ukrainian President Volodymyr Zelensky spoke in Lviv on Monday.",
            {"Ukrainian President Volodymyr Zelensky": "person"},
        ),
        (
            "National Security Advisor Jake Sullivan said talks would go on. Sullivan gave no date.",
            {"National Security Advisor Jake Sullivan": "person", "Sullivan": "person"},
        ),
        (
            "Engineer Olena Kravets left. “It is gone,” Kravets said. Mayor Petro Dubenko agreed.",
            {"Mayor Petro Dubenko": "person", "Kravets": "person"},
        ),
        (
            "The Harbour Rescue Union (HRU) sent two boats. The HRU said nobody was hurt.",
            {"Harbour Rescue Union": "international", "HRU": "international"},
        ),
        ("Moscow said it would answer.", {"Moscow": "state"}),
        ("The minister announced sanctions against Moscow.", {"Moscow": "state"}),
        ("A bomb went off in central Moscow.", {}),
        ("The U.S. announced new aid.", {"U.S.": "state"}),
        ("The Institute for the Study of War said the front had not moved.",
         {"Institute for the Study of War": "organisation"}),
        ("Secretary of State Antony Blinken arrived.", {"Secretary of State Antony Blinken": "person"}),
        ("The 47th Mechanized Brigade held the village.", {"Mechanized Brigade": "armed-force"}),
        ("It was hit on Sunday in May, they said.", {}),
        ("According to the Ukrainian prosecutor-general's office, 4,000 waited.",
         {"Ukrainian prosecutor-general's office": "government-body"}),
        ("In 2003 a U.S.-led coalition took the city.", {"U.S.": "state"}),
        ("Nadezhda Negoda, who lives in the town, said so.", {"Nadezhda Negoda": "person"}),
        ("Arnel dela Vega of the army said so.", {"Arnel dela Vega": "person"}),
        ("They arrested the radical preacher Anjem Olender, a convicted recruiter.",
         {"preacher Anjem Olender": "person"}),
        ("It happened under King Faisal II. The port was new.", {"under King Faisal II": "person"}),
        ("The last major IS base fell.", {}),
        ("The Hill of Salt (Arabic: Tal al-Milh, Kurdish: Girê Xwê) is a ridge.", {}),
        ("Home and Defence Secretaries met. So did Coalition Commanders.", {}),
        ("The Book of Revelation was read at the Ishtar Gate.", {}),
        ("Victory was near, residents said. The War goes on.", {}),
    ],
)  # fmt: skip
def test_names(text: str, expected: dict[str, str], world: World):
    found = named(text, world)
    assert {span: found.get(span) for span in expected} == expected
    if not expected:
        assert found == {}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Kharkiv Gov. Oleh Syniehubov said so.", "Oleh Syniehubov", "Kharkiv Gov."),
        ("Oleh Syniehubov, the regional governor, said so.", "Oleh Syniehubov", "regional governor"),
        ("Salome Berulava, spokeswoman for President Ivan Petrenko, left.", "Ivan Petrenko", "President"),
        ("President Biden said so.", "Biden", "President"),
    ],
)
def test_titles(text: str, name: str, title: str, world: World):
    titles = {m.name.of(text): m.title for m in find_names(parse(text), world)}
    assert titles.get(name) == title


@pytest.mark.parametrize(
    "text",
    [
        "Kramatorsk and Sloviansk were shelled. Shells fell on Kramatorsk.",
        "Troops entered Kherson and Mykolaiv.",
    ],
)
def test_cities_are_no_people(text: str, world: World):
    assert named(text, world) == {}


@pytest.mark.parametrize(
    ("title", "gender"), [("spokeswoman", "f"), ("Mr.", "m"), ("President", None), ("brother and sister", None)]
)
def test_gender_of_title(title: str, gender: str | None):
    assert gender_of_title(title) == gender


def test_words_keep_abbreviations_and_cut_possessives():
    assert [w.text for w in words_of("The U.S. and Kyiv’s Be'eri al-Burhan")] == [
        "The", "U.S.", "and", "Kyiv", "s", "Be'eri", "al", "Burhan",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "usual"), [("U.S.", "United States"), ("us", "us"), ("Britain", "United Kingdom")]
)
def test_usual_name(name: str, usual: str):
    assert usual_name(name) == usual


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("AaKkyivMoscow .,’'“”\"()-–\n\t1é€😀Зв"), max_size=120))
def test_any_text_gives_valid_spans_in_order(world: World, text: str):
    mentions = find_names(parse(text), world)
    assert all(m.span.covers(m.name) and m.name.of(text).strip() for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


def test_seed_article(shared: Path, world: World):
    gold = json.loads((shared / "seed/gold.json").read_text())
    text = (shared / "seed" / gold["file"]).read_text()
    found = {m.name.of(text): m.kind for m in find_names(parse(text), world)}
    surfaces = {"United States": "U.S."}
    wanted = {surfaces.get(actor["name"], actor["name"]): actor["kind"] for actor in gold["actors"]}
    wanted["Biden"] = wanted.pop("Joe Biden")  # the article never gives his first name
    wanted["Institute for the Study of War"] = "organisation"
    assert {name: found.get(name) for name in wanted} == wanted


NOBODY = [
    # told · names that must not be among the actors
    ("The Kremlin on Tuesday denied it.", "Kremlin on Tuesday"),
    ("He told the Security Council on Monday that it was over.", "Security Council on Monday"),
    ("They asked for the Security Council on Belgorod to meet.", "Security Council on Belgorod"),
    ("An Iskander-M missile was fired.", "M"),
    ("The leader of Israel's Druze spoke to him.", "Druze"),
    ("He wrote that there will be a Complete and Total CEASEFIRE.", "Complete and Total CEASEFIRE"),
    ("The water of the Northern Crimean Canal is low.", "Northern Crimean Canal"),
    ("The Tu-22M3 flew over the Sea of Azov.", "Azov"),
    ("It hit a hospital of El Fasher, the head of the agency said.", "El Fasher"),
    ("A strike on Tal al-Sultan in Rafah killed four.", "Tal al-Sultan"),
]


@pytest.mark.parametrize(("told", "never"), NOBODY)
def test_never_an_actor(told: str, never: str, world: World) -> None:
    assert never not in [m.name.of(told) for m in find_names(parse(told), world)]


OWNED = [
    ("Russian forces shelled the town.", "Russian forces", "armed-force"),
    ("Ukraine's military denied it.", "Ukraine's military", "armed-force"),
    ("The Israeli army said so.", "Israeli army", "armed-force"),
    ("The Russian defence ministry said so.", "Russian defence ministry", "government-body"),
    ("Russia's Foreign Ministry said so.", "Russia's Foreign Ministry", "government-body"),
    ("KYIV, May 3 (Harbour Wire Service) — It rained.", "Harbour Wire Service", "media"),
    ("It rained, as Harbour Online reported.", "Harbour Online", "media"),
]


@pytest.mark.parametrize(("told", "name", "kind"), OWNED)
def test_kinds_of_groups(told: str, name: str, kind: str, world: World) -> None:
    assert (name, kind) in [(m.name.of(told), m.kind) for m in find_names(parse(told), world)]


def test_a_force_before_another_noun_is_no_name(world: World) -> None:
    told = "A Russian military transport plane crashed."
    assert not [m for m in find_names(parse(told), world) if m.kind == "armed-force"]


FAULTS = [
    # told · names that are mentioned, with their kinds, and nobody else
    ("The Minister for the Middle East Tobias Ellwood left.", {"Tobias Ellwood": "person"}),
    ("They told the Middle East Karim Haddad was safe.", {"Karim Haddad": "person"}),
    ("“We stand firm,” Kyiv says.", {"Kyiv": "state"}),
    ("Washington said it would help.", {"Washington": "state"}),
    ("He told NPR Hamza Qadri was alive.", {"NPR": "media", "Hamza Qadri": "person"}),
    ("Brenlow was hit. A strike on Brenlow stopped the pumps.", {}),
    ("The newspaper BILD reported it.", {"BILD": "media"}),
    ("They met Sadiq there, a tailor by trade.", {"Sadiq": "person"}),
    ("At the United Nations, Nikki Haley objected.", {"United Nations": "international", "Nikki Haley": "person"}),
    ("Wagner chief Yevgeny Prigozhin left.", {"Wagner": "armed-group", "Yevgeny Prigozhin": "person"}),
    ("NATO Secretary General Jens Stoltenberg left.", {"NATO": "international", "Jens Stoltenberg": "person"}),
    ("They asked the bakers and Mustafa Karadag to wait.", {"Mustafa Karadag": "person"}),
    ("HMS Marlow left port. Marlow turned north.", {}),
    ("The soldiers of Operation Iron Reef rested.", {}),
]


@pytest.mark.parametrize(("told", "expected"), FAULTS)
def test_once_read_wrong(told: str, expected: dict[str, str], world: World) -> None:
    assert {m.name.of(told): m.kind for m in find_names(parse(told), world)} == expected


def test_a_title_keeps_the_group_it_names(world: World) -> None:
    told = "Wagner chief Yevgeny Prigozhin left."
    group, person = find_names(parse(told), world)
    assert (group.span.of(told), person.span.of(told)) == ("Wagner", "chief Yevgeny Prigozhin")
    assert person.title == "Wagner chief"
