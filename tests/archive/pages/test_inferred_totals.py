"""Totals by year say how many of their notices have that year by inference alone."""

import csv
import io
import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import YearBasis
from tests.makers import make_authority, make_group, make_mention, make_notice, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _notices() -> None:
    """Of 2015 three, one of them inferred; of 2016 one, inferred."""
    of_years = [(2015, "explicit"), (2015, "editor"), (2015, "context"), (2016, "published")]
    for number, (year, basis) in enumerate(of_years):
        notice = make_notice(f"公告{number}", text=f"公告{number}", year=year, year_basis=YearBasis(basis))
        make_mention(notice, make_group(3), make_unit(f"第{number}家"))


def read(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return re.sub(r"\s+", " ", strip_tags(re.sub(r"</t[dh]>", " ", page)))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/statistics/", ["2015年 3 3 1", "2016年 1 1 1"]),
        ("/timeline/2015/", ["2016 推定1 1件", "2015 推定1 3件", "这一年的3件公告中，有1件的年份是推定的。"]),
        ("/", ["2016 1 推定1", "2015 3 推定1"]),
        ("/notices/", ["2016年 推定1 1件", "2015年 推定1 3件"]),
        ("/inspections/", ["2016年 推定1 1次巡视", "2015年 推定1 3次巡视"]),
    ],
)
def test_it_marks_what_is_inferred(client: Client, address: str, said: list[str]) -> None:
    page = read(client, address)
    for words in said:
        assert words in page


def test_it_counts_a_written_year_of_an_inspection_as_written(client: Client) -> None:
    told_again = make_notice("又一件", text="又一件", year=2016, year_basis=YearBasis.EXPLICIT)
    make_mention(told_again, make_group(3), make_unit("第3家"))
    assert "2016年 1次巡视" in read(client, "/inspections/")


def test_the_files_say_so_too(client: Client) -> None:
    def rows(address: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(client.get(address).getvalue().decode("utf-8-sig"))))

    assert rows("/statistics/?format=csv&table=years")[1:] == [["2015年", "3", "3", "1"], ["2016年", "1", "1", "1"]]
    head, *lines = rows(f"/coverage/?format=csv&authority={make_authority().pk}")
    inferred = {line[head.index("被巡视单位")]: line[head.index("年份推定")] for line in lines}
    assert inferred == {"第0家": "", "第1家": "", "第2家": "是", "第3家": "是"}
