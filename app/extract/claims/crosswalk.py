"""The ACLED sub-event type and the PLOVER event/mode of one claim, from its words and from who took part.

Neither is looked up from the type alone: what the entry that took the words says comes first, then the words of
the clause (`[[mode]]` of the lexicon), then the type's own label. Where the words leave it open there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.extract.happenings.clauses import clause_tokens, lemma
from app.extract.happenings.restrictions import is_model
from app.extract.happenings.told import Article
from app.extract.happenings.trigger_words import FILES, words_of
from app.extract.happenings.triggers import Match
from app.extract.lexicon import load
from app.extract.reading import Mention, Participant
from app.text.span import Span

Labels = tuple[str | None, str | None]


def labels_of(match: Match, who: Sequence[Participant], place: Span | None, article: Article) -> Labels:
    """The two labels of a claim; an empty one is None."""
    base = load("triggers")["types"].get(match.type, {})
    acled, plover = match.entry.get("acled", base.get("acled")), match.entry.get("plover", base.get("plover"))
    clause, sentence = [*clause_tokens(match.token), match.token], list(match.token.sent)
    for mode in (mode for file in FILES for mode in load(file).get("mode", ())):
        if mode["type"] != match.type or "becomes" in mode or "acled" in match.entry:
            continue
        near = sentence if mode.get("in") == "sentence" else clause
        if all(_says(near, mode[key]) for key in ("words", "and") if key in mode):
            acled, plover = mode.get("acled", acled), mode.get("plover", plover)
            break
    if match.type == "territory-taken":
        acled = _who_took(match, who, place, article)
    if match.type == "displacement":
        plover = "AID" if lemma(match.token) in ("evacuate", "evacuation") else None
    return acled or None, plover or None


def _says(tokens: Sequence[Any], names: Sequence[str]) -> bool:
    """Whether a word of one of these lists, or a model of one ("Su-34"), is among them."""
    return any(lemma(t) in words_of(name) or is_model(t.text, name) for t in tokens for name in names)


def _who_took(match: Match, who: Sequence[Participant], place: Span | None, article: Article) -> str | None:
    """ACLED: a government *regains* its own country's ground; anyone else, a foreign state too, *overtakes* it.

    Source: ACLED codebook, "Foreign state capturing territory" (FIELD notes the misleading name).
    None where the words do not say whose ground it is.
    """
    actor = next((p for p in who if p.role == "actor"), None)
    if actor is None:
        return None
    if actor.named is None:
        return _by_kind(actor, match, article)
    mention = next((m for m in article.around.mentions if m.span == actor.named), None)
    if mention is None:
        return None
    if mention.kind == "armed-group":
        return "Non-state actor overtakes territory"
    ground, owner = _country_at(place, article), _country_of(mention, article)
    if ground and owner:
        return "Government regains territory" if ground == owner else "Non-state actor overtakes territory"
    if lemma(match.token) in words_of("got-back") and mention.kind in (
        "state",
        "armed-force",
    ):
        return "Government regains territory"
    return None


def _country_at(place: Span | None, article: Article) -> str | None:
    """The country of a place, where every place of that name lies in one; None where they differ."""
    mention = next((p for p in article.around.places if p.span == place), None)
    if mention is None or article.world is None:
        return None
    found = article.world.gazetteer.lookup(mention.name.of(article.parsed.text)) or ()
    countries = {p.country for p in found if p.country}
    return countries.pop() if len(countries) == 1 else None


def _country_of(mention: Mention, article: Article) -> str | None:
    if article.world is None or mention.kind not in ("state", "armed-force", "government-body"):
        return None
    name = mention.name.of(article.parsed.text)
    for word in (name, name.split()[0] if name.split() else name):
        place = article.world.gazetteer.country_of_demonym(word)
        if place is None:
            place = next((p for p in article.world.gazetteer.lookup(word) or () if p.kind == "country"), None)
        if place is not None:
            return place.country
    return None


def _by_kind(actor: Participant, match: Match, article: Article) -> str | None:
    """ "militants seized the base", "the army recaptured the town": unnamed, but of a kind that says whose side.

    An army that merely "took" a town may be a foreign one, so only words of getting back count for it.
    """
    told = {lemma(t) for t in article.parsed.tokens(actor.span)}
    if told & words_of("rebels"):
        return "Non-state actor overtakes territory"
    if told & words_of("state-forces") and (lemma(match.token) in words_of("got-back") or _from_rebels(match)):
        return "Government regains territory"
    return None


def _from_rebels(match: Match) -> bool:
    """ "captured the village from the insurgents"."""
    return bool({lemma(t) for t in clause_tokens(match.token)} & words_of("rebels"))
