"""How to cite what is here: plain, Markdown, BibTeX, CSL-JSON, Wikipedia's template; with the day of looking up.

A citation names the report first and this site as where it was found: the words are the speaker's, printed by
an outlet; we only read them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from app.browse.named_pages import counts as totals
from app.browse.records import ArticleBrief, ArticleRecord, EventRecord, Listing, QuoteRecord, SearchPage
from app.forms.telling import checked, counts, retold, said, stances, when_words
from app.text.day_words import day_words
from app.text.tongue import N_, _, listed
from app.text.when import When

SITE = "Dateline"
_RETOLD = {
    "indirect": N_("indirect speech, in the outlet's words"),
    "mixed": N_("mixed speech, in the outlet's words"),
}
_EDGE = 5  # words at each end of a passage that a text fragment gives, where it is longer than both
_BIBTEX = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}",
                                                              "^": r"\textasciicircum{}"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says. `permalink` is on this site; `original` the report's own address at the words."""

    key: str  # for BibTeX: letters and digits
    title: str
    permalink: str
    looked_up: date
    author: str | None = None  # who wrote the report; its outlet stands for whoever is not named
    speaker: str | None = None
    words: str | None = None  # exact, where something is quoted in quotation marks
    retold: str | None = None  # what is told in the outlet's words, with who and the verb of saying
    outlet: str | None = None
    published: When | None = None
    said: str | None = None  # of speech: when it was said, with the doubt there is of it
    happened: str | None = None  # of an event, the same
    original: str | None = None
    note: str = ""
    ours: bool = (
        False  # an event, a list, an answer: no report of somebody else's, but what this site made of many
    )

    @property
    def lead(self) -> tuple[str | None, ...]:
        """What was said, on whose word."""
        return (self.retold,) if self.retold else (self.speaker, self.words)

    @property
    def speech(self) -> str:
        """The same as one note: "Olena Kravets: “The bridge is gone”"."""
        return self.retold or ": ".join(filter(None, (self.speaker, self.words)))

    @property
    def told(self) -> str | None:
        """All that no field of a bibliography holds: who said what, when, and who vouches for the reading."""
        return "; ".join(filter(None, (self.speech, self.said, self.happened, self.note))) or None


def citations(cited: Cited) -> Mapping[str, str]:
    """The citation by its form's name."""
    return {name: form(cited) for name, form in _FORMS.items()}


def text_fragment(url: str, exact: str) -> str:
    """The address with the words behind it, so that browsers scroll there (WICG, Scroll to Text Fragment).

    A passage longer than ten words is given by its first and last five: markup within it would else hide it.
    """
    words = exact.split()
    parts = [" ".join(words[:_EDGE]), " ".join(words[-_EDGE:])] if len(words) > 2 * _EDGE else [" ".join(words)]
    # A hyphen would be read as syntax and `quote` lets it stand.
    told = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={told}" if told else url


# --- what is cited ------------------------------------------------------------------------------------


def cite_quote(item: QuoteRecord, site: str, today: date) -> Cited:
    direct = item.type == "direct"
    return Cited(
        key=f"dateline{item.public_id}",
        title=item.article.title,
        permalink=site + item.path,
        looked_up=today,
        speaker=item.speaker.name if item.speaker else None,
        words=f"“{item.words}”" if direct else None,
        retold=None if direct else retold(item),
        outlet=_outlet(item.article),
        published=item.article.published,
        said=said(item),
        original=_original(item.article.url, item.pieces[0].exact if item.pieces else ""),
        note="; ".join((*(() if direct else (_(_RETOLD[item.type]),)), checked(item.state))),
    )


def cite_event(item: EventRecord, site: str, today: date) -> Cited:
    return Cited(
        key=f"dateline{item.public_id}",
        title=item.title,
        permalink=f"{site}/events/{item.public_id}",
        looked_up=today,
        happened=when_words(item.when) if item.when else _("day not stated"),
        ours=True,
        note="; ".join((*stances(item), counts(item), checked(item.state))),
    )


def cite_article(item: ArticleRecord, site: str, today: date) -> Cited:
    return Cited(
        key=f"dateline{item.public_id}",
        title=item.title,
        permalink=f"{site}/articles/{item.public_id}",
        looked_up=today,
        author=item.byline,
        outlet=_outlet(item),
        published=item.published,
        original=item.url,
    )


def cite_listing(item: Listing[Any], site: str, today: date) -> Cited:
    query = item.filters.changed().to_query()
    return Cited(
        key=f"dateline{item.noun}{today:%Y%m%d}",
        title=item.title,
        permalink=f"{site}/{item.noun}" + (f"?{query}" if query else ""),
        looked_up=today,
        note=_("%(n)s found; read by machine, each to be checked against its source", n=item.count),
        ours=True,
    )


def cite_search(item: SearchPage, site: str, today: date) -> Cited:
    """Everything search: its words, and how much it found of each kind; or, of none, what it offered instead."""
    told = listed(totals({group.noun: group.count.value for group in item.groups}))
    beside = [one.sentence for one in item.read if not one.shown]
    if told or not beside:
        note = _("%(n)s found; read by machine, each to be checked against its source", n=told or "0")
    else:
        note = _(
            "nothing has all of the words; by the names among them: %(found)s; read by machine, each to be "
            "checked against its source",
            found=listed(beside),
        )
    return Cited(
        key=f"datelinesearch{today:%Y%m%d}",
        title=_("Search: %(words)s", words=item.q),
        permalink=f"{site}/search?{urlencode({'q': item.q})}",
        looked_up=today,
        note=note,
        ours=True,
    )


