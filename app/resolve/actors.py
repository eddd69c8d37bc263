"""Which actor each name of an article means.

Names are first put together inside the article (Volodymyr Zelensky ↔ Zelensky ↔ President Zelensky, a
name ↔ its short form in brackets), then each group is compared once with the actors known by its names.
One that fits is left, or the answer is unsure; a name nobody is known by is a newcomer with a stable key.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.extract.lexicon import load
from app.extract.reading import Mention, Reading
from app.extract.toponyms import capitals, usual_name
from app.resolve.judgement import Judged, Judgement
from app.resolve.likeness import Candidate, Named, compare, is_private
from app.text.folding import fold, fold_name
from app.text.span import Span
from app.text.when import When

_SEATED = re.compile(r" in ([A-Z]\w+(?: [A-Z]\w+)?)\b")
_ADJECTIVE = re.compile(r"([A-Z][\w.]+) $")
_POSSESSOR = re.compile(r"\b([A-Z]\w+)['’]s $")

Candidates = Callable[[str], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class ActorLink:
    """Whom a span means. `slug` is a known actor's; None for newcomers and where we are unsure.

    `key` is the same for the same newcomer in every article. `lost` are the candidates not taken.
    """

    name: str
    kind: str
    slug: str | None
    key: str
    reason: str
    judgement: Judgement
    lost: tuple[Candidate, ...] = ()


def resolve_actors(
    text: str,
    reading: Reading,
    candidates: Candidates,
    published: When | None,
    state_of: Callable[[str], str | None] = lambda word: None,
) -> dict[Span, ActorLink]:
    """A link for every mention's span and name, and for every span that a speaker or participant is named by.

    `state_of` leads from a nation's adjective to its state ("Russian" → "Russia"), for participants.
    """
    mentions = [mention for mention in reading.mentions if mention.form == "name"]
    links: dict[Span, ActorLink] = {}
    groups = _groups(text, mentions)
    speakers = set(_speaking(reading))
    about = _countries(text, groups)
    about.update(state for place in reading.places if (state := state_of(place.name.of(text))))
    for group in groups:
        link = _of_group(text, group, mentions, about, candidates, published, state_of)
        if _private(text, group, link, reading, speakers):
            link = replace(link, judgement=Judgement.UNSURE, reason="a private person")
        for mention in group:
            links[mention.span] = links[mention.name] = link
    for span in _named_spans(reading):
        if span not in links:
            state = state_of(span.of(text))
            if state and not any(mention.name.overlaps(span) for mention in mentions):
                links[span] = _link(Named(state, "state"), [state], candidates, published)
            else:
                links[span] = _link_of_span(text, span, mentions, links, candidates, published)
    return links


def _of_group(
    text: str,
    group: Sequence[Mention],
    mentions: Sequence[Mention],
    about: Counter[str],
    candidates: Candidates,
    published: When | None,
    state_of: Callable[[str], str | None],
) -> ActorLink:
    """The link of mentions that are one actor here."""
    named = _named(text, group)
    if rivals := _rivals(text, named, mentions):
        reason = "several here bear this name: " + ", ".join(rivals)
        return ActorLink(named.name, named.kind, None, named.key, reason, Judgement.UNSURE)
    names = sorted({m.name.of(text) for m in group}, key=len, reverse=True)
    link = _link(named, names, candidates, published)
    if link.kind not in ("person", "state") and not link.slug and (owned := _owned_inside(names, state_of)):
        short, owner = owned
        return _any_countrys(Named(short, named.kind), [short], link, owner, candidates)
    if link.kind in ("person", "state") or not _shared(names):
        return link
    owners = (_owner(text, mention, mentions, state_of) for mention in group)
    owner = next((found for found in owners if found), None)
    if owner is None and (body := _worlds(names, text, mentions)):
        return _link(Named(body, named.kind), [body], candidates, published)
    if owner:
        return _any_countrys(named, names, link, owner, candidates)
    likely = _any_countrys(named, names, link, _main_country(about), candidates)
    return likely if likely.slug else _any_countrys(named, names, link, None, candidates)


def _rivals(text: str, named: Named, mentions: Sequence[Mention]) -> list[str]:
    """The full names of this article that a bare surname may be short for, where there are several."""
    if named.kind != "person" or len(named.words) != 1:
        return []
    full = {_bare(fold_name(m.name.of(text))): m.name.of(text) for m in mentions if m.kind == "person"}
    bearers = [name for key, name in full.items() if key.split()[-1:] == named.words and " " in key]
    return sorted(bearers) if len(bearers) > 1 else []


def _speaking(reading: Reading) -> Iterator[Span]:
    yield from (quote.speaker.named for quote in reading.quotes if quote.speaker and quote.speaker.named)
    yield from (c.attributed_to.named for c in reading.claims if c.attributed_to and c.attributed_to.named)


_AGED = re.compile(r"^,? (?:aged |\()?\d{1,3}\b[,)]?|^, (?:a|an|the|his|her|their) (?:\w+[- ]){0,2}year-old")


def _private(text: str, group: Sequence[Mention], link: ActorLink, reading: Reading, speakers: set[Span]) -> bool:
    """Whether a newcomer is named only as a victim or bystander: such people get no page of their own.

    With an office, a profession of public interest or words of their own given they are not private.
    """
    if link.kind != "person" or link.slug is not None or link.judgement != Judgement.DIFFERENT:
        return False
    if any(mention.title and not is_private(mention.title) for mention in group):
        return False
    if any(span.overlaps(mention.span) for span in speakers for mention in group):
        return False
    words = frozenset(load("groups")["victims"]["words"])
    for mention in group:
        if _AGED.match(text[mention.name.end : mention.name.end + 40]) or mention.title:
            return True
        sentence = next((s for s in reading.sentences if s.covers(mention.name)), mention.span)
        told = set(re.findall(r"[a-z]+", sentence.of(text).lower()))
        if told & frozenset(load("groups")["victims"]["leaders"]):
            return False
        if told & words:
            return True
    return False


def _countries(text: str, groups: Sequence[Sequence[Mention]]) -> Counter[str]:
    """How often each state is named: what the article is about."""
    named: Counter[str] = Counter()
    for mention in (mention for group in groups for mention in group):
        if mention.kind == "state":
            named[_usual(mention.name.of(text))] += 1
    return named


def _main_country(about: Counter[str]) -> str | None:
    """The state named in at least two of three cases, and more than once."""
    if not about:
        return None
    state, times = about.most_common(1)[0]
    return state if times > 1 and times * 3 >= about.total() * 2 else None


def _shared(names: Sequence[str]) -> bool:
    """Whether every country has one: "Defense Ministry", "General Staff"."""
    words = frozenset(load("groups")["shared"]["words"])
    if any(name in load("groups")["shared"]["unlike"] for name in names):
        return False
    return all(set(fold(name).replace("-", " ").split()) <= words for name in names)


def _worlds(names: Sequence[str], text: str, mentions: Sequence[Mention]) -> str | None:
    """ "the Security Council" in an article that names the United Nations: theirs."""
    bodies: dict[str, str] = load("groups")["shared"]["world"]
    named = any(m.name.of(text) in ("UN", "U.N.", "United Nations") for m in mentions)
    return next((bodies[name] for name in names if name in bodies), None) if named else None


def _any_countrys(
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
    whole = Named(f"{named.name} of {owner}", named.kind)
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


def _owned_inside(names: Sequence[str], state_of: Callable[[str], str | None]) -> tuple[str, str] | None:
    """What every country has, and whose it is, in one name: "Polish Border Guard" → Border Guard, Poland."""
    for name in names:
        adjective, _, rest = name.partition(" ")
        state = state_of(adjective.removesuffix("'s").removesuffix("’s")) or None
        if state and rest and _shared([rest]):
            return rest, state
    return None


def _owner(
    text: str,
    mention: Mention,
    mentions: Sequence[Mention],
    state_of: Callable[[str], str | None] = lambda word: None,
) -> str | None:
    """The state whose name or adjective stands directly before: "Russia’s Defense Ministry", "the Ukrainian
    General Staff"; or "of Russia" directly after.
    """
    for other in mentions:
        if other.kind != "state":
            continue
        if text[other.name.end : mention.name.start].lower() in ("'s ", "’s ") or text[
            mention.name.end : other.name.start
        ] in (" of ", " of the "):
            return _usual(other.name.of(text))
    if (seat := _SEATED.match(text[mention.name.end :][:40])) and seat[1] in capitals():
        return capitals()[seat[1]]  # "the Defence Ministry in Moscow"
    before = text[max(0, mention.name.start - 40) : mention.name.start]
    if (adjective := _ADJECTIVE.search(before)) and (state := state_of(adjective[1])):
        return state
    possessor = _POSSESSOR.search(before)  # of no state: "Gaza’s Health Ministry"
    return possessor[1] if possessor else None


def _named_spans(reading: Reading) -> Iterator[Span]:
    for quote in reading.quotes:
        if quote.speaker and quote.speaker.named:
            yield quote.speaker.named
    for claim in reading.claims:
        if claim.attributed_to and claim.attributed_to.named:
            yield claim.attributed_to.named
        yield from (participant.named for participant in claim.participants if participant.named)
        yield from (q.said_by.named for q in claim.quantities if q.said_by and q.said_by.named)


def _link_of_span(
    text: str,
    span: Span,
    mentions: Sequence[Mention],
    links: dict[Span, ActorLink],
    candidates: Candidates,
    published: When | None,
) -> ActorLink:
    """The link of the mention whose name the span shares most with; else of its own words."""
    best = max(mentions, key=lambda mention: mention.name.shared(span), default=None)
    if best is not None and best.name.shared(span):
        return links[best.span]
    name = _usual(span.trimmed(text).of(text))
    found = list(candidates(name))
    kind = found[0].kind if len(found) == 1 else "organisation"
    return _link(Named(name, kind), [name], candidates, published)


# ---------------------------------------------------------------- inside the article


def _groups(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one actor together. A surname joins a full name only where one person here bears it."""
    by_key: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        name = mention.name.of(text)
        key = fold_name(_usual(name) if mention.kind == "state" else name)
        by_key[(_family(mention.kind), _bare(key) if mention.kind == "person" else key)].append(mention)
    joined = dict(_short_forms(text, mentions)) | dict(_tails(text, mentions))
    bearers: dict[str, set[str]] = defaultdict(set)
    firsts: dict[str, set[str]] = defaultdict(set)
    for family, key in by_key:
        if family == "person" and " " in key:
            for last in (key.split()[-1], " ".join(key.split()[-2:])):
                bearers[last].add(key)
            firsts[key.split()[0]].add(key)  # "Hamza", after "Hamza bin Laden"
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for (family, key), found in by_key.items():
        full = (bearers.get(key) or firsts.get(key, set())) - {key} if family == "person" else set()
        target = next(iter(full)) if len(full) == 1 else key
        if family != "person":
            target = joined.get(key, key)
        groups[(family, target)].extend(found)
    return list(groups.values())


