"""Which articles are copies of one text: a wire story and its reprints are one origin.

The rule is `ingest.kinship.families`: it asks the texts and their days, not what came first. When an article
comes, changes or goes, all that are related to it, or to what is related to it, are told anew together: a text
that is held by a round-up hangs on what else that holds. What two texts are to one another is found once and
remembered. Only articles whose sketches share bands, or whose texts are the same, are compared at all.

What a text's origin is decides who counts as its publisher, so the events its copies tell of are weighed anew.

An origin's id is made from the article that founded it, and stays while two copies of it are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.orm import Session

from app.ingest.copies import BANDS, LEAST_BANDS, Copied, Wording, relate, sketch, unlike
from app.ingest.kinship import families
from app.ingest.wires import wires_in
from app.store.ids import mint
from app.store.summaries import weigh
from app.store.tables import Article, ArticleVersion, Claim, CopyBand, Origin, Outlet
from app.store.words import batched

_MOST_COMPARED = 100  # articles that one is compared with: a footer on every page of a site makes no copies
_MOST_SHARING = 2_000  # articles looked at for shared bands, those with most of them first
_WIRE = 200  # characters that the column holds
_REMEMBERED = 100_000  # pairs of texts: what they are to one another hangs on them and their days alone
_LATER = (4, BANDS // 2)  # days apart from which on texts are compared only if they share that many bands
FIRST = "the text the others are compared with: its wire's own, or published first"
_WORD_FOR_WORD = "the same text, word for word"
_NEAR = "near-copies: what one tells stands in another, in the same words and the same order"


def find_origin(session: Session, article: Article, text: str) -> None:
    """Gives an article with a new text its origin; those it shared one with till now are told anew."""
    before = _texts_of(session, article.id)[-2:-1]
    were_near = _near_to(session, article, before[0]) if before else []
    drop_bands(session, article.id)
    bands = [
        {"article_id": article.id, "band": band, "hash": told} for band, told in enumerate(sketch(Wording(text)))
    ]
    session.execute(insert(CopyBand), bands)
    settle(session, [article, *were_near])


def mend_sketch(session: Session, article: Article, text: str) -> None:
    """Sketches a text that has no sketch, or one of an older kind: a record may be older than sketches."""
    there = select(CopyBand.hash).where(CopyBand.article_id == article.id)
    if set(session.scalars(there)) != set(sketch(Wording(text))):
        find_origin(session, article, text)


def leave_origin(session: Session, origin_id: int | None, were_near: Sequence[Article] = ()) -> None:
    """Tells anew an origin that has just lost a copy, and `were_near`, which the lost one was like."""
    settle(session, [*_members(session, [origin_id] if origin_id else []), *were_near])


def near(session: Session, article: Article) -> list[Article]:
    """Articles that are like one, whatever their days: what to tell anew when it goes. Asked before it does."""
    return _near_to(session, article, _texts_of(session, article.id)[-1])


def retell(session: Session, article: Article) -> None:
    """Tells anew an article whose title, outlet or day was put right, and all that hangs on it."""
    settle(session, [article, *near(session, article)], moved={article.id})


def drop_bands(session: Session, article_id: int) -> None:
    """Takes an article's sketch away, so that nothing is found to be a copy of it."""
    session.execute(delete(CopyBand).where(CopyBand.article_id == article_id))


def settle(session: Session, seeds: Sequence[Article], *, moved: Collection[int] = ()) -> None:
    """Finds anew the origins of `seeds`, of what they share one with till now, and of all related to these.

    Events told by an article whose origin, or its wire, is another now are weighed anew, and those of `moved`.
    """
    session.flush()
    related = _Related(session)
    related.reach([*seeds, *_members(session, {row.origin_id for row in seeds if row.origin_id})])
    taken: set[int] = set()
    before = {row.id: row.origin_id for row in related.rows.values()}
    changed = set(moved)
    for members in _founders_first(session, related.families()):
        origin = _origin_of(session, members, taken) if len(members) > 1 else None
        for row in members:
            row.origin_id = origin.id if origin else None
            row.origin_reason = row.origin_reason if origin else ""
        changed |= {row.id for row in members if row.origin_id != before[row.id]}
        if origin:
            wire = origin.wire
            _tell(session, origin, members, related)
            changed |= {row.id for row in members if origin.wire != wire}
    session.flush()
    for ids in batched(sorted({one for one in before.values() if one} - taken)):
        session.execute(delete(Origin).where(Origin.id.in_(ids)))
    _weigh(session, sorted(changed))


# --- what is related to what ------------------------------------------------------------------------

_remembered: dict[tuple[str, str, bool], Copied | None] = {}


