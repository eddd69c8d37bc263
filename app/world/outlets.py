"""Where outlets are at home, where their name or address says it plainly: weak evidence for places' names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from app.text.folding import fold_name


@dataclass(frozen=True, slots=True)
class Outlets:
    """`named` and `hosts` → ISO 3166-1 alpha-2; `endings` are those of addresses that only one country's have."""

    named: Mapping[str, str] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, seeds: Path) -> Outlets:
        """Raises OSError for a missing seed, ValueError for one that cannot be read."""
        told = tomllib.loads((seeds / "outlet_countries.toml").read_text(encoding="utf-8"))
        samples = tomllib.loads((seeds / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
        named = {fold_name(name): code for name, code in told["names"].items()}
        named |= {fold_name(one["name"]): one["country"] for one in samples if one.get("country")}
        return cls(named, told["hosts"], told["endings"])

    def country(self, name: str | None, url: str | None = None) -> str | None:
        """The country of the outlet so called, or at this address; None where nothing says it.

        "Haaretz" → IL · "https://www.dailystar.com.lb/…" → LB · "news.example.co.uk" → GB · "latest.io" → None
        """
        if name and (code := self.named.get(fold_name(name))):
            return code
        return self._of_host(_host(url)) or self._of_host(_host(name))

    def _of_host(self, host: str) -> str | None:
        labels = host.split(".")
        for at in range(len(labels) - 1):  # "edition.example.com", then "example.com"
            if code := self.hosts.get(".".join(labels[at:])):
                return code
        return self.endings.get(labels[-1]) if len(labels) > 1 else None


def _host(address: str | None) -> str:
    """The host of an address, or of a name that is written like one ("jpost.com"); "" for neither."""
    told = (address or "").strip()
    if not told or " " in told:
        return ""
    try:
        return (urlsplit(told if "//" in told else f"//{told}").hostname or "").removeprefix("www.")
    except ValueError:  # "http://[bad/"
        return ""
