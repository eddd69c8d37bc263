"""Expected results one can read: "[content: “Go,”] [speaker: Moroz] [cue: said]." → the text and its spans."""

from __future__ import annotations

import re

from app.text.span import Span

_MARK = re.compile(r"\[(?P<label>[a-z_]+): (?P<inside>[^\[\]]*)\]")


def marked(told: str) -> tuple[str, list[tuple[str, Span]]]:
    """The text without its brackets, and each bracket's label and span, in order. Brackets do not nest."""
    text, spans, at = "", [], 0
    for found in _MARK.finditer(told):
        text += told[at : found.start()]
        spans.append((found["label"], Span(len(text), len(text) + len(found["inside"]))))
        text += found["inside"]
        at = found.end()
    return text + told[at:], spans
