"""Parts of speech, forms and lemmas, by spaCy's own rules, applied once to each word in each use.

Nearly all of those rules ask for the word, its tag and its dependency alone, so their answer for the three is
kept. The few that ask for two words together ("let's", "there is") are still matched on every text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

_ASKED = ["ORTH", "TAG", "DEP"]
_TOLD = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_KNOWN_USES = 200_000  # about 40 MB
_ANY = "any"  # stands for every dependency that no rule asks for

Use = tuple[int, ...]


class WordForms:
    """Sets what `_TOLD` names. Not safe for two threads at once: `parse` holds a lock."""

    def __init__(self, nlp: Any) -> None:
        self._vocab, self._lemmatizer = nlp.vocab, nlp.get_pipe("lemmatizer")
        known_words = self._lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech, words in list(known_words.items()):
            known_words[part_of_speech] = frozenset(words)  # lists as they come, and asked once a rule a word
        ruler = nlp.get_pipe("attribute_ruler")
        rules = ruler.patterns
        self._of_one = type(ruler)(nlp.vocab)
        self._of_one.add_patterns([rule for rule in rules if not _asks_for_two(rule)])
        self._of_two = type(ruler)(nlp.vocab)
        self._of_two.add_patterns([rule for rule in rules if _asks_for_two(rule)])
        strings = nlp.vocab.strings
        self._asked_for = np.array(sorted({strings.add(word) for word in _dependencies(rules)}), np.uint64)
        self._any = strings.add(_ANY)
        self._known: dict[Use, Use] = {}

    def __call__(self, doc: Any) -> Any:
        """The same document, its tokens tagged and parsed, now with their forms."""
        asked = doc.to_array(_ASKED)
        dependencies = asked[:, 2].copy()
        asked[~np.isin(dependencies, self._asked_for), 2] = self._any
        uses = list(map(tuple, asked.tolist()))
        if len(self._known) > _KNOWN_USES:
            self._known.clear()
        new = list(dict.fromkeys(use for use in uses if use not in self._known))
        if new:
            self._learn(type(doc), new)
        told = np.array([self._known[use] for use in uses], np.uint64)
        kept = told[:, 1] == asked[:, 2]  # the rules change the dependency of white space only
        told[kept, 1] = dependencies[kept]
        return self._of_two(doc.from_array(_TOLD, told))

    def _learn(self, document: Any, uses: list[Use]) -> None:
        shown = document(self._vocab, words=[self._vocab.strings[word] for word, *_ in uses])
        shown.from_array(_ASKED[1:], np.array(uses, np.uint64)[:, 1:])
        told = self._lemmatizer(self._of_one(shown)).to_array(_TOLD).tolist()
        self._known.update(zip(uses, map(tuple, told), strict=True))


def _asks_for_two(rule: Any) -> bool:
    return any(len(pattern) > 1 for pattern in rule["patterns"])


def _dependencies(rules: list[Any]) -> Iterator[str]:
    """The dependencies that the rules ask for, as one word or under IN and NOT_IN."""
    for rule in rules:
        for token in (token for pattern in rule["patterns"] for token in pattern):
            asked = token.get("DEP", [])
            words = asked.values() if isinstance(asked, dict) else [asked]
            for each in words:
                yield from [each] if isinstance(each, str) else each
