"""Settings: the environment's `DATELINE_*`, or `.env`. Read once, passed down as plain values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting with its default; `dateline settings` lists them."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", env_file=".env", frozen=True, extra="ignore")

    data_dir: Path = Field(Path("var"), description="where the database and the built gazetteer lie")
    database_url: str = Field(
        "",
        description="SQLAlchemy address; empty: a SQLite file in data_dir. Postgres: postgresql+psycopg://…",
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="port to listen on")
    workers: int = Field(1, ge=1, description="web processes")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        ("localhost", "127.0.0.1", "[::1]"),
        description="names the site is reached by, with commas between; public_url's is one more",
    )
    public_url: str = Field(
        "",
        description="the site's own address, like https://dateline.example: for feeds, files and citations, and "
        "its host is answered to; empty: as each visitor reaches it",
    )
    trust_loopback: bool | None = Field(
        None,
        description="whether a request straight from this machine is its owner's, who may write: true or false; "
        "empty: until allowed_hosts, public_url, operator or contact say that others reach it",
    )
    tiles_url: str = Field(
        "",
        description="map tiles from another host, like https://tiles.example/{z}/{x}/{y}.png: visitors' browsers "
        "then ask it; empty: the map is drawn from our own shapes alone",
    )
    tiles_credit: str = Field("", description="whom the map names as the makers of those tiles")
    whole_articles: bool = Field(
        False, description="show whole article texts off loopback too (else a window round each fact)"
    )
    whole_outlets: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="outlets whose whole articles the public sees: slugs as in /outlets/…, with commas between"
    )
    link_only_outlets: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="outlets of whose articles the public sees the facts and the link, and no words round them"
    )
    shown_percent: int = Field(
        33,
        ge=0,
        le=100,
        description="of an article that is not whole, at most so many hundredths of its characters are on its "
        "page for the public: its facts, then the words round them",
    )
    operator: str = Field("", description="who runs this site, as /about names them")
    contact: str = Field(
        "",
        description="where mistakes are reported: a mail address, or a web address such as a project's "
        "https://…/issues/new; empty: /about and /report say that there is none",
    )
    language: str = Field(
        "en",
        description="language of the interface, one with a catalogue in templates/locale; en-XA (accents) and "
        "en-XB (right to left) show which strings were forgotten and which pages do not bear longer words",
    )
    samples: bool = Field(True, description="load the samples on the first start of an empty database")

    @field_validator("tiles_url")
    @classmethod
    def _tiles(cls, told: str) -> str:
        """What it says goes into a header, so it is one address of a tile and nothing more."""
        if told and not re.fullmatch(r"https?://[\w.-]+(:\d+)?/[^\s;,'\"]*\{z\}[^\s;,'\"]*", told, re.ASCII):
            raise ValueError("write an address like https://tiles.example/{z}/{x}/{y}.png")
        return told

    @field_validator("contact")
    @classmethod
    def _contact(cls, told: str) -> str:
        """It becomes a link on a page, so it is a mail address or a web address and nothing else."""
        if told and not re.fullmatch(r"[^\s@:/?#]+@[\w.-]+|https?://[^\s\"'<>]+", told):
            raise ValueError("write a mail address like desk@dateline.example, or one beginning https://")
        return told

    @field_validator("trust_loopback", mode="before")
    @classmethod
    def _undecided(cls, told: object) -> object:
        return None if told == "" else told

    @field_validator("allowed_hosts", "whole_outlets", "link_only_outlets", mode="before")
    @classmethod
    def _apart(cls, told: object) -> object:
        """`a.example, b.example`."""
        return tuple(filter(None, map(str.strip, told.split(",")))) if isinstance(told, str) else told

    @property
    def tiles_origin(self) -> str:
        """Where tiles come from, as a policy names it; empty without tiles."""
        return "/".join(self.tiles_url.split("/")[:3])

    @property
    def database(self) -> str:
        """The SQLAlchemy address in use."""
        return self.database_url or f"sqlite:///{self.data_dir / 'dateline.db'}"

    @property
    def gazetteer(self) -> Path:
        """The gazetteer's read-only SQLite file, built from seeds on the first start."""
        return self.data_dir / "gazetteer.sqlite"
