"""The English of the pages: complete, and compiled from what stands in the catalogue."""

from pathlib import Path

import polib  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from django.test import Client

from tests.makers import make_exchange_notice

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_it_translates_every_message() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_it_compiled_what_the_catalogue_says() -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {(e.msgctxt, e.msgid, e.msgstr, str(e.msgstr_plural)) for e in compiled} == {
        (e.msgctxt, e.msgid, e.msgstr, str(e.msgstr_plural)) for e in polib.pofile(str(CATALOGUE))
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/notices/?year=2015&level=city", "/groups/", "notice", "group", "/nothing/"])
def test_it_speaks_english_outside_the_sources_own_words(client: Client, address: str) -> None:
    notice = make_exchange_notice()
    group = notice.mentions.get().inspection.group
    assert group is not None
    client.cookies["django_language"] = "en"
    page = client.get({"notice": notice.get_absolute_url(), "group": group.get_absolute_url()}.get(address, address))
    assert page.headers["Content-Language"] == "en"
    for chinese in ("公告</a>", "搜索</", "筛选", "所载事项", "来源与版本", "届次轮次", "没有这个页面", "配色"):
        assert chinese not in page.content.decode()
