"""Tables as CSV files: for Excel in UTF-8 with its mark, and so that no cell is taken for a formula."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from django.http import QueryDict, StreamingHttpResponse
from django.utils.translation import gettext as _

from archive.problems import Problem

CSV = "csv"  # what ?format= asks for
# What makes a spreadsheet calculate instead of show: =HYPERLINK(…), +1, -1, @SUM, and these behind a tab or a break
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def wants_csv(query: QueryDict, problems: list[str]) -> bool:
    """Whether the address asks for the file; a sentence where it asks for something that there is not."""
    asked = query.get("format")
    if asked and asked != CSV:
        said = _("没有“%(asked)s”格式，只有%(known)s；这里是网页。") % {"asked": asked[:40], "known": CSV}
        problems.append(Problem(said, "format", asked))
    return asked == CSV


class _Line:
    """A file that hands back the line just written."""

    def write(self, line: str) -> str:
        return line


def csv_file(name: str, header: Iterable[object], rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """A download named name.csv, sent as the rows come."""
    response = StreamingHttpResponse(_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename=\"xunlan.csv\"; filename*=UTF-8''{quote(name)}.csv"
    return response


def _lines(header: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    writer = csv.writer(_Line())
    yield codecs.BOM_UTF8
    yield writer.writerow(map(plain, header)).encode()
    for row in rows:
        yield writer.writerow(map(plain, row)).encode()


def plain(value: object) -> object:
    """The value, or an apostrophe and the value where a spreadsheet would take that for a formula."""
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA):
        return f"'{value}"
    return "" if value is None else value
