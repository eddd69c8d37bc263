"""Which claims share an event, as tables of pairs; and the laws that hold for any set of claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.resolve.events import ClaimForJoin, join_claims, join_with_reasons, same_event, title_of
from app.text.when import When

CITY, OTHER_CITY, REGION, COUNTRY = "g1", "g2", "r1", "c1"
DAY = When.parse("2023-05-20")


def a_claim(key: str = "a", **changes) -> ClaimForJoin:
    return replace(
        ClaimForJoin(key, "air-strike", (CITY, REGION, COUNTRY), DAY, frozenset({"army"}), article=key), **changes
    )


SAME = [
    ("in every point", {}),
    ("no actor named by one", {"actors": frozenset()}),
    ("more actors named", {"actors": frozenset({"army", "navy"})}),
    ("planned and done", {"modality": "planned"}),
    ("denied by one", {"modality": "negated"}),
    ("days that overlap", {"when": When.parse("2023-05-19/2023-05-20")}),
    ("a day apart, hedged", {"when": When.day(date(2023, 5, 21), about=True)}),
    ("region, same day, same actor", {"place_keys": (REGION, COUNTRY)}),
    ("no place, same day, same actor", {"place_keys": ()}),
    ("a strike told as shelling", {"type": "shelling"}),
    ("one blow, laid to others", {"actors": frozenset({"rebels"})}),
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
    ("region, no shared actor", {"place_keys": (REGION, COUNTRY), "actors": frozenset()}),
    ("region, a day apart", {"place_keys": (REGION,), "when": When.day(date(2023, 5, 21), about=True)}),
    ("neither place nor actor", {"place_keys": (), "actors": frozenset()}),
    ("a battle against an incident", {"parent": True}),
    ("a mixed-up type, a day apart", {"type": "shelling", "when": When.day(date(2023, 5, 21), about=True)}),
]


@pytest.mark.parametrize(("told", "changes"), SAME)
def test_one_event(told, changes):
    assert join_claims([a_claim("a"), a_claim("b", **changes)]) == [[0, 1]], told


@pytest.mark.parametrize(("told", "changes"), APART)
def test_two_events(told, changes):
    assert join_claims([a_claim("a"), a_claim("b", **changes)]) == [[0], [1]], told


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
        replace(arrest, key="b", actors=frozenset({"rebels"})),
        replace(arrest, key="c", actors=frozenset()),
    ]
    assert join_claims(claims) == [[0], [1], [2]]


def test_each_join_says_why():
    _, reasons = join_with_reasons([a_claim("a"), a_claim("b")])
    assert [(r.claim, r.to, r.reason) for r in reasons] == [
        ("b", "a", "same type, same place, same day, shared actors")
    ]


def test_two_sides_of_one_aid_parcel_are_told_from_another():
    aid = a_claim("a", type="aid", place_keys=(), actors=frozenset({"usa", "ukraine"}))
    assert join_claims([aid, replace(aid, key="b", actors=frozenset({"usa", "israel"}))]) == [[0], [1]]


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
        st.sampled_from(["air-strike", "shelling", "aid"]),
        st.sampled_from(
            [(), (CITY, REGION, COUNTRY), (OTHER_CITY, REGION, COUNTRY), (REGION, COUNTRY), (COUNTRY,)]
        ),
        whens,
        st.frozensets(st.sampled_from(["army", "rebels", "navy"]), max_size=2),
        st.booleans(),
    ),
    max_size=9,
).map(
    lambda rows: [
        ClaimForJoin(f"k{i}", *row[:4], parent=row[4], article=f"k{i % 3}") for i, row in enumerate(rows)
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
    assert all(same_event(claims[i], claims[j]) for group in groups for i in group for j in group if i < j)
