"""Answers as an Atom feed (RFC 4287): one page of a list, the way to the next (RFC 5005), an entry a record.

An entry's id is its address without the readable slug, which may change. `updated` is when the record came to
know of it; `published`, where a day is known, the day its article was published, at midnight UTC.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from app.browse.records import (
    ArticleRecord,
    ClaimRecord,
    Contradiction,
    EventPage,
    EventRecord,
    LedgerRow,
    Listing,
    QuoteRecord,
)
from app.browse.words.labels import label, not_named
from app.forms.telling import capital, counted, counts, published, retold, said, stances, when_words
from app.text.tongue import _, listed
from app.text.when import When

NOUNS = ("quotes", "events", "contradictions", "articles")
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # `updated` is required; an empty feed has nothing to date
_LONGEST_TITLE = 120
# XML 1.0 §2.2 has no way to write these, not even escaped.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one record; paths are on this site."""

    path: str
    id_path: str
    title: str
    lines: tuple[str, ...]  # what it says, a paragraph each
    by: str | None
    source: str | None  # the path of the very words
    published: When | None
    updated: datetime | None
    lang: str | None = None


def feed(listing: Listing[Any], base: str, path: str, query: str, next_query: str | None) -> bytes:
    """The feed of one page of a list. `base` is the site's address without a slash at its end, `path` the
    page's own, and the queries stand behind a `?` in the addresses of this page and the next.
    """
    return _feed(listing.title, [entry_of(record) for record in listing.items], base, path, query, next_query)


def event_feed(page: EventPage, base: str) -> bytes:
    """The feed of one event: an entry a report of it, the newest first, so that a reader hears of each new one."""
    by_article: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in page.claims:
        by_article[claim.article.public_id].append(claim)
    entries = [_report(page.event, claims) for claims in reversed(by_article.values())]
    return _feed(page.event.title, entries, base, page.event.path, "", None)


def _feed(title: str, entries: Sequence[Entry], base: str, path: str, query: str, next_query: str | None) -> bytes:
    root = Element(f"{{{_ATOM}}}feed")
    page = f"{base}{path}"
    _put(root, "id", page + (f"?{query}" if query else ""))
    _put(root, "title", _("%(title)s – Dateline", title=title))
    _put(root, "subtitle", _("Machine-read from news reports: who says what. Check each against its source."))
    _put(root, "updated", _instant(max((e.updated for e in entries if e.updated), default=_NEVER)))
    _link(root, "self", f"{page}.atom" + (f"?{query}" if query else ""), "application/atom+xml")
    _link(root, "alternate", page + (f"?{query}" if query else ""), "text/html")
    if next_query:
        _link(root, "next", f"{page}.atom?{next_query}", "application/atom+xml")
    _put(SubElement(root, f"{{{_ATOM}}}author"), "name", "Dateline")
    for entry in entries:
        _entry(root, entry, base)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8")


def _entry(root: Element, entry: Entry, base: str) -> None:
    told = SubElement(root, f"{{{_ATOM}}}entry")
    _put(told, "id", base + entry.id_path)
    _put(told, "title", entry.title)
    _put(told, "updated", _instant(entry.updated or _NEVER))
    if entry.published:
        _put(told, "published", _instant(datetime.combine(entry.published.latest, time(), UTC)))
    _link(told, "alternate", base + entry.path, "text/html")
    if entry.source:
        _link(told, "via", base + entry.source, "text/html")
    _put(SubElement(told, f"{{{_ATOM}}}author"), "name", entry.by or _("not named"))
    content = _put(told, "content", "\n\n".join(entry.lines))
    content.set("type", "text")
    if entry.lang:
        content.set("{http://www.w3.org/XML/1998/namespace}lang", entry.lang)


def _put(within: Element, name: str, text: str) -> Element:
    element = SubElement(within, f"{{{_ATOM}}}{name}")
    element.text = _UNWRITABLE.sub("\ufffd", text)
    return element


def _link(within: Element, rel: str, href: str, type_: str) -> None:
    SubElement(within, f"{{{_ATOM}}}link", {"rel": rel, "href": href, "type": type_})


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


# --- entries ----------------------------------------------------------------------------------------


