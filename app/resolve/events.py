"""Which claims are about one event: same kind of happening, same place, same day, same people.

Decided from what the claims say and never from their order or their closeness on the map. No event holds
two claims that contradict each other on place, day, target or actors, even where a third would fit both; a
loose claim that fits two events equally well joins neither. A wrong sameness in news of war is a libel, a
missed one a long list. What two claims say of each other is in `sameness`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.resolve.sameness import ClaimForJoin, apart, group_of, together

_MODALITIES = {
    "planned": "planned", "possible": "possible", "negated": "said not to have happened",
    "past-background": "background",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class JoinReason:
    """Why a claim was put with another: their keys, and what agrees, in words for the page."""

    claim: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a claim, or a whole cluster, fits a cluster: the best pair of claims says it."""

    score: tuple[bool, ...]
    number: int
    reason: JoinReason


def join_claims(claims: Sequence[ClaimForJoin]) -> list[list[int]]:
    """The claims as events: lists of indices into `claims`, each index once.

    Which claims share an event does not depend on the order of `claims`, and a claim that fits none of
    the others changes nothing among them. Lists are sorted within and by their first index.
    """
    return join_with_reasons(claims)[0]


def join_with_reasons(claims: Sequence[ClaimForJoin]) -> tuple[list[list[int]], list[JoinReason]]:
    """The same, with the reason for each claim that was put with others."""
    clusters: dict[int, list[int]] = {}
    index = _Index()
    reasons: list[JoinReason] = []
    for number, i in enumerate(sorted(range(len(claims)), key=lambda i: _order(claims[i]))):
        fit = _best(_fits([i], {n: clusters[n] for n in index.near([claims[i]])}, claims))
        home = fit.number if fit else number
        reasons += [fit.reason] if fit else []
        clusters.setdefault(home, []).append(i)
        index.add(claims[i], home)
    reasons += _merge(clusters, claims, index)
    return sorted(sorted(members) for members in clusters.values()), reasons


def _order(claim: ClaimForJoin) -> tuple[object, ...]:
    """The surest first, so that a loose claim meets the events it might belong to; then by key."""
    return (
        -len(claim.place_keys),
        -len(claim.actors),
        -len(claim.targets),
        claim.when is None,
        claim.when.days if claim.when else 0,
        claim.when.about if claim.when else False,
        claim.when.earliest.toordinal() if claim.when else 0,
        -len(claim.figures),
        claim.type,
        claim.key,
    )


class _Index:
    """Where to look for events that a claim could belong to: its place and what holds it, its actors."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], set[int]] = defaultdict(set)

    def add(self, claim: ClaimForJoin, number: int) -> None:
        for key in _answers(claim):
            self._numbers[key].add(number)

    def near(self, claims: Iterable[ClaimForJoin]) -> list[int]:
        return sorted({n for claim in claims for key in _asks(claim) for n in self._numbers.get(key, ())})


def _asks(claim: ClaimForJoin) -> Iterable[tuple[str, str]]:
    group = group_of(claim.type)
    yield from ((f"{group}:at", key) for key in claim.place_keys)
    if claim.place:
        yield f"{group}:in", claim.place
    yield from _by(claim, group)


def _answers(claim: ClaimForJoin) -> Iterable[tuple[str, str]]:
    group = group_of(claim.type)
    if claim.place:
        yield f"{group}:at", claim.place
    yield from ((f"{group}:in", key) for key in claim.place_keys)
    yield from _by(claim, group)


def _by(claim: ClaimForJoin, group: str) -> Iterable[tuple[str, str]]:
    yield from ((f"{group}:by", actor) for actor in claim.actors | claim.lines)
    yield from ((f"{group}:with", words) for words in claim.arms)


def _fits(
    ours: Sequence[int], clusters: Mapping[int, Sequence[int]], claims: Sequence[ClaimForJoin]
) -> list[_Fit]:
    """The clusters that these claims have a reason to join and no claim of which keeps them apart."""
    fits = []
    for number, theirs in clusters.items():
        pairs = [(claims[i], claims[j]) for i in ours for j in theirs]
        if any(apart(one, other) for one, other in pairs):
            continue
        told = [
            (_score(one, other), JoinReason(one.key, other.key, why))
            for one, other in pairs
            if (why := together(one, other))
        ]
        if told:
            best = max(score for score, _ in told)
            first = min((r for score, r in told if score == best), key=lambda r: (r.to, r.claim))
            fits.append(_Fit(best, number, first))
    return fits


def _score(one: ClaimForJoin, other: ClaimForJoin) -> tuple[bool, ...]:
    """What makes one event likelier than another, the weightiest first."""
    same_place = one.place is not None and one.place == other.place
    days = one.when, other.when
    return (
        same_place and bool(one.actors & other.actors),
        bool(one.targets & other.targets or one.victims & other.victims),
        bool(days[0] and days[1] and days[0].overlaps(days[1])),
        bool(one.article and one.article == other.article),
    )


def _best(fits: Sequence[_Fit]) -> _Fit | None:
    """The one that fits better than any other; None where none fits, or two fit alike."""
    most = max((fit.score for fit in fits), default=None)
    best = [fit for fit in fits if fit.score == most]
    return best[0] if len(best) == 1 else None


def _merge(clusters: dict[int, list[int]], claims: Sequence[ClaimForJoin], index: _Index) -> list[JoinReason]:
    """Puts together clusters that are each other's only fit: a claim between them came after both."""
    reasons: list[JoinReason] = []
    waiting = sorted(clusters)
    while waiting:
        one = waiting.pop(0)
        if one not in clusters or (fit := _only(one, clusters, claims, index)) is None:
            continue
        back = _only(fit.number, clusters, claims, index)
        if back is None or back.number != one:
            continue
        reasons.append(fit.reason)
        kept, gone = sorted((one, fit.number))
        for i in clusters[gone]:
            index.add(claims[i], kept)
        clusters[kept] += clusters.pop(gone)
        waiting = sorted({*waiting, kept})
    return reasons


def _only(
    number: int, clusters: Mapping[int, Sequence[int]], claims: Sequence[ClaimForJoin], index: _Index
) -> _Fit | None:
    near = {
        n: clusters[n] for n in index.near([claims[i] for i in clusters[number]]) if n != number and n in clusters
    }
    fits = _fits(clusters[number], near, claims)
    return fits[0] if len(fits) == 1 else None


def title_of(
    label: str,
    place: str | None = None,
    actors: Sequence[str] = (),
    modality: str = "actual",
    stance: str = "reported",
    doers: Sequence[str] = (),
) -> str:
    """A short name for an event that asserts nothing: the type's label, then where, or else who.

    `doers`: whom all who name somebody name; told where nothing says what was hit or where.

    "Territory taken: Bakhmut" · "Military or financial aid: United States, Ukraine (planned)" ·
    "Missile attack, attributed to the Northern Army".
    """
    about = place or ", ".join(actors[:2])
    said = _MODALITIES.get(modality)
    if modality == "actual" and stance == "denied":
        said = "denied"
    title = f"{label}: {about}" if about else f"{label}, attributed to {doers[0]}" if doers else label
    return f"{title} ({said})" if said else title
