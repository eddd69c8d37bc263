"""Questions made by chance: (noun, pairs) as an address would ask them."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from app.browse.question.filters import FIELDS, NOUNS, SORTS

NAMES = (
    "Zelensky", "Зеленський", "volodymyr-zelensky", "prigozhin", "Kovalenko", "olena-kravets", "Wagner", "ICRC",
    "Ukraine",
)  # fmt: skip
PLACES = ("Bakhmut", "Artemivsk", "donetsk-oblast", "Ukraine", "Kharkov", "kyiv", "chasiv-yar", "Харків")
DAYS = ("2023", "2024", "2023-05", "2023-11", "2024-02-14", "2023-06-01")
VALUES = {
    "q": ("bridge", '"power lines"', "depot OR river", "-burned", "bridge -depot", "families", "promised closed"),
    "speaker": NAMES,
    "actor": NAMES,
    "kind": ("person", "armed-group", "state", "settlement", "region"),
    "type": ("direct", "indirect", "mixed", "air-strike", "shelling", "territory-taken"),
    "place": PLACES,
    "within": ("5", "20", "300"),
    "bbox": ("36,47,39,49", "30,45,40,52", "22.5,44,32,52.4"),
    "from": DAYS,
    "to": DAYS,
    "date_of": ("said", "published", "happened", "undated"),
    "outlet": ("harbour-wire", "The Northern Ledger", "Канал Степ"),
    "about": (*PLACES, *NAMES),
    "conflict": ("russia-ukraine",),
    "side": ("ukraine", "russia"),
    "role": ("actor", "target"),
    "party": ("yes",),
    "disputed": ("yes",),
    "placed": ("no", "yes"),
    "figures": ("killed", "injured"),
    "modality": ("actual", "planned", "any", "past-background"),
    "stance": ("claimed", "denied", "confirmed", "any"),
    "state": ("auto", "confirmed", "corrected"),
    "lang": ("en", "uk", "en-gb"),
}

Question = tuple[str, list[tuple[str, str]]]


def ask(chance: random.Random) -> Question:
    noun = chance.choice(NOUNS)
    fields = chance.sample(FIELDS[noun].split(), k=min(len(FIELDS[noun].split()), chance.choice((0, 1, 1, 2, 3))))
    pairs = [(name, chance.choice(VALUES[name])) for name in fields]
    if pairs and chance.random() < 0.3:
        pairs.append((pairs[0][0], chance.choice(VALUES[pairs[0][0]])))
    pairs.append(("sort", chance.choice(SORTS[noun])))
    pairs.append(("size", str(chance.choice((1, 3, 7, 50)))))
    return noun, pairs


questions: st.SearchStrategy[Question] = st.randoms(use_true_random=False).map(ask)


@st.composite
def written(draw: st.DrawFn) -> Question:
    """Anything that an address could hold: our field names with sensible and senseless values."""
    noun = draw(st.sampled_from(NOUNS))
    names = [*VALUES, "sort", "after", "before", "size", "utm_source"]
    name = st.sampled_from(names)
    sensible = name.flatmap(lambda n: st.tuples(st.just(n), st.sampled_from(VALUES.get(n, ("10", "newest", "x")))))
    senseless = st.tuples(name, st.text(max_size=30))
    return noun, draw(st.lists(st.one_of(sensible, senseless), max_size=6))
