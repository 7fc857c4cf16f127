"""Every page's sheets come as one file."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find, get_finder
from django.test import Client
from pytest_django.fixtures import Settings

from config.stylesheets import SHEETS, SITE, SiteSheetFinder


def test_it_holds_every_sheet_in_order() -> None:
    found = find(SITE)
    assert found
    whole = Path(found).read_text(encoding="utf-8")
    sheets = [(settings.BASE_DIR / "static" / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    places = [whole.index(sheet) for sheet in sheets]
    assert places == sorted(places)


def test_it_is_collected() -> None:
    finder = get_finder("config.stylesheets.SiteSheetFinder")
    [(path, storage)] = finder.list([])
    assert path == SITE
    assert storage.exists(path)


def test_a_page_asks_for_few_sheets(client: Client, db: None) -> None:
    for address in ("/", "/notices/", "/coverage/", "/units/"):
        assert client.get(address).content.decode().count('rel="stylesheet"') <= 6, address


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
