"""Who was killed or hurt: a civilian, somebody who bears arms, or nobody the article says enough of.

An attack on civilians needs a civilian. Of a person named, what the article says beside the name anywhere decides
("Jordanian-born militant X", "X, head of the Quds Force", "Petty Officer X"), and then the roster's offices.
Words: `[victims]` in `lexicon/triggers.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.extract.happenings.told import Article
from app.extract.happenings.trigger_words import words_of
from app.extract.happenings.triggers import Match, finer_type, lemma
from app.extract.lexicon import load
from app.extract.reading import Mention, Participant
from app.extract.words.parse import span_of
from app.text.folding import fold
from app.text.span import Span

_BESIDE = 9  # words before a name, and behind its comma, that may say who it is
_ROLES = ("target", "object", "recipient")


def of_its_victim(match: Match, who: Sequence[Participant], article: Article) -> Match:
    """The same, of the type that its victim makes it: who bears arms is killed in a fight, not as a civilian.

    "Militant leader Norl was shot" → ground-fighting · "Mayor Norl was shot" and "Norl was shot" stay
    """
    if match.type != "attack-on-civilians" or not any(_bears_arms(p, article) for p in who if p.role in _ROLES):
        return match
    entry = {**match.entry, "type": "ground-fighting", "casualty": True}
    return replace(match, entry=entry, type=finer_type(entry, match.token))


def same_person(one: str, other: str) -> bool:
    """ "Laden" and "Hamza bin Laden", "bin Ladin" and "bin Laden"; not "Osama bin Laden" and "Hamza bin Laden"."""
    fewer, more = sorted(([w for w in fold(name).split() if w != "the"] for name in (one, other)), key=len)
    return bool(fewer) and all(any(_alike(word, known) for known in more) for word in fewer)


def _alike(one: str, other: str) -> bool:
    """The same word, or one spelt with another vowel."""
    if one == other:
        return True
    differs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) >= 5 and len(differs) == 1 and {*differs[0]} <= set("aeiou")


def name_of_victim(who: Sequence[Participant], article_text: str, persons: Sequence[Mention]) -> str | None:
    """The name of the one person to whom it was done, None where several or nobody is named."""
    named = [p.named or p.span for p in who if p.role in _ROLES]
    found = {m.name.of(article_text) for m in persons for span in named if m.span.overlaps(span)}
    return found.pop() if len(found) == 1 else None


def _bears_arms(victim: Participant, article: Article) -> bool:
    text = article.parsed.text
    persons = [m for m in article.around.mentions if m.kind == "person" and m.form == "name"]
    name = name_of_victim((victim,), text, persons)
    if name is None and victim.named is None and victim.span.of(text).lower() in ("he", "him", "she", "her"):
        before = [m for m in persons if m.span < victim.span]
        name = before[-1].name.of(text) if before else None
    if name is None:
        return False
    alike = [m for m in persons if same_person(m.name.of(text), name)]
    told = [list(_beside(m, article)) for m in alike]
    civil = any({lemma(t) for t in tokens} & _words("civilians") for tokens in told)
    return not civil and (any(_armed(tokens, article) for tokens in told) or _by_office(name, article))


def _words(name: str) -> frozenset[str]:
    return frozenset(load("triggers")["victims"][name])


def _beside(mention: Mention, article: Article) -> Iterator[Any]:
    """The words that say who a name is: those right before it, and those set behind it between commas."""
    tokens = article.parsed.tokens(mention.span)
    if not len(tokens):
        return
    yield from tokens
    doc = article.parsed.doc
    for at in range(tokens[0].i - 1, max(-1, tokens[0].i - 1 - _BESIDE), -1):
        if doc[at].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET", "SYM") and doc[at].text != "-":
            break
        if doc[at].sent.start != tokens[0].sent.start:
            break
        yield doc[at]
    last = tokens[-1].i
    if last + 1 < len(doc) and doc[last + 1].text == ",":
        for token in doc[last + 2 : last + 2 + _BESIDE]:
            if token.pos_ in ("VERB", "AUX", "PRON") or token.text in (",", ";", "."):
                break
            yield token
    yield from _is_called(tokens.root)


def _is_called(name: Any) -> Iterator[Any]:
    """ "X was a commander of", "appointed X commander": what the verb makes of the name."""
    if name.dep_ in ("nsubj", "nsubjpass") and lemma(name.head) == "be":
        yield from (t for c in name.head.children if c.dep_ == "attr" for t in c.subtree)
    if lemma(name.head) in _words("makes"):
        yield from (
            t for c in name.head.children if c.dep_ in ("oprd", "dobj") and c.i > name.i for t in c.subtree
        )


def _armed(tokens: Sequence[Any], article: Article) -> bool:
    """A soldier's or fighter's word, or a post in an armed body: "member of", "head of", "founder"."""
    words = {lemma(t) for t in tokens} | {t.lower_ for t in tokens}
    if words & (words_of("fighters") | _words("ranks")):
        return True
    return bool(words & _words("posts")) and bool(words & _words("arms") or _names_arms(tokens, article))


def _names_arms(tokens: Sequence[Any], article: Article) -> bool:
    spans = [span_of(t) for t in tokens]
    bodies: list[Span] = [m.span for m in article.around.mentions if m.kind in ("armed-group", "armed-force")]
    return any(body.overlaps(span) for body in bodies for span in spans)


def _by_office(name: str, article: Article) -> bool:
    """Whom the roster knows by this name, where all of them bear arms by office."""
    people = article.around.known.people(name)
    return bool(people) and all(
        any(
            set(fold(f"{role.office} {role.body or ''}").split()) & (_words("ranks") | _words("arms"))
            for role in article.around.known.offices(person)
        )
        for person in people
    )
