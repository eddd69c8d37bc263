"""A happening named again only to be dated or confirmed: "the attack took place on Sunday", "confirmed the truce".

It is a claim of its own, on the word of who dates or confirms it, but of the type that the article gives the
happening elsewhere; `claims/retold.py` then lends its day to what was told without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.extract.claims.the_town import kin
from app.extract.happenings.told import Article
from app.extract.happenings.triggers import Match, lemma, named_again, subjects, words_of
from app.extract.quotes.attribution import speaker_at
from app.extract.reading import Claim, Refusal, Speaker

Told = tuple[Match, Claim]


def dated_again(taken: Sequence[Told], article: Article) -> tuple[list[Told], list[Refusal]]:
    """The same, those named again with the type of what they name; refused without a day, or where nothing of
    the kind is told."""
    kept: list[Told] = []
    refused: list[Refusal] = []
    for index, (match, told) in enumerate(taken):
        confirmed = _object_of(match, "confirms")
        again = match.verb is not None and match.verb.i != match.token.i and named_again(match.token)
        claim = _confirmed(match, told, article) if confirmed else told
        if not again:
            kept.append((match, claim))
        elif not confirmed and claim.when_span is None:
            refused.append(Refusal(claim.trigger, "named again, and no day is given", claim.type))
        elif claim.type not in kin("shelling"):
            kept.append((match, claim))  # "the talks took place in Geneva on Monday"
        elif meant := _meant(claim, [c for i, (_, c) in enumerate(taken) if i != index], article):
            alike = replace(claim, type=meant.type, acled=meant.acled, plover=meant.plover)
            kept.append((match, _dated_by_somebody(match, alike, article)))
        else:
            refused.append(Refusal(claim.trigger, "named again, and nothing of the kind is told", claim.type))
    return kept, refused


def _object_of(match: Match, verbs: str) -> bool:
    """Whether it is the object of a verb of this list."""
    verb = match.verb
    if verb is None or verb.i == match.token.i or lemma(verb) not in words_of(verbs):
        return False
    return match.token.dep_ == "dobj" and match.token.head.i == verb.i


def _confirmed(match: Match, claim: Claim, article: Article) -> Claim:
    """ "The army confirmed the withdrawal on Sunday": on its word, and the Sunday may be that of the word."""
    speaker = claim.attributed_to or _subject(match, article)
    stance = "confirmed" if claim.stance in ("reported", "claimed") and speaker else claim.stance
    when = replace(claim.when, about=True) if claim.when else None
    reason = "as recent as what was said of it" if claim.when_span else claim.when_reason
    return replace(claim, attributed_to=speaker, stance=stance, when=when, when_span=None, when_reason=reason)


def _meant(claim: Claim, others: Sequence[Claim], article: Article) -> Claim | None:
    """The happening told last before it, else first behind it, and not of another place."""
    text = article.parsed.text
    alike = [
        other
        for other in others
        if other.type in kin("shelling") and other.modality == "actual" and not other.parent
        and (not claim.place or not other.place or claim.place.of(text) == other.place.of(text))
    ]  # fmt: skip
    before = [other for other in alike if other.trigger < claim.trigger]
    return before[-1] if before else alike[0] if alike else None


def _dated_by_somebody(match: Match, claim: Claim, article: Article) -> Claim:
    """ "The staff dated the strike to 9 March": the day is the staff's."""
    if claim.attributed_to is not None or not _object_of(match, "dates-it"):
        return claim
    speaker = _subject(match, article)
    return replace(claim, attributed_to=speaker, stance="claimed") if speaker else claim


def _subject(match: Match, article: Article) -> Speaker | None:
    doers = subjects(match.verb) if match.verb is not None else []
    if not doers or match.verb is None:
        return None
    around, reason = article.around, f"subject of “{match.verb.text}”"
    return speaker_at(doers[0], article.parsed, around.mentions, reason, around.known)
