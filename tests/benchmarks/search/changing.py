"""A change as an editor makes it: the notice is saved, with all signals."""

from archive.models import Notice


def change_title(key: int, addition: str) -> None:
    """The title as it was in the text, and the addition behind it."""
    notice = Notice.objects.get(pk=key)
    notice.title = notice.title.split(" ␟", 1)[0] + (f" ␟{addition}" if addition else "")
    notice.save()
