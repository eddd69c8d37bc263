"""What is known before reading, as read-only files.

The gazetteer (places and their spellings), the roster (actors, their spellings and dated roles), the
codebook (event types and their crosswalks) and the conflicts with their sides. In come names, out come
candidates; which one an article means is decided in `resolve`, what was learnt later lives in `store`.
"""
