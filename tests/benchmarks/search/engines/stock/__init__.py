"""haystack's own Whoosh backend with jieba's analyzer, as the usual tutorials build it. A Django app: haystack finds
its search_indexes.py by that."""
