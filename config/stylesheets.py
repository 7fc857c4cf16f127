"""All sheets of the site, one behind the other in one file: css/site.css.

Apart they would be up to eight questions to the server before anything is drawn, more than a browser puts at once, and
on a telephone's line each takes as long as all of them together. The whole, packed, is no heavier than what a page
needs of it in parts, and who goes on through the site has it. In static/css/ they stay apart, each with its subject;
their comments and indents stay there too.
"""

import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SITE = "css/site.css"
# What all pages wear, what some do, and what has the last word.
SHEETS = (
    *("tokens", "ground", "layout", "frame", "controls", "parts", "suggest"),
    *("lists", "facts", "text", "tables", "stages", "cells", "groups", "names", "rounds", "inspections", "notice"),
    *("search", "coverage", "timeline", "charts", "home", "about"),
    "print",
)
APART = ("admin",)  # on the editors' pages alone, which are Django's own

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)  # /* Ground: elements as they are before any class. */


class SiteSheetFinder(BaseFinder):
    """Finds css/site.css, written anew whenever one of its sheets has changed."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self._storage = FileSystemStorage(location=settings.DATA_DIR / "stylesheets")

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        found = [str(self._write())] if path == SITE else []
        return found if find_all else next(iter(found), None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        yield SITE, self._storage

    def _write(self) -> Path:
        written = Path(self._storage.path(SITE))
        whole = "\n".join(_without_remarks(sheet.read_text(encoding="utf-8")) for sheet in self._sheets())
        if not written.exists() or written.read_text(encoding="utf-8") != whole:
            written.parent.mkdir(parents=True, exist_ok=True)
            _put_in_place(written, whole)
        return written

    @staticmethod
    def _sheets() -> Iterator[Path]:
        for name in SHEETS:
            yield settings.BASE_DIR / "static" / "css" / f"{name}.css"


def _without_remarks(sheet: str) -> str:
    lines = (line.strip() for line in _COMMENT.sub("", sheet).splitlines())
    return "\n".join(line for line in lines if line)


def _put_in_place(path: Path, text: str) -> None:
    """Whole at once: another process may be reading it, or writing it too."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)  # of one that failed; the one in place has another name by now
