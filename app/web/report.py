"""`/report`: whom to tell of a mistake, with the address of what is wrong already written.

There is no desk behind it: a report is a mail or an issue, as the site's settings say, and where they name
nobody the page says that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.text.tongue import _
from app.web.asked import Db
from app.web.respond import page
from app.web.templating import site_of

router = APIRouter(include_in_schema=False)
_LONGEST = 1000  # characters of an address: a list's question is part of it
_LOCAL = re.compile(r"/(?!/)[^\s\\]*")


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a report goes: the address as it is shown, and the link that begins one."""

    shown: str
    link: str


@router.get("/report")
def report(request: Request, _db: Db, of: str = "") -> Response:
    """`?of=` is the page with the mistake; what is no address of this site is left out."""
    about = of if len(of) <= _LONGEST and _LOCAL.fullmatch(of) else ""
    contact = contact_of(request.app.state.settings.contact, site_of(request) + about if about else "")
    return page(request, "words/report.html", about=about, contact=contact)


def contact_of(told: str, address: str) -> Contact | None:
    """The setting as a link that carries the address; None where none is set.

    >>> contact_of("desk@dateline.example", "https://dateline.example/quotes/q7w2m4k8s1xz").link[:47]
    'mailto:desk@dateline.example?subject=Mistake%20'
    """
    if not told:
        return None
    subject = _("Mistake at %(address)s", address=address) if address else _("A mistake")
    body = _("What is wrong, and how do you know?")
    if "@" in told and not told.startswith(("http://", "https://")):
        return Contact(told, f"mailto:{told}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}")
    if told.rstrip("/").endswith("/issues/new"):  # as the common forges name it, and read these two names there
        return Contact(told, f"{told}?{urlencode({'title': subject, 'body': body}, quote_via=quote)}")
    return Contact(told, told)
