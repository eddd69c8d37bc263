"""What can be said of a text before knowing what it is about.

In comes a string; out come spans of it, words folded for searching, and days written as precisely
as somebody wrote them. The language of our own interface (`tongue`) is here too, since every room above may
say something to a visitor. Nothing here knows a place, a person or a database. What is known of the
world before reading lives in `world`; what is read in an article lives in `extract`.
"""
