"""From "the governor", "the US president", "the ministry" to the one person or group of the article it can mean.

An office leads only to somebody the article names, and never from one state's office to another's holder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.extract.lexicon import load
from app.extract.names.known import Known
from app.extract.names.referents import Page, Reference, bearers, who
from app.extract.names.titles import is_title_part
from app.extract.reading import Mention
from app.extract.words.parse import subtree_span
from app.text.folding import fold, fold_name
from app.text.span import Span

_GROUP_REACH = 2  # sentences "the group" may reach back over besides its own
_GROUPS = ("armed-group", "organisation")  # a state, a ministry or an agency is not called "the group"


def describe(span: Span, words: list[str], page: Page, topic: Callable[[], Reference]) -> Reference:
    """From "the governor", "Iran’s foreign minister", "his spokesman" to the one person or group it can mean.

    `topic` says whom the passage is about, for the office that several have held.
    """
    never = load("cues")["references"]
    if words[0] in never["indefinite"] or set(words) & set(never["past"]):
        return Reference()
    phrase = span.of(page.text)
    if _names_a_body(phrase):
        return _of_a_body(span, phrase, words, page)
    if words[0] != "the":
        return Reference()
    found = _bare(span, phrase, words[1:], page, topic) or _bare_group(span, words, page)
    return found or _the_group(span, words, page) or Reference()


def _names_a_body(phrase: str) -> bool:
    """Whether a phrase says whose the office is: "the US president", not "the Prime Minister"."""
    capitals = [word for word in re.findall(r"[^\W_][\w.’'-]*", phrase) if word[0].isupper() and word != "The"]
    return any(not is_title_part(word) for word in capitals)


def _of_a_body(span: Span, phrase: str, words: list[str], page: Page) -> Reference:
    """ "the US president": whoever held that office that day, if the article names them, before it or after."""
    holders = _holders(phrase, words, page.known)
    named = [m for m in page.persons if any(h in holders for h in bearers(m, page))]
    if not holders:
        wanted = [word for word in words if word != "the"]
        named = [m for m in page.persons if m.span.end <= span.start and _titled(m, wanted, page.text)]
    if len({who(mention, page) for mention in named}) != 1:
        return Reference()
    before = [mention for mention in named if mention.span.end <= span.start]
    reason = "held that office that day" if holders else f"the only {words[-1]} of that name"
    return Reference(((before[-1] if before else named[0]).name,), reason)


def _holders(phrase: str, words: list[str], known: Known) -> set[str]:
    """Slugs of those who held the office a phrase names. A "leader" leads state or government."""
    asked = [phrase]
    if words[-1] == "leader":
        stem = phrase[: -len("leader")]
        asked = [stem + office for office in ("president", "prime minister", "leader")]
    return {actor.slug for office in asked for actor in known.holders(office)}


def _titled(mention: Mention, wanted: Sequence[str], text: str) -> bool:
    """Whether a title on the page says the office: "Governor" or "governor of Kharkiv region" for "governor"."""
    if not mention.title:
        return False
    title = fold(mention.title).replace("-", " ")
    head = re.split(r"\s(?:of|to|for|in|at)\s", title)[0].split()
    guarded = set(load("cues")["references"]["lesser"]) - set(wanted)
    return bool(head) and head[-1] == wanted[-1] and not guarded & set(head) and set(wanted) <= set(title.split())


def _bare(
    span: Span, phrase: str, wanted: list[str], page: Page, topic: Callable[[], Reference]
) -> Reference | None:
    """ "the president": the only president named so far, or among several the one the passage is about."""
    holders = _holders(phrase, wanted, page.known)
    fitting = [
        mention
        for mention in page.persons
        if mention.span.end <= span.start
        and (_titled(mention, wanted, page.text) or any(h in holders for h in bearers(mention, page)))
    ]
    if not fitting:
        return None
    office = " ".join(wanted)
    if len({who(mention, page) for mention in fitting}) == 1 and not _others(span, wanted, fitting, page):
        return Reference((fitting[-1].name,), f"the only {office} named before")
    if own := _of_the_speakers_state(span, fitting, page):
        return Reference((own.name,), f"the {office} of the speaker's own state")
    leading = topic()
    leader = next((m for m in fitting if leading.chain and m.name == leading.chain[-1]), None)
    if leader is None or "\n" in page.text[leader.span.end : span.start]:
        return Reference()
    since = next(s.start for s in page.parsed.sentences if s.end >= leader.span.end)
    if _others(span, wanted, fitting, page, since):
        return Reference()
    if any(m.span.start >= since and who(m, page) != who(leader, page) for m in fitting):
        return Reference()  # "Biden met Zelensky. The president said …"
    return Reference((leader.name,), f"the {office} the passage is about")


def _of_the_speakers_state(span: Span, fitting: Sequence[Mention], page: Page) -> Mention | None:
    """ "“The president denied it,” Bondar said": for the spokesman of Norland's president, that one; no other."""
    here = page.sentence_at(span.start)
    if here is None or not page.spoken(span.start):
        return None
    sentence = page.parsed.sentences[here]
    speakers = [m for m in page.persons if sentence.covers(m.span) and not page.spoken(m.span.start)]
    if len({who(mention, page) for mention in speakers}) != 1:
        return None
    states = _bodies(speakers[0], page)
    own = [mention for mention in fitting if states & _bodies(mention, page)]
    own = own if len({who(mention, page) for mention in own}) == 1 else []
    return own[-1] if own and who(own[-1], page) != who(speakers[0], page) else None


