"""From question to answer: reading only, no HTTP, no HTML.

In come a connection that cannot write and `Filters`, the question as its address says it; out come the
frozen records of `records/`: a `Listing` for a list, one page's record for a thing, `None` where there
is none. Every door (page, fragment, feed, file, export) asks the same `Filters` of the same functions,
so they cannot disagree. One file a noun, at the top, holds what each filter means for it (`WHERE`) and what its
page shows. Beneath them, each on those before it: `words` (how things are said), `question` (from an address to
`Filters`), `records`, `answer` (rows, count, facets of any noun) beside `facts` (read for many rows at once),
and `accounts` (who says what of one event).
How a record is said in CSV or JSON is `forms`' work, addresses beyond a record's own path are `web`'s.
"""
