"""Whose a body is that every state has: "the Defence Ministry", "the General Staff", "Polish Border Guard"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.extract.lexicon import load
from app.extract.places.toponyms import capitals, usual_name
from app.extract.reading import Mention
from app.resolve.candidates import ActorLink, Candidates
from app.resolve.judgement import Judgement
from app.resolve.likeness import Named
from app.text.folding import fold

_SEATED = re.compile(r" in ([A-Z]\w+(?: [A-Z]\w+)?)\b")

_ADJECTIVE = re.compile(r"([A-Z][\w.]+) $")

_POSSESSOR = re.compile(r"\b([A-Z]\w+)['’]s $")


def states_at(mentions: Sequence[Mention]) -> dict[int, Mention]:
    named = [mention for mention in mentions if mention.kind == "state"]
    return {m.name.end: m for m in named} | {m.name.start: m for m in named}


def countries_named(text: str, groups: Sequence[Sequence[Mention]]) -> Counter[str]:
    """How often each state is named: what the article is about."""
    named: Counter[str] = Counter()
    for mention in (mention for group in groups for mention in group):
        if mention.kind == "state":
            named[usual_state(mention.name.of(text))] += 1
    return named


def main_country(about: Counter[str]) -> str | None:
    """The state named in at least two of three cases, and more than once."""
    if not about:
        return None
    state, times = about.most_common(1)[0]
    return state if times > 1 and times * 3 >= about.total() * 2 else None


def is_shared(names: Sequence[str]) -> bool:
    """Whether every country has one: "Defense Ministry", "General Staff"."""
    words = frozenset(load("groups")["shared"]["words"])
    if any(name in load("groups")["shared"]["unlike"] for name in names):
        return False
    return all(set(fold(name).replace("-", " ").split()) <= words for name in names)


def worlds_body(names: Sequence[str], text: str, mentions: Sequence[Mention]) -> str | None:
    """ "the Security Council" in an article that names the United Nations: theirs."""
    bodies: dict[str, str] = load("groups")["shared"]["world"]
    named = any(m.name.of(text) in ("UN", "U.N.", "United Nations") for m in mentions)
    return next((bodies[name] for name in names if name in bodies), None) if named else None


def any_countrys(
    named: Named, names: Sequence[str], link: ActorLink, owner: str | None, candidates: Candidates
) -> ActorLink:
    """A shared name by its country: "Defense Ministry" after "Russia’s" is Russia's, and alone nobody's.

    `link` is what the bare name led to; it stands only where it is the owner's.
    """
    if owner is None:
        reason = f"many countries have a “{named.name}”, and nothing says whose this is"
        lost = tuple(c for name in names for c in candidates(name))
        return replace(
            link, name=named.name, kind=named.kind, slug=None, reason=reason, judgement=Judgement.UNSURE, lost=lost
        )
    state = next((c for c in candidates(owner) if c.kind == "state"), None)
    for asked in (*_wordings(named.name, owner), *names):
        found = [c for c in candidates(asked) if c.kind not in ("person", "state")]
        if asked in names:  # says nothing of the country, so the actor must
            found = [c for c in found if state and c.country == state.country]
        if len(found) == 1:
            reason = f"“{named.name}”, of {owner}"
            return ActorLink(found[0].name, found[0].kind, found[0].slug, named.key, reason, Judgement.SAME)
    article = "the " if owner.startswith(tuple(load("groups")["shared"]["with_article"])) else ""
    whole = Named(f"{named.name} of {article}{owner}", named.kind)
    return ActorLink(whole.name, whole.kind, None, whole.key, "nobody we know has this name", Judgement.DIFFERENT)


def _wordings(name: str, owner: str) -> Iterator[str]:
    """Full names a short one may stand for: "Defense Ministry", Russia → "Ministry of Defence of Russia"."""
    british = name.replace("Defense", "Defence")
    for each in dict.fromkeys((name, british)):
        yield f"{each} of {owner}"
        yield f"{owner} {each}"
        yield f"{each} of the Armed Forces of {owner}"
        if each.endswith(" Ministry"):
            of = each.removesuffix(" Ministry")
            yield from (
                f"Ministry of {of} of {owner}",
                f"Ministry of {of}s of {owner}",
                f"{owner} Ministry of {of}",
            )


def owned_inside(
    names: Sequence[str], state_of: Callable[[str], str | None], candidates: Candidates
) -> tuple[str, str] | None:
    """What every country has, and whose it is, in one name: "Polish Border Guard" → Border Guard, Poland.

    Of an embassy or a government a state's own name says so too: "U.S. Embassy", "United States Embassy".
    """
    seats = load("groups")["shared"]["seats"]
    for name in names:
        adjective, _, rest = name.partition(" ")
        state = state_of(adjective.removesuffix("'s").removesuffix("’s")) or None
        if state and rest and is_shared([rest]):
            return rest, state
        before, _, last = name.rpartition(" ")
        if last.lower() in seats and (owner := next((c for c in candidates(before) if c.kind == "state"), None)):
            return last, owner.name
    return None


def owner_of(
    text: str,
    mention: Mention,
    states: Mapping[int, Mention],
    state_of: Callable[[str], str | None] = lambda word: None,
) -> str | None:
    """The state whose name or adjective stands directly before: "Russia’s Defense Ministry", "the Ukrainian
    General Staff"; or "of Russia" directly after.
    """
    start, end = mention.name.start, mention.name.end
    if (owner := states.get(start - 3)) and text[owner.name.end : start].lower() in ("'s ", "’s "):
        return usual_state(owner.name.of(text))
    for between in (" of ", " of the "):
        if text.startswith(between, end) and (owner := states.get(end + len(between))):
            return usual_state(owner.name.of(text))
    if (seat := _SEATED.match(text[mention.name.end :][:40])) and seat[1] in capitals():
        return capitals()[seat[1]]  # "the Defence Ministry in Moscow"
    before = text[max(0, mention.name.start - 40) : mention.name.start]
    if (adjective := _ADJECTIVE.search(before)) and (state := state_of(adjective[1])):
        return state
    possessor = _POSSESSOR.search(before)  # of no state: "Gaza’s Health Ministry"
    return possessor[1] if possessor else None


def usual_state(name: str) -> str:
    """A state by its usual name: "the U.S." and "Washington" are the United States here."""
    return capitals().get(name) or usual_name(name)
