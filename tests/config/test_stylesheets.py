"""Every page's sheets come as one file."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find, get_finder
from django.test import Client

from config.stylesheets import SHEETS, SITE


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
