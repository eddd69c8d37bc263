"""Whether claims of one article tell of one happening, and two names of one speaker, as far as words say."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.happenings.told import Article
from app.extract.lexicon import load
from app.extract.reading import Claim, Participant, Speaker
from app.text.folding import words as folded_words
from app.text.span import Span


def happenings_of(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """One claim for each happening that these tell of."""
    apart: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.place is None, c.trigger)):
        if not any(one_happening(claim, other, article) for other in apart):
            apart.append(claim)
    return apart


def one_happening(one: Claim, other: Claim, article: Article) -> bool:
    families = load("triggers")["retold"]["kin"]
    kin = one.type == other.type or any({one.type, other.type} <= set(family) for family in families)
    places = {each.place.of(article.parsed.text).casefold() for each in (one, other) if each.place}
    days = one.when is None or other.when is None or one.when.overlaps(other.when)
    return kin and len(places) < 2 and days


def told_plainly(meant: Claim, claims: Sequence[Claim], article: Article) -> bool:
    """Whether the article tells it on its own word too, so that a denial is of somebody's account of it."""
    return any(
        c.stance == "reported" and c.modality == "actual" and not c.parent and one_happening(c, meant, article)
        for c in claims
    )


# ---------------------------------------------------------------- who speaks


def _words(span: Span, article: Article) -> set[str]:
    return set(folded_words(span.of(article.parsed.text))) - {"the", "a", "an", "s"}


def one_name(one: Speaker, other: Speaker, article: Article) -> bool:
    """The same name, in full or in part: "Kravets" is "Olena Kravets". "Ukraine's army" is not all Ukraine."""
    mine, theirs = (_words(each.named or each.span, article) for each in (one, other))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine) and bool(one.named) == bool(other.named)


def is_he(speaker: Speaker, part: Participant, article: Article) -> bool:
    if speaker.named is None or part.named is None:
        return False
    text = article.parsed.text
    mine, theirs = _words(speaker.named, article), _words(part.named, article)
    initials = {
        "".join(w[0] for w in span.of(text).split() if w[0].isupper()) for span in (speaker.named, part.named)
    }
    short = initials & {speaker.named.of(text), part.named.of(text)}  # "the RSF", of the Rapid Support Forces
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine or bool(short))
