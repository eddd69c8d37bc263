"""`docs/accuracy.json`: how good the readers are, corpus by corpus, as /accuracy shows it.

Measuring goes corpus by corpus and the file is written after each, so it may be stopped and gone on with:
a corpus measured before with the very same code, words and gold is not measured again.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app import __version__, paths
from app.measure.evaluate import Scores, as_json, score
from app.measure.gold import HALVES, chosen, open_gold, sampled
from app.measure.readings import read_gold

# What a figure hangs on: a change in any of these rooms, or in the seeds, and it must be measured again.
_ROOMS = ("text", "world", "extract", "resolve", "forms/reading_json.py", "work/pipeline.py", "measure")
_SHOWN_ONLY = {"report.py", "corpora.toml"}  # how figures are shown; what is asked of a corpus is looked at apart
_SEEDS = ("actors.toml", "codebook.toml", "conflicts.toml", "gazetteer.tsv.xz", "places_extra.jsonl")


@dataclass(frozen=True, slots=True)
class Corpus:
    """One entry of `corpora.toml`."""

    name: str
    layers: tuple[str, ...]
    figures: tuple[Mapping[str, Any], ...]
    only: Mapping[str, Sequence[str]]
    agreed: bool
    most: int | None


@cache
def corpora() -> tuple[Corpus, ...]:
    """The corpora of `make evaluate`, in the order of /accuracy. Raises KeyError for an entry without a name."""
    told = tomllib.loads(Path(__file__).with_name("corpora.toml").read_text(encoding="utf-8"))
    return tuple(
        Corpus(
            entry["name"],
            tuple(entry["layers"]),
            tuple(entry["figure"]),
            entry.get("only", {}),
            entry.get("agreed", False),
            entry.get("most"),
        )
        for entry in told["corpus"]
    )


def records_of(corpus: Corpus, path: Path) -> tuple[list[dict[str, Any]], int]:
    """What is measured of a corpus, and how many records it could have been."""
    records = [dict(record) for record in chosen(open_gold(path), corpus.only)]
    if corpus.agreed:
        records = [one for one in records if any(event.get("adjudicated") for event in one["events"])]
    return sampled(records, corpus.most), len(records)


def measure_all(
    folder: Path, out: Path, gazetteer: Path, processes: int, say: Callable[[str], None]
) -> Iterator[tuple[str, Scores | None]]:
    """Measures every corpus that lies in `folder`; hands on each growing Scores with the corpus's name.

    A corpus that is not there keeps its old figures, if it has any, and is named through `say`. Raises
    UnreadableGold for a gold file that is broken and ValueError for an `out` that is not ours to write over.
    """
    told = load_accuracy(out) or {}
    kept = {one["corpus"]: one for one in told.get("corpora", [])}
    done: dict[str, dict[str, Any]] = {}
    for corpus in corpora():
        path = folder / f"{corpus.name}.jsonl"
        before = kept.get(corpus.name)
        if not path.is_file():
            say(f"{corpus.name}: not in {folder}; its old figures stay" if before else f"{corpus.name}: not there")
            done |= {corpus.name: before} if before else {}
            continue
        code = fingerprint(corpus, path)
        if before and before["code"] == code:
            say(f"{corpus.name}: measured on {before['measured']} with the same code and gold")
            done[corpus.name] = _with_figures(before, corpus)
            continue
        records, of = records_of(corpus, path)
        scores = Scores(corpus.layers)
        for _ in score(read_gold(records, gazetteer, processes), corpus.layers, scores):
            yield corpus.name, scores
        done[corpus.name] = _entry(corpus, scores, code, of)
        later = {name: one for name, one in kept.items() if name not in done}
        write_accuracy(out, [*done.values(), *later.values()])
    write_accuracy(out, done.values())


def _entry(corpus: Corpus, scores: Scores, code: str, of: int) -> dict[str, Any]:
    measured = as_json(scores, examples=False)
    entry = {
        "corpus": corpus.name,
        "layers": list(corpus.layers),
        "only": dict(corpus.only),
        "documents": measured.pop("documents") | {"of": of},
        "measured": date.today().isoformat(),
        "version": __version__,
        "code": code,
        "seconds": round(scores.seconds, 1),
        **measured,
    }
    return _with_figures(entry, corpus)


def _with_figures(entry: dict[str, Any], corpus: Corpus) -> dict[str, Any]:
    """The entry with the rows that a page shows: ours beside others' and people's."""
    figures = entry["figures"]
    rows = []
    for row in corpus.figures:
        parts = {half: figures[half].get(row["name"], {}).get(row["part"]) for half in (*HALVES, "both")}
        counts = {half: _count(figures[half].get(row["name"], {})) for half in HALVES}
        rows.append({**row, **parts, "counts": counts})
    return {**entry, "rows": rows}


def _count(figure: Mapping[str, Any]) -> int:
    """On how many gold items (or found ones, for a share of them) a figure rests."""
    return figure.get("wanted", figure.get("of", 0))


def fingerprint(corpus: Corpus, gold: Path) -> str:
    """Of a gold file, what is asked of it, and all code and words that a figure hangs on; twelve digits."""
    asked = repr((corpus.layers, sorted(corpus.only.items()), corpus.agreed, corpus.most))
    return hashlib.sha256(_code() + asked.encode() + gold.read_bytes()).hexdigest()[:12]


@cache
def _code() -> bytes:
    app = Path(__file__).resolve().parents[1]
    files = [file for room in _ROOMS for file in _files(app / room)]
    files += [paths.SEEDS / name for name in _SEEDS]
    hashed = hashlib.sha256(__version__.encode())
    for file in files:
        hashed.update(file.name.encode() + file.read_bytes())
    return hashed.digest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.suffix in (".py", ".toml"))
    return sorted(file for file in found if file.name not in _SHOWN_ONLY)


def load_accuracy(path: Path) -> dict[str, Any] | None:
    """What was measured, None where nothing was. Raises ValueError where the file is something else."""
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(told, dict) or "corpora" not in told:
        raise ValueError(f"{path} is not a file of accuracy figures")
    return told


def write_accuracy(path: Path, entries: Iterable[dict[str, Any]]) -> None:
    """Writes the file whole or not at all."""
    told = {
        "split": "sha1 of the document's id, last decimal digit: 0-4 tuned, 5-9 unseen",
        "corpora": list(entries),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    half_written = path.with_suffix(".writing")
    half_written.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    half_written.replace(path)
