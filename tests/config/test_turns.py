"""Those who write to the database take turns, within one process and among several."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from queue import Queue
from typing import BinaryIO

import pytest
from django.db import OperationalError, connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from config.sqlite import turns
from config.sqlite.base import DatabaseWrapper

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds after which a test gives up waiting

Connect = Callable[[str], DatabaseWrapper]


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Connect]:
    """Connections by name to one database in a file; none waits for long."""
    with django_db_blocker.unblock(), ExitStack() as ends:

        def new(name: str) -> DatabaseWrapper:
            settings = {
                **connections["default"].settings_dict,
                "NAME": tmp_path / "turns.sqlite3",
                "OPTIONS": {"timeout": 0.2, "transaction_mode": "IMMEDIATE"},
            }
            connections[name] = made = DatabaseWrapper(settings, name)
            ends.callback(connections.__delitem__, name)
            ends.callback(made.close)
            return made

        new("first")
        run("first", "CREATE TABLE written (who TEXT)")
        yield new


def run(name: str, sql: str, *values: str) -> list[tuple[object, ...]]:
    with connections[name].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def write(name: str) -> None:
    run(name, "INSERT INTO written VALUES (%s)", name)


def write_in_transaction(name: str) -> None:
    with transaction.atomic(name):
        write(name)


def written() -> list[object]:
    return [who for (who,) in run("first", "SELECT who FROM written")]


@pytest.mark.parametrize("way", [write, write_in_transaction])
def test_a_writer_waits_for_another_and_says_at_last_that_the_database_is_locked(
    connect: Connect, way: Callable[[str], None]
) -> None:
    connect("second")
    with transaction.atomic("first"):
        with pytest.raises(OperationalError, match="database is locked"):
            way("second")
        write("first")
    way("second")
    assert written() == ["first", "second"]


def test_a_reader_waits_for_nobody(connect: Connect) -> None:
    connect("second")
    run("first", "PRAGMA journal_mode=WAL")
    write("first")
    with transaction.atomic("second"):
        write("second")
        assert written() == ["first"]


def test_savepoints_are_part_of_the_turn(connect: Connect) -> None:
    connect("second")
    with transaction.atomic("first"):
        with transaction.atomic("first"):
            write("first")
            transaction.set_rollback(True, "first")
        with transaction.atomic("first"):
            write("first")
        with pytest.raises(OperationalError):
            write("second")
    write("second")
    assert written() == ["first", "second"]


def test_a_rollback_ends_the_turn(connect: Connect) -> None:
    connect("second")
    with transaction.atomic("first"):
        write("first")
        transaction.set_rollback(True, "first")
    write("second")
    assert written() == ["second"]


def test_a_commit_that_a_signal_breaks_off_ends_the_turn(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django rolls nothing back for what is no error of the database."""
    connect("second")

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(connections["first"], "_commit", interrupt)
    with pytest.raises(KeyboardInterrupt), transaction.atomic("first"):
        write("first")
    write("second")
    assert written()[-1] == "second"


def test_to_close_the_connection_ends_the_turn(connect: Connect) -> None:
    connect("second")
    with transaction.atomic("first"):
        write("first")
        connections["first"].close()
        write("second")
    assert written() == ["second"]


def test_a_transaction_that_cannot_begin_ends_the_turn(connect: Connect, tmp_path: Path) -> None:
    """Somebody who knows nothing of turns, such as SQLite's own shell, has the database."""
    connect("second")
    with closing(sqlite3.connect(tmp_path / "turns.sqlite3", isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="database is locked"), transaction.atomic("first"):
            pass
    write("second")
    assert written() == ["second"]


def test_a_statement_that_fails_ends_the_turn(connect: Connect) -> None:
    connect("second")
    with pytest.raises(OperationalError, match="no such table"):
        run("first", "INSERT INTO nowhere VALUES (1)")
    write("second")
    assert written() == ["second"]


@pytest.mark.parametrize("way", [write, write_in_transaction])
def test_who_can_have_no_turn_writes_without(
    connect: Connect, tmp_path: Path, way: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    """The file is another user's, say; a directory in its place is what root cannot write to either."""
    turns_file = tmp_path / "turns.sqlite3-turns"
    turns_file.unlink(missing_ok=True)
    turns_file.mkdir()
    way("first")
    way("first")
    assert written() == ["first", "first"]
    assert caplog.text.count("cannot take turns") == 1


@pytest.mark.django_db
def test_a_database_in_memory_knows_no_turns() -> None:
    assert connections["default"].settings_dict["ENGINE"] == "config.sqlite"
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        assert cursor.fetchone()[2] == ""


def test_who_asked_first_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_line: Queue[int] = Queue()
    line_up = turns._line_up

    def told(file: BinaryIO) -> int:
        in_line.put(place := line_up(file))
        return place

    monkeypatch.setattr(turns, "_line_up", told)
    gone = []

    def go(who: int) -> None:
        with turns.take(tmp_path / "turns", PATIENCE):
            gone.append(who)

    threads = [threading.Thread(target=go, args=(who,)) for who in range(8)]
    with turns.take(tmp_path / "turns", PATIENCE):
        in_line.get()
        for thread in threads:
            thread.start()
            in_line.get(timeout=PATIENCE)  # it stands in line before the next one comes
    for thread in threads:
        thread.join(PATIENCE)
    assert gone == list(range(8))


# ---- among processes ----

# Writes its name until there are so many of all.
_WRITING = """
import sys, time
from django.db import connection, transaction

who, most = sys.argv[1], int(sys.argv[2])

def run(sql):
    with connection.cursor() as cursor:
        return cursor.execute(sql).fetchone()

run("SELECT 1")
print("ready", flush=True)
sys.stdin.readline()
while run("SELECT count(*) FROM written")[0] < most:
    with transaction.atomic():
        run(f"INSERT INTO written VALUES ('{who}')")
        time.sleep(0.002)  # what else belongs to the change
"""

# Has its turn and keeps it.
_HOLDING = """
import sys
from django.db import connection, transaction

with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("INSERT INTO written VALUES ('lost')")
    print("ready", flush=True)
    sys.stdin.readline()
"""

_MAKING = """
from django.db import connection
connection.cursor().execute("CREATE TABLE written (who TEXT)")
"""


@contextmanager
def started(data: Path, script: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A process with the site's own settings; it says that it is ready and goes on when it reads a line."""
    environment = {**os.environ, "XUNLAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", script, *arguments]
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def says(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with started(tmp_path, _MAKING) as making:
        assert making.wait(PATIENCE) == 0
    return tmp_path


def names(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "xunlan.sqlite3")) as database:
        return [who for (who,) in database.execute("SELECT who FROM written")]


def test_four_that_write_without_pause_all_get_their_share(data: Path) -> None:
    with ExitStack() as running:
        writers = [running.enter_context(started(data, _WRITING, str(who), "400")) for who in range(4)]
        assert [says(writer) for writer in writers] == ["ready"] * 4
        for writer in writers:
            tell(writer)
        assert [writer.wait(PATIENCE) for writer in writers] == [0] * 4
    shares = Counter(names(data))
    assert len(shares) == 4
    assert min(shares.values()) >= 60, shares


def test_the_turn_of_a_process_that_is_killed_passes_on(data: Path) -> None:
    with started(data, _HOLDING) as holder, started(data, _WRITING, "next", "1") as waiting:
        assert [says(holder), says(waiting)] == ["ready"] * 2
        tell(waiting)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(0.5)
        holder.kill()
        assert waiting.wait(PATIENCE) == 0
    assert names(data) == ["next"]
