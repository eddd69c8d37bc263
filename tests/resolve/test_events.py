"""Which claims share an event, as tables of pairs; and the laws that hold for any set of claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.resolve.blows import craft_in, deadly, full_name, hours_in, weapons_in
from app.resolve.events import join_claims, join_with_reasons, title_of
from app.resolve.sameness import ClaimForJoin, Figure, apart, same_event, targets_in
from app.text.when import When

CITY, OTHER_CITY, REGION, COUNTRY = "g1", "g2", "r-1", "c-1"
DAY = When.parse("2023-05-20")
SEVEN = frozenset({Figure("killed", 7, 7)})


def a_claim(key: str = "a", **changes) -> ClaimForJoin:
    """A strike on a city by the army, which belongs to a state."""
    actors = changes.setdefault("actors", frozenset({"army"}))
    changes["lines"] = actors | {"state"} if "army" in actors else actors
    return replace(
        ClaimForJoin(key, "air-strike", (CITY, REGION, COUNTRY), DAY, article=key),
        **changes,
    )


SAME = [
    ("in every point", {}),
    ("no actor named by one", {"actors": frozenset()}),
    ("more actors named", {"actors": frozenset({"army", "navy"})}),
    ("planned and done", {"modality": "planned"}),
    ("denied by one", {"modality": "negated"}),
    ("days that overlap", {"when": When.parse("2023-05-19/2023-05-20")}),
    ("a day apart, hedged", {"when": When.day(date(2023, 5, 21), about=True)}),
    ("a strike told as shelling", {"type": "shelling"}),
    ("one blow, laid to others", {"actors": frozenset({"rebels"})}),
    ("blamed on the state of that army", {"actors": frozenset({"state"})}),
    ("one's target not said", {"targets": frozenset({"hospital"})}),
    ("tolls far apart", {"figures": frozenset({Figure("killed", 200, 200)})}),
    ("region, same day, same actor, same toll", {"place_keys": (REGION, COUNTRY), "figures": SEVEN}),
    ("no place, same day, same actor, same toll", {"place_keys": (), "figures": SEVEN}),
]
APART = [
    ("another type", {"type": "arrest"}),
    ("another city", {"place_keys": (OTHER_CITY, REGION, COUNTRY)}),
    ("another day", {"when": When.parse("2023-05-21")}),
    ("hedged, two days apart", {"when": When.day(date(2023, 5, 22), about=True)}),
    ("a month against a day", {"when": When.parse("2023-05")}),
    ("undated", {"when": None}),
    (
        "laid to others, a day apart",
        {"actors": frozenset({"rebels"}), "when": When.day(date(2023, 5, 21), about=True)},
    ),
    ("another target", {"targets": frozenset({"market"})}),
    ("the region sees several a day", {"place_keys": (REGION, COUNTRY)}),
    ("a country all the more", {"place_keys": (COUNTRY,)}),
    ("no place, same day, same actor", {"place_keys": ()}),
    ("region, another actor, same toll", {"place_keys": (REGION,), "figures": SEVEN, "actors": frozenset()}),
    ("last week, without a toll", {"when": When.parse("2023-05-15/2023-05-21")}),
    ("region, no shared actor", {"place_keys": (REGION, COUNTRY), "actors": frozenset()}),
    ("region, a day apart", {"place_keys": (REGION,), "when": When.day(date(2023, 5, 21), about=True)}),
    ("neither place nor actor", {"place_keys": (), "actors": frozenset()}),
    ("a battle against an incident", {"parent": True}),
    ("a mixed-up type, a day apart", {"type": "shelling", "when": When.day(date(2023, 5, 21), about=True)}),
]


@pytest.mark.parametrize(("told", "changes"), SAME)
def test_one_event(told, changes):
    first = a_claim("a", figures=SEVEN, targets=changes.get("targets", frozenset()))
    assert join_claims([first, a_claim("b", **changes)]) == [[0, 1]], told


@pytest.mark.parametrize(("told", "changes"), APART)
def test_two_events(told, changes):
    first = a_claim("a", figures=SEVEN, targets=frozenset({"hospital"}))
    assert join_claims([first, a_claim("b", **changes)]) == [[0], [1]], told


VILLAGE = {"place_kind": "settlement", "people": 400, "actors": frozenset()}
FORTY = frozenset({Figure("killed", 40, 40)})
NEXT_WEEK = date(2023, 5, 25)
LATER = [
    ("last week, a like toll", {"when": When.parse("2023-05-15/2023-05-21"), "figures": FORTY}, True),
    ("last week, another toll", {"when": When.parse("2023-05-15/2023-05-21"), "figures": SEVEN}, False),
    ("that month, a like toll", {"when": When.parse("2023-05"), "figures": FORTY}, False),
    ("last week, in the region", {"when": When.parse("2023-05-15/2023-05-21"), "figures": FORTY,
     "place_keys": (REGION, COUNTRY)}, False),
    ("without a day, the same toll", {"when": None, "figures": FORTY, "published": NEXT_WEEK}, True),
    ("without a day, a like toll", {"when": None, "figures": SEVEN, "published": NEXT_WEEK}, False),
    ("without a day, a month later", {"when": None, "figures": FORTY, "published": date(2023, 6, 21)}, False),
    ("without a day, published before", {"when": None, "figures": FORTY, "published": date(2023, 5, 19)}, False),
]  # fmt: skip


@pytest.mark.parametrize(("told", "changes", "one"), LATER)
def test_the_weeks_news_told_again(told, changes, one):
    first = a_claim("a", **VILLAGE, figures=frozenset({Figure("killed", 40, 40), Figure("killed", 50, 50)}))
    assert (len(join_claims([first, a_claim("b", **VILLAGE | changes)])) == 1) is one, told


UNSIZED = {"place_kind": "settlement", "people": None, "actors": frozenset()}
FRESH = date(2023, 5, 23)
OF_UNKNOWN_SIZE = [
    ("told again within three days, the same toll", {"published": FRESH}, True),
    ("told again that week, the same small toll", {"published": NEXT_WEEK}, False),
    ("told again within three days, another toll", {"published": FRESH, "figures": FORTY}, False),
    ("told again within three days, of a region", {"published": FRESH, "place_keys": (REGION, COUNTRY)}, False),
]


@pytest.mark.parametrize(("told", "changes", "one"), OF_UNKNOWN_SIZE)
def test_fresh_news_from_a_place_of_unknown_size(told, changes, one):
    first = a_claim("a", **UNSIZED, figures=SEVEN)
    again = a_claim("b", **UNSIZED | {"when": None, "figures": SEVEN} | changes)
    assert (len(join_claims([first, again])) == 1) is one, told


HEDGED = When.day(date(2023, 5, 21), about=True)
TOWN = {"place_kind": "settlement", "people": 40_000, "actors": frozenset()}
MIXED_UP = [
    ("a strike as shelling, a day off, one large toll", TOWN, {"figures": FORTY}, {"type": "shelling"}, True),
    ("a day off, tolls that differ", TOWN, {"figures": FORTY},
     {"type": "shelling", "figures": frozenset({Figure("killed", 31, 31)})}, False),
    ("a day off, one small toll: a town has that twice", TOWN, {"figures": SEVEN}, {"type": "shelling"}, False),
    ("a day off, one small toll, in a village", VILLAGE, {"figures": SEVEN}, {"type": "shelling"}, True),
    ("the day after, which both are sure of", VILLAGE, {"figures": SEVEN},
     {"type": "shelling", "when": When.parse("2023-05-21")}, False),
    ("a blast, a day off, one large toll", TOWN, {"figures": FORTY}, {"type": "mine-or-bomb"}, True),
    ("a blast the same day, no toll told", TOWN, {}, {"type": "mine-or-bomb", "when": DAY}, False),
    ("in the region", {"place_keys": (REGION, COUNTRY)}, {"figures": FORTY}, {"type": "shelling"}, False),
    ("without a day, one large toll", TOWN, {"figures": FORTY},
     {"type": "shelling", "when": None, "published": NEXT_WEEK}, True),
]  # fmt: skip


@pytest.mark.parametrize(("told", "shared", "figures", "changes", "one"), MIXED_UP)
def test_types_that_reports_mix_up(told, shared, figures, changes, one):
    claims = [a_claim("a", **shared | figures), a_claim("b", **shared | figures | {"when": HEDGED} | changes)]
    assert (len(join_claims(claims)) == 1) is one, told


DENIED = {"modality": "negated", "stance": "denied"}
DENIALS = [
    ("the same day", {}, True),
    ("by the other side, the same day", {"actors": frozenset({"rebels"})}, True),
    ("without a day, in the same article", {"when": None, "article": "a", "actors": frozenset()}, True),
    ("without a day, elsewhere, that week", {"when": None, "published": FRESH}, True),
    ("without a day, elsewhere, by the other side", {"when": None, "published": FRESH,
     "actors": frozenset({"rebels"})}, False),
    ("without a day, a month later", {"when": None, "published": date(2023, 6, 20)}, False),
    ("said three days later", {"when": When.day(date(2023, 5, 23), about=True)}, True),
    ("said four days later", {"when": When.day(date(2023, 5, 24), about=True)}, False),
    ("said three days later, by nobody named", {"when": When.day(date(2023, 5, 23), about=True),
     "actors": frozenset()}, False),
    ("of a strike three days later, for certain", {"when": When.parse("2023-05-23")}, False),
    ("before it happened", {"when": When.day(date(2023, 5, 18), about=True)}, False),
    ("of the region", {"place_keys": (REGION, COUNTRY), "when": None, "published": FRESH}, False),
]  # fmt: skip


@pytest.mark.parametrize(("told", "changes", "one"), DENIALS)
def test_a_denial_is_told_with_the_deed(told, changes, one):
    claims = [a_claim("a", **TOWN | {"actors": frozenset({"army"})}),
              a_claim("b", **TOWN | {"actors": frozenset({"army"})} | DENIED | changes)]  # fmt: skip
    assert (len(join_claims(claims)) == 1) is one, told


def test_a_denial_that_fits_two_days_alike_joins_neither():
    claims = [
        a_claim("a", **TOWN | {"actors": frozenset({"army"})}),
        a_claim("b", **TOWN | {"actors": frozenset({"army"}), "when": When.parse("2023-05-18")}),
        a_claim("c", **TOWN | {"actors": frozenset({"army"}), "when": None, "published": FRESH} | DENIED),
    ]
    assert join_claims(claims) == [[0], [1], [2]]


PLANE, HELICOPTER, IT = frozenset({"plane"}), frozenset({"helicopter"}), frozenset({"it"})
CRASHED = {"type": "disaster", "craft": PLANE, "actors": frozenset()}
SHOT_DOWN = {"type": "interception", "craft": PLANE, "actors": frozenset({"army"})}
FALLEN = [
    ("one plane, one town and day", {}, {}, True),
    ("one plane, one district and day", {"place_kind": "district"}, {"place_kind": "district"}, True),
    ("a helicopter, and a plane", {"craft": HELICOPTER}, {}, False),
    ("the next day", {}, {"when": When.parse("2023-05-21")}, False),
    ("another town", {}, {"place_keys": (OTHER_CITY, REGION, COUNTRY)}, False),
    ("an earthquake, and drones", {"craft": frozenset()}, {"craft": frozenset()}, False),
    ("“it” in one article", {"article": "a"}, {"article": "a", "craft": IT}, True),
    ("“it” in another article", {}, {"craft": IT}, False),
    ("“it” for both", {"article": "a", "craft": IT}, {"article": "a", "craft": IT}, False),
    ("by whom is told differently", {"type": "interception", "actors": frozenset({"rebels"})}, {}, True),
]


@pytest.mark.parametrize(("told", "first", "second", "one"), FALLEN)
def test_a_crash_and_a_shoot_down(told, first, second, one):
    claims = [a_claim("a", **CRASHED | first), a_claim("b", **SHOT_DOWN | second)]
    assert (len(join_claims(claims)) == 1) is one, told
    if one and first.get("type") is None:
        assert "same aircraft" in join_with_reasons(claims)[1][0].reason


CRAFT = [
    ("disaster", [("actor", "A transport plane")], {"plane"}),
    ("disaster", [("actor", "an Il-76 and a Mi-8")], {"plane", "helicopter"}),
    ("interception", [("target", "it")], {"it"}),
    ("interception", [("actor", "it"), ("target", "two jets")], {"plane"}),
    ("interception", [("target", "14 drones")], set()),
    ("interception", [("target", "its aeroplanes")], {"plane"}),
    ("air-strike", [("target", "a plane")], set()),
]


@pytest.mark.parametrize(("type_", "told", "kinds"), CRAFT)
def test_what_fell_from_the_sky(type_, told, kinds):
    assert craft_in(type_, told) == kinds


def test_a_period_follows_the_toll_told_with_it():
    """The article that says "last week" of the strike and of its toll tells of one: both join the day's event."""
    week = When.parse("2023-05-15/2023-05-21")
    claims = [
        a_claim("a", **VILLAGE, figures=FORTY),
        a_claim("b", **VILLAGE, when=week, article="b"),
        a_claim("c", **VILLAGE, when=week, article="b", figures=FORTY),
    ]
    assert join_claims(claims) == [[0, 1, 2]]


