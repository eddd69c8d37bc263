"""What counts as found and right, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from app.extract.reading import ACTOR_KINDS
from app.measure.dates import plain_value, score_dates
from app.measure.entities import TYPES, renamed, score_entities
from app.measure.events import case_labels, kinds, label_of_snippet, quad_classes, score_events
from app.measure.places import kilometres
from app.measure.quotes import head_word, plain_name, right_speaker, score_quotes, type_by_marks
from app.measure.spans import matched
from app.measure.tally import Tally, precision_recall
from app.paths import SEEDS
from app.world.codebook import Codebook

# The labels of CASE 2021, task 2, as its data has them.
CASE = set(
    "ABDUCT_DISSAP AGREEMENT AIR_STRIKE ARMED_CLASH ARREST ART_MISS_ATTACK ATTACK ATTRIB CHANGE_TO_GROUP_ACT "
    "CHEM_WEAP DIPLO DISR_WEAP FORCE_AGAINST_PROTEST GOV_REGAINS_TERIT GRENADE HQ_ESTABLISHED MAN_MADE_DISASTER "
    "MOB_VIOL NATURAL_DISASTER NON_STATE_ACTOR_OVERTAKES_TER NON_VIOL_TERRIT_TRANSFER ORG_CRIME OTHER "
    "PEACE_PROTEST PROPERTY_DISTRUCT PROTEST_WITH_INTER REM_EXPLOS SEX_VIOL SUIC_BOMB VIOL_DEMONSTR".split()
)


def marked(told: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and where they stood."""
    text, spans = "", []
    for number, part in enumerate(told.replace("]", "[").split("[")):
        if number % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("[“The mill is burning,”] Moroz said.", "direct"),
        ("“[The mill is burning],” Moroz said.", "direct"),  # the marks may stand outside
        ("Moroz said [the mill was “burning to the ground”].", "mixed"),
        ("Moroz said [the mill was burning].", "indirect"),
        ("Moroz said ''[the mill is burning].''", "direct"),  # two single marks for a double one
        ("Moroz said: «[The mill is burning]».", "direct"),
        ("Moroz said: „[The mill is burning]“.", "direct"),
        ('"No," he said. [Nobody had come.] "Never," he said.', "indirect"),
        ("“The mill is burning. [We fled at night.]\n\n“We came back at dawn,” Moroz said.", "direct"),
        ("[“No,”] he said, [“the mill is not burning.”]", "direct"),
        ("Moroz’s neighbours said [it’s the miller’s fault].", "indirect"),  # apostrophes are no marks
    ],
)
def test_a_quote_is_typed_by_its_marks(told: str, kind: str) -> None:
    text, spans = marked(told)
    assert type_by_marks(text, spans) == kind


@pytest.mark.parametrize(
    ("name", "plain", "head"),
    [
        ("Mr. Moroz", "moroz", "moroz"),
        ("former Defence Minister Olena Kravets", "olena kravets", "kravets"),
        ("Moroz’s", "moroz", "moroz"),
        ("a baker from Sadove", "baker from sadove", "baker"),
        ("The Governor", "governor", "governor"),
        ("She", "she", "she"),
        ("Ihor  Moroz, a baker", "ihor moroz, a baker", "moroz"),
    ],
)
def test_names_are_compared_without_titles(name: str, plain: str, head: str) -> None:
    assert plain_name(name) == plain
    assert head_word(name) == head


