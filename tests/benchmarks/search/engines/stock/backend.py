"""The tutorials' one change to haystack's Whoosh backend: jieba's ChineseAnalyzer where it has English stemming."""

from typing import Any

from haystack.backends.whoosh_backend import WhooshEngine, WhooshSearchBackend
from jieba.analyse import ChineseAnalyzer


class JiebaBackend(WhooshSearchBackend):  # type: ignore[misc]
    def build_schema(self, fields: Any) -> Any:
        for field in fields.values():
            field.analyzer = ChineseAnalyzer()
        return super().build_schema(fields)


class JiebaEngine(WhooshEngine):  # type: ignore[misc]
    backend = JiebaBackend