SITE = {"place_kind": "facility"}
DIFFERENT_TYPES = [
    ("a dam shelled and destroyed", SITE, {"type": "destruction"}, True),
    ("a dam struck by saboteurs", SITE, {"type": "sabotage"}, True),
    ("a town shelled, and something in it destroyed", {}, {"type": "destruction"}, False),
    ("a town's bridge struck, and destroyed", {"targets": frozenset({"bridge"})},
     {"type": "destruction", "targets": frozenset({"bridge"})}, True),
    ("a dam taken", SITE, {"type": "territory-taken"}, False),
    ("a dam destroyed the next day", SITE, {"type": "destruction", "when": When.parse("2023-05-21")}, False),
]  # fmt: skip


@pytest.mark.parametrize(("told", "shared", "changes", "one"), DIFFERENT_TYPES)
def test_types_that_are_told_of_one_site(told, shared, changes, one):
    claims = [a_claim("a", **shared), a_claim("b", **shared | changes)]
    assert (len(join_claims(claims)) == 1) is one, told


TAKEN = [
    ("two days on, told again", {"when": When.parse("2023-05-22")}, True),
    ("denied the day after", {"when": When.parse("2023-05-21"), "modality": "negated"}, True),
    ("a fortnight later", {"when": When.parse("2023-06-03")}, False),
    ("by the other side", {"when": When.parse("2023-05-22"), "actors": frozenset({"rebels"})}, False),
    ("in the region", {"when": When.parse("2023-05-22"), "place_keys": (REGION, COUNTRY)}, False),
]


