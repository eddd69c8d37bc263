"""Which actor each name of an article means.

Names are first put together inside the article (Volodymyr Zelensky ↔ Zelensky ↔ President Zelensky, a
name ↔ its short form in brackets), then each group is compared once with the actors known by its names.
One that fits is left, or the answer is unsure; a name nobody is known by is a newcomer with a stable key.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.extract.lexicon import load
from app.extract.reading import Mention, Reading
from app.extract.toponyms import capitals, usual_name
from app.resolve.acronyms import bearer, is_acronym
from app.resolve.judgement import Judged, Judgement
from app.resolve.likeness import GENERATIONS, Candidate, Named, compare, is_private, is_rank
from app.text.abreast import Abreast
from app.text.folding import fold, fold_name
from app.text.sounds import alike
from app.text.span import Span
from app.text.when import When

_SEATED = re.compile(r" in ([A-Z]\w+(?: [A-Z]\w+)?)\b")
_ADJECTIVE = re.compile(r"([A-Z][\w.]+) $")
_POSSESSOR = re.compile(r"\b([A-Z]\w+)['’]s $")

_FOLDED_GENERATIONS = frozenset(map(fold_name, GENERATIONS))

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
    countries: Collection[str] = frozenset(),
) -> dict[Span, ActorLink]:
    """A link for every mention's span and name, and for every span that a speaker or participant is named by.

    `countries` (ISO alpha-2) are those that the article's places lie in.

    `state_of` leads from a nation's adjective to its state ("Russian" → "Russia"), for participants.
    """
    mentions = [mention for mention in reading.mentions if mention.form == "name"]
    links: dict[Span, ActorLink] = {}
    groups = _groups(text, mentions)
    named_at = Abreast(mentions, lambda mention: mention.name)
    speakers = Abreast(set(_speaking(reading)), lambda span: span)
    sentences = Abreast(reading.sentences, lambda span: span)
    about = _countries(text, groups)
    about.update(state for place in reading.places if (state := state_of(place.name.of(text))))
    page = _Page(
        text,
        mentions,
        about,
        candidates,
        published,
        state_of,
        _bearers(text, mentions),
        _states(mentions),
        countries,
        sentences,
    )
    for group in groups:
        link = _of_group(page, group)
        if _private(text, group, link, sentences, speakers):
            link = replace(link, judgement=Judgement.UNSURE, reason="a private person")
        for mention in group:
            links[mention.span] = links[mention.name] = link
    for span in _named_spans(reading):
        if span not in links:
            state = state_of(span.of(text))
            if state and not named_at.any(span):
                links[span] = _link(Named(state, "state"), [state], candidates, published)
            else:
                links[span] = _link_of_span(text, span, named_at, links, candidates, published)
    return links


@dataclass(frozen=True, slots=True)
class _Page:
    """One article while its actors are resolved."""

    text: str
    mentions: Sequence[Mention]
    about: Counter[str]  # how often each state is named
    candidates: Candidates
    published: When | None
    state_of: Callable[[str], str | None]
    bearers: Mapping[str, Sequence[str]]  # a surname → the full names here that end in it
    states: Mapping[int, Mention]  # states by the character where their name begins, and by the one where it ends
    countries: Collection[str]  # that the article's places lie in
    sentences: Abreast[Span]


def _states(mentions: Sequence[Mention]) -> dict[int, Mention]:
    named = [mention for mention in mentions if mention.kind == "state"]
    return {m.name.end: m for m in named} | {m.name.start: m for m in named}


def _of_group(page: _Page, group: Sequence[Mention]) -> ActorLink:
    """The link of mentions that are one actor here."""
    text, candidates, published = page.text, page.candidates, page.published
    named = _named(text, group)
    if rivals := _rivals(named, page.bearers):
        reason = "several here bear this name: " + ", ".join(rivals)
        return ActorLink(named.name, named.kind, None, named.key, reason, Judgement.UNSURE)
    names = sorted({m.name.of(text) for m in group}, key=len, reverse=True)
    link = _link(named, names, candidates, published)
    if len(link.lost) > 1 and link.judgement == Judgement.UNSURE and is_acronym(named.name):
        return _of_acronym(page, group, link)
    if link.kind not in ("person", "state") and not link.slug and (owned := _owned_inside(names, page.state_of)):
        short, owner = owned
        return _any_countrys(Named(short, named.kind), [short], link, owner, candidates)
    if link.kind in ("person", "state") or not _shared(names):
        return link
    owners = (_owner(text, mention, page.states, page.state_of) for mention in group)
    owner = next((found for found in owners if found), None)
    if owner is None and (body := _worlds(names, text, page.mentions)):
        return _link(Named(body, named.kind), [body], candidates, published)
    if owner:
        return _any_countrys(named, names, link, owner, candidates)
    likely = _any_countrys(named, names, link, _main_country(page.about), candidates)
    return likely if likely.slug else _any_countrys(named, names, link, None, candidates)


def _of_acronym(page: _Page, group: Sequence[Mention], link: ActorLink) -> ActorLink:
    """Several bear it: the one whom the article speaks for, or none."""
    sentences = {sentence.of(page.text) for mention in group for sentence in page.sentences.of(mention.name)}
    found = bearer(link.name, link.lost, sentences, page.countries)
    if found is None:
        return link
    one, reason = found
    lost = tuple(candidate for candidate in link.lost if candidate.slug != one.slug)
    return ActorLink(one.name, one.kind, one.slug, link.key, reason, Judgement.SAME, lost)


def _rivals(named: Named, bearers: Mapping[str, Sequence[str]]) -> list[str]:
    """The full names of this article that a bare surname may be short for, where there are several."""
    key = _personal_key(named.name)
    if named.kind != "person" or " " in key:
        return []
    found = bearers.get(key, ())
    return sorted(found) if len(found) > 1 else []


def _bearers(text: str, mentions: Sequence[Mention]) -> dict[str, list[str]]:
    full = {_personal_key(m.name.of(text)): m.name.of(text) for m in mentions if m.kind == "person"}
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in full.items():
        if " " in key:
            found[key.split()[-1]].append(name)
    return found


def _speaking(reading: Reading) -> Iterator[Span]:
    for quote in reading.quotes:
        if quote.speaker:
            yield from (span for span in (quote.speaker.named, *quote.speaker.together) if span)
    yield from (c.attributed_to.named for c in reading.claims if c.attributed_to and c.attributed_to.named)


_AGED = re.compile(r"^,? (?:aged |\()?\d{1,3}\b[,)]?|^, (?:a|an|the|his|her|their) (?:\w+[- ]){0,2}year-old")


def _private(
    text: str, group: Sequence[Mention], link: ActorLink, sentences: Abreast[Span], speakers: Abreast[Span]
) -> bool:
    """Whether a newcomer is named only as a victim or bystander: such people get no page of their own.

    With an office, a profession of public interest or words of their own given they are not private.
    """
    if link.kind != "person" or link.slug is not None or link.judgement != Judgement.DIFFERENT:
        return False
    if any(mention.title and not is_private(mention.title) and not is_rank(mention.title) for mention in group):
        return False
    if any(speakers.any(mention.span) for mention in group):
        return False
    words = frozenset(load("groups")["victims"]["words"])
    for mention in group:
        unranked = mention.title and not is_rank(mention.title)
        if _AGED.match(text[mention.name.end : mention.name.end + 40]) or unranked:
            return True
        sentence = next((s for s in sentences.of(mention.name) if s.covers(mention.name)), mention.span)
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
    states: Mapping[int, Mention],
    state_of: Callable[[str], str | None] = lambda word: None,
) -> str | None:
    """The state whose name or adjective stands directly before: "Russia’s Defense Ministry", "the Ukrainian
    General Staff"; or "of Russia" directly after.
    """
    start, end = mention.name.start, mention.name.end
    if (owner := states.get(start - 3)) and text[owner.name.end : start].lower() in ("'s ", "’s "):
        return _usual(owner.name.of(text))
    for between in (" of ", " of the "):
        if text.startswith(between, end) and (owner := states.get(end + len(between))):
            return _usual(owner.name.of(text))
    if (seat := _SEATED.match(text[mention.name.end :][:40])) and seat[1] in capitals():
        return capitals()[seat[1]]  # "the Defence Ministry in Moscow"
    before = text[max(0, mention.name.start - 40) : mention.name.start]
    if (adjective := _ADJECTIVE.search(before)) and (state := state_of(adjective[1])):
        return state
    possessor = _POSSESSOR.search(before)  # of no state: "Gaza’s Health Ministry"
    return possessor[1] if possessor else None


def _named_spans(reading: Reading) -> Iterator[Span]:
    for quote in reading.quotes:
        for speaker in (quote.speaker, *(relay.speaker for relay in quote.relays)):
            if speaker:
                yield from (span for span in (speaker.named, *speaker.together) if span)
    for claim in reading.claims:
        if claim.attributed_to and claim.attributed_to.named:
            yield claim.attributed_to.named
        yield from (participant.named for participant in claim.participants if participant.named)
        yield from (q.said_by.named for q in claim.quantities if q.said_by and q.said_by.named)


def _link_of_span(
    text: str,
    span: Span,
    named_at: Abreast[Mention],
    links: dict[Span, ActorLink],
    candidates: Candidates,
    published: When | None,
) -> ActorLink:
    """The link of the mention whose name the span shares most with; else of its own words."""
    best = max(named_at.of(span), key=lambda mention: mention.name.shared(span), default=None)
    if best is not None:
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
        by_key[(_family(mention.kind), _personal_key(name) if mention.kind == "person" else key)].append(mention)
    joined = dict(_short_forms(text, mentions)) | dict(_tails(text, mentions))
    bearers: dict[str, set[str]] = defaultdict(set)
    firsts: dict[str, set[str]] = defaultdict(set)
    for family, key in by_key:
        if family == "person" and " " in key:
            words = key.split()
            surname = words[:-1] if words[-1] in _FOLDED_GENERATIONS else words
            for last in (surname[-1], " ".join(surname[-2:])):
                bearers[last].add(key)
            for reach in range(1, len(words)):  # "Hamza", "Abu Hamza": the beginning of one longer name here
                firsts[" ".join(words[:reach])].add(key)
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for (family, key), found in by_key.items():
        full = (bearers[key] - {key} or firsts[key] - {key}) if family == "person" else set()
        target = min(full) if len(full) == 1 or (full and _one_name(full)) else key
        if family != "person":
            target = joined.get(key, key)
        groups[(family, target)].extend(found)
    return list(groups.values())


def _personal_key(name: str) -> str:
    """What spellings of one person's name have in common: "al-Maliki" alone is Nouri al-Maliki's surname."""
    key = fold_name(name)
    article, _, surname = key.partition(" ")
    return surname if article in ("al", "el") and name[2:3] in "-‑–" and " " not in surname else _bare(key)


def _one_name(keys: Collection[str]) -> bool:
    """Whether full names are one name spelled in several ways: "Hamza bin Laden", "Hamza bin Ladin"."""
    first, *others = (key.split() for key in keys)
    return all(
        len(other) == len(first)
        and all(one == two or alike(one, two) for one, two in zip(first, other, strict=True))
        for other in others
    )


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
    states = _states(mentions)
    for short in names:
        if not _shared([short]):
            continue
        fulls = {fold_name(full) for full in names if full.endswith(f" {short}") and not _shared([full])}
        fulls |= {fold_name(full) for full in names if full.startswith(f"{short} of ") and not _shared([full])}
        owners = {m.name.of(text) for m in mentions if m.name.of(text) == short and _owner(text, m, states)}
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
    if is_acronym(named.name):
        return None  # its kind was taken from one of its bearers
    exact = [(c, j) for c, j in fitting if c.kind == named.kind]
    return exact if len(exact) == 1 else None
