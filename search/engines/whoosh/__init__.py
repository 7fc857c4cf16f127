from haystack.backends.simple_backend import SimpleEngine as WhooshEngine

__all__ = ["WhooshEngine"]
