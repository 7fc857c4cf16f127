"""Pages as tests read them: the rows of a table in words, and what a page asks of the database."""

import re
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags


def rows_of(page: str, caption: str) -> list[str]:
    """The words of each row in the body of the table with the caption; none where there is no such table."""
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        if caption in table.partition("</caption>")[0]:
            body = table.partition("</thead>")[2]
            rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
            return [" ".join(unescape(strip_tags(re.sub(r"</t[hd]>", " ", row))).split()) for row in rows]
    return []


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
