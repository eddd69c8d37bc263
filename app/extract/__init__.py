"""From article to reading: what one article says, each thing with the characters it was read from.

In come a text, the day it was published (or None) and what is known of the world; out comes a
`Reading` (`reading.py`). Everything here is pure: no database, no network, no clock. Whom a name
means among all we know is decided in `resolve`; words a journalist can correct lie in `lexicon/`.
`reader.py` lists the readers in order; the list is the pipeline.

Its parts look one way too (`tests/test_house.py`): words → dates, places → names → quotes → happenings →
figures, standing → claims. Each says in its `__init__.py` what it is for; a `reader.py` is its door.
"""

import os

# A page's matrices are small: a second thread mostly waits, and its waiting is counted as work. Asked for here,
# before anything below brings in numpy; whoever wants it otherwise says so in the environment.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
