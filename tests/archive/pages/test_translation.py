"""The English of the pages: complete, and compiled from what stands in the catalogue."""

import re
from html.parser import HTMLParser
from pathlib import Path

import polib  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from archive.ingest.saving import save_parsed
from archive.models import ErrorReport, Kind, Notice, logged
from archive.parsing import parse
from archive.partial_date import PartialDate
from tests.archive.parsing.scoring import SEEDS, text_of
from tests.makers import make_exchange_notice, make_group, make_mention, make_notice, make_place, make_round, make_unit

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_it_translates_every_message() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_its_quotes_are_straight() -> None:
    """The face for Chinese has curly ones, as wide as a character: The archive’ s table."""
    said = {entry.msgid: (entry.msgstr, *entry.msgstr_plural.values()) for entry in polib.pofile(str(CATALOGUE))}
    assert [msgid for msgid, words in said.items() if re.search("[‘’“”]", "".join(words))] == []


def test_it_compiled_what_the_catalogue_says() -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {(e.msgctxt, e.msgid, e.msgstr, str(e.msgstr_plural)) for e in compiled} == {
        (e.msgctxt, e.msgid, e.msgstr, str(e.msgstr_plural)) for e in polib.pofile(str(CATALOGUE))
    }


class ChineseUnmarked(HTMLParser):
    """Collects the Chinese that stands where the page says it is English, in text and in attributes alike."""

    CHINESE = re.compile(r"[\u3001\u3002\u4e00-\u9fff\uff00-\uffef]")
    SPOKEN = {"alt", "aria-description", "aria-label", "content", "label", "placeholder", "summary", "title"}
    VOID = {"br", "hr", "img", "input", "link", "meta", "rect"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.languages = [""]
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        language = said.get("lang") or self.languages[-1]
        self.note(language, *(value or "" for name, value in attrs if name in self.SPOKEN or name.startswith("data-")))
        if said.get("type") in {"button", "reset", "submit"}:
            self.note(language, said.get("value") or "")
        if tag not in self.VOID:
            self.languages.append(language)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        self.note(self.languages[-1], data)

    def note(self, language: str, *texts: str) -> None:
        if not language.startswith("zh"):
            self.found += [text.strip() for text in texts if self.CHINESE.search(text)]


def _as_parsed(seed: Path) -> Notice:
    notice = make_notice(text=text_of(seed), year=None)
    save_parsed(notice, notice.versions.get(), parse(text_of(seed)))
    return notice


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/notices/",
        "/notices/?year=2015&level=city",
        "/notices/?page=9",
        "/groups/",
        "/groups/?group=0",
        "/coverage/",
        "/coverage/?authority=all&by=round&only=again",
        "/coverage/?authority=0&level=county",
        "/statistics/",
        "/statistics/?format=csv&table=none",
        "/timeline/",
        "/timeline/1999/",
        "/timeline/undated/",
        "/reporting/open/",
        "/reporting/undated/",
        "/about/",
        "/search/",
        "/search/?year=2015",
        "/search/?q=nothing+such",
        "/search/?q=leader:x+OR+year:old+-unit:(a",
        "/search/help/",
        "notice",
        "overview",
        "group",
        "error",
        "unit",
        "person",
        "round",
        "inspection",
        "/inspections/",
        "/inspections/?year=none&sort=oldest",
        "/rounds/",
        "/units/?q=zzz&again=1",
        "/people/?role=head",
        "/places/",
        "/places/广东省-深圳市/",
        "/corrections/",
        "/nothing/",
        "/notices/?year=old&sort=best",
        "/rounds/?level=county",
        "/search/?q=0755&level=county",
        "/search/health/",
        "read",
        "doubtful",
        "untold",
    ],
)
def test_it_speaks_english_outside_the_sources_own_words(client: Client, address: str) -> None:
    notice = make_exchange_notice(places=[make_place("广东省", "深圳市")], types=["专项", "回头看", "机动"])
    mention = notice.mentions.get()
    group, unit = mention.inspection.group, mention.inspection.unit
    assert group is not None
    assert unit is not None
    unit.aliases.create(name="深交所")
    overview = make_notice("二十届中央第三轮巡视", text="二十届", kind=Kind.ROUND_OVERVIEW)
    for number in (8, 9):
        make_mention(overview, make_group(number), make_unit(f"单位{number}"), types=["专项", "机动"])
    notice.corrections.create(field="leaders")
    notice.correction_entries.create(field="leaders")
    notice.correction_entries.create(field="duration", is_returned=True)
    for field, before, after in (("year", None, 2015), ("round", 7, 8), ("types", ["专项"], []), ("text", 1, 2)):
        logged(field, before, after, notice=notice).save()
    name = {"kind": "inspectedunit", "key": unit.pk, "about": unit.name}
    logged("name", "深交", unit.name, **name).save()
    ErrorReport.objects.create(notice=notice, text="错", state="accepted")
    ErrorReport.objects.create(notice=notice, field="people", text="错", state="accepted", answer="已改。")
    client.cookies["django_language"] = "en"
    read, doubtful = map(_as_parsed, SEEDS[:2])
    addresses = {
        "read": read.get_absolute_url(),
        "doubtful": doubtful.get_absolute_url(),
        "untold": make_round(20, 1, starts=PartialDate(2023, 3), basis="counted").get_absolute_url(),
        "notice": notice.get_absolute_url(),
        "overview": overview.get_absolute_url(),
        "error": f"/notices/{notice.pk}/error/",
        "group": group.get_absolute_url(),
        "unit": unit.get_absolute_url(),
        "person": notice.appearances.all()[0].person.get_absolute_url(),
        "round": make_round().get_absolute_url(),
        "inspection": mention.inspection.get_absolute_url(),
    }
    page = client.get(addresses.get(address, address))
    assert page.headers["Content-Language"] == "en"
    assert ChineseUnmarked(page.content.decode()).found == []


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "500.html", "admin/locked_out.html"])
def test_it_says_in_english_what_went_wrong(rf: RequestFactory, template: str) -> None:
    with translation.override("en"):
        assert ChineseUnmarked(render_to_string(template, request=rf.get("/"))).found == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/coverage/?format=csv", "/statistics/?format=csv&table=years"])
def test_it_heads_its_files_in_english(client: Client, address: str) -> None:
    client.cookies["django_language"] = "en"
    response = client.get(address)
    heads = response.getvalue().decode().splitlines()[0]
    assert not ChineseUnmarked.CHINESE.search(response.headers["Content-Disposition"] + heads)