@pytest.mark.parametrize(("told", "changes", "one"), TAKEN)
def test_a_town_is_taken_once(told, changes, one):
    claims = [a_claim("a", type="territory-taken"), a_claim("b", **{"type": "territory-taken"} | changes)]
    assert (len(join_claims(claims)) == 1) is one, told


HELD = [
    (
        "by the other side, the day after",
        {"when": When.parse("2023-05-21"), "actors": frozenset({"rebels"})},
        True,
    ),
    ("by the same side, the same day", {}, True),
    ("a fortnight later", {"when": When.parse("2023-06-03")}, False),
    ("in the region", {"place_keys": (REGION, COUNTRY), "when": When.parse("2023-05-22")}, False),
    ("in another town", {"place_keys": ("g2", REGION, COUNTRY)}, False),
    ("without a day, in one article", {"when": None, "article": "a", "actors": frozenset({"rebels"})}, True),
    ("without a day, elsewhere", {"when": None, "article": "b", "actors": frozenset({"rebels"})}, False),
]


@pytest.mark.parametrize(("told", "changes", "one"), HELD)
def test_who_holds_a_town_is_told_with_its_taking(told, changes, one):
    claims = [
        a_claim("a", type="territory-taken", article="a"),
        a_claim("b", **{"type": "territory-held"} | changes),
    ]
    assert (len(join_claims(claims)) == 1) is one, told


