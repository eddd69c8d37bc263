"""The model's named entities, by its own weights and rules, read off a whole text at once.

spaCy's `EntityRecognizer` goes from word to word. But while no name is open, what it decides at a word depends on
that word alone (`set_context_tokens` of spaCy's `_state.pxd`, three features: the word, and the first and the last
word of the open name), so that can be worked out for all words together; and once a name is open, all that is
left to decide is where it ends. The result is the same, at a tenth of the cost.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from app.extract.words.token_vectors import TokenVectors

_BEGUN, _INSIDE, _OUTSIDE = 3, 1, 2  # spaCy's ENT_IOB


class NamedEntities:
    """Sets a document's entities. Not safe for two threads at once: `parse` holds a lock."""

    def __init__(self, ner: Any) -> None:
        to_vectors, lower, upper = (ner.model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        narrow = to_vectors.layers[-1]
        self._vectors = TokenVectors(to_vectors.layers[0])
        self._narrow, self._narrow_bias = narrow.get_param("W").T.copy(), narrow.get_param("b")
        weights = lower.get_param("W")  # (features, width, pieces, inputs); the pieces are to lie side by side
        self._lower = weights.transpose(3, 0, 2, 1).reshape(weights.shape[3], -1).copy()
        self._none = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(weights.shape[0], -1).copy()
        self._lower_bias = lower.get_param("b").T.reshape(-1).copy()
        self._upper, self._upper_bias = upper.get_param("W").T.copy(), upper.get_param("b")
        moves, self._labels = list(ner.move_names), sorted(ner.labels)
        self._begin, self._in, self._last, self._unit = (
            np.array([moves.index(f"{move}-{label}") for label in self._labels]) for move in "BILU"
        )
        self._label_keys = np.array([ner.vocab.strings[label] for label in self._labels], np.uint64)
        self._label_of = np.full(len(moves), -1)
        for either in (self._begin, self._unit):
            self._label_of[either] = np.arange(len(self._labels))

    @staticmethod
    def can_run(ner: Any) -> bool:
        """Whether the model is built as this file expects."""
        return (
            ner.cfg["beam_width"] == 1
            and ner.model.attrs["has_upper"]
            and ner.model.get_ref("lower").get_dim("nF") == 3
            and [layer.name for layer in ner.model.get_ref("tok2vec").layers[1:]] == ["list2array", "linear"]
            and TokenVectors.can_run(ner.model.get_ref("tok2vec").layers[0])
        )

    def __call__(self, doc: Any) -> Any:
        """The same document, its sentences known, now with its entities."""
        features = (self._vectors(doc) @ self._narrow + self._narrow_bias) @ self._lower
        features = features.reshape(len(doc), len(self._none), -1)
        starts, spaces = doc.to_array(["SENT_START", "IS_SPACE"]).T == 1
        ends = np.append(starts[1:], True)  # no name runs over the end of a sentence
        first = self._first_moves(features, ends, spaces)
        named = np.zeros((len(doc), 2), np.uint64)
        named[:, 0] = _OUTSIDE
        after = 0
        for start, end, label in self._spans(features, ends, first):
            if start >= after:
                named[start:end] = _INSIDE, self._label_keys[label]
                named[start, 0] = _BEGUN
                after = end
        return doc.from_array(["ENT_IOB", "ENT_TYPE"], named)

    def _first_moves(self, features: Any, ends: Any, spaces: Any) -> Any:
        """For each token, the best move where no name is open: begin one, be one, or stay outside."""
        scores = self._scores(features[:, 0] + self._none[1] + self._none[2])
        scores[:, self._in] = scores[:, self._last] = -np.inf
        scores[np.ix_(ends | spaces, self._begin)] = -np.inf
        scores[np.ix_(spaces, self._unit)] = -np.inf
        return scores.argmax(axis=1)

    def _spans(self, features: Any, ends: Any, first: Any) -> list[tuple[int, int, int]]:
        """(start, end, number of the label) of every name that could begin somewhere, in order."""
        units = np.flatnonzero(np.isin(first, self._unit))
        spans = [(int(at), int(at) + 1, int(self._label_of[first[at]])) for at in units]
        open_ = np.flatnonzero(np.isin(first, self._begin))
        labels, at = self._label_of[first[open_]], open_ + 1
        while len(open_):
            scores = self._scores(features[at, 0] + features[open_, 1] + features[at - 1, 2])
            each = np.arange(len(at))
            closed = ends[at] | (scores[each, self._last[labels]] > scores[each, self._in[labels]])
            found = zip(open_[closed], at[closed] + 1, labels[closed], strict=True)
            spans += [(int(start), int(end), int(label)) for start, end, label in found]
            open_, labels, at = open_[~closed], labels[~closed], at[~closed] + 1
        return sorted(spans)

    def _scores(self, summed: Any) -> Any:
        """A score for each move, from the sum of the features of each state."""
        summed = summed + self._lower_bias
        half = summed.shape[1] // 2
        return np.maximum(summed[:, :half], summed[:, half:]) @ self._upper + self._upper_bias
