import re

import pytest
from django.test import Client

from archive.models import TextVersion
from tests.makers import make_exchange_notice, make_notice

pytestmark = pytest.mark.django_db


def test_it_keeps_the_chosen_theme(client: Client) -> None:
    response = client.post("/display/", {"theme": "dark", "next": "/notices/?year=2015"})
    assert response.headers["Location"] == "/notices/?year=2015"
    assert 'data-theme="dark"' in client.get("/").content.decode()


def test_it_follows_the_system_again(client: Client) -> None:
    client.post("/display/", {"theme": "dark"})
    client.post("/display/", {"theme": ""})
    assert "data-theme" not in client.get("/").content.decode()


def test_it_switches_the_language_and_back(client: Client) -> None:
    client.post("/display/", {"language": "en"})
    page = client.get("/").content.decode()
    assert '<html lang="en"' in page
    assert "Notices" in page
    client.post("/display/", {"language": "zh-hans"})
    assert '<html lang="zh-hans"' in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("browser", "language"),
    [
        ("", "zh-hans"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh", "zh-hans"),
        ("en;q=0.3, zh-HK;q=0.7", "zh-hans"),
        ("fr,en;q=0.5", "en"),
        ("de-AT,fr", "zh-hans"),
        ("*", "zh-hans"),
        ("en_US;q=oops", "zh-hans"),
    ],
)
def test_it_speaks_the_browsers_language(client: Client, browser: str, language: str) -> None:
    page = client.get("/", headers={"accept-language": browser})
    assert page.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in page.content.decode()


def test_it_puts_the_choice_before_the_browser(client: Client) -> None:
    client.post("/display/", {"language": "zh-hans"})
    assert client.get("/", headers={"accept-language": "en"}).headers["Content-Language"] == "zh-hans"


def test_it_asks_the_browser_where_the_choice_makes_no_sense(client: Client) -> None:
    client.cookies["django_language"] = "../xx"
    assert client.get("/", headers={"accept-language": "en"}).headers["Content-Language"] == "en"


def test_it_tells_caches_what_the_page_differs_by(client: Client) -> None:
    assert {"Accept-Language", "Cookie"} <= set(client.get("/search/help/").headers["Vary"].split(", "))


@pytest.mark.parametrize(
    "target", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", "", "/display/"]
)
def test_it_never_leads_off_the_site(client: Client, target: str) -> None:
    assert client.post("/display/", {"theme": "dark", "next": target}).headers["Location"] == "/"


def test_it_ignores_what_it_does_not_offer(client: Client) -> None:
    response = client.post("/display/", {"theme": "pink", "language": "xx", "characters": "zh-TW"})
    assert response.status_code == 302
    assert not response.cookies


def test_it_wants_the_form_and_its_token() -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.get("/display/").headers["Location"] == "/"
    refused = careful.post("/display/", {"theme": "dark"})
    assert refused.status_code == 403
    assert "没有提交成功" in refused.content.decode()


CITATION = re.compile(r'<p class="ref-text".*?</p>')


def test_it_shows_texts_in_traditional_characters(client: Client) -> None:
    notice = make_exchange_notice()
    client.post("/display/", {"characters": "zh-Hant"})
    page = CITATION.sub("", client.get(notice.get_absolute_url()).content.decode())
    assert '<html lang="zh-Hant"' in page
    assert "中央第七巡視組" in page
    assert "中央第七巡视组" not in page
    assert "深圳證券交易所" in page
    assert "本頁漢字由程序轉換為繁體" in page
    assert '<div class="text" lang="zh-Hant">' in page
    assert 'lang="zh-Hans" translate="no">巡览' in page


def test_it_shows_texts_in_simplified_characters(client: Client) -> None:
    notice = make_notice("縣委巡察組進駐", text="縣委巡察組進駐縣教育局。")
    client.post("/display/", {"characters": "zh-Hans"})
    page = CITATION.sub("", client.get(notice.get_absolute_url()).content.decode())
    assert "县委巡察组进驻县教育局" in page
    assert "縣委" not in page
    assert "zh-Hant" not in page.replace('value="zh-Hant" lang="zh-Hant"', "")


