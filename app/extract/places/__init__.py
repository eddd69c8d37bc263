"""Where: mentions of places, the place each means, and words that stand for a place told before ("the city").

In come the parse and the gazetteer; out come `PlaceMention`s with precision and reason (`reader.py`). Where a
*claim* happened is decided in `claims/places.py`.
"""