def test_a_town_held_does_not_put_two_takings_together():
    """Taken by one side, held by the other, taken back by it: two happenings, whichever it is told with."""
    rebels = {"actors": frozenset({"rebels"})}
    claims = [
        a_claim("a", type="territory-taken"),
        a_claim("b", type="territory-held", when=When.parse("2023-05-21"), **rebels),
        a_claim("c", type="territory-taken", when=When.parse("2023-05-22"), **rebels),
    ]
    found = join_claims(claims)
    assert not any({0, 2} <= set(group) for group in found)


LARGE = {"people": 400_000, "place_kind": "settlement", "actors": frozenset()}
TWO, FIVE = frozenset({Figure("killed", 2, 2)}), frozenset({Figure("killed", 5, 5)})
MISSILE, DRONE = frozenset({"missile"}), frozenset({"drone"})
EARLY, LATE = frozenset({"early"}), frozenset({"late"})
IN_A_CITY = [
    ("nothing but the day", {}, {}, False),
    ("other tolls", {"figures": TWO}, {"figures": FIVE}, False),
    ("a like toll", {"figures": FIVE}, {"figures": frozenset({Figure("killed", 7, 7)})}, True),
    ("what was struck", {"targets": frozenset({"school"})}, {"targets": frozenset({"school"})}, True),
    ("who did it", {"actors": frozenset({"army"})}, {"actors": frozenset({"army"})}, True),
    ("with what", {"weapons": DRONE}, {"weapons": DRONE | MISSILE}, True),
    ("who did it, but with something else", {"actors": frozenset({"army"}), "weapons": MISSILE},
     {"actors": frozenset({"army"}), "weapons": DRONE}, False),
    ("who did it, but that night", {"actors": frozenset({"army"}), "hours": EARLY},
     {"actors": frozenset({"army"}), "hours": LATE}, False),
    ("one school, whatever hit it", {"targets": frozenset({"school"}), "weapons": MISSILE},
     {"targets": frozenset({"school"}), "weapons": DRONE}, True),
    ("laid to two sides, another toll", {"actors": frozenset({"army"}), "figures": TWO},
     {"actors": frozenset({"rebels"}), "figures": FIVE}, False),
    ("laid to two sides, one toll", {"actors": frozenset({"army"}), "figures": FIVE},
     {"actors": frozenset({"rebels"}), "figures": FIVE}, True),
    ("one article", {"article": "a"}, {"article": "a"}, True),
    ("two arrests, and no more", {"type": "arrest"}, {"type": "arrest"}, False),
    ("two arrests of one article", {"type": "arrest", "article": "a"}, {"type": "arrest", "article": "a"}, False),
    ("an arrest, denied in the same article", {"type": "arrest", "article": "a"},
     {"type": "arrest", "article": "a", "modality": "negated", "stance": "denied"}, True),
    ("an arrest, denied elsewhere by nobody named", {"type": "arrest"},
     {"type": "arrest", "modality": "negated", "stance": "denied"}, False),
    ("a jet shot down, told twice", {"type": "interception", "craft": frozenset({"plane"})},
     {"type": "interception", "craft": frozenset({"plane"})}, True),
    ("a jet and drones shot down", {"type": "interception", "craft": frozenset({"plane"})},
     {"type": "interception"}, False),
    ("a statement, of which a day has one", {"type": "sanctions"}, {"type": "sanctions"}, True),
]  # fmt: skip


