"""The map and the timeline of an answer for programs: the numbers that their figures are drawn from."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from app.browse.placed import Mark, Placed
from app.browse.question.filters import Filters
from app.browse.question.sentence import sentence
from app.browse.records import Count
from app.browse.timeline import Timeline
from app.forms.json import asked, plain

TIMELINE_COLUMNS = ("from", "to", "events", "within", "wider")


def placed_json(filters: Filters, count: Count, placed: Placed) -> str:
    """`events` + `unplaced` + `left_out` are all of the answer."""
    return _written(
        {
            "question": sentence(filters, count),
            "filters": asked(filters),
            "count": plain(count),
            "events": placed.events,
            "unplaced": placed.unplaced,
            "left_out": placed.left_out,
            "marks": [_mark(mark) for mark in placed.marks],
        }
    )


def _mark(mark: Mark) -> dict[str, Any]:
    """`where`: "point", "circle" (of `km`), "shape" (its key in the base map) or "middle" (of who knows what)."""
    place, extent = mark.place, mark.extent
    return {
        "key": mark.key,
        "name": place.name,
        "kind": place.kind,
        "place": place.slug,
        "lat": place.lat,
        "lon": place.lon,
        "where": extent.kind,
        "km": extent.km,
        "shape": extent.shape.key if extent.shape else None,
        "events": mark.events,
        "unsure": mark.unsure,
    }


def timeline_json(filters: Filters, count: Count, timeline: Timeline) -> str:
    return _written(
        {
            "question": sentence(filters, count),
            "filters": asked(filters),
            "count": plain(count),
            "unit": timeline.unit,
            "dated": timeline.dated,
            "in_several": timeline.several,
            "undated": plain(timeline.undated.count) if timeline.undated else None,
            "bars": [dict(zip(TIMELINE_COLUMNS, row, strict=True)) for row in _rows(timeline)],
        }
    )


def timeline_csv(timeline: Timeline) -> str:
    """A bar a row; no cell can be a formula, since all are days and numbers."""
    out = io.StringIO()
    csv.writer(out).writerows([TIMELINE_COLUMNS, *_rows(timeline)])
    return out.getvalue()


def _rows(timeline: Timeline) -> list[tuple[str, str, int, int, int]]:
    return [
        (bar.when.earliest.isoformat(), bar.when.latest.isoformat(), bar.count, bar.within, bar.wider)
        for bar in timeline.bars
    ]


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