def _bare(key: str) -> str:
    """A person's name without the article before the surname: "Nouri al-Maliki" and "Nouri Maliki" are one."""
    words = key.split()
    return " ".join(w for i, w in enumerate(words) if w not in ("al", "el") or not 0 < i < len(words) - 1)


def _family(kind: str) -> str:
    return kind if kind in ("person", "state") else "group"


def _short_forms(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """(short, full): one name in brackets directly after another."""
    for full, short in pairwise(mentions):
        between = text[full.name.end : short.name.start]
        if between in (" (", " (the ") and text[short.name.end : short.name.end + 1] == ")":
            yield fold_name(short.name.of(text)), fold_name(full.name.of(text))


def _tails(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """(short, full): "the Air Force" beside one "Ukrainian Air Force" and no other is that one."""
    names = {m.name.of(text) for m in mentions if _family(m.kind) == "group"}
    for short in names:
        if not _shared([short]):
            continue
        fulls = {fold_name(full) for full in names if full.endswith(f" {short}") and not _shared([full])}
        fulls |= {fold_name(full) for full in names if full.startswith(f"{short} of ") and not _shared([full])}
        owners = {m.name.of(text) for m in mentions if m.name.of(text) == short and _owner(text, m, mentions)}
        if len(fulls) == 1 and not owners:
            yield fold_name(short), fulls.pop()


def _named(text: str, group: Sequence[Mention]) -> Named:
    names = [mention.name.of(text) for mention in group]
    kinds = [mention.kind for mention in group]
    titles = dict.fromkeys(mention.title for mention in group if mention.title)
    fullest = max(names, key=lambda name: (len(name.split()), len(name)))
    kind = max(dict.fromkeys(kinds), key=kinds.count)
    return Named(_usual(fullest) if kind == "state" else fullest, kind, tuple(titles))


def _usual(name: str) -> str:
    """A state by its usual name: "the U.S." and "Washington" are the United States here."""
    return capitals().get(name) or usual_name(name)


# ---------------------------------------------------------------- in the world


def _link(named: Named, names: Sequence[str], candidates: Candidates, published: When | None) -> ActorLink:
    known = _known(named, names, candidates)
    judged = [(candidate, compare(named, candidate, published)) for candidate in known]
    for name in names[1:]:  # the short form in brackets may be the one we know
        if any(j.judgement == Judgement.SAME for _, j in judged) or named.kind == "person":
            break
        other = Named(name, named.kind, named.titles)
        judged = [(c, compare(other, c, published)) for c in known]
    fitting = [(c, j) for c, j in judged if j.judgement == Judgement.SAME]
    if len(fitting) > 1:
        fitting = _decided_by_title(fitting) or _decided_by_kind(named, fitting) or fitting
    if len(fitting) == 1:
        winner, why = fitting[0]
        lost = tuple(candidate for candidate in known if candidate.slug != winner.slug)
        return ActorLink(winner.name, winner.kind, winner.slug, named.key, why.reason, Judgement.SAME, lost)
    doubtful = fitting or [(c, j) for c, j in judged if j.judgement == Judgement.UNSURE]
    if doubtful:
        reason = doubtful[0][1].reason
        if len(doubtful) > 1:
            reason = "several are known by this name: " + ", ".join(c.name for c, _ in doubtful[:4])
        lost = tuple(candidate for candidate, _ in doubtful)
        return ActorLink(named.name, named.kind, None, named.key, reason, Judgement.UNSURE, lost)
    reason = "nobody we know has this name" if not known else f"not {known[0].name}: {judged[0][1].reason}"
    return ActorLink(named.name, named.kind, None, named.key, reason, Judgement.DIFFERENT, tuple(known))


def _known(named: Named, names: Sequence[str], candidates: Candidates) -> list[Candidate]:
    asked = dict.fromkeys([named.name, *names])
    if named.kind == "person" and len(named.name.split()) > 1:
        words = named.name.replace(",", " ").replace(".", ". ").split()
        asked[words[-1]] = asked[words[0]] = None  # the surname may stand first
    found: dict[str, Candidate] = {}
    for name in asked:
        for candidate in candidates(name):
            found.setdefault(candidate.slug, candidate)
    return list(found.values())


def _decided_by_title(fitting: Sequence[tuple[Candidate, Judged]]) -> list[tuple[Candidate, Judged]]:
    """Those whom a title given on the page fits: their reason names the office."""
    return [(c, j) for c, j in fitting if any(role.office in j.reason for role in c.roles)]


def _decided_by_kind(
    named: Named, fitting: Sequence[tuple[Candidate, Judged]]
) -> list[tuple[Candidate, Judged]] | None:
    exact = [(c, j) for c, j in fitting if c.kind == named.kind]
    return exact if len(exact) == 1 else None
