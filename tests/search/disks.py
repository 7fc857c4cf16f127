"""What a disk is sure to have kept where the power fails, at every moment of something that writes to it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_Names = dict[int, dict[str, int]]  # what stands in directories; all by inode


class Disk:
    """A directory as the worst failure would leave it: with those contents and names that somebody waited for (fsync),
    without what was removed since. At first all of it is on the disk.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: _Names = {}
        self._contents: dict[int, bytes] = {}
        self._replaced: set[int] = set()  # by a rename: still on the disk as long as that is not
        for path in (root, *root.rglob("*")):
            self._keep(path)

    @contextmanager
    def failing_at_any_moment(
        self, look: Callable[[Path], None], copy: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[None]:
        """Look at a copy of what would be left: whenever somebody waits for the disk, and at the end of the block.

        A rename may be on the disk or not as long as nobody waited for it: both are looked at.
        """

        def leave(names: _Names) -> None:
            shutil.rmtree(copy, ignore_errors=True)
            self._write(self._root.stat().st_ino, names, copy)
            look(copy)

        def fsync(descriptor: int) -> None:
            leave(self._names)
            self._keep(Path(f"/proc/self/fd/{descriptor}").readlink())
            leave(self._names)

        def watched(rename: Callable[..., None]) -> Callable[..., None]:
            def renamed(source: Any, target: Any) -> None:
                leave(self._names)
                leave(self._names_with(Path(source), Path(target)))
                self._replaced |= {path.stat().st_ino for path in (Path(target),) if path.exists()}
                rename(source, target)

            return renamed

        with monkeypatch.context() as watching:
            watching.setattr(os, "fsync", fsync)
            watching.setattr(os, "rename", watched(os.rename))
            watching.setattr(os, "replace", watched(os.replace))
            yield
        leave(self._names)

    def _keep(self, path: Path) -> None:
        if path.is_dir():
            self._names[path.stat().st_ino] = {each.name: each.stat().st_ino for each in path.iterdir()}
        else:
            self._contents[path.stat().st_ino] = path.read_bytes()

    def _names_with(self, source: Path, target: Path) -> _Names:
        names = {directory: dict(held) for directory, held in self._names.items()}
        names.get(source.parent.stat().st_ino, {}).pop(source.name, None)
        names.setdefault(target.parent.stat().st_ino, {})[target.name] = source.stat().st_ino
        return names

    def _write(self, directory: int, names: _Names, copy: Path) -> None:
        there = {path.stat().st_ino: path for path in self._root.rglob("*")}
        copy.mkdir()
        for name, number in names.get(directory, {}).items():
            if number in there and there[number].is_dir():
                self._write(number, names, copy / name)
            elif number in there or number in self._replaced:
                (copy / name).write_bytes(self._contents.get(number, b""))
