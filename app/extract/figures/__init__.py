"""How many: counted things with bounds, units and who says so, and which figure took another's place.

In come triggers and numbers; out come `Quantity`s on their claims (`quantities.py`, `of_claims.py`,
`revisions.py`).
"""
