"""Which words tell that something happened: triggers with their types, the clauses they open, and who may fill
them.

In come the parse and the lexicon of triggers; out come triggers that may become claims, or are refused with a
reason (`restrictions.py`). Whether it did happen is asked in `standing`; who did it to whom, where and when in
`claims`.
"""
