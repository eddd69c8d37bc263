"""The files of the look. One asked for by its content's hash never changes, so it may be kept for a year."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class HashedFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        asked_by_hash = "v" in QueryParams(scope["query_string"])
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if asked_by_hash else "no-cache"
        return answer
