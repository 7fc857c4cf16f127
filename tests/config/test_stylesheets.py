"""Every page's sheets come as one file."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find, get_finder
from django.test import Client
from pytest_django.fixtures import Settings

from config.stylesheets import APART, SHEETS, SITE, SiteSheetFinder

SOURCES = Path(settings.BASE_DIR) / "static" / "css"


def rules_of(sheet: str) -> list[str]:
    """Its lines, without remarks and indents."""
    return [line.strip() for line in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).splitlines() if line.strip()]


def test_it_holds_every_sheet_in_order() -> None:
    found = find(SITE)
    assert found
    sheets = [(SOURCES / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    whole = Path(found).read_text(encoding="utf-8")
    assert whole.splitlines() == [rule for sheet in sheets for rule in rules_of(sheet)]
    assert "/*" not in whole


def test_no_sheet_is_left_out() -> None:
    assert sorted((*SHEETS, *APART)) == sorted(path.stem for path in SOURCES.glob("*.css"))


def test_it_is_collected() -> None:
    finder = get_finder("config.stylesheets.SiteSheetFinder")
    [(path, storage)] = finder.list([])
    assert path == SITE
    assert storage.exists(path)


def test_a_page_asks_for_one_sheet(client: Client, db: None) -> None:
    """Of ours: the charts' own stands apart."""
    for address, sheets in {"/": 1, "/notices/": 1, "/coverage/": 1, "/search/?q=巡视": 1, "/statistics/": 2}.items():
        assert client.get(address).content.decode().count('rel="stylesheet"') == sheets, address


def test_who_reads_it_while_it_is_written_anew_has_the_old_one_whole(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    finder = SiteSheetFinder()
    sheet = Path(finder.find(SITE))
    sheet.write_text("as it was before", encoding="utf-8")
    with sheet.open(encoding="utf-8") as reader:
        finder.find(SITE)
        assert reader.read() == "as it was before"
    assert sheet.read_text(encoding="utf-8") != "as it was before"
    assert list(sheet.parent.iterdir()) == [sheet], "no draft is left"
