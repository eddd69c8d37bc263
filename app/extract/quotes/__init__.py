"""Who said what: direct, indirect and mixed speech, its cue, its speaker, and the relays it came through.

In come names, places and dates; out come `Quote`s (`reader.py`). `attribution.py` also answers on whose word a
clause stands, which `claims` asks.
"""