@dataclass
class _Related:
    """Articles that are related, each with its newest text and how it is compared, loaded once."""

    session: Session
    rows: dict[int, Article] = field(default_factory=dict)
    ties: dict[tuple[str, str], Copied] = field(default_factory=dict)  # by text keys, the smaller first
    _texts: dict[int, str] = field(default_factory=dict)
    _wordings: dict[int, Wording] = field(default_factory=dict)

    def reach(self, seeds: Sequence[Article]) -> None:
        """Follows ties of every kind from `seeds` to all that hang together with them."""
        self.rows = {row.id: row for row in seeds}
        waiting = sorted(self.rows)
        while waiting:
            row = self.rows[waiting.pop()]
            for near_id in _sharing(self.session, row):
                other = self.rows.get(near_id) or self.session.get_one(Article, near_id)
                if row.text_key != other.text_key:
                    tie = self.relation(row, other)
                    if tie is None:
                        continue
                    one_first = row.text_key < other.text_key
                    key = (row.text_key, other.text_key) if one_first else (other.text_key, row.text_key)
                    self.ties[key] = tie if one_first else tie.turned
                if other.id not in self.rows:
                    # With all it shared an origin with till now, be they copies any more or not.
                    for one in (other, *_members(self.session, [other.origin_id] if other.origin_id else [])):
                        if one.id not in self.rows:
                            self.rows[one.id] = one
                            waiting.append(one.id)

    def relation(self, row: Article, other: Article) -> Copied | None:
        apart = _days_apart(row, other)
        later = apart is not None and apart >= _LATER[0]
        one, two = sorted((row, other), key=lambda each: each.text_key)
        key = (one.text_key, two.text_key, later)
        if key not in _remembered:
            if len(_remembered) >= _REMEMBERED:
                _remembered.clear()
            _remembered[key] = relate(self.wording(one.id), self.wording(two.id), apart)
        found = _remembered[key]
        return found.turned if found and one is not row else found

    def families(self) -> list[list[Article]]:
        """The articles of each origin to be; one by itself is a list of its own."""
        of: dict[str, list[Article]] = defaultdict(list)
        for _, row in sorted(self.rows.items()):
            of[row.text_key].append(row)
        published = {
            key: min((row.earliest for row in rows if row.earliest), default=None) for key, rows in of.items()
        }

        def share_nothing(one: str, other: str) -> bool:
            return unlike(self.wording(of[one][0].id), self.wording(of[other][0].id))

        return [
            sorted((row for key in keys for row in of[key]), key=lambda row: row.id)
            for keys in families(published, self.ties, share_nothing)
        ]

    def load(self, article_ids: Sequence[int]) -> None:
        for ids in batched([one for one in article_ids if one not in self._texts]):
            texts = select(ArticleVersion.article_id, ArticleVersion.text).where(
                ArticleVersion.article_id.in_(ids)
            )
            for article_id, text in self.session.execute(texts.order_by(ArticleVersion.number)):
                self._texts[article_id] = text

    def text(self, article_id: int) -> str:
        self.load([article_id])
        return self._texts[article_id]

    def wording(self, article_id: int) -> Wording:
        if article_id not in self._wordings:
            self._wordings[article_id] = Wording(self.text(article_id))
        return self._wordings[article_id]


def _days_apart(one: Article | Row, other: Article | Row) -> int | None:
    """Days that surely lie between two; None where a day is not known."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    return max(0, (max(one.earliest, other.earliest) - min(one.latest, other.latest)).days)


def _texts_of(session: Session, article_id: int) -> list[str]:
    texts = select(ArticleVersion.text).where(ArticleVersion.article_id == article_id)
    return list(session.scalars(texts.order_by(ArticleVersion.number)))


def _near_to(session: Session, article: Article, text: str) -> list[Article]:
    """Articles that a text of this one is related to, or was: its sketch is still that text's."""
    wording, related = Wording(text), _Related(session)
    rows = [session.get_one(Article, one) for one in _sharing(session, article, any_day=True)]
    return [row for row in rows if relate(wording, related.wording(row.id))]


def _sharing(session: Session, row: Article, *, any_day: bool = False) -> list[int]:
    """Articles to compare one with: those with its text, then those that share most bands, not the far-off."""
    mine = select(CopyBand.hash).where(CopyBand.article_id == row.id)
    shared = func.count().label("shared")
    sharing = (
        select(CopyBand.article_id, shared)
        .where(CopyBand.hash.in_(session.scalars(mine).all()), CopyBand.article_id != row.id)
        .group_by(CopyBand.article_id)
        .having(shared >= LEAST_BANDS)
        .order_by(shared.desc(), CopyBand.article_id)
        .limit(_MOST_SHARING)
        .subquery()
    )
    columns = select(Article.id, Article.earliest, Article.latest, sharing.c.shared)
    found = session.execute(
        columns.join(sharing, sharing.c.article_id == Article.id)
        .where(Article.text_key != row.text_key)
        .order_by(sharing.c.shared.desc(), Article.public_id)
    )
    likely = [
        one.id for one in found if any_day or one.shared >= _LATER[1] or (_days_apart(row, one) or 0) < _LATER[0]
    ]
    # A record older than sketches knows a text by its key alone.
    same = select(Article.id).where(Article.text_key == row.text_key, Article.id != row.id).order_by(Article.id)
    return [*session.scalars(same), *likely[:_MOST_COMPARED]]


