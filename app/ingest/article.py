"""An article as it came in: a cleaned text and what is stated about it. Cleaning happens only here."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlsplit, urlunsplit

from app.ingest.dateline import opening_dateline
from app.ingest.language import language_of
from app.text.tongue import _
from app.text.when import When

LONGEST = 1_000_000  # code points of one article; longer ones are refused with a reason, never cut
_TITLE_LENGTH = 90
# Code points of a stated line, more being a mistake; an address of 2,000 works in every browser and fits an index.
_LONGEST_LINE = {
    "title": 500, "outlet": 200, "url": 2_000, "byline": 500, "lang": 20, "licence": 500, "warning": 200,
}  # fmt: skip
# What advertisers add to an address; the page is the same without it.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_cid|mc_eid|cmpid|ocid|smid|ref_src|at_medium|at_campaign")


class UnreadableArticle(ValueError):
    """What came in cannot become an article; the message says what to change."""


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """One article, cleaned. `published` is as precise as it was stated, or None: then it is undated."""

    text: str
    title: str
    outlet: str | None = None
    url: str | None = None
    published: When | None = None
    published_from: str | None = None  # "given", "front matter", "the page", "the record"
    byline: str | None = None
    lang: str = "en"
    licence: str | None = None
    warning: str | None = None  # what is graphic or distressing in the text
    dateline: str | None = None
    sample: bool = False
    sources: tuple[str, ...] = ()

    @property
    def text_key(self) -> str:
        """sha256 of the text: the same words are the same article unless two addresses say otherwise."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def url_key(self) -> str | None:
        return canonical_url(self.url) if self.url else None


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who ingests says of all articles of a source; it wins over what a file says."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    lang: str | None = None


def incoming(text: str, stated: Mapping[str, object], given: Given, *, stated_in: str) -> IncomingArticle:
    """An article of raw text and the fields that a file states.

    They are `title outlet url published byline lang licence warning`; DESIGN §6's `date` and `source` are read as
    `published` and `outlet`. Raises UnreadableArticle.
    """
    cleaned = clean(text)
    if not cleaned:
        raise UnreadableArticle(_("there is no text in it"))
    if len(cleaned) > LONGEST:
        raise UnreadableArticle(
            _(
                "the text has %(n)s characters; %(most)s is the most for one article",
                n=f"{len(cleaned):,}",
                most=f"{LONGEST:,}",
            )
        )
    field = {name: stated_line(name, stated.get(name)) for name in _LONGEST_LINE}
    published, published_from = _published(stated, given, stated_in)
    url = web_address(given.url or field["url"])
    return IncomingArticle(
        text=cleaned,
        title=given.title or field["title"] or title_of(cleaned),
        outlet=given.outlet or field["outlet"] or stated_line("outlet", stated.get("source")),
        url=url,
        published=published,
        published_from=published_from,
        byline=field["byline"],
        lang=given.lang or field["lang"] or language_of(cleaned),
        licence=field["licence"],
        warning=field["warning"],
        dateline=opening_dateline(cleaned),
        sources=tuple(address for told in _strings(stated.get("sources")) if (address := web_address(told))),
    )


def clean(text: str) -> str:
    """The text as it will be kept: NFC, one kind of line end, no control characters, no outer white space.

    Words, quotation marks and spaces inside a line stay as they are: they are evidence.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    without_bom = kept.replace("\ufeff", "")
    lines = (line.rstrip() for line in without_bom.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def canonical_url(url: str) -> str:
    """The address that stands for a page: https, lower-case host, no fragment, no tracking parameters."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    # Piece by piece and as written: "?12345" names a page as well as "?id=12345" does.
    kept = [
        told for told in parts.query.split("&") if told and not _TRACKING.fullmatch(told.split("=")[0].casefold())
    ]
    page = parts.fragment if parts.fragment.startswith("!") else ""  # "#!/story/1" is a page, "#top" a spot on one
    return urlunsplit(("https", host + port, parts.path.rstrip("/") or "/", "&".join(kept), page))


def web_address(url: str | None) -> str | None:
    """An http(s) address as given; None for none. Raises UnreadableArticle for anything else."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        usable = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        )
    except ValueError:  # urlsplit's word for "http://[bad/"
        usable = False
    if not usable:
        raise UnreadableArticle(
            _("the address %(url)s is not one: it has to start with http:// or https://", url=repr(url[:80]))
        )
    return url


def title_of(text: str) -> str:
    """A title for a text that has none: its first words. Nothing is taken away from the text."""
    first = text.split("\n", 1)[0].strip()
    if len(first) <= _TITLE_LENGTH:
        return first
    return first[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"


def read_published(written: object) -> When:
    """A day, month or year; of a full timestamp, the day in its own zone. Raises UnreadableArticle."""
    if isinstance(written, datetime):
        return When.day(written.date())
    if isinstance(written, date):
        return When.day(written)
    told = str(written).strip()
    try:
        if len(told) > 10 and "/" not in told:
            return When.day(datetime.fromisoformat(told).date())
        return When.parse(told)
    except ValueError as error:
        raise UnreadableArticle(
            _("the publication date %(date)s cannot be read: write 2023-05-21, 2023-05 or 2023", date=repr(told))
        ) from error


def _published(stated: Mapping[str, object], given: Given, stated_in: str) -> tuple[When | None, str | None]:
    if given.published:
        return read_published(given.published), "given"
    told = stated.get("published") or stated.get("date")
    return (read_published(told), stated_in) if told else (None, None)


def stated_line(name: str, value: object) -> str | None:
    """One line of text, or None for nothing. Raises UnreadableArticle for what is no line of text."""
    if value is None:
        return None
    if not isinstance(value, str | int | float | date):
        raise UnreadableArticle(
            _("`%(name)s` has to be text, and is %(kind)s", name=name, kind=type(value).__name__)
        )
    told = " ".join(clean(str(value)).split())
    if len(told) > _LONGEST_LINE[name]:
        raise UnreadableArticle(
            _("`%(name)s` has %(n)s characters; %(most)s is the most",
              name=name, n=f"{len(told):,}", most=f"{_LONGEST_LINE[name]:,}")
        )  # fmt: skip
    return told or None


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def as_sample(article: IncomingArticle) -> IncomingArticle:
    """Marked as one of our own samples. No file can say that of itself: samples are shown whole to everybody."""
    return replace(article, sample=True)
