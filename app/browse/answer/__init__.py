"""One question asked of one noun, whichever it is: rows, order, count, facets, histogram, groups.

In come `Filters` and a `Noun` (`listing.py`); out come a page (`page.py`), a stream, a count, or the answer
divided (`facets.py`, `histogram.py`, `grouped.py`). What a filter means for a noun is said by the noun, one
floor up.
"""