def _founders_first(session: Session, found: Sequence[list[Article]]) -> list[list[Article]]:
    """Those that keep an old origin's founder before the others."""
    return sorted(found, key=lambda members: (not _founded(session, members), members[0].id))


def _members(session: Session, origin_ids: Collection[int]) -> list[Article]:
    query = select(Article).where(Article.origin_id.in_(origin_ids)).order_by(Article.id)
    return list(session.scalars(query)) if origin_ids else []


# --- an origin ----------------------------------------------------------------------------------------


def _founded(session: Session, members: Sequence[Article]) -> list[int]:
    """Origins that bear the id of one of these articles."""
    ids = [mint("origin", row.public_id) for row in members]
    borne = {row.origin_id for row in members if row.origin_id}
    query = select(Origin.id).where(Origin.public_id.in_(ids), Origin.id.in_(borne)).order_by(Origin.id)
    return list(session.scalars(query)) if borne else []


def _origin_of(session: Session, members: Sequence[Article], taken: set[int]) -> Origin:
    """The origin these bear: one that an article of theirs founded, else any they had, else a new one."""
    had = sorted({row.origin_id for row in members if row.origin_id})
    left = [one for one in (*_founded(session, members), *had) if one not in taken]
    origin = session.get_one(Origin, left[0]) if left else _new_origin(session, members[0])
    taken.add(origin.id)
    return origin


def _new_origin(session: Session, founder: Article) -> Origin:
    salt = 0  # an article that founded one, left it and meets another copy founds a second
    while session.scalar(
        select(Origin.id).where(Origin.public_id == mint("origin", founder.public_id, salt=salt))
    ):
        salt += 1
    origin = Origin(public_id=mint("origin", founder.public_id, salt=salt), reason="")
    session.add(origin)
    session.flush()
    return origin


def _tell(session: Session, origin: Origin, members: Sequence[Article], related: _Related) -> None:
    """Names the wire, and why each is a copy."""
    related.load([row.id for row in members])
    outlets = _outlets(session, members)
    origin.wire = _wire(members, outlets, related)
    origin.reason = _WORD_FOR_WORD if len({row.text_key for row in members}) == 1 else _NEAR
    own = {row.id for row in members if origin.wire in wires_in("", None, outlets.get(row.id))}
    first, *others = sorted(members, key=lambda row: (row.id not in own, row.earliest or date.max, row.public_id))
    for row in members:
        against = [first, *(other for other in others if other is not row)]
        row.origin_reason = FIRST if row is first else _why(row, against, outlets, related)


def _wire(members: Sequence[Article], outlets: Mapping[int, str], related: _Related) -> str | None:
    """The agency that all credit who credit one: two agencies' names are no wire of both."""
    credited = (wires_in(related.text(row.id), row.byline, outlets.get(row.id)) for row in members)
    named = [wires for wires in credited if wires]
    return " and ".join(sorted(frozenset.intersection(*named)))[:_WIRE] or None if named else None


def _why(row: Article, others: Sequence[Article], outlets: Mapping[int, str], related: _Related) -> str:
    """“412 of its 430 words stand in …”: with the first of them, else with the next that it is a copy of."""
    for other in others:
        name = f"“{other.title}”" + (f" ({outlets[other.id]})" if other.id in outlets else "")
        if row.text_key == other.text_key:
            return f"{_WORD_FOR_WORD}, as {name}"
        copied = related.relation(row, other)
        if copied and copied.kin != "item":
            told = f"{copied.words:,} of {'its' if copied.one_is_shorter else 'the'} {copied.of:,} words"
            if copied.one_is_shorter:
                return f"{told} stand in {name}, in the same order"
            return f"{told} of {name} stand in it, in the same order"
    return ""  # not reached: an article is here because it is a copy of one of them


def _outlets(session: Session, members: Sequence[Article]) -> dict[int, str]:
    """The name of each article's outlet, where it has one."""
    names = {}
    for ids in batched([row.id for row in members]):
        query = select(Article.id, Outlet.name).join(Outlet, Outlet.id == Article.outlet_id)
        names |= {row.id: row.name for row in session.execute(query.where(Article.id.in_(ids)))}
    return names


def _weigh(session: Session, article_ids: Sequence[int]) -> None:
    """Counts the independent texts of each event these articles tell of, and whether their accounts differ."""
    told = {
        event_id
        for ids in batched(article_ids)
        for event_id in session.scalars(select(Claim.event_id).where(Claim.article_id.in_(ids)).distinct())
        if event_id is not None
    }
    weigh(session, sorted(told))
