"""A notice as it is cited: in GB/T 7714, BibTeX and RIS. Pure: asks no database and knows no request.

What is not known is left out. GB/T 7714 writes an estimated year in square brackets, and so does this for a year that
was worked out. Programs sort and cite by the year alone and have no sign for that: they are given the year as a
number, and a note says that it was inferred.
"""

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models import Notice
from archive.partial_date import PartialDate

# Line breaks end a field of RIS, and other controls have no place in either format.
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")

# What TeX reads as more than the character. Braces as commands: BibTeX counts braces even behind a backslash.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """What every form of citation says. date has a year, or is None where none is known."""

    key: int
    title: str
    publisher: str
    date: PartialDate | None
    is_inferred: bool  # the date's year
    is_of_event: bool  # the date is of what is reported: nobody noted when it was published
    is_signed: bool  # the date is that which the text itself bears
    address: str
    accessed: datetime.date

    @property
    def gbt(self) -> str:
        """［题名］[EB/OL]. (2015-11-01)[2026-11-21]. https://…, with the publisher in front where it is known."""
        publisher = f"{self.publisher}. " if self.publisher else ""
        date = f"({self._dated})" if self.date else ""
        return f"{publisher}{self.title}[EB/OL]. {date}[{self.accessed}]. {self.address}."

    @property
    def bibtex(self) -> str:
        """An entry @online. An inferred year stands in the field year alone, as a date it would pass for written."""
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "organization": f"{{{_tex(self.publisher)}}}" if self.publisher else "",
            "date": str(self.date) if self.date and not self.is_inferred else "",
            "year": f"{self.date.year:04}" if self.date and self.is_inferred else "",
            "url": self.address,
            "urldate": str(self.accessed),
            "langid": "chinese",
            "note": _tex(self.note),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        return f"@online{{xunlan-notice-{self.key},\n{lines}}}\n"

    @property
    def ris(self) -> str:
        """A record of type ELEC. Of an inferred date the year alone is given, as the date of a citation."""
        fields = (
            ("TY", "ELEC"),
            ("TI", self.title),
            ("PB", self.publisher),
            ("PY", f"{self.date.year:04}" if self.date else ""),
            ("DA", _ris_date(self.date) if self.date and not self.is_inferred else ""),
            ("UR", self.address),
            ("Y2", self.accessed.strftime("%Y/%m/%d/")),
            ("LA", "zh"),
            ("N1", self.note),
        )
        lines = "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in fields if value)
        return f"{lines}ER  - \r\n"

    @property
    def note(self) -> str:
        """What a reader must know of the date, in sentences; empty where it is the page's own."""
        if self.date is None:
            return _("年份不明。")
        if self.is_inferred:
            return _("日期（%(date)s）是公告所报之事的日期，其中年份是推定的。") % {"date": self.date}
        if self.is_signed:
            return _("日期是正文所署的日期。")
        return _("日期是公告所报之事的日期。") if self.is_of_event else ""

    @property
    def _dated(self) -> str:
        """2015-11-01, or [2015]-11-01."""
        year, dash, rest = str(self.date).partition("-")
        return f"[{year}]{dash}{rest}" if self.is_inferred else f"{year}{dash}{rest}"


def citation_of(notice: Notice, address: str, accessed: datetime.date) -> Citation:
    """address is the notice's lasting one, with its host."""
    published, signed = (date if date and date.year else None for date in (notice.published_date, notice.signed_date))
    date = published or signed or _event_date(notice)
    is_of_event = not (published or signed)
    title = _one_line(notice.display_title)
    return Citation(
        key=notice.pk,
        title=f"［{title}］" if notice.has_supplied_title else title,
        publisher=_one_line(notice.publisher),
        date=date,
        is_inferred=is_of_event and date is not None and notice.year_is_inferred,
        is_of_event=is_of_event,
        is_signed=bool(signed and not published),
        address=address,
        accessed=accessed,
    )


def _event_date(notice: Notice) -> PartialDate | None:
    """The date in full or the year; a day without a year dates nothing."""
    date = notice.event_date
    if date and date.year:
        return date
    return PartialDate(notice.year) if notice.year else None


def _one_line(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _ris_date(date: PartialDate) -> str:
    """2015/11/01/, with nothing between the strokes of what is not known."""
    parts = ("" if part is None else f"{part:02}" for part in (date.month, date.day))
    return "/".join((f"{date.year:04}", *parts, ""))
