"""How good the readers are: readings compared with articles that people annotated.

In come gold and readings, out come figures with their counts. Where the figures are shown lives in
`web`, the small gold set of our own in `tests/gold`.
"""
