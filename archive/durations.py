"""How long an inspection lasts (两个半月左右, 45天), in the reader's language where the notice's words allow it."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.language import is_chinese
from archive.numerals import to_int
from archive.writings import folded_name

# "两个半月左右", "约45天", "6周", "3个工作日"; the number in figures or in words, folded.
_LENGTH = re.compile(
    r"(?P<before>约为?|大约为?|为期约)?(?P<number>\d{1,3}|[一二两三四五六七八九十百]{1,5})"
    r"(?P<unit>个半月|个月|天|日|周|个星期|个工作日|年)(?P<after>左右|上下)?"
)


def spoken_duration(said: str) -> str:
    """2½ months, about 45 days; an empty string where the words of the notice are what is to be shown."""
    length = None if is_chinese() else _LENGTH.fullmatch(folded_name(said))
    number = to_int(length["number"]) if length else None
    if length is None or not number:
        return ""
    words = _counted(length["unit"], number)
    return _("约%(duration)s") % {"duration": words} if length["before"] or length["after"] else words


def is_in_days(said: str) -> bool:
    """Whether the notice counts the days itself, by whatever way of counting: 45天, not 两个月."""
    length = _LENGTH.fullmatch(folded_name(said))
    return length is not None and length["unit"] in ("天", "日")


def _counted(unit: str, number: int) -> str:
    match unit:
        case "个半月":
            return _("%(n)s个半月") % {"n": number}
        case "个月":
            said = ngettext("%(n)s个月", "%(n)s个月", number)
        case "周" | "个星期":
            said = ngettext("%(n)s周", "%(n)s周", number)
        case "个工作日":
            said = ngettext("%(n)s个工作日", "%(n)s个工作日", number)
        case "年":
            said = ngettext("%(n)s年", "%(n)s年", number)
        case _:
            said = ngettext("%(n)s天", "%(n)s天", number)
    return said % {"n": number}
