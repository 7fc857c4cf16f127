"""The manifest: the one file that says which index is in service, and what every file of it must hold.

Replacing it is what makes a commit or a new build visible: whole or not at all, whoever reads meanwhile and whenever
the power fails. What no manifest names is left over from something that never came to its end.
"""

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from search.engines import IndexAbsentError, IndexUnusableError

FILE = "manifest.json"
_SEAL = "checksum"  # of all other values
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Content:
    """What a file must hold: its size in bytes and its CRC-32."""

    size: int
    checksum: int


@dataclass(frozen=True, slots=True)
class Manifest:
    version: str  # the rules by which the index was made
    build: str  # the directory with its files
    generation: int  # of Whoosh's table of contents
    stamp: str  # which the database was told of (search.stamps); none where it was emptied
    files: Mapping[str, Content]
    changed_at: str  # ISO date and time of the last commit

    @property
    def key(self) -> tuple[str, int]:
        return (self.build, self.generation)

    def with_files(self, directory: Path, names: Iterable[str], generation: int) -> "Manifest":
        """The manifest after a commit; files that it had already are not read again."""
        files = {name: self.files.get(name) or content_of(directory / name) for name in names}
        return replace(self, files=files, generation=generation, changed_at=datetime.now(UTC).isoformat())


def new_manifest(version: str, build: str) -> Manifest:
    return Manifest(version, build, 0, "", {}, "")


def read_manifest(path: Path, version: str) -> Manifest:
    """IndexAbsentError where there is none or one by other rules; IndexUnusableError where it was not so written."""
    try:
        held: dict[str, Any] = json.loads((path / FILE).read_text(encoding="utf-8"))
        if held["version"] != version:  # by other rules: it may be sealed otherwise, or not at all
            raise IndexAbsentError(f"{path}: made by {held['version']}, wanted {version}")
        if held != sealed(held):
            raise IndexUnusableError(f"{path / FILE}: not the content that was written")
        held.pop(_SEAL)
        files = {str(name): Content(**content) for name, content in held.pop("files").items()}
        return Manifest(**held, files=files)
    except FileNotFoundError as error:
        raise IndexAbsentError(f"{path}: no index here") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IndexUnusableError(f"{path / FILE}: {type(error).__name__}: {error}") from error


def sealed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with a checksum of them: what guards all other files must be guarded too."""
    kept = {name: value for name, value in values.items() if name != _SEAL}
    return {**kept, _SEAL: zlib.crc32(json.dumps(kept, sort_keys=True).encode())}


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Put the manifest into service. The files that it names must be on the disk by now (settle)."""
    draft = path / f".{FILE}"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(sealed(asdict(manifest)), file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    make_way_for_file(path / FILE)
    draft.replace(path / FILE)
    _sync(path)


def make_way_for_file(path: Path) -> None:
    """Remove an empty directory that bears the name of a file of ours. OSError where it holds something."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()


def settle(directory: Path, names: Iterable[str]) -> None:
    """Wait until these files and their names are on the disk and no longer in memory alone."""
    for name in names:
        _sync(directory / name)
    _sync(directory)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def content_of(path: Path) -> Content:
    checksum = size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
            size += len(chunk)
    return Content(size, checksum)


_State = tuple[int, int, int]  # of a file: inode, size, time of change in nanoseconds


class Verifier:
    """Which files were found to hold what their manifest says, and in which state. A file never changes once it is
    written, so it is read again only when its state did.
    """

    def __init__(self) -> None:
        self._verified: dict[Path, tuple[Content, _State]] = {}

    def verify(self, directory: Path, manifest: Manifest) -> None:
        """IndexUnusableError where a file is missing or holds anything else: most damage breaks no reader."""
        for name, content in manifest.files.items():
            path = directory / name
            try:
                state = _state(path)
                if self._verified.get(path) != (content, state):
                    self._read(path, content)
                    self._verified[path] = (content, state)
            except OSError as error:
                raise IndexUnusableError(f"{path}: {error}") from error
        self._verified = {path: self._verified[path] for path in (directory / name for name in manifest.files)}

    def forget(self) -> None:
        """Read all files anew the next time: a disk may lose bits and say nothing."""
        self._verified.clear()

    def _read(self, path: Path, content: Content) -> None:
        if content_of(path) != content:
            raise IndexUnusableError(f"{path}: not the content that was written")


def _state(path: Path) -> _State:
    status = path.stat()
    return (status.st_ino, status.st_size, status.st_mtime_ns)
