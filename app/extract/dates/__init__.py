"""When: expressions of time, each with the days it means and the rule that says so.

In come the parse and the day of publication; out come `DateMention`s (`reader.py`). `grammar.py` finds the
expressions (written days and months, counted ones, times of day), `calendar_rules.py` says which days they mean,
`scene.py` from which day they are counted. Which day a *claim* takes is decided in `claims/days.py`.
"""
