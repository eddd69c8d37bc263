"""Who may put things right."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables.base import Table, points_to


class Account(Table):
    __tablename__ = "account"
    name: Mapped[str] = mapped_column(String(80), unique=True)
    role: Mapped[str] = mapped_column(String(20))  # reader, editor, admin
    password: Mapped[str] = mapped_column(Text)  # argon2id
    added_at: Mapped[datetime]


class Login(Table):
    __tablename__ = "login"
    account_id: Mapped[int] = points_to("account.id")
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class ApiToken(Table):
    __tablename__ = "api_token"
    account_id: Mapped[int] = points_to("account.id")
    name: Mapped[str] = mapped_column(String(80))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    added_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