def _bodies(mention: Mention, page: Page) -> set[str]:
    """The states and bodies in whose offices somebody stood that day."""
    slugs, people = bearers(mention, page), page.known.people(mention.name.of(page.text))
    return {
        role.body for actor in people if actor.slug in slugs for role in page.known.offices(actor) if role.body
    }


def _others(span: Span, wanted: Sequence[str], fitting: Sequence[Mention], page: Page, since: int = 0) -> bool:
    """Whether another holder is spoken of without a name: "the Polish president" where only Zelensky is named."""
    noun = wanted[-1]
    slugs = {slug for mention in fitting for slug in bearers(mention, page)}
    for token in page.parsed.doc:
        if token.idx >= span.start:
            return False
        titles = any(m.span.start <= token.idx < m.span.end for m in page.persons)
        if token.idx < since or token.lower_ != noun or titles:
            continue
        phrase = page.text[subtree_span(token).start : token.idx + len(token.text)]
        if not _names_a_body(phrase) or not set(wanted) <= set(fold(phrase).split()):
            continue  # a secretary of state is no foreign secretary
        holders = _holders(phrase, fold(phrase).split(), page.known)
        if not holders & slugs:
            return True
    return False


def _bare_group(span: Span, words: list[str], page: Page) -> Reference | None:
    """ "the ministry": the only group named so far that is called a ministry."""
    if len(words) != 2:
        return None
    fitting = [
        mention
        for mention in page.groups
        if mention.span.end <= span.start and words[1] in fold(mention.name.of(page.text)).split()
    ]
    owned = {fold_name(_with_owner(mention, page)) for mention in fitting}
    if len(owned) != 1 or _unnamed_others(span, words[1], fitting, page):
        return None
    return Reference((fitting[-1].name,), f"the only {words[1]} named before")


def _the_group(span: Span, words: list[str], page: Page) -> Reference | None:
    """ "the group", "the militia": the only armed group or organisation named in these sentences, before it."""
    here = page.sentence_at(span.start)
    if here is None or len(words) != 2 or words[1] not in load("cues")["references"]["groups"]:
        return None
    since = page.parsed.sentences[max(0, here - _GROUP_REACH)].start
    fitting = [m for m in page.groups if m.kind in _GROUPS and since <= m.span.start and m.span.end <= span.start]
    names = {fold_name(mention.name.of(page.text)) for mention in fitting}
    full = max(names, key=len, default="")
    initials = "".join(word[0] for word in full.split())
    if not fitting or any(name not in (full, initials) for name in names):
        return None
    if all(m.kind != "armed-group" for m in fitting) and words[1] != "group":
        return None
    return Reference((fitting[-1].name,), "the only such group named just before")


def _with_owner(mention: Mention, page: Page) -> str:
    """ "Russia’s Foreign Ministry": two states' ministries are two, though their names are alike."""
    tokens = page.parsed.tokens(mention.name)
    if not len(tokens):
        return mention.name.of(page.text)
    start = min(subtree_span(tokens.root).start, mention.name.start)
    return Span(start, mention.name.end).of(page.text)


def _unnamed_others(span: Span, noun: str, named: Sequence[Mention], page: Page) -> bool:
    """ "the emergencies ministry": another one, called by no name."""
    for token in page.parsed.doc:
        if token.idx >= span.start:
            return False
        if token.lower_ != noun or any(m.span.start <= token.idx < m.span.end for m in named):
            continue
        if any(child.dep_ in ("amod", "compound", "poss", "nmod") for child in token.lefts):
            return True
    return False
