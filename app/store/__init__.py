"""The record: every table, and every write.

In come articles, readings and their links; out come rows that `browse` may select. This is the only
room that writes and the only one that asks whether the database is SQLite or Postgres (`db.py` for
connections, `words.py` for search). `tables/` is the shape; `record.py` writes an article, `readings.py`
what was read in it (`mentions`, `quotes`, `claims`, ids kept by `rematch`), `origins.py` groups copies
of one text, `utterances.py` quotes of the same words, `events.py` joins claims and
`summaries.py` tells the events; `renewal.py` brings what was copied from the seeds up to them;
`addresses.py` keeps redirects and stones, `forget.py` and `prune.py` take things out, `audit/` says as
queries what must always hold. Questions to the record live in `browse`.
"""