@pytest.mark.parametrize(
    ("title", "language", "chosen"),
    [("县委巡察组进驻", "zh-Hans", "zh-Hant"), ("縣委巡察組進駐", "zh-Hant", "zh-Hans")],
)
def test_it_cites_a_title_as_its_source_writes_it(client: Client, title: str, language: str, chosen: str) -> None:
    notice = make_notice(title, text=f"{title}。")
    client.post("/display/", {"characters": chosen})
    cited = CITATION.search(client.get(notice.get_absolute_url()).content.decode())
    assert cited
    assert f'lang="{language}"' in cited[0]
    assert f"{title}[EB/OL]" in cited[0]
    for form in ("bib", "ris"):
        assert title in client.get(f"/notices/{notice.pk}/citation.{form}").content.decode()


@pytest.mark.parametrize(
    ("title", "text", "chosen", "is_told"),
    [
        ("县委巡察组进驻", "县委巡察组进驻县教育局。", "zh-Hant", True),
        ("縣委巡察組進駐", "縣委巡察組進駐縣教育局。", "zh-Hans", True),
        ("縣委巡察組進駐", "縣委巡察組進駐縣教育局，為期兩個月。", "zh-Hant", False),
        ("县委巡察组进驻乾县", "县委巡察组进驻乾县教育局。", "zh-Hans", False),
        ("县委巡察组进驻", "县委巡察组进驻县教育局。", "", False),
        ("工作人员", "", "zh-Hant", True),
        ("工作", "", "zh-Hant", False),
    ],
)
def test_it_says_so_where_a_text_was_converted(
    client: Client, title: str, text: str, chosen: str, is_told: bool
) -> None:
    notice = make_notice(title, text=text) if text else make_notice(title)
    if not text:
        notice.versions.all().delete()
    client.post("/display/", {"characters": chosen})
    page = client.get(notice.get_absolute_url()).content.decode()
    assert ('class="converted"' in page) == is_told


def test_it_leads_back_to_the_characters_of_the_source(client: Client) -> None:
    notice = make_exchange_notice()
    before = client.get(notice.get_absolute_url()).content.decode()
    client.post("/display/", {"characters": "zh-Hant"})
    assert (
        '<button class="text-btn" name="characters" value="">' in client.get(notice.get_absolute_url()).content.decode()
    )
    client.post("/display/", {"characters": "", "next": notice.get_absolute_url()})
    after = client.get(notice.get_absolute_url()).content.decode()
    assert "本页汉字由程序转换" not in after
    assert [line for line in after.splitlines() if "csrf" not in line] == [
        line for line in before.splitlines() if "csrf" not in line
    ]


def test_it_changes_characters_in_what_is_shown_alone(client: Client) -> None:
    notice = make_exchange_notice(places=[])
    client.post("/display/", {"characters": "zh-Hant"})
    listed = client.get("/notices/?unit=深圳证券交易所").content.decode()
    assert 'value="深圳证券交易所"' in listed
    assert "深圳證券交易所</span>" in listed
    assert f'href="{notice.get_absolute_url()}"' in listed
    assert 'value="专项巡视"' in client.get("/search/?q=专项巡视").content.decode()
    assert "中央第七巡视组" in TextVersion.objects.get().text


def test_it_converts_the_chinese_of_an_english_page_alone(client: Client) -> None:
    notice = make_exchange_notice()
    client.cookies["django_language"] = "en"
    client.cookies["characters"] = "zh-Hant"
    page = client.get(notice.get_absolute_url()).content.decode()
    assert '<html lang="en"' in page
    assert "中央第七巡視組" in page


def test_it_shows_editors_what_is_stored(admin_client: Client) -> None:
    make_exchange_notice(title="中央第七巡视组进驻")
    admin_client.cookies["characters"] = "zh-Hant"
    assert "中央第七巡视组进驻" in admin_client.get("/admin/archive/notice/").content.decode()


def test_it_finds_the_same_whatever_is_shown(client: Client) -> None:
    make_exchange_notice()
    before = client.get("/notices/?unit=深圳证券交易所").context["page"].object_list
    client.cookies["characters"] = "zh-Hant"
    assert list(client.get("/notices/?unit=深圳证券交易所").context["page"].object_list) == list(before) != []
