"""Which articles are copies of one text: a wire story and its reprints are one origin.

The rule: articles share an origin if a chain of copies (`ingest.copies.compare`) leads from one to the other.
Descent is passed on: who copies a copy tells what the first text told, however much was cut or added on the
way. So which articles share an origin is decided by the texts alone, not by what came first; a new article
is compared with one copy of each origin at most, and only where one leaves or changes are those it leaves
behind compared anew. Only articles whose sketches share bands are compared at all.

An origin's id is made from the article that founded it, and stays while two copies of it are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.ingest.copies import LEAST_BANDS, Wording, compare, sketch
from app.ingest.wires import wires_in
from app.store.ids import mint
from app.store.tables import Article, ArticleVersion, Claim, CopyBand, Event, Origin, Outlet
from app.store.words import batched

_MOST_COMPARED = 100  # articles that one is compared with: a footer on every page of a site makes no copies
_MOST_SHARING = 2_000  # articles looked at for shared bands, those with most of them first
_WIRE = 200  # characters that the column holds
_Node = tuple[str, int]  # "article" or "origin", and a row id
FIRST = "the text the others are compared with: its wire's own, or published first"
_WORD_FOR_WORD = "the same text, word for word"
_NEAR = "near-copies: what one tells stands in another, in the same words and the same order"


def find_origin(session: Session, article: Article, text: str) -> None:
    """Gives an article with a new text its origin; those it shared one with till now are told anew."""
    drop_bands(session, article.id)
    bands = [
        {"article_id": article.id, "band": band, "hash": told} for band, told in enumerate(sketch(Wording(text)))
    ]
    session.execute(insert(CopyBand), bands)
    behind = _members(session, [article.origin_id] if article.origin_id else [])
    settle(session, [article, *(row for row in behind if row is not article)])


def mend_sketch(session: Session, article: Article, text: str) -> None:
    """Sketches a text that has no sketch, or one of an older kind: a record may be older than sketches."""
    there = select(CopyBand.hash).where(CopyBand.article_id == article.id)
    if set(session.scalars(there)) != set(sketch(Wording(text))):
        find_origin(session, article, text)


def leave_origin(session: Session, origin_id: int | None) -> None:
    """Tells an origin anew that has just lost a copy: without it the others may be copies no more."""
    if origin_id is not None:
        settle(session, _members(session, [origin_id]))


def retell(session: Session, origin_id: int | None) -> None:
    """Names wire and reasons anew, after a title, an outlet or a day of one of its articles was put right."""
    origin = session.get(Origin, origin_id) if origin_id else None
    if origin:
        members = _members(session, [origin.id])
        _tell(session, origin, members, members, _Texts(session))
        session.flush()


def drop_bands(session: Session, article_id: int) -> None:
    """Takes an article's sketch away, so that nothing is found to be a copy of it."""
    session.execute(delete(CopyBand).where(CopyBand.article_id == article_id))


def settle(session: Session, loose: Sequence[Article]) -> None:
    """Finds anew what each of `loose` is a copy of; if an origin lost a copy, all its others are among them."""
    texts, ties = _Texts(session), _Ties({row.id for row in loose})
    for row in sorted(loose, key=lambda row: row.public_id):
        _tie(session, row, ties, texts)
    taken: set[int] = set()
    changed: set[int] = set()
    old = {row.origin_id for row in loose}
    for members in _together(session, loose, ties):
        before = {row.id: row.origin_id for row in members}
        old |= set(before.values())
        origin = _origin_of(session, members, taken) if len(members) > 1 else None
        for row in members:
            row.origin_id = origin.id if origin else None
            row.origin_reason = row.origin_reason if origin else ""
        if origin:
            new = [row for row in members if before[row.id] != origin.id or row.id in ties.loose]
            _tell(session, origin, members, new, texts)
        changed |= {row.id for row in members if row.origin_id != before[row.id]}
    session.flush()
    for ids in batched(sorted({one for one in old if one} - taken)):
        session.execute(delete(Origin).where(Origin.id.in_(ids)))
    _recount(session, sorted(changed))


# --- what is a copy of what -------------------------------------------------------------------------


