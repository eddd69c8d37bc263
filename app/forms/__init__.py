"""Answers in other forms, for web and `dateline export` alike.

In come the records of `browse`; out come strings and bytes, a row at a time where the answer is long, so
that a million quotes are never held at once. `csv.py` and `json.py` say the same things under the same
names. What is asked, and how much of it, was decided before (`browse`); headers and status are `web`'s.
"""
