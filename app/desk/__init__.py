"""People put it right: what an owner or editor changes, always with a reason, never silently.

In come a person's decision and the thing it is about; out go a change and an entry in the public list
of corrections. Writing itself is done by `store`; asking and listing by `browse`.
"""
