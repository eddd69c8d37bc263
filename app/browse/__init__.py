"""From question to answer: reading only, no HTTP, no HTML.

In come a connection that cannot write and `Filters`, the question as its address says it; out come the
frozen records of `records.py`: a `Listing` for a list, one page's record for a thing, `None` where there
is none. Every door (page, fragment, feed, file, export) asks the same `Filters` of the same functions,
so they cannot disagree. One file a noun holds what each filter means for it (`WHERE`); `listing.py` asks
the page, the count and the facets; `paging.py` knows cursors; `excerpt.py` cuts a text into marked runs.
How a record is said in CSV or JSON is `forms`' work, addresses beyond a record's own path are `web`'s.
"""
