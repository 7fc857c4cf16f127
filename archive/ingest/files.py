"""The text files that a command is given."""

from collections.abc import Iterable
from pathlib import Path


def text_files(paths: Iterable[str]) -> list[Path]:
    """Files as named and the .txt files below folders, in order, each once; a path that is not there stays as it is."""
    found: dict[Path, None] = {}
    for name in paths:
        path = Path(name)
        for file in _texts_below(path) if path.is_dir() else [path]:
            found[file] = None
    return list(found)


def _texts_below(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() == ".txt" and file.is_file())
