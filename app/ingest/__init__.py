"""From outlet to article: files and pages in, cleaned texts with what is stated about them out.

Cleaning happens here, once (`article.py`): the cleaned text is the one we keep, read, point into and
show, so offsets never need translating. `sources.py` opens files and folders; one bad file costs that
file. What the words mean is for `extract`; whether we know the article already is for `store`.
"""