def at(start: int, text: str, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": start + len(text), "text": text, **more}


@pytest.mark.parametrize(
    ("wanted", "given", "right"),
    [
        (at(0, "Olena Kravets"), at(90, "Kravets"), True),  # the same head word elsewhere
        (at(0, "she"), at(0, "she"), True),
        (at(0, "she"), at(40, "Olena Kravets", name="Olena Kravets"), False),
        (at(0, "Olena Kravets"), at(40, "the mayor", name="Olena Kravets"), True),
        (at(0, "Mayor Olena Kravets"), at(6, "Olena"), True),  # mentions overlap
        (at(0, "Olena Kravets"), at(40, "Ihor Moroz"), False),
        (at(0, "Olena Kravets"), None, False),
    ],
)
def test_the_right_speaker(wanted: Any, given: Any, right: bool) -> None:
    assert right_speaker(wanted, given) is right


def test_nothing_said_and_nothing_found_is_perfect_and_a_guess_is_not() -> None:
    assert precision_recall(0, 0, 0) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert precision_recall(0, 3, 0)["f1"] == 0.0
    assert precision_recall(0, 0, 3)["f1"] == 0.0
    assert precision_recall(1, 2, 4) == {"precision": 0.5, "recall": 0.25, "f1": 0.3333}


def test_the_weightiest_pair_is_taken_first() -> None:
    weights = [[3, 5], [4, 0]]
    assert matched(2, 2, lambda g, f: weights[g][f], 1) == [(0, 1), (1, 0)]
    assert matched(2, 2, lambda g, f: 2, 1) == [(0, 0), (1, 1)]
    assert matched(2, 2, lambda g, f: weights[g][f], 6) == []


def test_a_gold_quote_of_another_type_neither_helps_nor_hurts() -> None:
    text = "“The mill is burning,” said Moroz, adding that nobody had come to put it out."
    direct = {"start": 1, "end": 20, "type": "direct", "speaker": None}
    indirect = {"start": 42, "end": len(text) - 1, "type": "indirect", "speaker": None}
    figures = score_quotes({"text": text, "quotes": [direct, indirect]}, {"quotes": [direct, indirect]}).figures()
    assert figures["quotes, direct: match"]["wanted"] == 1
    assert figures["quotes, direct: match"]["given"] == 1
    assert figures["quotes, all: match"]["wanted"] == 2
    assert figures["quotes: found, of indirect"]["share"] == 1.0


def test_what_was_missed_and_what_was_wrong_is_named() -> None:
    text = "“Yes,” said Moroz. Nobody believed that the mill would stand."
    gold = {"text": text, "quotes": [{"start": 1, "end": 5, "type": "direct", "speaker": at(12, "Moroz")}]}
    wrong_speaker = {"start": 1, "end": 5, "speaker": at(19, "Nobody")}
    invented = {"start": 40, "end": 61, "speaker": None}
    tally = score_quotes(gold, {"quotes": [wrong_speaker, invented]})
    assert [(one.fault, one.text) for one in tally.examples] == [
        ("misjudged", "Yes"),
        ("wrong", "the mill would stand"),
    ]
    assert "'Nobody', not 'Moroz'" in tally.examples[0].note
    assert [one.fault for one in score_quotes(gold, {}).examples] == ["missed"]


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 180), 20015),  # half way round
        ((50.45, 30.52), (49.98, 36.25), 411),  # Kyiv to Kharkiv
        ((48.59, 38.0), (48.59, 38.0), 0),
    ],
)
def test_kilometres(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert kilometres(one, other) == pytest.approx(km, abs=3)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("2022-03-04T00:00:00", "2022-03-04"),
        ("2022-03-04T14:30:00", "2022-03-04T14:30"),
        ("2022-03-04t14:30", "2022-03-04T14:30"),
        (None, ""),
    ],
)
def test_dates_are_compared_without_idle_digits(written: str | None, plain: str) -> None:
    assert plain_value(written) == plain


def test_a_date_without_a_value_in_the_gold_is_found_and_not_judged() -> None:
    figures = score_dates(
        {"text": "in 2006", "dates": [at(3, "2006", value=None)]}, {"dates": [at(3, "2006")]}
    ).figures()
    assert figures["dates: relaxed"]["right"] == 1
    assert figures["dates: value right, of found"]["share"] is None


def test_every_kind_of_actor_is_renamed() -> None:
    assert set(renamed()) == set(ACTOR_KINDS)
    assert set(renamed().values()) <= set(TYPES)


def test_places_are_locations() -> None:
    gold = {
        "text": "Moroz left Sadove.",
        "entities": [at(0, "Moroz", type="Person"), at(11, "Sadove", type="Location")],
    }
    reading = {"entities": [at(0, "Moroz", type="person")], "places": [at(11, "Sadove")]}
    figures = score_entities(gold, reading).figures()
    assert [figures[f"entities, {kind}: overlap"]["right"] for kind in TYPES] == [1, 0, 1]


# --- events ---------------------------------------------------------------------------------------------


def test_every_event_type_and_every_acled_label_has_a_label_of_case() -> None:
    told, codebook = case_labels(), Codebook.open(SEEDS / "codebook.toml")
    assert {each.code for each in codebook} == set(told["type"])
    assert {label for each in codebook for label in each.acled} - {"Other"} == set(told["acled"])
    assert set(told["background"]) <= set(told["type"])
    assert set(told["plover"]) <= {label for each in codebook for label in each.plover}
    named = {*told["type"].values(), *told["acled"].values(), *told["plover"].values(), *told["particular"]}
    named |= {label for words in told["words"].values() for label in words}
    assert named == CASE


