"""The Whoosh engine: pure Python, embedded, good to some tens of thousands of notices."""

from haystack.backends import BaseEngine

from search.engines.query import ArchiveSearchQuery
from search.engines.whoosh.backend import WhooshSearchBackend

__all__ = ["WhooshEngine", "WhooshSearchBackend"]


class WhooshEngine(BaseEngine):
    backend = WhooshSearchBackend
    query = ArchiveSearchQuery
