"""How long a save in the admin takes while others save too: `make bench-save`.

The site as it is served, by gunicorn with four processes; four editors send the change form of notices of their own
over and over. Once with the index's worker beside, once without: the ratio says what the index costs those who save.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from html.parser import HTMLParser
from http import HTTPStatus
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).parents[2]
EDITORS = 4
PROCESSES = 4
P99 = 0.2  # seconds: what a save may take

_FILLING = """
import django
django.setup()
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("editor", password="a-password-for-this-run")
"""
_PATIENCE = 60.0  # seconds for the server to start


class ChangeForm(HTMLParser):
    """What a browser would send of the admin's form unchanged: names and values."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, kind = given.get("name") or "", given.get("type")
        if tag == "input" and name and kind not in ("submit", "button", "file"):
            if kind not in ("checkbox", "radio") or "checked" in given:
                self._add(name, given.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value") or "")
        elif tag == "textarea" and "__prefix__" not in name:
            self._area = name
            self._add(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][0] += data

    def _add(self, name: str, value: str) -> None:
        if "__prefix__" not in name:
            self.values.setdefault(name, []).append(value)


class _Stay(urllib.request.HTTPRedirectHandler):
    """The page that an answer leads to is not asked for: it is no part of the save."""

    def redirect_request(self, *_: object) -> None:
        return None


class Editor:
    """Somebody who is logged in."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._web = urllib.request.build_opener(_Stay, urllib.request.HTTPCookieProcessor(CookieJar()))
        login = self.form("/admin/login/")
        login |= {"username": ["editor"], "password": ["a-password-for-this-run"], "next": ["/admin/"]}
        self.send("/admin/login/", login)

    def form(self, path: str) -> dict[str, list[str]]:
        with self._web.open(self._origin + path) as response:
            page = ChangeForm()
            page.feed(response.read().decode())
        return page.values

    def send(self, path: str, values: dict[str, list[str]]) -> str:
        """The address that the answer leads to; an empty string where it is a page, such as a form with errors."""
        body = urllib.parse.urlencode(values, doseq=True).encode()
        try:
            self._web.open(self._origin + path, body).close()
        except urllib.error.HTTPError as answer:
            if answer.code != HTTPStatus.FOUND:
                raise
            return answer.headers["Location"]
        return ""


def _save(origin: str, key: int, times: int) -> list[float]:
    """Seconds of each save of the notice, without the page that follows it."""
    editor = Editor(origin)
    path = f"/admin/archive/notice/{key}/change/"
    form = editor.form(path) | {"_continue": ["1"]}
    taken = []
    for number in range(times):
        form["title"] = [f"题名之{number}"]
        form["meeting_date"] = [f"2015-11-{number % 28 + 1:02}"]  # from which other values follow
        started = time.perf_counter()
        address = editor.send(path, form)
        taken.append(time.perf_counter() - started)
        if not address.endswith(path):
            raise RuntimeError(f"not saved: {address}")
    return taken


@contextmanager
def _served(data: Path, *, with_worker: bool) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = ["-m", "config.serve"] if with_worker else ["-m", "gunicorn", "--config", "config/gunicorn.py"]
    command = [sys.executable, *server, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command if with_worker else [*command, "config.wsgi"], env=_environment(data), cwd=ROOT)
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait_for(origin)
        yield origin
    finally:
        process.terminate()
        process.wait()


def _wait_for(origin: str) -> None:
    ends = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(origin + "/admin/login/").close()  # noqa: S310  # our own
        except urllib.error.URLError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
        else:
            return


def _environment(data: Path) -> dict[str, str]:
    ours = {"XUNLAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings", "WEB_CONCURRENCY": str(PROCESSES)}
    return {**os.environ, **ours}


def _run(data: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], env=_environment(data), cwd=ROOT, check=True)


def _measure(data: Path, keys: list[int], times: int, *, with_worker: bool) -> list[float]:
    with _served(data, with_worker=with_worker) as origin, ProcessPoolExecutor(EDITORS) as editors:
        saves = [editors.submit(_save, origin, key, times) for key in keys]
        return sorted(seconds for save in saves for seconds in save.result())


def _percentile(seconds: list[float], share: float) -> float:
    return statistics.quantiles(seconds, n=1000, method="inclusive")[round(share * 1000) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure saves in the admin, with the index's worker and without.")
    parser.add_argument("--times", type=int, default=250, help="saves of each editor (250)")
    parser.add_argument("--notices", type=Path, default=ROOT / "tests" / "corpus" / "dev", help="folder of notices")
    parser.add_argument("--database", metavar="URL", help="an empty database of PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    os.environ["DATABASE_URL"] = asked.database or ""
    with tempfile.TemporaryDirectory(prefix="xunlan-bench-") as folder:
        data = Path(folder)
        for command in (
            ("migrate", "-v0"),
            ("import_notices", "--publish", str(asked.notices)),
            ("rebuild_index", "-v0"),
        ):
            _run(data, "manage.py", *command)
        _run(data, "manage.py", "collectstatic", "--noinput", "-v0")
        _run(data, "-c", _FILLING)
        keys = list(range(1, EDITORS + 1))
        found = {"without": _measure(data, keys, asked.times, with_worker=False)}
        found["with"] = _measure(data, keys, asked.times, with_worker=True)
    print(f"{EDITORS} editors, {asked.times} saves each, {PROCESSES} processes of gunicorn\n")
    print(f"{'':10}{'without worker':>16}{'with worker':>14}{'ratio':>8}")
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        before, after = (_percentile(found[way], share) for way in ("without", "with"))
        print(f"{name:10}{before * 1000:13.0f} ms{after * 1000:11.0f} ms{after / before:8.2f}")
    sys.exit(_percentile(found["with"], 0.99) > P99)


if __name__ == "__main__":
    main()
