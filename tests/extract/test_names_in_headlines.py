"""Names where every word has a capital, and one actor under two names or spellings. All of it is invented."""

from __future__ import annotations

import pytest

from app.extract.names.reader import find_names
from app.extract.reader import read
from app.extract.words.parse import parse
from app.resolve.links import link
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-15")


def named(text: str, world: World) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.kind) for m in find_names(parse(text), world)]


HEADLINES = [
    ("Zelensky Meets Macron as Russia Strikes Kyiv", ["Zelensky", "Macron", "Russia"]),
    ("Trump Says Putin Wants Deal", ["Trump", "Putin"]),
    ("Rebel Leader Ivan Moroz Vows Revenge for Dubove Massacre", ["Rebel Leader Ivan Moroz"]),
    ("Mayor Olena Kravets Tells Court of Dubove Raid", ["Mayor Olena Kravets"]),
    ("UN Chief Guterres Urges Calm After Deadly Raid on Refugee Camp", ["UN", "Chief Guterres"]),
    ("Pavlo Hnatiuk Will Not Run Again, Says Party", ["Pavlo Hnatiuk"]),
    ("Islamic State Claims Deadly Bombing at Baghdad Market", ["Islamic State"]),
    ("Gunmen Attack Police Station, Kill Five Officers", []),
    ("Dozens Killed as Missile Hits Crowded Market in Eastern Ukraine", []),
    ("Valland Court Convicts Friend of Harbour Bombing Suspect", []),
    ("Orlian National Pleads Not Guilty in Boat Case", []),
    ("Harbour Agents Seize Fishing Boats Near Dubove Port", []),
]


@pytest.mark.parametrize(("headline", "names"), HEADLINES)
def test_in_a_headline_a_capital_tells_nothing(headline: str, names: list[str], world: World) -> None:
    told = f"{headline}\nThe two sides told of it on Monday."
    assert [words for words, _ in named(told, world)] == names


def test_what_the_text_below_names_is_a_name_in_the_headline_too(world: World) -> None:
    told = (
        "Crowd Cheers Mikhtar Obandel at Port\nOn Monday a crowd cheered Mikhtar Obandel. “We held,” Obandel said."
    )
    assert [words for words, _ in named(told, world)] == ["Obandel", "Mikhtar Obandel", "Obandel"]


def test_a_sentence_full_of_names_is_no_headline(world: World) -> None:
    told = "Responding to the report Gareth Boley, the UK Special Representative for Syria said nothing."
    assert ("Gareth Boley", "person") in named(told, world)


NAMES = [
    # not actors: an unspoken acronym, a thing, a room of reporters, a group that every army has
    ("Footage from CCTV showed two men. The WH statement came late. He flew in support of ORIX.", []),
    ("According to NIAD, four died.", [("NIAD", "organisation")]),
    ("The NIAD sent two boats.", [("NIAD", "organisation")]),
    ("Questions from the Pentagon Press will follow.", [("Pentagon", "government-body")]),
    ("He is the Senior Advisor for MEK Resettlement. The Small Group met. The Task Force met.", []),
    ("They killed 70 members of the Al Bu Karim tribe. The Al bu Karim tribe fled.", []),
    # the same person by another name
    ("Karim Haddad (born Badran Turki Hishan al-Mazri) led it.", [("Karim Haddad", "person")]),
    ("Karim Haddad, also known as Abu Haidar, led it.", [("Karim Haddad", "person")]),
    (
        "Karim Haddad, also known as Abu Haidar, led it. “We held,” Abu Haidar said.",  # he goes by it here
        [("Karim Haddad", "person"), ("Abu Haidar", "person"), ("Abu Haidar", "person")],
    ),
    # kinds
    ("The Amphibious Task Group sailed.", [("Amphibious Task Group", "armed-force")]),
    ("The Libyan House of Representatives met.", [("Libyan House of Representatives", "government-body")]),
    (
        "They spoke to the Envoy to the Holy See Mikal Minasan.",
        [("Holy See", "state"), ("Mikal Minasan", "person")],
    ),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_who_is_named(text: str, names: list[tuple[str, str]], world: World) -> None:
    assert named(text, world) == names


ONE = [
    # text · two spellings of one actor · whether they are one
    (
        "Houthi military spokesperson Yahya Sarea said it had used ten drones. “It is our right,” Saree said.",
        "Yahya Sarea",
        "Saree",
        True,
    ),
    (
        "Tamer and Dzhokar Tsarnov fled. A friend took Tzarnov's bag from the room.",
        "Dzhokar Tsarnov",
        "Tzarnov",
        True,
    ),
    ("The mayor met Oleh Ivanov on Monday. Later Ivanova left the town.", "Oleh Ivanov", "Ivanova", False),
    ("The Orlian Rescue Forces sent boats. The ORF lost two of them.", "Orlian Rescue Forces", "ORF", True),
    ("The Orlian Rescue Forces and the Oblast Road Fund met. The ORF left.", "Orlian Rescue Forces", "ORF", False),
]


@pytest.mark.parametrize(("text", "one", "other", "same"), ONE)
def test_two_spellings_of_one(text: str, one: str, other: str, same: bool, world: World) -> None:
    reading = read(text, PUBLISHED, world)
    names = [mention for mention in reading.mentions if mention.form == "name"]
    actors = {m.name.of(text): link(text, reading, PUBLISHED, world).actors[m.span].key for m in names}
    assert one in actors
    assert (actors.get(other) == actors[one]) is same


def test_whoever_is_spelled_in_two_ways_is_given_his_words(world: World) -> None:
    told = "Houthi military spokesperson Yahya Sarea spoke on Monday. “These attacks are our right,” Saree said."
    reading = read(told, PUBLISHED, world)
    [quote] = reading.quotes
    [actor] = link(told, reading, PUBLISHED, world).actors_of(quote.speaker)
    assert actor.slug == "yahya-saree"
