"""What the words of a text are before anything is made of them: tokens, the parse, numbers, quotation marks and
cues.

In comes a text; out come `Parsed` (`parse.py`, the one module that knows spaCy), pairs of marks, numbers with
their spans, and the verbs that open speech. Knows nothing of people, places or wars; every other part of
`extract` stands on it.
"""
