"""Whether it happened, as it is told: planned, possible, negated or past (`modality.py`, `moods.py`), and what
was denied.

In come clauses with their triggers; out come the modality of each and the denials of what others told.
"""
