"""A real server with the seed notices, and a real browser to use it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A running site: its address, and the environment for commands on the same data."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"manage.py {' '.join(arguments)}: {done.stderr}"
        return done.stdout


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_until_it_answers(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, f"gunicorn ended with {server.returncode}"
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  our own server
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"no answer from {url} within {START_SECONDS} s")


@contextmanager
def serve(data: Path, filling: tuple[str, ...]) -> Iterator[Site]:
    """A site with all its state in data, filled by a management command, behind gunicorn with the index's worker.

    One administrator: editor / correct-horse-1949.
    """
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("XUNLAN_", "DJANGO_"))}
    environment = clean | {
        "XUNLAN_DATA": str(data),
        "DJANGO_SUPERUSER_USERNAME": "editor",
        "DJANGO_SUPERUSER_PASSWORD": "correct-horse-1949",
        "DJANGO_SUPERUSER_EMAIL": "editor@xunlan.example",
    }
    site = Site(f"http://127.0.0.1:{port}", environment)
    site.manage("migrate", "--verbosity", "0")
    site.manage(*filling)
    site.manage("check_index", "--repair")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    site.manage("createsuperuser", "--noinput")
    log = (data / "gunicorn.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "config.serve", "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    try:
        wait_until_it_answers(site.url, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()
    assert b"Traceback" not in (data / "gunicorn.log").read_bytes()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The seed notices, published and indexed."""
    with serve(tmp_path_factory.mktemp("site"), ("import_notices", "--publish", "fixtures/seeds")) as site:
        yield site


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's chromium; stopped with this package's tests, for its event loop would forbid others the database."""
    executable = shutil.which("chromium")
    assert executable, "these tests need Debian's chromium: make browser"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A reader who comes for the first time; closes with a check that no page broke the browser's rules."""
    context = browser.new_context(base_url=site.url, locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    unexpected = [text for text in complaints if "404" not in text]
    assert not unexpected, unexpected


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
