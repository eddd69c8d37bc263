"""Which known actor a name means: compared with everybody known by it, and one that fits, or nobody surely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.resolve.acronyms import is_acronym
from app.resolve.judgement import Judged, Judgement
from app.resolve.likeness import OTHER_FIRST_NAME, Candidate, Named, compare
from app.text.when import When

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


def link_by_name(named: Named, names: Sequence[str], candidates: Candidates, published: When | None) -> ActorLink:
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
        if _dead_by_then(named, winner, known, published):
            reason = f"{winner.name} had died, and the name stands alone: perhaps another of that name"
            return ActorLink(named.name, named.kind, None, named.key, reason, Judgement.UNSURE, (winner,))
        lost = tuple(candidate for candidate in known if candidate.slug != winner.slug)
        return ActorLink(winner.name, winner.kind, winner.slug, named.key, why.reason, Judgement.SAME, lost)
    doubtful = fitting or [(c, j) for c, j in judged if j.judgement == Judgement.UNSURE]
    if doubtful:
        reason = doubtful[0][1].reason
        if len(doubtful) > 1:
            reason = "several are known by this name: " + ", ".join(c.name for c, _ in doubtful[:4])
        lost = tuple(candidate for candidate, _ in doubtful)
        return ActorLink(named.name, named.kind, None, named.key, reason, Judgement.UNSURE, lost)
    reason = "nobody we know has this name"
    if known and judged[0][1].reason != OTHER_FIRST_NAME:  # a stranger to the article, who shares a family name
        reason = f"not {known[0].name}: {judged[0][1].reason}"
    return ActorLink(named.name, named.kind, None, named.key, reason, Judgement.DIFFERENT, tuple(known))


def _dead_by_then(named: Named, winner: Candidate, known: Sequence[Candidate], published: When | None) -> bool:
    """ "Khamenei said" after the father's death may be the son: where another bears it, a surname alone no longer
    leads to whoever had died."""
    if named.kind != "person" or " " in named.name or published is None:
        return False

    def dead(one: Candidate) -> bool:
        return one.died is not None and one.died < published.earliest

    return dead(winner) and any(one.kind == "person" and not dead(one) for one in known)


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
