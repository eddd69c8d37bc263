"""Who: mentions of persons and groups, their titles and kinds, and what pronouns and descriptions stand for.

In come the parse and the roster; out come mentions (`reader.py`). Which of all known people a name means is
decided in `resolve`; here one article is looked at by itself.
"""
