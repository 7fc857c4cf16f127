"""Addresses of pages: the key, which never changes, and words, which tell people what stands there.

/units/12-深圳证券交易所/ and /units/12/ are one page. What must last for ever (a citation) gives the key alone.
"""

import re

from django.urls import reverse

MOST_LETTERS = 40
NO_KEY = 0  # of no row
_LONGEST_KEY = 18  # digits: more are no key of any database

# Whatever is neither letter nor digit of any script: 关于“1+X”的公告 → 关于-1-X-的公告
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def key_in(text: str) -> int:
    """The key that an address or a form gives, NO_KEY for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_KEY else NO_KEY


def page_address(name: str, pk: int, words: str) -> str:
    """The address of the page called name in archive.urls; without any word it is the key's alone."""
    slug = _BETWEEN_WORDS.sub("-", words).strip("-")[:MOST_LETTERS].rstrip("-")
    return reverse(f"archive:{name}", args=[pk, slug] if slug else [pk])


def lasting_address(name: str, pk: int) -> str:
    """The address by the key alone, for citations."""
    return reverse(f"archive:{name}", args=[pk])
