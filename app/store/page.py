"""One article being written: its row, its text, and who is linked to what, shared by all that writes a reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extract.reading import Reading, Speaker
from app.resolve.links import Linked
from app.store.ids import mint
from app.store.known import Known
from app.store.rematch import LastReading
from app.store.tables import Article, Claim, Place, Quote
from app.store.words import batched
from app.text.span import Span
from app.text.when import When
from app.world.world import World


class Page:
    """An article with what was read in it. Rows are made here and in `mentions`, `quotes` and `claims`."""

    def __init__(self, session: Session, article: Article, version_id: int, linked: Linked, world: World) -> None:
        self.session = session
        self.article = article
        self.version_id = version_id
        self.linked = linked
        self.roster = world.roster
        actors = [link for span in linked.actors if (link := linked.actor(span))]
        places = [link.place for span in linked.places if (link := linked.place(span)) and link.place]
        self.known = Known(session, world, actors, places)
        self.last = LastReading(session, article, version_id, linked.text)

    @property
    def reading(self) -> Reading:
        return self.linked.reading

    def exact(self, span: Span | None) -> str | None:
        return span.of(self.linked.text) if span else None

    def on_page(self, span: Span) -> dict[str, Any]:
        """The columns of a span."""
        return {"start": span.start, "end": span.end, "exact": span.of(self.linked.text)}

    def here(self, span: Span) -> dict[str, Any]:
        """The columns of a span of this version of this article."""
        return {"article_id": self.article.id, "version_id": self.version_id, **self.on_page(span)}

    def actor_id(self, span: Span | None) -> int | None:
        """The row id of the actor a span means, where that is sure."""
        link = self.linked.actor(span)
        return self.known.actor(link).id if link else None

    def place(self, span: Span | None) -> Place | None:
        """The row of the place a span means."""
        link = self.linked.place(span)
        return self.known.place(link.place) if link and link.place else None

    def spoken_by(self, speaker: Speaker | None) -> dict[str, Any]:
        """The columns that say on whose word: of a quote, and of a claim."""
        if speaker is None:
            return {"speaker_reason": ""}
        return {
            "speaker_start": speaker.span.start,
            "speaker_end": speaker.span.end,
            "speaker": self.exact(speaker.span),
            "speaker_id": self.actor_id(speaker.named),
            "speaker_reason": self.why(speaker.named, speaker.reason),
        }

    def why(self, named: Span | None, reason: str) -> str:
        """Why somebody is meant: how the page leads to the name, then what is known of the name."""
        link = self.linked.actors.get(named) if named else None
        return "; ".join(filter(None, (reason, link.reason if link else "")))

    def ids(self, kind: str, contents: Sequence[tuple[object, ...]]) -> list[str]:
        """An id for each quote or claim of the reading: its old one, or one made from its content.

        `contents` tells each apart: its span, its words, its type. An id that is taken is stepped past.
        """
        taken = self._taken(kind, [mint(kind, self.article.public_id, *told) for told in contents])
        ids: list[str] = []
        for position, told in enumerate(contents):
            one, salt = self.last.id_of(kind, position), 0
            while one is None:
                wanted = mint(kind, self.article.public_id, *told, salt=salt)
                one = None if wanted in taken or self.last.uses(kind, wanted) else wanted
                salt += 1
            taken.add(one)
            ids.append(one)
        return ids

    def _taken(self, kind: str, ids: list[str]) -> set[str]:
        """Those of `ids` that other articles' things bear: with 60 bits, as good as never."""
        table = Quote if kind == "quote" else Claim
        return {
            one
            for some in batched(ids)
            for one in self.session.scalars(
                select(table.public_id).where(table.public_id.in_(some), table.article_id != self.article.id)
            )
        }


def days(when: When | None, reason: str) -> dict[str, Any]:
    """The columns of a When."""
    return {
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "about_then": bool(when and when.about),
        "when_reason": reason,
    }


def ends(name: str, span: Span | None) -> dict[str, int | None]:
    """The columns `<name>_start` and `<name>_end`."""
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}
