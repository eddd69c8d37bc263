"""Dateline: who said what, what happened, where and when, and on whose word."""

__version__ = "0.3.0"
