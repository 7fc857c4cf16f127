"""Django's SQLite backend, whose writers take turns.

SQLite has one writer. Those who wait for it sleep, longer each time, and ask again; whoever happens to ask when it is
free has it. With several processes that write all the time, one goes on and on while others starve. So a
transaction waits for its turn before it begins (transaction_mode IMMEDIATE takes the writer's lock there), and so does
a single statement that writes. What keeps writers apart is SQLite's own lock as ever; turns only put them in order.
Where none can be taken, all goes on without.
"""

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from config.sqlite import turns

logger = logging.getLogger(__name__)

_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line: Path | None = None  # beside the database; a database in memory has none
        self._patience = 0.0
        self._turn: BinaryIO | None = None
        self.execute_wrappers.append(self._write_in_turn)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        self._line = Path(f"{file}-turns") if file else None
        self._patience = float(conn_params.get("timeout", 5.0))  # sqlite3's own
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        with ExitStack() as failing:
            failing.callback(self._end_turn)
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs do not know it
            failing.pop_all()

    def _write_in_turn(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """A statement outside of any transaction is one of its own."""
        if self._turn is not None or not sql.startswith(_WRITING):
            return execute(sql, params, many, context)
        self._take_turn()
        try:
            return execute(sql, params, many, context)
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self._line is None:
            return
        try:
            self._turn = turns.take(self._line, self._patience)
        except TimeoutError as error:
            raise OperationalError("database is locked") from error  # as SQLite says when it has waited as long
        except OSError as error:
            # SQLite may take the write all the same: another user made the file, or the disk knows no locks.
            logger.warning("Writers of the database cannot take turns: %s", error)
            self._line = None  # until it is connected anew

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.close()
            self._turn = None

    def commit(self) -> None:
        super().commit()  # one that fails is followed by a rollback
        self._end_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._end_turn()

    def _set_autocommit(self, autocommit: bool) -> None:
        """Django's last step in any transaction, also where the commit was broken off by what is no DatabaseError:

        a signal, say, for which nothing is rolled back. sqlite3 commits what is still open here.
        """
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs do not know it
        finally:
            if autocommit:
                self._end_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._end_turn()
