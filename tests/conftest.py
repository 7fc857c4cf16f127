"""An index of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from haystack import connections

from search.engines.whoosh.store import Store

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("xunlan", deadline=None)
hypothesis.settings.load_profile("xunlan")


@pytest.fixture(autouse=True)
def index_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "index"
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS["default"], "PATH", str(path))
    connections["default"].reset_sessions()
    yield path
    Store.at(path).close()
    connections["default"].reset_sessions()