def a_claim(kind: str, trigger: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": kind, "acled": None, "modality": "actual", "trigger": trigger} | more


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        ([], None),
        ([a_claim("air-strike", at(9, "bombed"))], "AIR_STRIKE"),
        ([a_claim("mine-or-bomb", at(9, "bombed"), acled="Suicide bomb")], "SUIC_BOMB"),
        # talk about an attack is told of before the attack, and yields to it
        ([a_claim("accusation", at(2, "blamed")), a_claim("shelling", at(30, "shelled"))], "ART_MISS_ATTACK"),
        # what happened comes before what is planned
        (
            [a_claim("arrest", at(2, "arrest"), modality="planned"), a_claim("protest", at(20, "marched"))],
            "PEACE_PROTEST",
        ),
        ([a_claim("disaster", at(4, "flooded"))], "NATURAL_DISASTER"),
    ],
)
def test_a_snippet_has_one_label(claims: list[dict[str, Any]], label: str | None) -> None:
    assert label_of_snippet(claims, "a flooded plain of words") == label


def test_a_place_is_right_by_its_span_and_rightly_none_by_being_none() -> None:
    text = "Moroz was shot in Sadove; another was shot."
    gold_events = [
        {"scheme": "event-location", "adjudicated": True, "type": "event", "trigger": at(10, "shot"),
         "args": [{"role": "place", **at(18, "Sadove")}]},
        {"scheme": "event-location", "adjudicated": True, "type": "event", "trigger": at(38, "shot"), "args": []},
        {"scheme": "event-location", "adjudicated": False, "type": "event", "trigger": at(0, "Moroz"), "args": []},
    ]  # fmt: skip
    ours = [
        a_claim("attack-on-civilians", at(10, "shot"), place_span=at(18, "Sadove")),
        a_claim("attack-on-civilians", at(38, "shot"), place_span=None),
    ]
    figures = score_events({"text": text, "events": gold_events}, {"events": ours}).figures()
    assert figures["events: marked verb found"] == {"share": 1.0, "right": 2, "of": 2}
    assert figures["events: place right or rightly none, of found"]["share"] == 1.0
    assert figures["events: place"]["f1"] == 1.0


def test_a_place_is_measured_with_the_trigger_given() -> None:
    text = "Moroz was shot in Sadove; another was shot."
    gold_events = [
        {"scheme": "event-location", "type": "event", "trigger": at(10, "shot"),
         "args": [{"role": "place", **at(18, "Sadove")}]},
        {"scheme": "event-location", "type": "event", "trigger": at(38, "shot"), "args": []},
    ]  # fmt: skip
    given = [
        {"trigger": at(10, "shot"), "place_span": at(18, "Sadove")},
        {"trigger": at(38, "shot"), "place_span": at(18, "Sadove")},
    ]
    reading = {"events": [], "places_of_triggers": given}
    figures = score_events({"text": text, "events": gold_events}, reading).figures()
    assert figures["events: place, trigger given"] == {"share": 1.0, "right": 1, "of": 1}
    assert figures["events: place right or rightly none, trigger given"] == {"share": 0.5, "right": 1, "of": 2}


def test_a_claim_without_a_count_of_strikes_tells_of_one() -> None:
    text = "Near Sadove, an airstrike hit 4 trucks."
    gold = {"scheme": "CENTCOM", "type": "airstrike", "number": 1, "args": [{"role": "place", **at(5, "Sadove")}]}
    ours = a_claim("air-strike", at(16, "airstrike"), place_span=at(5, "Sadove"),
                   quantities=[{"kind": "vehicles", "low": 4}])  # fmt: skip
    figures = score_events({"text": text, "events": [gold]}, {"events": [ours]}).figures()
    assert figures["events: number of strikes right, of found"]["share"] == 1.0


def test_a_class_of_cameo_and_who_acts_on_whom() -> None:
    text = "Norland shelled Sadove."
    event = {"scheme": "CAMEO-quad", "type": "material conflict",
             "args": [{"role": "source", **at(0, "Norland")}, {"role": "target", **at(16, "Sadove")}]}  # fmt: skip
    ours = a_claim("shelling", at(8, "shelled"), plover="ASSAULT/heavy-weapons",
                   args=[{"role": "actor", **at(0, "Norland")}])  # fmt: skip
    figures = score_events({"text": text, "events": [event]}, {"events": [ours]}).figures()
    assert figures["events: quad class"]["f1"] == 1.0
    assert figures["events: quad source"]["f1"] == 1.0
    assert figures["events: quad target"]["recall"] == 0.0
    neutral = {**event, "type": "neutral", "args": []}
    figures = score_events({"text": text, "events": [neutral]}, {"events": [ours]}).figures()
    assert figures["events: quad class"]["precision"] == 0.0


