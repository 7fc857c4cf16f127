"""How a notice is cited: on its page, and as files for programs that manage references."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from archive.citing import Citation, citation_of
from archive.models import Notice, YearBasis
from archive.partial_date import PartialDate
from tests.makers import make_exchange_notice, make_notice

TODAY = datetime.date(2026, 11, 21)
ADDRESS = "https://xunlan.example/notices/1/"


def cited(**fields: Any) -> Citation:
    known = {"pk": 1, "title": "动员会召开", "year": 2015, "year_basis": YearBasis.EXPLICIT}
    return citation_of(Notice(**known | fields), ADDRESS, TODAY)


@pytest.mark.parametrize(
    ("fields", "said", "why"),
    [
        ({"published_date": PartialDate(2015, 11, 3)}, "(2015-11-03)", "the page's own date"),
        ({"meeting_date": PartialDate(2015, 11, 1)}, "(2015-11-01)", "what is reported"),
        ({"signed_date": PartialDate(2017, 6, 8)}, "(2017-06-08)", "the text's own date"),
        (
            {"signed_date": PartialDate(2017, 6, 8), "published_date": PartialDate(2017, 7, 1)},
            "(2017-07-01)",
            "rather the page's",
        ),
        ({"year_basis": YearBasis.ROUND}, "([2015])", "an inferred year is in brackets"),
        ({"year_basis": YearBasis.ROUND, "meeting_date": PartialDate(2015, 11, 1)}, "([2015]-11-01)", "and it alone"),
        ({"year": None, "year_basis": "", "meeting_date": PartialDate(None, 11, 1)}, "", "no year, no date"),
        ({"year": None, "year_basis": ""}, "", "nothing known"),
    ],
)
def test_it_gives_the_date_as_far_as_it_is_known(fields: dict[str, Any], said: str, why: str) -> None:
    assert cited(**fields).gbt == f"动员会召开[EB/OL]. {said}[2026-11-21]. {ADDRESS}.", why


def test_it_puts_the_publisher_in_front() -> None:
    assert cited(publisher="中央纪委网站").gbt.startswith("中央纪委网站. 动员会召开[EB/OL]. (2015)")


def test_it_writes_bibtex() -> None:
    assert cited(title="100%的A&B_{c}", meeting_date=PartialDate(2015, 11, 1)).bibtex == (
        "@online{xunlan-notice-1,\n"
        r"  title = {{100\%的A\&B\_\textbraceleft{}c\textbraceright{}}},"
        "\n  date = {2015-11-01},\n"
        f"  url = {{{ADDRESS}}},\n"
        "  urldate = {2026-11-21},\n  langid = {chinese},\n  note = {日期是公告所报之事的日期。},\n}\n"
    )


def test_it_says_that_a_date_is_that_of_the_text() -> None:
    assert "  note = {日期是正文所署的日期。},\n" in cited(signed_date=PartialDate(2017, 6, 8)).bibtex


def test_it_gives_programs_an_inferred_year_as_a_number_and_says_that_it_is_inferred() -> None:
    inferred = cited(year_basis=YearBasis.ROUND, meeting_date=PartialDate(2015, 11, 1))
    assert "\n  year = {2015},\n" in inferred.bibtex
    assert "\n  date = " not in inferred.bibtex
    assert "\r\nPY  - 2015\r\n" in inferred.ris
    assert "\r\nDA  - " not in inferred.ris
    for file in (inferred.bibtex, inferred.ris):
        assert "日期（2015-11-01）是公告所报之事的日期，其中年份是推定的" in file


def test_it_writes_ris() -> None:
    assert cited(published_date=PartialDate(2015, 11), publisher="某网").ris.split("\r\n") == [
        "TY  - ELEC",
        "TI  - 动员会召开",
        "PB  - 某网",
        "PY  - 2015",
        "DA  - 2015/11//",
        f"UR  - {ADDRESS}",
        "Y2  - 2026/11/21/",
        "LA  - zh",
        "ER  - ",
        "",
    ]


@given(title=st.text(min_size=1).filter(str.strip), publisher=st.text())
def test_nothing_in_a_title_breaks_out_of_its_field(title: str, publisher: str) -> None:
    citation = cited(title=title, publisher=publisher)
    depth = 0
    for character in citation.bibtex:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert len(citation.bibtex.splitlines()) == len(
        cited(title="题", publisher="某" if citation.publisher else "").bibtex.splitlines()
    )
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in citation.ris.split("\r\n")[:-1])
    assert re.search(r"[\r\n]", citation.ris.replace("\r\n", "")) is None


def unescaped(tex: str) -> str:
    """What TeX prints for what bibtex writes."""
    named = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciicircum": "^",
        "textasciitilde": "~",
    }
    return re.sub(r"\\(?:(text[a-z]+)\{\}|(.))", lambda m: named[m[1]] if m[1] else m[2], tex)


@given(title=st.text(alphabet="\\{}$&%#_^~a题", min_size=1))
def test_it_gives_the_title_back_as_it_was(title: str) -> None:
    match = re.search(r"title = \{\{(.*)\}\},\n", cited(title=title).bibtex)
    assert match is not None
    assert unescaped(match[1]) == title


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "media_type", "start"),
    [("bib", "application/x-bibtex", "@online{"), ("ris", "application/x-research-info-systems", "TY  - ELEC")],
)
def test_it_is_downloaded(client: Client, name: str, media_type: str, start: str) -> None:
    notice = make_exchange_notice()
    response = client.get(f"/notices/{notice.pk}/citation.{name}")
    assert response.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="xunlan-{notice.pk}.{name}"'
    text = response.content.decode()
    assert text.startswith(start)
    assert f"［{notice.display_title}］" in text
    assert f"http://testserver/notices/{notice.pk}/" in text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["bib", "ris"])
def test_it_cites_no_draft(client: Client, name: str) -> None:
    assert client.get(f"/notices/{make_notice(published=False).pk}/citation.{name}").status_code == 404
    assert client.get(f"/notices/999/citation.{name}").status_code == 404


@pytest.mark.django_db
def test_the_page_says_how_to_cite_it(client: Client) -> None:
    notice = make_exchange_notice()
    page = client.get(notice.get_absolute_url()).content.decode()
    box = page.partition('id="cite"')[2]
    assert f"［{notice.display_title}］[EB/OL]. ([2015]-11-01)[" in strip_tags(box)
    for address in (f"/notices/{notice.pk}/citation.bib", f"/notices/{notice.pk}/citation.ris"):
        assert f'href="{address}"' in box
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_what_a_paragraph_was_cited_by_leads_to_the_same_words_for_ever(client: Client) -> None:
    notice = make_notice(text="旧的第一段")
    match = re.search(
        r'href="http://testserver([^"#]*version=1)#p1"', client.get(notice.get_absolute_url()).content.decode()
    )
    assert match is not None
    notice.versions.create(number=2, text="新写的第一段")
    page = client.get(match[1], follow=True).content.decode()
    assert '<p id="p1">' in page
    assert "旧的第一段" in page
    assert "新写的第一段" not in page
    assert "这是第1版" in page


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["3", "x", "-1", "%00", "９", "1" * 60])
def test_it_shows_the_newest_text_where_there_is_no_such_version(client: Client, asked: str) -> None:
    notice = make_notice(text="只有一版")
    response = client.get(f"{notice.get_absolute_url()}?version={asked}")
    assert response.status_code == 200
    assert "只有一版" in response.content.decode()
    assert "没有第" in response.content.decode()
