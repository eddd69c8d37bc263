"""Which claims a quote is about, as a table of paragraphs read with the real readers."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.resolve.about import KINDS, claims_spoken_of
from app.resolve.asked import asked_in
from app.resolve.links import link
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2023-06-07")
STRIKE = "A missile hit a market in Sumy on Tuesday and killed seven people."
OTHER = "On Monday drones struck Kherson and hurt two men."


def spoken_of(told: str, world: World) -> set[tuple[str, str, str]]:
    """(first words of the quote, the claim's trigger, kind) for every link."""
    linked = link(told, read(told, PUBLISHED, world), PUBLISHED, world)
    found = claims_spoken_of(linked, asked_in(linked, world.roster.line), world.roster.line)
    quotes, claims = linked.reading.quotes, linked.reading.claims
    assert all(about.kind in KINDS and about.reason for about in found)
    assert all(0 <= about.span.start < about.span.end <= len(told) for about in found)
    return {
        (" ".join(quotes[one.quote].span.of(told).split()[:3]), claims[one.claim].trigger.of(told), one.kind)
        for one in found
    }


TOLD = [
    (
        "A missile struck the railway station in Sumy on Tuesday, Governor Oleh Hryhorov said.",
        {("A missile struck", "struck", "claimed")},
    ),
    (
        "Ukraine's General Staff said that Russian forces had shelled Kherson on Monday.",
        {("that Russian forces", "shelled", "blamed")},
    ),
    (
        "The Israeli military said that it had carried out a strike on a compound in Rafah on Monday.",
        {("that it had", "strike", "responsibility")},
    ),
    (
        "“We shelled Kherson on Monday,” Yevgeny Prigozhin said.",
        {("We shelled Kherson", "shelled", "responsibility")},
    ),
    ("Kyiv denied shelling Donetsk on Monday.", {("shelling Donetsk on", "shelling", "denied")}),
]
DESCRIBED = [
    (f"{STRIKE} “The attack was aimed at civilians,” Governor Oleh Hryhorov said.", "The attack was", "commented"),
    (f"{STRIKE} “This barbaric attack must be answered,” President Volodymyr Zelensky said.",
     "This barbaric attack", "commented"),
    (f"{STRIKE} “This is a war crime,” President Volodymyr Zelensky said.", "This is a", "commented"),
    # another one, another place, or nobody can tell which
    (f"{STRIKE} “The next attack will be answered,” President Volodymyr Zelensky said.", None, None),
    (f"{STRIKE} “The attack on Odesa was worse,” President Volodymyr Zelensky said.", None, None),
    (f"{STRIKE} {OTHER} “The attack was aimed at civilians,” President Volodymyr Zelensky said.", None, None),
    (f"{STRIKE}\n\n“This is a war crime,” President Volodymyr Zelensky said.", None, None),
    (f"{STRIKE} President Volodymyr Zelensky said that nobody would be left alone.", None, None),
    (f"{STRIKE} Dmitry Peskov denied that Russia strikes houses.", None, None),
    (f"{STRIKE} The Wagner Group claimed responsibility for a blast in Luhansk.", None, None),
    ("“The attack was aimed at civilians,” Governor Oleh Hryhorov said.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("told", "links"), TOLD)
def test_what_a_quote_tells(told: str, links: set, world: World) -> None:
    assert spoken_of(told, world) == links


@pytest.mark.parametrize(("told", "words", "kind"), DESCRIBED)
def test_what_a_quote_speaks_of(told: str, words: str | None, kind: str | None, world: World) -> None:
    found = {one for one in spoken_of(told, world) if one[1] in ("hit", "killed", "struck", "hurt")}
    assert {(quote, said) for quote, _, said in found} == ({(words, kind)} if words else set())
