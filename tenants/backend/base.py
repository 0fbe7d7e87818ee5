"""`SET search_path` only where the server isn't there already, by the server's own word.

django-tenants sets the path before every statement, which doubles them, or trusts its memory, which a raw ROLLBACK TO
SAVEPOINT deceives. Since version 18 PostgreSQL reports the path with each answer, whatever changed it: nothing has to
be remembered. Older ones report nothing and are told every time.
"""

from typing import Any

from django_tenants.postgresql_backend import base
from django_tenants.utils import get_limit_set_calls


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: How the server spells each path that was set.
        self._spelled: dict[tuple[str, ...], bytes] = {}

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or get_limit_set_calls():
            super()._handle_search_path(cursor)
            return
        reported = self._reported()
        if reported and self.schema_name and reported == self._spelled.get(self._wanted()):
            return
        # Whatever stands there afterwards has been set just now: only then the server's word is about it.
        self.search_path_set_schemas = None
        super()._handle_search_path(cursor)
        if self.search_path_set_schemas and (reported := self._reported()):
            self._spelled[tuple(self.search_path_set_schemas)] = reported

    def _wanted(self) -> tuple[str, ...]:
        return tuple(self._get_cursor_search_paths())

    def _reported(self) -> bytes | None:
        found: bytes | None = self.connection.pgconn.parameter_status(b"search_path")
        return found
