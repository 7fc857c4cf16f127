"""Where the rows of a site are: in its own directory (SQLite), or, where DATABASE_URL names a database of PostgreSQL,
in another one on the same server, made for the site alone.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

SERVER = os.environ.get("DATABASE_URL", "")


@contextmanager
def database(like: str = "") -> Iterator[str]:
    """Its address until the end of the block, with all that another one holds or with nothing; empty for SQLite."""
    if not SERVER:
        yield ""
        return
    name = f"xunlan_{uuid4().hex}"
    template = f" TEMPLATE {_name(like)}" if like else ""
    _say(f"CREATE DATABASE {name}{template}")
    try:
        yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
    finally:
        _say(f"DROP DATABASE {name} WITH (FORCE)")


def _name(address: str) -> str:
    return urlsplit(address).path.lstrip("/")


def _say(statement: str) -> None:
    subprocess.run(["psql", "--quiet", "--dbname", SERVER, "--command", statement], check=True)