def cite(item: Any, site: str, today: date) -> Cited:
    """Any record that can be cited, or a listing. Raises KeyError for what cannot."""
    return _CITED[type(item)](item, site, today)


def _outlet(article: ArticleBrief | ArticleRecord) -> str | None:
    return article.outlet.name if article.outlet else None


def _original(url: str | None, exact: str) -> str | None:
    return text_fragment(url, exact) if url else None


# --- forms --------------------------------------------------------------------------------------------


def _plain(c: Cited) -> str:
    title = f"“{c.title}”" if c.outlet or c.original else c.title
    told = [c.author, *c.lead, c.said, title, c.outlet, _published(c), c.happened, c.note or None, c.original]
    told = [part for part in told if part]
    return _(
        "%(report)s. %(site)s, %(link)s (looked up %(day)s).",
        report=", ".join(told), site=SITE, link=c.permalink, day=day_words(c.looked_up),
    )  # fmt: skip


def _markdown(c: Cited) -> str:
    lead = [c.author, *c.lead, c.said]
    title = f"[{_unbracketed(c.title)}]({c.original})" if c.original else f"*{_unbracketed(c.title)}*"
    told = [*lead, title, c.outlet, _published(c), c.happened, c.note or None]
    told = [part for part in told if part]
    return _(
        "%(report)s. [%(site)s](%(link)s), looked up %(day)s.",
        report=", ".join(told), site=SITE, link=c.permalink, day=day_words(c.looked_up),
    )  # fmt: skip


def _published(c: Cited) -> str | None:
    return _("published %(when)s", when=when_words(c.published)) if c.published else None


def _unbracketed(title: str) -> str:
    return re.sub(r"([\[\]*_`\\])", r"\\\1", title)


def _bibtex(c: Cited) -> str:
    fields = {
        "author": f"{{{_tex(author)}}}" if (author := c.author or c.outlet) else None,
        "title": f"{{{_tex(c.title)}}}",
        "journaltitle": _tex(c.outlet) if c.outlet else None,
        "date": _iso(c.published),
        "url": c.original or c.permalink,
        "urldate": c.looked_up.isoformat(),
        "note": _tex("; ".join(filter(None, [c.told, f"{SITE}: {c.permalink}"]))),
    }
    told = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{c.key},\n{told}\n}}"


def _tex(words: str) -> str:
    return words.translate(_BIBTEX)


def _csl(c: Cited) -> str:
    fields: dict[str, Any] = {
        "id": c.key,
        "type": "article-newspaper" if c.outlet else "webpage",
        "title": c.title,
        "author": [{"literal": author}] if (author := c.author or c.outlet) else None,
        "container-title": SITE if c.ours else c.outlet,
        "issued": _parts(c.published),
        "accessed": {"date-parts": [[c.looked_up.year, c.looked_up.month, c.looked_up.day]]},
        "URL": c.original or c.permalink,
        "archive": SITE,
        "archive_location": c.permalink,
        "note": c.told,
    }
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False, indent=2)


def _wikipedia(c: Cited) -> str:
    """The work is who published the report, never this site, which is where it was found; but for what is its own.

    https://en.wikipedia.org/wiki/Template:Cite_news: the template sets its own marks round `quote`.
    """
    url = c.original or c.permalink
    fields = {
        "title": c.title,
        "work": SITE if c.ours else c.outlet,
        "date": _iso(c.published),
        "url": url,
        # What somebody said in so many words; a retelling is no quotation.
        "quote": c.words.removeprefix("“").removesuffix("”") if c.words else None,
        "via": None if c.ours else SITE if url == c.permalink else f"[{c.permalink} {SITE}]",
        "access-date": c.looked_up.isoformat(),
    }
    # A pipe would end the field; "=" is harmless in a named one.
    told = "".join(f" |{name}={value.replace('|', '{{!}}')}" for name, value in fields.items() if value)
    return f"{{{{cite {'web' if c.ours or not c.outlet else 'news'}{told}}}}}"


def _iso(when: When | None) -> str | None:
    """A day, month, year or range as ISO 8601 and biblatex write them; never a hedge, which neither has."""
    if when is None:
        return None
    return str(When(when.earliest, when.latest))


def _parts(when: When | None) -> dict[str, Any] | None:
    """As precise as it is known: a year, a month or a day; two of them for a range."""
    told = _iso(when)
    return {"date-parts": [[int(part) for part in end.split("-")] for end in told.split("/")]} if told else None


_FORMS: Mapping[str, Callable[[Cited], str]] = {
    "plain": _plain,
    "Markdown": _markdown,
    "BibTeX": _bibtex,
    "CSL-JSON": _csl,
    "Wikipedia": _wikipedia,
}
_CITED: Mapping[type, Callable[[Any, str, date], Cited]] = {
    QuoteRecord: cite_quote,
    EventRecord: cite_event,
    ArticleRecord: cite_article,
    Listing: cite_listing,
    SearchPage: cite_search,
}
