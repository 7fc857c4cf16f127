"""The index breaks while the site serves: readers are answered, it is told, and the worker mends it."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

from search.engines.whoosh.manifest import FILE as MANIFEST
from search.engines.whoosh.manifest import sealed
from tests.search.processes.conftest import DEGRADED, Site, children_of, wait_until
from tests.search.processes.readers import readers


def _segment(index: Path) -> Path:
    return next(index.glob("*/*.seg"))


def truncate(index: Path) -> None:
    os.truncate(_segment(index), _segment(index).stat().st_size // 2)


def zero(index: Path) -> None:
    with _segment(index).open("r+b") as segment:
        segment.write(bytes(_segment(index).stat().st_size))


def flip_a_bit(index: Path) -> None:
    content = bytearray(_segment(index).read_bytes())
    content[len(content) // 2] ^= 1
    _segment(index).write_bytes(content)


def flip_a_bit_of_the_manifest(index: Path) -> None:
    manifest = index / MANIFEST
    manifest.write_bytes(manifest.read_bytes().replace(b'"changed_at": "20', b'"changed_at": "30'))


def name_another_generation(index: Path) -> None:
    rewrite_manifest(index, generation=1_000)


def make_by_other_rules(index: Path) -> None:
    """As an update of the site or of the tokeniser leaves it."""
    rewrite_manifest(index, version="rules 0")


def rewrite_manifest(index: Path, **values: object) -> None:
    manifest = index / MANIFEST
    manifest.write_text(json.dumps(sealed(json.loads(manifest.read_text()) | values)))


DAMAGES: tuple[Callable[[Path], object], ...] = (
    truncate,
    zero,
    flip_a_bit,
    flip_a_bit_of_the_manifest,
    name_another_generation,
    make_by_other_rules,
    shutil.rmtree,
)


def test_readers_are_answered_while_the_index_breaks_and_is_mended(site: Site) -> None:
    with site.served() as server, readers(site, 3) as seen:
        (worker,) = (pid for pid, arguments in children_of(server.pid).items() if "drain_index" in arguments)
        for damage in DAMAGES:
            assert site.total("“开端改题0”") == 1
            assert DEGRADED not in site.search("开端")
            os.kill(worker, signal.SIGSTOP)  # so that it does not mend what we want to see broken
            damage(site.index)
            page = site.search("“开端改题0”")
            assert DEGRADED in page, damage
            assert "开端" in page
            assert site.total("“开端改题0”") == 1
            assert "index" in site.alarms(), damage
            os.kill(worker, signal.SIGCONT)
            wait_until(lambda: DEGRADED not in site.search("开端"), "the index to be rebuilt")
            wait_until(lambda: not site.alarms(), "all to be well")
    assert set(seen) == {"read", DEGRADED}
    for told in ("Search answers from the database", "is built anew"):
        assert site.log.read_text().count(told) >= len(DAMAGES)
    site.agrees()
