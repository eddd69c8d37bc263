"""Whom a name means. Known actors are a small invented roster; a wrong sameness fails the test."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from app.extract.names.reader import find_names
from app.extract.reader import read
from app.extract.reading import Mention, Quote, Reading, Speaker
from app.extract.words.parse import parse
from app.resolve.actors import ActorLink, resolve_actors
from app.resolve.judgement import Judgement
from app.resolve.likeness import Candidate, Named, compare
from app.resolve.links import link
from app.text.folding import fold_name
from app.text.span import Span
from app.text.when import When
from app.world.roster import Role
from app.world.world import World

KNOWN = [
    Candidate(
        "iryna-halych", "Iryna Halych", "person", ("Halych",), (Role("President", "Tavria", date(2019, 5, 20)),)
    ),
    Candidate("oleh-marchuk", "Oleh Marchuk", "person", (), (Role("Governor", "Azov Oblast", date(2021, 1, 1)),)),
    Candidate("petro-marchuk", "Petro Marchuk", "person", (), (Role("Minister of Defence", "Tavria"),)),
    Candidate("tavria", "Tavria", "state", (), (), "TV"),
    Candidate("norland", "Norland", "state", (), (), "NO"),
    Candidate("harbour-union", "Harbour Union", "organisation", ("HU",)),
    Candidate("police-of-tavria", "National Police of Tavria", "government-body", ("National Police",), (), "TV"),
]
PUBLISHED = When.parse("2023-05-21")


def known(name: str) -> Sequence[Candidate]:
    """By full spelling or, for persons, by surname: as roster and store answer."""
    key = fold_name(name)
    found = [c for c in KNOWN if any(fold_name(s) == key for s in c.all_spellings)]
    return found or [c for c in KNOWN if c.kind == "person" and fold_name(c.name).split()[-1] == key.split()[-1]]


def mentioned(text: str, *names: tuple[str, str, str | None]) -> Reading:
    mentions, at = [], 0
    for name, kind, title in names:
        start = text.index(name, at)
        at = start + len(name)
        mentions.append(Mention(Span(start, at), Span(start, at), kind, title=title))
    return Reading("test", mentions=tuple(mentions))


def links(text: str, *names: tuple[str, str, str | None]) -> list[ActorLink]:
    reading = mentioned(text, *names)
    found = resolve_actors(text, reading, known, PUBLISHED)
    return [found[m.span] for m in reading.mentions]


@pytest.mark.parametrize(
    ("text", "names", "slugs"),
    [
        ("Iryna Halych left.", [("Iryna Halych", "person", None)], ["iryna-halych"]),
        ("President Halych left.", [("Halych", "person", "President")], ["iryna-halych"]),
        ("Judge Halych left.", [("Halych", "person", "Judge")], [None]),
        ("Marchuk left.", [("Marchuk", "person", None)], [None]),
        ("Governor Marchuk left.", [("Marchuk", "person", "Governor")], ["oleh-marchuk"]),
        ("Defense Minister Marchuk left.", [("Marchuk", "person", "Defense Minister")], ["petro-marchuk"]),
        ("Ivan Marchuk left.", [("Ivan Marchuk", "person", None)], [None]),
        ("Student Iryna Halych left.", [("Iryna Halych", "person", "Student")], [None]),
        (
            "Oleh Marchuk came. Marchuk left.",
            [("Oleh Marchuk", "person", None), ("Marchuk", "person", None)],
            ["oleh-marchuk", "oleh-marchuk"],
        ),
        (
            "Oleh Marchuk and Petro Marchuk came. Marchuk left.",
            [(name, "person", None) for name in ("Oleh Marchuk", "Petro Marchuk", "Marchuk")],
            ["oleh-marchuk", "petro-marchuk", None],
        ),
        (
            "The Harbour Union (HU) and Norland spoke.",
            [("Harbour Union", "organisation", None), ("HU", "organisation", None), ("Norland", "state", None)],
            ["harbour-union", "harbour-union", "norland"],
        ),
        ("Norland’s National Police came.",
         [("Norland", "state", None), ("National Police", "government-body", None)], ["norland", None]),
        ("Tavria’s National Police came.",
         [("Tavria", "state", None), ("National Police", "government-body", None)],
         ["tavria", "police-of-tavria"]),
    ],
)  # fmt: skip
def test_links(text: str, names: list[tuple[str, str, str | None]], slugs: list[str | None]):
    assert [link.slug for link in links(text, *names)] == slugs


@pytest.mark.parametrize(
    ("text", "names", "keys"),
    [
        # an Arabic surname with its article, and either without
        ("Sami al-Qadir came. al-Qadir left.", ["Sami al-Qadir", "al-Qadir"], 1),
        ("Sami al-Qadir came. Al-Qadir left. Qadir slept.", ["Sami al-Qadir", "Al-Qadir", "Qadir"], 1),
        ("Sami al-Qadir met Yusuf al-Qadir. al-Qadir left.", ["Sami al-Qadir", "Yusuf al-Qadir", "al-Qadir"], 3),
        ("Sami al-Qadir came. al-Masud left.", ["Sami al-Qadir", "al-Masud"], 2),
        # the beginning of one longer name
        ("Abu Zayd al-Qadir came. Abu Zayd left.", ["Abu Zayd al-Qadir", "Abu Zayd"], 1),
        ("Abu Zayd al-Qadir met Abu Zayd al-Masud. Abu Zayd left.",
         ["Abu Zayd al-Qadir", "Abu Zayd al-Masud", "Abu Zayd"], 3),
        ("Anwar bin Qadir came. So did Anwar bin Kadir. Anwar left.",
         ["Anwar bin Qadir", "Anwar bin Kadir", "Anwar"], 2),
        # what stands after a surname is none
        ("Oren B. Quill IV came. Quill left.", ["Oren B. Quill IV", "Quill"], 1),
    ],
)  # fmt: skip
def test_one_person_is_one_however_he_is_called_later(text: str, names: list[str], keys: int):
    found = links(text, *((name, "person", None) for name in names))
    assert len({link.key for link in found}) == keys


@pytest.mark.parametrize(
    ("text", "title", "private"),
    [
        ("Petty Officer Ada Quill, 42, died in the blast.", "Petty Officer", True),
        ("Sgt. Ada Quill was killed on Monday.", "Sgt.", True),
        ("General Ada Quill was killed on Monday.", "General", False),
        ("Governor Ada Quill, 42, was killed on Monday.", "Governor", False),
        ("Petty Officer Ada Quill left.", "Petty Officer", False),
    ],
)
def test_a_fallen_soldier_is_a_private_person(text: str, title: str, private: bool):
    (link,) = links_in_sentence(text, "Ada Quill", title)
    assert (link.reason == "a private person") == private


def links_in_sentence(text: str, name: str, title: str) -> list[ActorLink]:
    """The links of a titled name, the whole text one sentence."""
    start = text.index(name)
    span = Span(start, start + len(name))
    mention = Mention(Span(start - len(title) - 1, span.end), span, "person", title=title)
    reading = Reading("test", sentences=(Span(0, len(text)),), mentions=(mention,))
    return [resolve_actors(text, reading, known, PUBLISHED)[span]]


def test_a_title_within_a_spelling_is_nobodys_given_name():
    quill = Candidate("ada-quill", "Ada Quill", "person", ("Ayatollah Ada Quill",))
    assert compare(Named("Ayatollah Ada Quill", "person"), quill, PUBLISHED).judgement is Judgement.SAME
    assert compare(Named("Ayatollah Oren Quill", "person"), quill, PUBLISHED).judgement is Judgement.DIFFERENT


def test_two_who_fit_are_unsure_and_both_are_kept():
    (link,) = links("Marchuk left.", ("Marchuk", "person", None))
    assert link.judgement is Judgement.UNSURE
    assert {c.slug for c in link.lost} == {"oleh-marchuk", "petro-marchuk"}


def test_a_newcomer_has_one_key_for_all_its_mentions():
    full, short = links("Ada Quill came. Quill left.", ("Ada Quill", "person", None), ("Quill", "person", None))
    assert (full.slug, full.judgement) == (None, Judgement.DIFFERENT)
    assert full == short
    assert full.key == "person:" + fold_name("Ada Quill")


def test_titles_are_read_by_their_date():
    halych, title = KNOWN[0], ("President",)
    assert compare(Named("Halych", "person", title), halych, PUBLISHED).judgement is Judgement.SAME
    assert compare(Named("Halych", "person", title), halych, When.parse("2017")).judgement is Judgement.UNSURE


def test_speakers_are_linked_by_the_mention_they_touch():
    text = "“Gone,” Governor Oleh Marchuk said."
    mention = Mention(Span(8, 29), Span(17, 29), "person", title="Governor")
    speaker = Speaker(Span(8, 29), Span(8, 29))
    reading = Reading("test", mentions=(mention,), quotes=(Quote((Span(1, 6),), "direct", speaker),))
    found = resolve_actors(text, reading, known, PUBLISHED)
    assert found[Span(8, 29)].slug == found[Span(17, 29)].slug == "oleh-marchuk"


@pytest.fixture(scope="module")
def on_roster(world: World) -> Callable[[str], Sequence[Candidate]]:
    return lambda name: [Candidate.from_roster(actor) for actor in world.roster.lookup(name)]


def test_seed_article(shared: Path, world: World, on_roster: Callable[[str], Sequence[Candidate]]):
    gold = json.loads((shared / "seed/gold.json").read_text())
    text = (shared / "seed" / gold["file"]).read_text()
    mentions = tuple(find_names(parse(text), world))
    found = resolve_actors(text, Reading("test", mentions=mentions), on_roster, When.parse(gold["published"]))
    shown = {link.name for link in found.values()}
    assert {actor["name"] for actor in gold["actors"]} <= shown
    meant = {m.name.of(text): found[m.span].name for m in mentions}
    assert (meant["Moscow"], meant["Biden"], meant["G-7"]) == ("Russia", "Joe Biden", "Group of Seven")
    theirs = {"Russian Armed Forces"}  # "Russian forces" stands in the text; the gold list names only Russia
    assert shown <= {actor["name"] for actor in gold["actors"]} | theirs  # nobody who is not there


def test_what_every_country_has_is_nobodys_without_its_country():
    (link,) = links("The National Police came.", ("National Police", "government-body", None))
    assert (link.slug, link.judgement) == (None, Judgement.UNSURE)


@pytest.mark.parametrize(
    ("told", "owner", "slug"),
    [
        ("The Tavrian National Police came.", "National Police", "police-of-tavria"),
        ("The Norlander National Police came.", "National Police", None),
        ("The Tavrian National Police came.", "Tavrian National Police", "police-of-tavria"),
    ],
)
def test_an_adjective_decides_whose_a_shared_body_is(told: str, owner: str, slug: str | None):
    reading = mentioned(told, (owner, "government-body", None))
    adjectives = {"Tavrian": "Tavria", "Norlander": "Norland"}
    found = resolve_actors(told, reading, known, PUBLISHED, adjectives.get)
    assert found[reading.mentions[0].span].slug == slug


@pytest.mark.parametrize(
    ("name", "day", "slug"),
    [
        ("Khamenei", "2024-06-03", "ali-khamenei"),
        ("Khamenei", "2026-06-01", None),  # the father had died, and the son bears the name too
        ("Supreme Leader Khamenei", "2026-06-01", "mojtaba-khamenei"),
        ("Prigozhin", "2024-06-03", "yevgeny-prigozhin"),  # nobody else we know is called so
    ],
)
def test_a_surname_alone_leads_to_nobody_who_had_died_where_another_bears_it(name, day, slug, world) -> None:
    text, published = f"{name} said that Iran would go on.", When.parse(day)
    reading = read(text, published, world)
    linked = link(text, reading, published, world)
    assert {link_.slug for link_ in linked.actors.values() if name.endswith(link_.name.split()[-1])} == {slug}