def test_every_plover_event_of_the_codebook_has_a_class() -> None:
    roots = {code.split("/")[0] for each in Codebook.open(SEEDS / "codebook.toml") for code in each.plover if code}
    assert roots <= set(quad_classes())


def test_a_strike_is_found_at_its_place_with_its_day_and_number() -> None:
    text = "Near Sadove, six airstrikes hit a depot."
    gold = {"scheme": "CENTCOM", "type": "airstrike", "date": "2015-01-01", "number": 6, "place": "Sadove",
            "args": [{"role": "place", **at(5, "Sadove")}]}  # fmt: skip
    ours = a_claim("air-strike", at(17, "airstrikes"), place_span=at(5, "Sadove"), date="2015-01-02",
                   quantities=[{"kind": "weapons", "low": 4}, {"kind": "strikes", "low": 6}])  # fmt: skip
    tally = score_events({"text": text, "events": [gold]}, {"events": [ours]})
    figures = tally.figures()
    assert figures["events: strikes by place"]["right"] == 1
    assert figures["events: number of strikes right, of found"]["share"] == 1.0
    assert figures["events: day of a strike right, of found"]["share"] == 0.0
    assert tally.examples[0].note == "on 2015-01-02, not 2015-01-01"


def test_incidents_are_compared_by_type_day_and_place() -> None:
    place = "EL SALVADOR: SAN SALVADOR (CITY)"
    gold = {"scheme": "MUC-4", "type": "BOMBING", "date": "1990-01-08", "place": place}
    blast = a_claim("mine-or-bomb", at(0, "BOMB"), date="1990-01-08", place="San Salvador")
    again = {**blast, "trigger": at(9, "BLAST")}  # the same incident told twice
    figures = score_events({"text": "BOMB AND BLAST", "events": [gold]}, {"events": [blast, again]}).figures()
    assert figures["events: types of incidents"]["f1"] == 1.0
    assert figures["events: day of an incident right, of found"]["share"] == 1.0
    assert figures["events: place of an incident named, of found"]["share"] == 1.0
    quiet = score_events({"text": "A BOMB", "corpus": "muc4", "events": []}, {"events": [blast]}).figures()
    assert quiet["events: types of incidents"]["precision"] == 0.0  # an incident where the corpus has none
    undated = {**blast, "date": None, "place": None}
    figures = score_events({"text": "BOMB AND BLAST", "events": [gold]}, {"events": [undated]}).figures()
    assert figures["events: day of an incident right, of found"]["share"] == 0.0


def test_a_labelled_sentence_is_found_by_a_trigger_in_it() -> None:
    text = "Police arrested two men. They were calm. Three were held."
    sentence = {"scheme": "IndiaPoliceEvents", "type": "ARREST", "start": 0, "end": 24}
    ours = [a_claim("arrest", at(7, "arrested")), a_claim("arrest", at(52, "held"))]
    figures = score_events({"text": text, "events": [sentence]}, {"events": ours}).figures()
    figure = figures["events: sentences of ARREST"]
    assert (figure["right"], figure["given"], figure["wanted"]) == (1, 2, 1)


def test_trigger_words_of_other_schemes_are_compared() -> None:
    event = {"scheme": "KAIROS", "type": "Life.Die", "trigger": at(9, "shot")}
    gold = {"text": "Two were shot dead.", "events": [event]}
    figures = score_events(gold, {"events": [a_claim("attack-on-civilians", at(9, "shot dead"))]}).figures()
    assert figures["events: trigger, overlap"]["f1"] == 1.0
    assert figures["events: trigger, exact"]["f1"] == 0.0


def test_every_type_named_in_another_scheme_is_one_of_ours() -> None:
    codes = {each.code for each in Codebook.open(SEEDS / "codebook.toml")}
    assert all(set(names) <= codes for names in kinds().values())


@pytest.mark.parametrize("scheme", ["re3d-relation"])
def test_a_scheme_we_cannot_compare_is_said_and_not_dropped(scheme: str) -> None:
    gold = {"text": "x", "events": [{"scheme": scheme, "type": "CoLocated", "trigger": at(0, "x")}]}
    name = f"events: of a scheme not compared ({scheme})"
    assert score_events(gold, {}).figures() == {name: {"share": 0.0, "right": 0, "of": 1}}


def test_sums_of_documents_are_the_sums() -> None:
    one, other, whole = Tally(), Tally(), Tally()
    one.count("x", 1, 2, 3)
    other.count("x", 1, 1, 1)
    other.share("y", 1, 4)
    whole.add(one)
    whole.add(other)
    assert whole.figures()["x"] == {**precision_recall(2, 3, 4), "right": 2, "given": 3, "wanted": 4}
    assert whole.figures()["y"]["share"] == 0.25