@pytest.mark.parametrize(("told", "first", "second", "one"), IN_A_CITY)
def test_a_city_sees_several_a_day(told, first, second, one):
    claims = [a_claim("a", **LARGE | first), a_claim("b", **LARGE | second)]
    assert (len(join_claims(claims)) == 1) is one, told
    town = {"people": 40_000}
    if {first.get("type"), second.get("type")} == {None}:  # of a town, accounts that differ are of one
        assert len(join_claims([a_claim("a", **LARGE | first | town), a_claim("b", **LARGE | second | town)])) == 1


SLAIN = {"place_keys": (CITY, REGION, COUNTRY), "actors": frozenset({"army", "olena-kravets"}),
         "victims": frozenset({"olena-kravets"}), "deadly": True}  # fmt: skip
ELSE = {"actors": frozenset({"army", "ivan-moroz"}), "victims": frozenset({"ivan-moroz"})}
STRUCK = {"deadly": False}
ONE_VICTIM = [
    ("the same day, without the place", {"place_keys": ()}, True),
    ("the same day, in the country", {"place_keys": (COUNTRY,)}, True),
    ("told by the strike, without the place", {"place_keys": (), **STRUCK}, True),
    ("told by the death alone", {"type": "attack-on-civilians"}, True),
    ("told as fighting", {"type": "ground-fighting", "place_keys": ()}, True),
    ("laid to others", {"actors": frozenset({"rebels", "olena-kravets"}), "place_keys": ()}, True),
    ("in a house, on the road", {"targets": frozenset({"school"})}, True),
    ("killed three days later, as others say", {"when": When.parse("2023-05-23"), "place_keys": ()}, True),
    ("killed that year", {"when": When.parse("2023"), "place_keys": ()}, True),
    ("without a day, that week", {"when": None, "published": date(2023, 5, 25), "place_keys": ()}, True),
    ("without a day, a month later", {"when": None, "published": date(2023, 6, 25)}, False),
    ("killed four days later", {"when": When.parse("2023-05-24")}, False),
    ("struck a day later", {"when": When.parse("2023-05-21"), **STRUCK}, False),
    ("struck that month", {"when": When.parse("2023-05"), **STRUCK}, False),
    ("in another city", {"place_keys": (OTHER_CITY, REGION, COUNTRY)}, False),
    ("another victim, without the place", {**ELSE, "place_keys": ()}, False),
    ("another victim, in the country", {**ELSE, "place_keys": (COUNTRY,)}, False),
    ("arrested, not killed", {"type": "arrest"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("told", "changes", "one"), ONE_VICTIM)
def test_a_person_is_killed_once(told, changes, one):
    first = a_claim("a", **SLAIN, targets=frozenset({"station"}))
    assert (len(join_claims([first, a_claim("b", **SLAIN | changes)])) == 1) is one, told


FIRED = {"type": "shelling", "place_keys": (), "article": "one", "actors": frozenset({"state"}),
         "doers": frozenset({"state"}), "arms": frozenset({"one:40"})}  # fmt: skip
HIT = {"actors": frozenset({"base"}), "doers": frozenset()}
ONE_CLAUSE = [
    ("fired missiles that hit a base", HIT, True),
    ("the place told with the one verb only", {**HIT, "place_keys": (CITY, REGION, COUNTRY)}, True),
    ("the day told with the one verb only", {**HIT, "when": None}, True),
    ("other missiles hit a base", {**HIT, "arms": frozenset({"one:90"})}, False),
    ("another article", {**HIT, "article": "two", "arms": frozenset({"two:40"})}, False),
    ("the next day", {**HIT, "when": When.parse("2023-05-21")}, False),
    ("fired by two", {"actors": frozenset({"rebels"}), "doers": frozenset({"rebels"})}, False),
    ("another type", {**HIT, "type": "interception"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("told", "changes", "one"), ONE_CLAUSE)
def test_one_deed_told_in_two_verbs(told, changes, one):
    claims = [a_claim("a", **FIRED), a_claim("b", **FIRED | changes)]
    assert (len(join_claims(claims)) == 1) is one, told


DEATHS = [
    ("killed", True),
    ("The assassination", True),
    ("shot dead", True),
    ("struck", False),
    ("skilled", False),
]


@pytest.mark.parametrize(("trigger", "dead"), DEATHS)
def test_words_of_killing(trigger, dead):
    assert deadly(trigger) is dead


FULL = [("olena-kravets", True), ("person:ivan moroz", True), ("person:ivan", False), ("moroz", False)]


@pytest.mark.parametrize(("key", "full"), FULL)
def test_known_by_name(key, full):
    assert full_name(key) is full


ARMS = [
    (["a drone attack"], {"drone"}),
    (["Kh-101 missiles", "Shahed drones"], {"missile", "drone"}),
    (["rocket fire"], {"missile"}),
    (["shelling"], set()),
    (["a bomb"], set()),
]


@pytest.mark.parametrize(("words", "kinds"), ARMS)
def test_with_what(words, kinds):
    assert weapons_in(words) == kinds


HOURS = [
    ("Friday morning", DAY, {"early"}),
    ("late on Friday", DAY, {"late"}),
    ("late Friday morning", DAY, {"early", "late"}),
    ("overnight", DAY, set()),
    ("earlier on Friday", DAY, set()),
    ("Friday night and Saturday morning", When.parse("2023-05-20/2023-05-21"), set()),
    ("at dawn", None, set()),
]


@pytest.mark.parametrize(("words", "when", "parts"), HOURS)
def test_when_in_the_day(words, when, parts):
    assert hours_in(words, when) == parts


def test_a_claim_without_target_goes_where_its_article_goes():
    claims = [
        a_claim("a", targets=frozenset({"hospital"})),
        a_claim("b", targets=frozenset({"market"})),
        a_claim("c", article="b"),
        a_claim("d"),
    ]
    assert join_claims(claims) == [[0], [1, 2], [3]]


TARGETS = [
    ("the railway station in Kramatorsk", {"station"}),
    ("a power station and two schools", {"power", "school"}),
    ("the last working hospital of El Fasher", {"hospital"}),
    ("a Hamas compound", set()),
    ("Portsmouth", set()),
    ("a nine-storey apartment building", {"block"}),
]


@pytest.mark.parametrize(("words", "kinds"), TARGETS)
def test_what_was_struck(words, kinds):
    assert targets_in([words]) == kinds


def test_a_battle_joins_over_its_whole_time():
    battle = a_claim("a", type="ground-fighting", parent=True, when=When.parse("2022-09/2023-05"))
    assert join_claims([battle, replace(battle, key="b", article="b", when=When.parse("2023-01"))]) == [[0, 1]]


def test_a_region_never_joins_two_cities_into_one_event():
    claims = [
        a_claim("a"),
        a_claim("b", place_keys=(OTHER_CITY, REGION, COUNTRY)),
        a_claim("c", place_keys=(REGION, COUNTRY)),
    ]
    assert join_claims(claims) == [[0], [1], [2]]  # it may be of either, so it is of neither


def test_days_do_not_drift():
    """Each a day from the next and hedged: the first and the last are still not one."""
    days = [a_claim(str(n), when=When.day(date(2023, 5, n), about=True)) for n in (20, 21, 22)]
    assert [0, 1, 2] not in join_claims(days)


def test_a_silent_claim_between_two_accounts_joins_neither():
    arrest = a_claim("a", type="arrest")
    claims = [
        arrest,
        a_claim("b", type="arrest", actors=frozenset({"rebels"}), article="b"),
        a_claim("c", type="arrest", actors=frozenset(), article="c"),
    ]
    assert join_claims(claims) == [[0], [1], [2]]


def test_each_join_says_why():
    _, reasons = join_with_reasons([a_claim("a"), a_claim("b")])
    assert [(r.claim, r.to, r.reason) for r in reasons] == [
        ("b", "a", "same type, same place, same day, shared actors")
    ]


def test_two_sides_of_one_aid_parcel_are_told_from_another():
    aid = a_claim("a", type="aid", place_keys=(), actors=frozenset({"usa", "ukraine"}))
    assert join_claims([aid, a_claim("b", type="aid", place_keys=(), actors=frozenset({"usa", "israel"}))]) == [
        [0],
        [1],
    ]


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("Territory taken", "Bakhmut"), "Territory taken: Bakhmut"),
        (
            ("Military or financial aid", None, ("Norland", "Sudland")),
            "Military or financial aid: Norland, Sudland",
        ),
        (("Talks, visit, call",), "Talks, visit, call"),
        (("Sanctions", None, ("Norland",), "planned"), "Sanctions: Norland (planned)"),
        (("Air or drone strike", "Odesa", (), "actual", "denied"), "Air or drone strike: Odesa (denied)"),
        (("Strike", None, (), "actual", "claimed", ("Norland",)), "Strike, attributed to Norland"),
        (("Strike", None, (), "possible", "claimed", ("Norland",)), "Strike, attributed to Norland (possible)"),
        (("Strike", "Odesa", (), "actual", "claimed", ("Norland",)), "Strike: Odesa"),
    ],
)
def test_titles_name_and_assert_nothing(arguments, title):
    assert title_of(*arguments) == title


whens = st.one_of(
    st.none(),
    st.builds(
        lambda day, days, about: When.day(date(2023, 5, 10 + day), about=about).through(
            When.day(date(2023, 5, 10 + day + days))
        ),
        st.integers(0, 4),
        st.sampled_from([0, 0, 1, 9]),
        st.booleans(),
    ),
)
claim_sets = st.lists(
    st.tuples(
        st.sampled_from(["air-strike", "shelling", "mine-or-bomb", "aid", "disaster", "interception"]),
        st.sampled_from(
            [(), (CITY, REGION, COUNTRY), (OTHER_CITY, REGION, COUNTRY), (REGION, COUNTRY), (COUNTRY,)]
        ),
        whens,
        st.frozensets(st.sampled_from(["army", "rebels", "navy"]), max_size=2),
        st.booleans(),
        st.sampled_from([("actual", "reported"), ("actual", "claimed"), ("negated", "denied")]),
        st.sampled_from([frozenset(), SEVEN, FORTY]),
        st.sampled_from([None, 400, 40_000, 400_000]),
    ),
    max_size=9,
).map(
    lambda rows: [
        ClaimForJoin(
            f"k{i}",
            *row[:4],
            parent=row[4],
            article=f"k{i % 3}",
            modality=row[5][0],
            stance=row[5][1],
            figures=row[6],
            people=next(other[7] for other in rows if other[1] == row[1]),  # a place has one population
            published=date(2023, 5, 17),
            craft=PLANE if i % 2 else IT,
        )
        for i, row in enumerate(rows)
    ]
)


def partition(claims) -> set[frozenset[str]]:
    return {frozenset(claims[i].key for i in group) for group in join_claims(claims)}


@settings(max_examples=150, deadline=None)
@given(claim_sets, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert partition(shuffled) == partition(claims)


@settings(max_examples=100, deadline=None)
@given(claim_sets)
def test_an_unrelated_claim_changes_nothing_else(claims):
    stranger = ClaimForJoin("zz", "arrest", ("g9",), DAY, frozenset({"police"}))
    assert partition([*claims, stranger]) == partition(claims) | {frozenset({"zz"})}


@settings(max_examples=100, deadline=None)
@given(claim_sets)
def test_each_claim_is_in_one_event_and_no_two_of_an_event_contradict(claims):
    groups = join_claims(claims)
    assert sorted(i for group in groups for i in group) == list(range(len(claims)))
    for group in groups:
        pairs = [(claims[i], claims[j]) for i in group for j in group if i < j]
        assert not any(apart(one, other) for one, other in pairs)
        assert len(group) == 1 or all(
            any(same_event(claims[i], claims[j]) for j in group if j != i) for i in group
        )
