"""What happened, to whom, where, when and on whose word: from triggers to `Claim`s.

In comes all that the other parts found; out come claims with their participants, figures, day, place, modality
and stance, and what was seen and refused (`reader.py`). Claims of several articles are joined to events in
`resolve`.
"""
