"""What an index takes on the disk."""

from pathlib import Path


def bytes_of(folder: Path) -> int:
    """Of all files below it, what links lead to not counted twice."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
