"""Figures are grouped as the language has it; what only looks like one is not."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client
from django.utils import translation

from archive.figures import Figure
from archive.views.csv_file import csv_file
from tests.makers import make_contact, make_exchange_notice, make_notice

COUNTED = re.compile(r"\{% blocktranslate count n=(?P<counted>\S+)")


def rendered(source: str, language: str, **context: object) -> str:
    with translation.override(language):
        template = engines["django"].from_string("{% load i18n %}" + source)
        return template.render(context)


@pytest.mark.parametrize(("language", "written"), [("en", "1,234,567"), ("zh-hans", "1234567")])
def test_it_groups_figures_as_the_language_has_it(language: str, written: str) -> None:
    assert rendered("{{ n|figure }}", language, n=1234567) == written
    sentence = "{% blocktranslate count n=n|figure %}{{ n }}件{% plural %}{{ n }}件{% endblocktranslate %}"
    assert rendered(sentence, language, n=1234567).startswith(written)
    with translation.override(language):
        assert str(Figure(1234567)) == written


def test_it_leaves_alone_what_is_not_named_a_figure() -> None:
    assert rendered("{{ n }}", "en", n=2015) == "2015"
    assert rendered("{{ n|figure }}", "en", n=None) == ""


def test_files_and_programs_get_plain_numbers() -> None:
    with translation.override("en"):
        assert json.dumps({"n": Figure(1234)}) == '{"n": 1234}'
        rows = b"".join(csv_file("x", ["n"], [[1234]]).streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    assert rows.split() == ["n", "1234"]


def test_every_sentence_that_counts_names_its_figure() -> None:
    for folder in ("archive", "search"):
        for path in (Path(settings.BASE_DIR) / "templates" / folder).rglob("*.html"):
            for counted in COUNTED.findall(path.read_text(encoding="utf-8")):
                assert counted.endswith("|figure"), f"{path.name}: {counted}"


@pytest.mark.django_db
def test_pages_in_english_keep_years_keys_and_telephones_whole(client: Client) -> None:
    make_exchange_notice(pk=123456)
    make_notice("甲", text="甲", year=2016)
    make_contact(make_notice("乙", text="乙", year=2015), "075588106327")
    for address in ("/notices/", "/statistics/", "/timeline/2015/", "/", "/coverage/?by=year&authority=all"):
        page = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert "2015" in page
        assert not re.search(r"2,01[56]|123,456", page)
