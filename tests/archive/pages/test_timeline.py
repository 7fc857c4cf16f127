"""The timeline: a year month by month, the undated in a place of their own."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Kind, Level
from archive.partial_date import PartialDate
from archive.views import timeline
from tests.makers import fill_archive, make_authority, make_exchange_notice, make_notice, make_place
from tests.reading import rows_of

pytestmark = pytest.mark.django_db


def read(client: Client, address: str = "/timeline/", status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def stretches(page: str) -> dict[str, list[str]]:
    """Titles by the month that they stand under, both in the page's order."""
    found = {}
    for section in re.findall(r'<section class="stretch".*?</section>', page, re.S):
        month = re.search(r"<h2[^>]*>(.*?)</h2>", section, re.S)
        assert month
        titles = re.findall(r"<h3[^>]*><a [^>]*>\s*(.*?)\s*</a>", section, re.S)
        found[re.sub(r"<[^>]+>", "", month[1]).strip()] = titles
    return found


def links(page: str, label: str) -> dict[str, str]:
    """What stands in a nav: the words with their count, and where they lead ("" nowhere)."""
    nav = re.search(rf'<nav [^>]*aria-label="{label}">(.*?)</nav>', page, re.S)
    assert nav
    found = {}
    for item in re.findall(r"<li>(.*?)</li>", nav[1], re.S):
        href = re.search(r'href="([^"]+)"', item)
        found[" ".join(re.sub(r"<[^>]+>", "", item).split())] = href[1] if href else ""
    return found


def make_year() -> None:
    make_notice("十一月的", text="甲", year=2015, meeting_date=PartialDate(2015, 11, 1))
    make_notice("三月三日的", text="乙", year=2015, period_start=PartialDate(2015, 3, 3))
    make_notice("三月的", text="丙", year=2015, period_start=PartialDate(2015, 3))
    make_notice("只知道年份的", text="丁", year=2015)


def test_it_shows_the_newest_year_from_january_on(client: Client) -> None:
    make_year()
    make_notice("前一年的", text="前", year=2013)
    page = read(client)
    assert "时间线：2015年" in page
    assert stretches(page) == {
        "2015年3月": ["三月的", "三月三日的"],
        "2015年11月": ["十一月的"],
        "月份不明": ["只知道年份的"],
    }


def test_it_leads_to_years_and_months(client: Client) -> None:
    make_year()
    make_notice("前两年的", text="前", year=2013)
    page = read(client, "/timeline/2015/")
    assert links(page, "年份") == {"2015 4件": "/timeline/2015/", "2014 0件": "", "2013 1件": "/timeline/2013/"}
    months = links(page, "月份")
    assert months["3月 2件"] == "?page=1#m3"
    assert months["1月"] == ""
    assert months["月份不明 1件"] == "?page=1#m0"
    assert 'href="/timeline/2013/" rel="prev"' in page


def test_it_leads_to_a_notice_and_its_group_unit_and_round(client: Client) -> None:
    notice = make_exchange_notice()
    case = notice.mentions.get().inspection
    assert case.group
    assert case.unit
    assert case.round
    page = read(client)
    for thing in (notice, case.group, case.unit, case.round):
        assert f'href="{thing.get_absolute_url()}"' in page


def test_it_keeps_the_undated_apart(client: Client) -> None:
    make_notice("有年份的", text="甲", year=2015)
    make_notice("只知月日的", text="乙", year=None, meeting_date=PartialDate(None, 5, 6))
    make_notice("什么都不知道的", text="丙", year=None)
    assert stretches(read(client)) == {"月份不明": ["有年份的"]}
    assert links(read(client), "年份")["年份不明 2件"] == "/timeline/undated/"
    page = read(client, "/timeline/undated/")
    assert stretches(page) == {"5月": ["只知月日的"], "月份不明": ["什么都不知道的"]}


def test_a_recalled_period_dates_no_notice_of_no_year(client: Client) -> None:
    make_notice("进驻的", text="甲", year=None, kind=Kind.ANNOUNCEMENT, period_start=PartialDate(None, 3, 4))
    make_notice("整改的", text="乙", year=None, kind=Kind.RECTIFICATION, period_start=PartialDate(None, 3, 4))
    assert stretches(read(client, "/timeline/undated/")) == {"3月": ["进驻的"], "月份不明": ["整改的"]}


def test_it_shows_the_undated_where_there_is_nothing_else(client: Client) -> None:
    make_notice("什么都不知道的", text="丙", year=None)
    page = read(client)
    assert "时间线：年份不明" in page
    assert stretches(page) == {"月份不明": ["什么都不知道的"]}


