"""Who says what of one event, side by side: the ledger, its figures, how its accounts stand to each other.

In come the claims of an event (`facts/claims.py`); out comes its `Ledger`, never averaged and never judged.
Which accounts differ is decided in `app/resolve/accounts.py`; here that is laid out in rows.
"""
