"""The question: read from an address, held as one typed object, written back, and said as a sentence.

In come a query's pairs or the words of the search box; out come `Filters` (`filters.py`) with the problems
found in them (`reader.py`), their sentence and chips (`sentence.py`). Names, dates and misspellings are looked
up here, nothing is listed.
"""
