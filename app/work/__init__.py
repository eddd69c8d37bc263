"""What runs by itself: one article down the whole line (`pipeline.py`), and later many of them.

In come articles from `ingest`; out go records. Reading and resolving happen with no transaction open;
`store` then writes each article whole in one short one.
"""
