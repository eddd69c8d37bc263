"""How codes, figures, reasons and finds are said to a reader.

In comes a code, a numeral or a text with the places that matched; out come words, already in the reader's
language. Knows no table and no question: every other part of `browse` speaks through it.
"""
