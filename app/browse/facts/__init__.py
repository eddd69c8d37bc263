"""Facts read for many rows at once: briefs of people, places and articles, claims, speakers, marked excerpts.

In come ids; out come records, in one query for however many there are. A fact is read here in the same words
for every page that shows it.
"""
