"""From the page to the world: which actor, place or event is meant, and why.

In come a `Reading` with its text and functions that look names up (`world` alone, or `world` and what the
store already knows; in tests a dict); out come links, each with a judgement (same, different, unsure), a
reason a reader can check and the candidates that lost. Pure: no database, no network, no clock. A wrong
sameness is a libel here, so *unsure* is a good answer. What is on the page is found in `extract`; the
links are kept, and taken back, in `store`.
"""
