"""Words made alike: which spellings meet, and which must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.folding import fold, fold_name, slug, stem, words


@pytest.mark.parametrize(
    "spellings",
    [
        ["Zelensky", "Zelenskyy", "Zelenskiy", "Zelens'kyy", "Zelens’kyi", "ZELENSKY", "Зеленський", "Зеленский"],
        ["Shoigu", "Shoygu", "Шойгу"],
        ["Kyiv", "Київ"],
        ["Yevgeny Prigozhin", "Yevgeniy Prigozhin", "Evgeny Prigozhin", "Евгений Пригожин"],
        ["Przewodów", "Przewodow"],
        ["Söderköping", "Soderkoping"],
    ],
    ids=lambda spellings: spellings[0],
)  # fmt: skip
def test_spellings_of_one_name_meet(spellings: list[str]) -> None:
    assert len({fold_name(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Zelensky", "Zelenko"), ("Kharkiv", "Kherson"), ("Sumy", "Suma"), ("Donetsk", "Donets")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Syniehubov’s men", ["syniehubov", "men"]),
        ("don't", ["dont"]),
        ("Бахмут, Артемівськ", ["бахмут", "артемівск"]),
        ("snake_case 2022-03", ["snake", "case", "2022", "03"]),
        ("“—”", []),
        ("x" * 200, ["x" * 64]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Volodymyr Zelensky", "volodymyr-zelensky"),
        ("Зеленський", "zelenskyi"),
        ("Przewodów", "przewodow"),
        ("U.S.", "u-s"),
        ("—", ""),
    ],
)
def test_slugs(name: str, address: str) -> None:
    assert slug(name) == address


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words(" ".join(words(text))) == words(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_quick_way_for_plain_text_agrees_with_the_long_one(text: str) -> None:
    assert fold(text) == fold(text + "é")[:-1]


def test_stems() -> None:
    assert {stem(word) for word in ("bridge", "bridges", "bridged")} == {"bridg"}