class _Texts:
    """Newest texts of articles and how they are compared, each loaded once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: dict[int, str] = {}
        self._wordings: dict[int, Wording] = {}

    def load(self, article_ids: Sequence[int]) -> None:
        for ids in batched([one for one in article_ids if one not in self._texts]):
            texts = select(ArticleVersion.article_id, ArticleVersion.text).where(
                ArticleVersion.article_id.in_(ids)
            )
            for article_id, text in self._session.execute(texts.order_by(ArticleVersion.number)):
                self._texts[article_id] = text

    def of(self, article_id: int) -> str:
        self.load([article_id])
        return self._texts[article_id]

    def wording(self, article_id: int) -> Wording:
        if article_id not in self._wordings:
            self._wordings[article_id] = Wording(self.of(article_id))
        return self._wordings[article_id]


class _Ties:
    """What was found to be copies so far, as a forest. An article that is not loose stands for its origin."""

    def __init__(self, loose: Collection[int]) -> None:
        self.loose = loose
        self._above: dict[_Node, _Node] = {}

    def root(self, article_id: int, origin_id: int | None) -> _Node:
        alone = origin_id is None or article_id in self.loose
        found = ("article", article_id) if alone else ("origin", origin_id or 0)
        while found in self._above:
            found = self._above[found]
        return found

    def join(self, one: _Node, other: _Node) -> None:
        self._above[other] = one

    def trees(self) -> Iterator[list[_Node]]:
        """What is joined, together."""
        found: dict[_Node, list[_Node]] = defaultdict(list)
        for node in (*self._above, *self._above.values()):
            root = node
            while root in self._above:
                root = self._above[root]
            if node not in found[root]:
                found[root].append(node)
        yield from found.values()


def _tie(session: Session, row: Article, ties: _Ties, texts: _Texts) -> None:
    """Joins an article with everything that holds a copy of it."""
    compared = 0
    for other_id, origin_id, text_key in _sharing(session, row.id):
        mine, theirs = ties.root(row.id, None), ties.root(other_id, origin_id)
        if mine == theirs:
            continue
        if row.text_key != text_key:
            compared += 1
            if compared > _MOST_COMPARED:
                return
            if compare(texts.wording(row.id), texts.wording(other_id)) is None:
                continue
        ties.join(theirs, mine)


def _sharing(session: Session, article_id: int) -> Sequence[tuple[int, int | None, str]]:
    """Articles that share bands with one, those that share most first: id, origin, text key."""
    mine = select(CopyBand.hash).where(CopyBand.article_id == article_id)
    shared = func.count().label("shared")
    sharing = (
        select(CopyBand.article_id, shared)
        .where(CopyBand.hash.in_(session.scalars(mine).all()), CopyBand.article_id != article_id)
        .group_by(CopyBand.article_id)
        .having(shared >= LEAST_BANDS)
        .order_by(shared.desc(), CopyBand.article_id)
        .limit(_MOST_SHARING)
        .subquery()
    )
    query = select(Article.id, Article.origin_id, Article.text_key).join(
        sharing, sharing.c.article_id == Article.id
    )
    return [tuple(row) for row in session.execute(query.order_by(sharing.c.shared.desc(), Article.id))]


def _together(session: Session, loose: Sequence[Article], ties: _Ties) -> list[list[Article]]:
    """The articles of each origin to be, those that keep an old one's founder first."""
    alone = {row.id: row for row in loose}
    found: list[list[Article]] = []
    for nodes in ties.trees():
        singles = [key for kind, key in nodes if kind == "article"]
        members = [alone.pop(key) if key in alone else session.get_one(Article, key) for key in singles]
        members += _members(session, [key for kind, key in nodes if kind == "origin"])
        found.append(sorted(members, key=lambda row: row.id))
    found += [[row] for row in alone.values()]
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


def _tell(
    session: Session, origin: Origin, members: Sequence[Article], new: Sequence[Article], texts: _Texts
) -> None:
    """Names the wire, and why each of `new` is a copy; all of them where it is another that was first."""
    texts.load([row.id for row in members])
    outlets = _outlets(session, members)
    origin.wire = _wire(members, outlets, texts)
    origin.reason = _WORD_FOR_WORD if len({row.text_key for row in members}) == 1 else _NEAR
    own = {row.id for row in members if origin.wire in wires_in("", None, outlets.get(row.id))}
    first, *others = sorted(members, key=lambda row: (row.id not in own, row.earliest or date.max, row.public_id))
    if first in new or first.origin_reason != FIRST:
        new = members
    for row in new:
        against = [first, *(other for other in others if other is not row)]
        row.origin_reason = FIRST if row is first else _why(row, against, outlets, texts)


def _wire(members: Sequence[Article], outlets: Mapping[int, str], texts: _Texts) -> str | None:
    """The agency that all credit who credit one: two agencies' names are no wire of both."""
    credited = (wires_in(texts.of(row.id), row.byline, outlets.get(row.id)) for row in members)
    named = [wires for wires in credited if wires]
    return " and ".join(sorted(frozenset.intersection(*named)))[:_WIRE] or None if named else None


def _why(row: Article, others: Sequence[Article], outlets: Mapping[int, str], texts: _Texts) -> str:
    """“412 of its 430 words stand in …”: with the first of them, else with the next that it is a copy of."""
    for other in others:
        name = f"“{other.title}”" + (f" ({outlets[other.id]})" if other.id in outlets else "")
        if row.text_key == other.text_key:
            return f"{_WORD_FOR_WORD}, as {name}"
        if copied := compare(texts.wording(row.id), texts.wording(other.id)):
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


def _recount(session: Session, article_ids: Sequence[int]) -> None:
    """How many independent texts tell of each event that these articles tell of."""
    text = func.count(func.distinct(func.coalesce(Article.origin_id, -Article.id)))
    if not article_ids:
        return
    for ids in batched(article_ids):
        theirs = select(Claim.event_id).where(Claim.article_id.in_(ids))
        events = {event.id: event for event in session.scalars(select(Event).where(Event.id.in_(theirs)))}
        counted = select(Claim.event_id, text).join(Article, Article.id == Claim.article_id)
        for event_id, origins in session.execute(
            counted.where(Claim.event_id.in_(theirs)).group_by(Claim.event_id)
        ):
            if event_id is not None:
                events[event_id].origins = origins
    session.flush()
