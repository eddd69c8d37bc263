"""No kind of page breaks the policy or speaks to another host. What else is promised: test_promises.py."""

from __future__ import annotations

import pytest

from tests.addresses import MISSING

pytestmark = pytest.mark.browser


def test_no_page_breaks_the_policy_or_speaks_to_others(watched, addresses):
    for address in addresses:
        if address not in MISSING:  # Chromium itself logs a 404 as an error
            watched.page.goto(watched.site + address)
