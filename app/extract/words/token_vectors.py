"""What the language model makes of each word in its place: the numbers its tagger, parser and namer decide by.

The same arithmetic as spaCy's `Tok2Vec` (MultiHashEmbed, then MaxoutWindowEncoder; the differences are in
the sixth decimal), five times as fast, and this is where half of an article's time went:

* what a word brings along by itself does not depend on its neighbours, so it is worked out once a word;
* the three pieces of a maxout lie in three blocks, not interleaved, so that numpy compares whole blocks;
* the products of matrices are numpy's (OpenBLAS), which on pages of an article's length beats thinc's BLIS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

_KNOWN_WORDS = 40_000  # 15 MB; a month of news has about as many spellings
_FAR = 4  # four layers, each seeing one neighbour: the model was trained with as many blanks round a text
_EPSILON = 1e-8  # thinc.layers.layernorm
_EMBED = (
    "extract_features",
    "list2ragged",
    "with_array(ints-getitem",
    "with_array(maxout>>layernorm",
    "ragged2list",
)
_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"


@dataclass(frozen=True, slots=True)
class _Layer:
    """A maxout of three pieces and its norm. Shapes, with w its width: (inputs, 3w), (3w,), (w,), (w,)."""

    weights: Any
    bias: Any
    scale: Any
    shift: Any


class TokenVectors:
    """The vectors of a document's tokens. Not safe for two threads at once: `parse` holds a lock."""

    def __init__(self, tok2vec: Any) -> None:
        embed, encode = tok2vec.layers
        self._columns = list(embed.layers[0].attrs["columns"])
        self._hashed = embed.layers[2]
        self._mixed = _layer(embed.layers[3].layers[0].layers[0])
        self._layers = tuple(_layer(each.layers[0].layers[1].layers[0]) for each in encode.layers[0].layers)
        self._width = len(self._layers[0].scale)
        self._row_of: dict[bytes, int] = {}
        self._rows = np.zeros((1024, self._width), np.float32)

    @staticmethod
    def can_run(tok2vec: Any) -> bool:
        """Whether the model is built as this file expects; larger models add vectors of their own."""
        if len(tok2vec.layers) != 2 or len(tok2vec.layers[0].layers) != len(_EMBED):
            return False
        embed, encode = tok2vec.layers
        named = all(layer.name.startswith(name) for layer, name in zip(embed.layers, _EMBED, strict=True))
        return named and [each.name for each in encode.layers[0].layers] == [_LAYER] * _FAR

    def __call__(self, doc: Any) -> Any:
        """One row a token, float32."""
        padded = np.zeros((len(doc) + 2 * _FAR, self._width), np.float32)
        padded[_FAR:-_FAR] = self._of_words(doc)
        return self._in_place(padded)[_FAR:-_FAR]

    def _of_words(self, doc: Any) -> Any:
        """What each token brings along by itself. Words not met before are worked out in one go."""
        features = doc.to_array(self._columns)
        keys = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        if len(self._row_of) > _KNOWN_WORDS:
            self._row_of.clear()
        new = {key: at for at, key in enumerate(keys) if key not in self._row_of}
        if new:
            self._learn(list(new), features[list(new.values())])
        return self._rows[[self._row_of[key] for key in keys]]

    def _learn(self, keys: list[bytes], features: Any) -> None:
        known = len(self._row_of)
        while known + len(keys) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        vectors = _applied(self._mixed, self._hashed.predict(np.ascontiguousarray(features)))
        self._rows[known : known + len(keys)] = vectors
        self._row_of.update((key, known + at) for at, key in enumerate(keys))

    def _in_place(self, vectors: Any) -> Any:
        """Each layer adds to a token's vector what the token and its two neighbours come to together."""
        width = self._width
        three = np.zeros((len(vectors), 3 * width), np.float32)
        for layer in self._layers:
            three[1:, :width] = vectors[:-1]
            three[:, width : 2 * width] = vectors
            three[:-1, 2 * width :] = vectors[1:]
            vectors = vectors + _applied(layer, three)
        return vectors


def _applied(layer: _Layer, inputs: Any) -> Any:
    """The best of three pieces, brought to mean 0 and variance 1, scaled and shifted."""
    width = len(layer.scale)
    pieces = inputs @ layer.weights
    pieces += layer.bias
    best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
    np.maximum(best, pieces[:, 2 * width :], out=best)
    best -= best.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", best, best) / width + _EPSILON
    best *= (1 / np.sqrt(variance))[:, None]
    best *= layer.scale
    best += layer.shift
    return best


def _layer(maxout_and_norm: Any) -> _Layer:
    """thinc keeps weights as (width, pieces, inputs); here they are (inputs, pieces x width)."""
    maxout, norm = maxout_and_norm.layers
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    inputs = weights.shape[2]
    return _Layer(
        np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1)),
        np.ascontiguousarray(bias.T.reshape(-1)),
        norm.get_param("G"),
        norm.get_param("b"),
    )