def entry_of(record: Any) -> Entry:
    """A record's entry. Raises KeyError for a record that has none."""
    return _ENTRIES[type(record)](record)


def _quote(quote: QuoteRecord) -> Entry:
    who = quote.speaker.name if quote.speaker else None
    # Only what stood in quotation marks is put in them again: an indirect quote is a retelling.
    words = f"“{quote.words}”" if quote.type == "direct" else capital(retold(quote))
    title = _cut(words)
    if quote.type == "direct":
        title = _("%(who)s: %(words)s", who=capital(who or not_named()), words=title)
    kind = label("type", quote.type)
    by = _("%(who)s, %(said)s; %(kind)s quote.", who=who or _("Speaker not named"), said=said(quote), kind=kind)
    return Entry(
        path=quote.path,
        id_path=quote.path,
        title=title,
        lines=(words, by, _reported_in(quote.article)),
        by=who,
        source=quote.source_path,
        published=quote.article.published,
        updated=quote.article.added,
        lang=quote.article.lang,
    )


def _event(event: EventRecord) -> Entry:
    type_label, told = event.type_label, capital(counts(event))
    if event.modality != "actual":
        type_label = _("%(type)s (%(modality)s)", type=type_label, modality=label("modality", event.modality))
    if event.differs:
        told = _("%(counts)s; accounts differ", counts=told)
    lines = [f"{type_label}. {told}."]
    lines += [f"{capital(stance)}." for stance in stances(event)]
    lines += [span.exact for span in event.spans[:3]]
    return Entry(
        path=event.path,
        id_path=f"/events/{event.public_id}",
        title=f"{event.title}{f', {when_words(event.when)}' if event.when else ''}",
        lines=tuple(lines),
        by=listed(event.attributed_to) or None,
        source=event.spans[0].source_path if event.spans else None,
        published=None,
        updated=event.updated,
    )


def _report(event: EventRecord, claims: Sequence[ClaimRecord]) -> Entry:
    """What one article says of an event. The entry is the event's: one article may report several."""
    article = claims[0].article
    told = [_("%(stance)s: %(words)s", stance=label("stance", one.stance), words=one.exact) for one in claims]
    by = dict.fromkeys(one.told_by for one in claims if one.told_by)
    return Entry(
        path=event.path,
        id_path=f"/events/{event.public_id}#{article.public_id}",
        title=article.title,
        lines=(*dict.fromkeys(told), _reported_in(article)),
        by=listed(list(by)) or None,
        source=claims[0].source_path,
        published=article.published,
        updated=article.added,
        lang=article.lang,
    )


def _contradiction(told: Contradiction) -> Entry:
    """The event, with what is said about each question it is told differently in."""
    rows = [(group.question, row) for group in told.groups for _number, row in group.rows]
    lines = [
        _("%(question)s: %(answer)s (%(who)s)", question=label("question", question), answer=_answer(row),
          who=row.who or not_named())
        for question, row in rows
    ]  # fmt: skip
    entry = _event(told.event)
    return replace(entry, lines=(*entry.lines[:1], *lines))


def _answer(row: LedgerRow) -> str:
    return row.number or " ".join((label("position", row.says), *row.names))


def _article(article: ArticleRecord) -> Entry:
    outlet = article.outlet.name if article.outlet else None
    return Entry(
        path=article.path,
        id_path=f"/articles/{article.public_id}",
        title=article.title,
        lines=(
            _(
                "Read in it: %(quotes)s and %(claims)s.",
                quotes=counted(article.quotes, "quote", "quotes"),
                claims=counted(article.claims, "claim", "claims"),
            ),
            article.url or "",
        ),
        by=outlet,
        source=None,
        published=article.published,
        updated=article.added,
        lang=article.lang,
    )


def _reported_in(article: Any) -> str:
    told = [article.outlet.name if article.outlet else "", f"“{article.title}”", published(article)]
    return f"{', '.join(filter(None, told))}. {article.url or ''}".strip()


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1].rstrip()}…"


_ENTRIES: dict[type, Callable[[Any], Entry]] = {
    QuoteRecord: _quote,
    EventRecord: _event,
    Contradiction: _contradiction,
    ArticleRecord: _article,
}
