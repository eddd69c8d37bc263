"""Parts of speech, forms and lemmas, by spaCy's own rules, applied once to each word in each use.

Nearly all of those rules ask for the word, its tag and its dependency alone, so their answer for the three is
kept. The few that ask for two words together ("let's", "there is") are still matched on every text.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_ASKED = ["ORTH", "TAG", "DEP"]
_TOLD = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_KNOWN_USES = 200_000  # about 40 MB
_APART = ","  # stands between words shown to the rules side by side that are not side by side in the text


class WordForms:
    """Sets what `_TOLD` names. Not safe for two threads at once: `parse` holds a lock."""

    def __init__(self, nlp: Any) -> None:
        from spacy.pipeline import AttributeRuler

        self._vocab = nlp.vocab
        self._ruler, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        self._of_pairs = AttributeRuler(nlp.vocab, name="attribute_ruler_pairs")
        self._of_pairs.add_patterns([rule for rule in self._ruler.patterns if _asks_for_two(rule)])
        self._known: dict[tuple[int, int, int], tuple[int, ...]] = {}

    def __call__(self, doc: Any) -> Any:
        """The same document, its tokens tagged and parsed, now with their forms."""
        uses = list(map(tuple, doc.to_array(_ASKED).tolist()))
        if len(self._known) > _KNOWN_USES:
            self._known.clear()
        new = list(dict.fromkeys(use for use in uses if use not in self._known))
        if new:
            self._learn(new)
        doc.from_array(_TOLD, np.array([self._known[use] for use in uses], np.uint64))
        return self._of_pairs(doc)

    def _learn(self, uses: list[tuple[int, int, int]]) -> None:
        from spacy.tokens import Doc

        strings = self._vocab.strings
        words = [word for use in uses for word in (strings[use[0]], _APART)]
        shown = Doc(self._vocab, words=words)
        given = np.zeros((len(words), 2), np.uint64)
        given[::2] = np.array(uses, np.uint64)[:, 1:]
        shown.from_array(_ASKED[1:], given)
        told = self._lemmatizer(self._ruler(shown)).to_array(_TOLD).tolist()
        self._known.update(zip(uses, map(tuple, told[::2]), strict=True))


def _asks_for_two(rule: Any) -> bool:
    return any(len(pattern) > 1 for pattern in rule["patterns"])
