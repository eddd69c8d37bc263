"""What is known of the world, loaded when the first article asks for it and kept: seconds, and much memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from fastapi import Request

from app.world.world import World

T = TypeVar("T")


def once(load: Callable[[], T]) -> Callable[[], T]:
    """`load`, called at most once however many threads ask."""
    lock, kept = threading.Lock(), []

    def get() -> T:
        with lock:
            if not kept:
                kept.append(load())
            return kept[0]

    return get


def world_of(request: Request) -> World:
    return request.app.state.world()
