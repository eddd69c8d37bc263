"""Denials that name nothing of their own: what they point to, or why nobody can tell."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When

PUBLISHED = When.parse("2023-05-21")
TAKEN = "Russia said on Saturday that its forces had captured the town of Kherson."
SHELLED = "Ukraine accused Russia of shelling Kherson on Friday."
FIRED = "A rocket killed 12 people in Kherson on Saturday. Israel said that Hezbollah had fired it"
KILLED = "A rocket killed 12 people in Kherson on Saturday."
BOTH = f"{TAKEN[:-1]} and that its drones had struck Kharkiv."

# What is told, the verb of the denial, its type, place, day and whose it is.
POINT = [
    (f"{TAKEN} Ukraine denied it the same evening.", "denied", "territory-taken", "Kherson", "2023-05-20",
     "Ukraine"),
    (f"{TAKEN} Ukraine's military denied it.", "denied", "territory-taken", "Kherson", "2023-05-20",
     "Ukraine's military"),
    (f"{TAKEN} Kyiv rejected the claim.", "rejected", "territory-taken", "Kherson", "2023-05-20", "Kyiv"),
    (f"{TAKEN} Kyiv dismissed the report.", "dismissed", "territory-taken", "Kherson", "2023-05-20", "Kyiv"),
    (f"{TAKEN} Kyiv has denied this.", "denied", "territory-taken", "Kherson", "2023-05-20", "Kyiv"),
    (f"{TAKEN} Kyiv disputes the claim.", "disputes", "territory-taken", "Kherson", "2023-05-20", "Kyiv"),
    (f"{TAKEN} Ukraine's army refuted Russia's claim.", "refuted", "territory-taken", "Kherson", "2023-05-20",
     "Ukraine's army"),
    (f"{TAKEN} “This is not true,” Oleh Syniehubov said.", "This is not true,", "territory-taken", "Kherson",
     "2023-05-20", "Oleh Syniehubov"),
    (f"{TAKEN} “That's a lie,” Oleh Syniehubov said.", "That's a lie,", "territory-taken", "Kherson", "2023-05-20",
     "Oleh Syniehubov"),
    (f"{TAKEN} The claim was denied by Kyiv.", "denied", "territory-taken", "Kherson", "2023-05-20", "Kyiv"),
    (f"{TAKEN[:-1]}, a claim denied by Kyiv.", "denied", "territory-taken", "Kherson", "2023-05-20", "Kyiv"),
    (f"{TAKEN[:-1]}, which Ukraine denied.", "denied", "territory-taken", "Kherson", "2023-05-20", "Ukraine"),
    (f"{TAKEN[:-1]}, but Ukraine denied it.", "denied", "territory-taken", "Kherson", "2023-05-20", "Ukraine"),
    (f"{TAKEN} Snow fell all night. Ukraine rejected the claim.", "rejected", "territory-taken", "Kherson",
     "2023-05-20", "Ukraine"),
    (f"{SHELLED} Moscow dismissed the accusation.", "dismissed", "shelling", "Kherson", "2023-05-19", "Moscow"),
    (f"{SHELLED} Russia denied it.", "denied", "shelling", "Kherson", "2023-05-19", "Russia"),
    (f"{FIRED}. Hezbollah denied any part.", "denied", "shelling", "Kherson", "2023-05-20", "Hezbollah"),
    (f"{KILLED} Hezbollah denied responsibility.", "denied", "shelling", "Kherson", "2023-05-20", "Hezbollah"),
    (f"{KILLED} Hezbollah denied any involvement.", "denied", "shelling", "Kherson", "2023-05-20", "Hezbollah"),
    (f"{KILLED} “We have absolutely nothing to do with the incident,” Hezbollah said.", "have", "shelling",
     "Kherson", "2023-05-20", "Hezbollah"),
    (f"{KILLED} Hezbollah said that it had nothing to do with it.", "had", "shelling", "Kherson", "2023-05-20",
     "Hezbollah"),
    (f"{KILLED} Iran said that Iran did not have anything to do with the attack.", "have", "shelling", "Kherson",
     "2023-05-20", "Iran"),
]  # fmt: skip

# What gives no denial of a claim told before it, and what is said of it, if anything is.
NOTHING = [
    (f"{TAKEN} “These roads are false,” Oleh Syniehubov said.", ""),
    (f"{TAKEN} Ukraine denied it was tired.", ""),
    (f"{TAKEN} Ukraine rejected the proposal.", ""),
    (f"{TAKEN} Ukraine did not deny it.", ""),
    (f"{KILLED} Hezbollah said that it had nothing to do with the talks.", ""),
    (f"{KILLED} Hezbollah said that it had something to do with the attack.", ""),
    (f"{TAKEN} Ukraine neither confirmed nor denied it.", ""),
    (f"{TAKEN} Ukraine may deny it.", ""),
    (f"{TAKEN} Ukraine refused to deny it.", ""),
    (f"{TAKEN} Ukraine denied entry to a reporter.", ""),
    (f"{TAKEN} Ukraine denied all allegations of theft.", ""),
    (f"{TAKEN} Ukraine rejected the claim that prices had risen.", ""),
    (f"{TAKEN} The claim was denied.", ""),
    (f"{TAKEN} “This is not true north,” Oleh Syniehubov said.", ""),
    (f"{TAKEN} Russia denied the report.", "the one on whose word"),
    (f"{BOTH} Ukraine denied it.", "more than one claim"),
    (f"{SHELLED} {TAKEN} Snow fell all night. Ukraine rejected the claim.", "more than one claim"),
    ("The army said that it needed money. Ukraine denied it.", "no claim"),
    (f"{TAKEN} Snow fell all night. Ukraine denied it.", "no claim"),
    ("Ukraine denied the report.", "no claim"),
    ("Russia will capture the town of Kherson on Monday, the army said. Ukraine denied it.", "no claim"),
]  # fmt: skip


def pointing_back(text: str, world) -> list[tuple]:
    found = read(text, PUBLISHED, world).claims
    return [
        (
            c.trigger.of(text),
            c.type,
            c.place.of(text) if c.place else "",
            str(c.when),
            c.attributed_to.span.of(text),
        )
        for c in found
        if "points back" in c.reason and c.attributed_to
    ]


@pytest.mark.parametrize(("text", "verb", "type_", "place", "day", "who"), POINT)
def test_a_denial_is_a_claim_of_what_it_points_to(text, verb, type_, place, day, who, world) -> None:
    assert pointing_back(text, world) == [(verb, type_, place, day, who)]


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_what_points_to_nothing_is_no_claim(text: str, why: str, world) -> None:
    assert pointing_back(text, world) == []
    said = [r.reason for r in read(text, PUBLISHED, world).refused if "denial" in r.reason or "denied" in r.reason]
    assert any(why in reason for reason in said) if why else said == []


def test_a_denial_says_what_it_denies_and_gives_no_figure(world) -> None:
    text = f"{SHELLED[:-1]}, killing four people. Moscow dismissed the accusation."
    (denial,) = [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
    assert (denial.modality, denial.stance, denial.quantities) == ("negated", "denied", ())
    assert denial.span.of(text) == "Moscow dismissed the accusation."
    assert denial.reason.startswith("“dismissed” points back to “shelling”")


def test_two_denials_of_one_speaker_point_to_one_claim(world) -> None:
    text = f"{TAKEN} Oleh Syniehubov rejected the claim. “This is not true,” he told reporters."
    assert [told[:3] for told in pointing_back(text, world)] == [
        ("rejected", "territory-taken", "Kherson"),
        ("This is not true,", "territory-taken", "Kherson"),
    ]


def test_the_accused_of_the_sentence_is_the_group_that_denies(world) -> None:
    text = f"{FIRED}; the group denied any part."
    (denial,) = [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
    assert denial.attributed_to
    assert denial.attributed_to.named.of(text) == "Hezbollah"
    assert [(p.span.of(text), p.named.of(text)) for p in denial.participants if p.role == "actor"] == [
        ("the group", "Hezbollah")
    ]


@pytest.mark.parametrize(
    "denied",
    ["denied having struck anything near the border", "denied hitting anyone there", "denied carrying it out"],
)
def test_a_deed_denied_without_saying_which_is_a_part_denied(denied: str, world) -> None:
    text = f"A missile hit Kherson on Friday. Russia {denied}."
    (denial,) = [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
    assert (denial.modality, denial.stance, denial.place and denial.place.of(text)) == (
        "negated",
        "denied",
        "Kherson",
    )
    assert [p.span.of(text) for p in denial.participants if p.role == "actor"] == ["Russia"]


def test_a_deed_denied_that_is_named_is_no_denial_of_another(world) -> None:
    text = "A missile hit Kherson on Friday. Russia denied having struck a school in Kharkiv."
    assert pointing_back(text, world) == []


@pytest.mark.parametrize(
    ("said", "by", "doer"),
    [
        ("Iran said that Hezbollah had nothing to do with the attack.", "Iran", "Hezbollah"),
        ("“The Red Resistance has absolutely nothing to do with the incident,” Hezbollah said.", "Hezbollah",
         "The Red Resistance"),
    ],
)  # fmt: skip
def test_anothers_part_is_denied_as_his(said: str, by: str, doer: str, world) -> None:
    text = f"{KILLED} {said}"
    (denial,) = [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
    assert (denial.modality, denial.stance, denial.type) == ("negated", "denied", "shelling")
    assert denial.attributed_to
    assert denial.attributed_to.span.of(text) == by
    assert [p.span.of(text) for p in denial.participants if p.role == "actor"] == [doer]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("A missile hit a hall in Kherson on Friday. Tom Gale said on Saturday that the missile had struck a"
         " wedding. A police official denied it.", "a wedding"),
        ("A missile hit a hall in Kherson on Friday. Tom Gale said on Saturday that the strike had hit a gathering"
         " of officers. The foreign ministry denied this.", "a gathering of officers"),
        ("A missile hit Kherson on Friday. Israel said that Russia had hit Kherson on Friday. Ukraine denied it.",
         "Kherson"),
    ],
)  # fmt: skip
def test_of_what_is_known_only_what_was_said_of_it_is_denied(text: str, hit: str, world) -> None:
    (denial,) = [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
    assert (denial.modality, denial.stance, str(denial.when)) == ("possible", "reported", "2023-05-19")
    assert [(p.role, p.span.of(text)) for p in denial.participants] == [("target", hit)]


TRUCE = "Israel and Iran agreed to a ceasefire on Friday, Olena Moroz said."
AGREED = [
    # what is said after it, its verb, its modality, and who says so; None where nothing is denied
    ("Oleh Bondar said there was no such agreement.", ("was", "negated", "Oleh Bondar")),
    ("“There is no deal on any ceasefire,” Oleh Bondar wrote on X.", ("is", "negated", "Oleh Bondar")),
    ("Iran denied that it had agreed to any ceasefire.", ("ceasefire", "negated", "Iran")),
    ("Oleh Bondar confirmed the ceasefire.", ("ceasefire", "actual", "Oleh Bondar")),
    ("Oleh Bondar said there was no agreement on prices.", None),
    ("Olena Moroz said there was no such agreement.", None),  # her own word, taken back or of another
    ("There was no such agreement.", None),  # on nobody's word
]


@pytest.mark.parametrize(("text", "told"), AGREED)
def test_another_word_on_an_agreement(text: str, told: tuple[str, str, str] | None, world) -> None:
    whole = f"{TRUCE} {text}"
    _, *denied = read(whole, PUBLISHED, world).claims
    assert [
        (c.trigger.of(whole), c.modality, c.attributed_to and c.attributed_to.span.of(whole)) for c in denied
    ] == ([told] if told else [])
    for claim in denied:
        assert (claim.type, str(claim.when)) == ("ceasefire", "2023-05-19")
        assert (claim.stance == "denied") == (claim.modality == "negated")
        assert [p.span.of(whole) for p in claim.participants] == ["Israel", "Iran"]


def test_of_which_town_a_denial_speaks_stays_open_where_two_are_named(world) -> None:
    text = "Shells hit Kherson on Friday. A missile hit a mill in Kharkiv. Russia denied that it shelled the city."
    assert [c.place for c in read(text, PUBLISHED, world).claims if c.stance == "denied"] == [None]
    text = "Shells hit Kherson on Friday. Moscow denied that it had shelled the city."
    assert [c.place and c.place.of(text) for c in read(text, PUBLISHED, world).claims if c.stance == "denied"] == [
        "Kherson"
    ]
