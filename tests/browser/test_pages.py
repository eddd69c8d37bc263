"""No kind of page breaks the policy or speaks to another host. What else is promised: test_promises.py."""

from __future__ import annotations

import pytest

from tests.addresses import MISSING
from tests.counts import some

pytestmark = pytest.mark.browser


def test_no_page_breaks_the_policy_or_speaks_to_others(watched, addresses):
    for address in some([each for each in addresses if each not in MISSING], 15):  # Chromium logs a 404
        watched.page.goto(watched.site + address)
