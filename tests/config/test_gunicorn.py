"""What gunicorn does between two requests."""

import weakref
from types import SimpleNamespace

from config import gunicorn


class _Request:
    """Refers to itself, as requests and responses do by way of each other."""

    def __init__(self) -> None:
        self.itself = self


def test_memory_does_not_grow_with_the_requests() -> None:
    left = []
    for number in range(1, 801):
        request = _Request()
        left.append(weakref.ref(request))
        gunicorn.post_request(SimpleNamespace(nr=number), request, {}, None)
        del request
    still_held = sum(reference() is not None for reference in left)
    assert still_held <= 200
