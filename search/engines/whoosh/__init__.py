"""The Whoosh engine: pure Python, embedded, good to some tens of thousands of notices."""

from haystack.backends import BaseEngine

from search.engines.whoosh.backend import WhooshSearchBackend, WhooshSearchQuery

__all__ = ["WhooshEngine", "WhooshSearchBackend", "WhooshSearchQuery"]


class WhooshEngine(BaseEngine):
    backend = WhooshSearchBackend
    query = WhooshSearchQuery
