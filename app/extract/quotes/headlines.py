"""A text's first line where it is a headline: speech set apart by a colon, a dash or a comma, without a sentence.

    Moroz: Valley must hold                    a name, a colon, what was said
    Dam 'held by rope': Kravets                what was said, and a name after a colon or dash
    Dam not repaired, says Kravets             what was said needs no verb

A place or a state before a colon is what the piece is about ("Sudan: army retakes palace"), and so is anything
before a question of what, how or why. An outlet after a dash is the page's own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.extract.lexicon import load
from app.extract.names.noun_phrases import is_medium, is_source, mention_at
from app.extract.quotes.speakers import speaker_at
from app.extract.quotes.speech import Draft, Page
from app.extract.reading import Speaker
from app.extract.words.cues import Cue, class_of, cue_at
from app.extract.words.marks import paragraphs
from app.extract.words.parse import span_of
from app.text.span import Span

_LONGEST = 24  # words; a longer first line is a paragraph
_FEWEST = 3  # words; fewer are a label
_LONGEST_NAME = 7  # tokens: "former defence minister of Valland Oleksii Moroz"
_TOPICS = ("state", "unnamed-group", "media")  # kinds that name what a piece is about, or where it appeared
_STOP_INSIDE = re.compile(r"[.!?]\s+[A-Z]")
_DASHES = ("-", "–", "—", "|")


def find_headline(page: Page) -> list[Draft]:
    """What the first line says that somebody said; nothing where it is no headline."""
    lines = paragraphs(page.text)[:2]
    if len(lines) < 2 or len(lines[0].of(page.text).split()) > _LONGEST:
        return []
    line = lines[0]
    if _STOP_INSIDE.search(line.of(page.text)):
        return []
    tokens = [token for token in page.parsed.tokens(line) if not token.is_space]
    return list(_named_first(tokens, line, page) or _named_last(tokens, line, page))[:1]


def without_outlet(drafts: list[Draft], page: Page) -> list[Draft]:
    """The same, less the outlet's name that pages put after a headline: "Moroz claims the valley - Delta News"."""
    first = next(iter(paragraphs(page.text)), None)
    dash = next((t for t in reversed(page.parsed.tokens(first)) if t.text in _DASHES), None) if first else None
    if first is None or dash is None or dash.i + 1 >= len(page.parsed.doc) or dash.idx == first.start:
        return drafts
    closing = Span(dash.idx + 1, first.end).trimmed(page.text, ".")
    named = any(m.kind == "media" and m.span.trimmed(page.text).covers(closing) for m in page.mentions)
    for draft in drafts:
        if named and draft.spans[-1].start < dash.idx < draft.spans[-1].end <= first.end:
            draft.spans[-1] = Span(draft.spans[-1].start, dash.idx).trimmed(page.text)
    return drafts


def _named_first(tokens: list[Any], line: Span, page: Page) -> list[Draft]:
    """ "Moroz: Valley must hold", "Moroz on dam: it will hold", "EXCLUSIVE – Ivan Moroz: …"."""
    colon = next((at for at, token in enumerate(tokens) if token.text == ":" and at), None)
    if colon is None or page.inside_speech(span_of(tokens[colon])):
        return []
    dash = max((at + 1 for at in range(colon) if tokens[at].text in _DASHES), default=0)
    lead = tokens[dash:colon]
    about = next((at for at, token in enumerate(lead) if token.lower_ in ("on", "at", "to") and at), len(lead))
    speaker = _whole_name(lead[:about], "name before the colon of a headline", page)
    content = Span(span_of(tokens[colon]).end, line.end).trimmed(page.text)
    if speaker is None or not _said(content, page):
        return []
    return [_draft(content, speaker, None, line, page)]


def _named_last(tokens: list[Any], line: Span, page: Page) -> Iterator[Draft]:
    """ "Dam 'held by rope': Kravets", "Three hurt at dam – governor", "Dam not repaired, says Kravets"."""
    marks = (":", ",", *_DASHES)
    last = next((at for at in range(len(tokens) - 2, 1, -1) if tokens[at].text in marks), None)
    if last is None or page.inside_speech(span_of(tokens[last])):
        return
    tail = [token for token in tokens[last + 1 :] if token.text != "."]
    cues = [
        cue for cue in map(cue_at, tail) if cue and "clause" in cue.frames and cue.token.tag_ in ("VBZ", "VBD")
    ]
    if (tokens[last].text == ",") != (len(cues) == 1):
        return
    names = [token for token in tail if not cues or token != cues[0].token]
    whole = not cues or cues[0].token in (tail[0], tail[-1])
    speaker = _whole_name(names, "name that ends a headline", page) if whole else None
    content = Span(line.start, tokens[last].idx).trimmed(page.text, ",")
    if speaker and _said(content, page):
        yield _draft(content, speaker, cues[0] if cues else None, line, page)


def _whole_name(words: list[Any], reason: str, page: Page) -> Speaker | None:
    """The speaker, where these words are a name with its titles or a noun for people, and nothing else."""
    if (
        not words
        or len(words) > _LONGEST_NAME
        or any(token.pos_ in ("VERB", "AUX", "ADP") for token in words[:-1])
    ):
        return None
    head = words[-1]
    mention = mention_at(head, page.mentions)
    if mention is not None:
        if mention.kind in _TOPICS or mention.name.end < span_of(head).end:
            return None
        whole = Span(words[0].idx, span_of(head).end)
        return Speaker(whole, mention.name, (), reason)
    if len(words) > 2 or is_medium(head, page.mentions, page.known) or not is_source(head):
        return None
    found = speaker_at(head, page.parsed, page.mentions, reason, page.known)
    return Speaker(Span(words[0].idx, span_of(head).end), found.named, found.chain, found.reason)


def _said(content: Span, page: Page) -> bool:
    """Words that somebody may have said: in marks, or with a verb; no "how it began", no bare noun phrase."""
    tokens = [token for token in page.parsed.tokens(content) if not token.is_punct]
    marked = bool(page.touching(content))
    if (
        not tokens
        or (len(tokens) < _FEWEST and not marked)
        or tokens[0].lower_ in load("cues")["headlines"]["questions"]
    ):
        return False
    verbs = any(token.pos_ in ("VERB", "AUX") for token in tokens)
    return marked or verbs or tokens[0].lower_ in ("no", "not")


def _draft(content: Span, speaker: Speaker, cue: Cue | None, line: Span, page: Page) -> Draft:
    marked = page.touching(content)
    kind, spans = ("mixed" if marked else "indirect"), [content]
    if len(marked) == 1 and marked[0].outer.covers(content):
        kind, spans = "direct", [marked[0].inner]
    if cue is not None:
        cue = Cue(cue.token, cue.span, class_of(cue, "clause"), cue.frames)
    return Draft(spans, kind, speaker, cue, line, ["headline", speaker.reason])
