"""Ids for the outside: 12 base-32 characters made from what a thing is: same thing, same id."""

from __future__ import annotations

import hashlib

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread or spell with
LENGTH = 12  # 60 bits: two of a million things meet with a chance of about 4 in 10 million


def mint(kind: str, *parts: object, salt: int = 0) -> str:
    """The id of a `kind` of thing told apart by `parts`; `salt` steps past an id that is taken."""
    told = "\x1f".join([kind, *map(str, parts), *([str(salt)] if salt else [])])
    number = int.from_bytes(hashlib.sha256(told.encode()).digest()[:8], "big")
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in range(LENGTH))