def test_it_continues_a_month_on_the_next_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "NOTICES_A_PAGE", 2)
    for day in (1, 2, 3):
        make_notice(f"{day}日", text=str(day), year=2015, meeting_date=PartialDate(2015, 3, day))
    make_notice("十一月的", text="十一", year=2015, meeting_date=PartialDate(2015, 11, 1))
    assert stretches(read(client)) == {"2015年3月": ["1日", "2日"]}
    page = read(client, "/timeline/2015/?page=2")
    assert stretches(page) == {"2015年3月 续": ["3日"], "2015年11月": ["十一月的"]}
    assert links(page, "月份")["3月 3件"] == "?page=1#m3"
    assert links(page, "月份")["11月 1件"] == "?page=2#m11"


def test_it_hides_drafts(client: Client) -> None:
    make_notice("公开的", text="甲", year=2015)
    make_notice("草稿", text="乙", year=2016, published=False)
    page = read(client)
    assert stretches(page) == {"月份不明": ["公开的"]}
    assert "2016" not in links(page, "年份")
    assert "草稿" not in read(client, "/timeline/2016/")


def test_it_says_that_a_year_has_nothing(client: Client) -> None:
    make_notice("甲", text="甲", year=2015)
    page = read(client, "/timeline/2001/")
    assert "本站没有2001年的公告" in page
    assert 'href="/timeline/2015/" rel="next"' in page
    assert "没有年份不明的公告" in read(client, "/timeline/undated/")


@pytest.mark.parametrize(
    "address", ["/timeline/0/", "/timeline/99999999999999999999/", "/timeline/abc/", "/timeline/2015/?page=99"]
)
def test_it_has_no_page_for_what_cannot_be(client: Client, address: str) -> None:
    make_notice("甲", text="甲", year=2015)
    read(client, address, status=404)


def test_it_says_when_there_is_nothing(client: Client) -> None:
    for address in ("/timeline/", "/timeline/2015/", "/timeline/undated/"):
        assert "还没有公告" in read(client, address)


def test_it_asks_as_much_of_many_as_of_few(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    fill_archive(5)
    few = queries()
    fill_archive(300, first=5)
    assert queries() == few
    assert few < 20


def test_it_counts_the_years_as_the_other_pages_do(client: Client) -> None:
    """Whatever dates a notice has beside its year: the year is one, chosen by an editor even against a date."""
    make_year()
    make_notice("跨年的", text="戊", year=2015, meeting_date=PartialDate(2016, 1, 5))
    make_notice("只知道发布日期的", text="己", year=None, published_date=PartialDate(2016, 2, 1))
    page = read(client, "/timeline/2015/")
    assert links(page, "年份") == {"2015 5件": "/timeline/2015/", "年份不明 1件": "/timeline/undated/"}
    assert stretches(page)["月份不明"] == ["只知道年份的", "跨年的"]
    assert "只知道发布日期的" in read(client, "/timeline/undated/")
    assert "5件公告" in read(client, "/notices/?year=2015")
    assert "1件公告" in read(client, "/notices/?year=none")
    row = next(row for row in rows_of(read(client, "/statistics/"), "按年份") if row.startswith("2015"))
    assert row.split() == ["2015年", "5", "0", "0"]


def test_it_shows_the_notices_of_a_place_and_keeps_to_it(client: Client) -> None:
    place = make_place("河南省", "洛阳市", "新安县")
    authority = make_authority("县委", Level.COUNTY, place)
    for year in (2018, 2019):
        notice = make_notice(f"新安{year}", text=f"新安{year}", year=year, authority=authority)
        notice.places.set([place])
    make_notice("别处", text="别处", year=2019)
    make_notice("别处又一年", text="别处又一年", year=2021)
    page = read(client, "/timeline/?place=河南省-洛阳市&per_page=20")
    assert "新安2019" in page
    assert "别处" not in page
    kept = "?place=%E6%B2%B3%E5%8D%97%E7%9C%81-%E6%B4%9B%E9%98%B3%E5%B8%82&amp;per_page=20"
    assert links(page, "年份") == {"2019 1件": f"/timeline/2019/{kept}", "2018 1件": f"/timeline/2018/{kept}"}
    assert 'aria-label="已选条件"' in page
    assert "没有符合条件的公告" in read(client, "/timeline/?place=山西省")


def test_it_keeps_how_many_are_on_a_page_from_year_to_year(client: Client) -> None:
    make_year()
    make_notice("前一年的", text="前", year=2014)
    make_notice("无年的", text="无", year=None)
    page = read(client, "/timeline/2015/?per_page=20")
    assert page.count('href="/timeline/2014/?per_page=20"') == 2  # in the list of years, and as the one before
    assert 'href="/timeline/undated/?per_page=20"' in page
    assert 'href="/timeline/2014/"' in read(client, "/timeline/2015/")
