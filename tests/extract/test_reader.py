"""The readers together: whom a quote is given to when the whole line has run. The sentences are invented.

The office-holders are those of the roster on the day of publication.
"""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.extract.reading import Quote
from app.resolve.links import link
from app.text.when import When
from app.world.world import World


def quotes_of(text: str, day: str, world: World) -> list[tuple[str, str | None]]:
    """Each quote's words and the name its speaker leads to."""
    published = When.parse(day)
    reading = read(text, published, world)
    linked = link(text, reading, published, world)

    def name(quote: Quote) -> str | None:
        actor = linked.actor(quote.speaker.named) if quote.speaker else None
        return actor.name if actor else None

    return [(" … ".join(span.of(text) for span in quote.spans), name(quote)) for quote in reading.quotes]


def last_speaker(text: str, day: str, world: World) -> str | None:
    return quotes_of(text, day, world)[-1][1]


@pytest.mark.parametrize(
    ("text", "day", "speaker"),
    [
        # an office with its body: whoever held it that day, named before or after
        ("Volodymyr Zelensky left. “We go on,” the Ukrainian president said.", "2023-05-21", "Volodymyr Zelensky"),
        ("Donald Trump spoke late. “It is done,” the US president wrote.", "2025-05-24", "Donald Trump"),
        ("Joe Biden spoke late. “It is done,” the US president wrote.", "2025-05-24", None),  # no longer in office
        (
            "Iran's foreign minister said there was no deal. Abbas Araghchi gave no reason.",
            "2025-06-24",
            "Abbas Araghchi",
        ),
        (
            "The chief of the Russian General Staff said the hill was taken. Valery Gerasimov gave no day.",
            "2025-11-21",
            "Valery Gerasimov",
        ),
        ("Dmitry Peskov was late. “No,” the Kremlin spokesman said.", "2023-06-06", "Dmitry Peskov"),
        # nobody of that office is named: nobody is guessed
        ("Andrzej Duda was there. The Ukrainian president said the road was cut.", "2023-05-21", None),
        ("Volodymyr Zelensky met him. The Polish president said the road was cut.", "2023-05-21", None),
        ("Volodymyr Zelensky came. The former president said the road was cut.", "2023-05-21", None),
        # an office alone: the only holder named, or the one the passage is about
        ("Volodymyr Zelensky left. The president said the road was cut.", "2023-05-21", "Volodymyr Zelensky"),
        ("Volodymyr Zelensky met Joe Biden. The president said the road was cut.", "2023-05-21", None),
        (
            "Volodymyr Zelensky left at noon.\n\nDonald Trump spoke to reporters. “I heard,” he said. “Bad,” the "
            "president said.",
            "2025-04-15",
            "Donald Trump",
        ),
        ("Volodymyr Zelensky called the Polish president. The president said it was cut.", "2023-05-21", None),
        (
            "Benjamin Netanyahu spoke late. The prime minister said the talks had failed.",
            "2024-07-28",
            "Benjamin Netanyahu",
        ),
        # by way of another
        (
            "Volodymyr Zelensky gave an answer. His spokesman said it was wrong. Sergii Nykyforov left.",
            "2023-05-21",
            "Sergii Nykyforov",
        ),
        (
            "Volodymyr Zelensky travelled.\n\nThe Ukrainian president was asked. “It is cut,” he said.",
            "2023-05-21",
            "Volodymyr Zelensky",
        ),
        ("Hezbollah denied it. In a statement it said that others had fired.", "2024-07-29", "Hezbollah"),
    ],
)  # fmt: skip
def test_who_is_given_it(text, day, speaker, world: World):
    assert last_speaker(text, day, world) == speaker


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "According to its spokesman, Yuriy Ihnat, the weapon was a rocket.",
            "the weapon was a rocket",
            "Yuriy Ihnat",
        ),
        (
            "The bridge was hit by a missile on Monday, the governor of Belgorod region said on Tuesday. "
            "Vyacheslav Gladkov gave no toll.",
            "The bridge was hit by a missile on Monday",
            "Vyacheslav Gladkov",
        ),
        (
            "Before the Security Council, Vasily Nebenzya, the Russian ambassador, claimed that it was empty.",
            "that it was empty",
            "Vasily Nebenzya",
        ),
        ("KYIV, Oct 6 (Wire) — The road is cut, Vitali Klitschko said.", "The road is cut", "Vitali Klitschko"),
    ],
)  # fmt: skip
def test_what_is_given_to_whom(text, said, speaker, world: World):
    assert quotes_of(text, "2023-10-10", world) == [(said, speaker)]


def test_a_reading_of_nothing(world: World):
    assert read("", None, world).quotes == ()
