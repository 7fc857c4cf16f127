"""Chinese as it is set: no space between sentences, full-width punctuation, a space around Latin words."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from archive.models import Level
from tests.archive.pages.addresses import PAGES
from tests.makers import (
    make_authority,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db

# "4次巡视。 最近一次": what a line break or a blank of a template leaves behind
_GAP = re.compile(r"[，。；：！？、]\s+(?=[\u4e00-\u9fff“（])")
# "巡视,反馈", "年份:"; but queries have half-width colons: 组长:刘卒
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff](?:[,;!?](?=[\s\u4e00-\u9fff]|$)|:(?=\s|$))")

# "按MIT许可证"
_NO_SPACE = re.compile(r"[\u4e00-\u9fff][A-Za-z]{2}|[A-Za-z]{2}[\u4e00-\u9fff]")
_NAME = "名"  # what stands in a line for a name or title of a source


class Lines(HTMLParser):
    """The lines of a page as a reader sees them: what stands in one block, in the archive's own words."""

    INLINE = {"a", "abbr", "b", "button", "code", "em", "i", "small", "span", "strong", "time", "u"}
    VOID = {"br", "hr", "img", "input", "link", "meta", "rect"}
    NO_WORDS = {"script", "style", "option", "svg"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines = [""]
        self.unread = 0  # depth within what is no sentence of ours
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        is_foreign = tag != "html" and "lang" in dict(attrs)
        if self.unread or tag in self.NO_WORDS or is_foreign:
            self.lines[-1] += _NAME if is_foreign and not self.unread else ""
            self.unread += 1
        elif tag not in self.INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.unread and tag not in self.VOID:
            self.unread -= 1
        elif tag not in self.INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.lines[-1] += data


THINGS = ["notice", "overview", "inspection", "group", "unit", "person", "round", "places/河南省"]


@pytest.mark.parametrize("address", [*(page for page in PAGES if "csv" not in page), "/nothing/", *THINGS])
def test_it_sets_chinese_without_gaps_and_with_its_own_punctuation(client: Client, address: str) -> None:
    notice = make_exchange_notice()
    county = make_authority("县委", Level.COUNTY)
    placeless = make_group(2, county)
    other = make_notice("县委巡察", text="县委", level=Level.COUNTY, authority=county, year=None, deadline=None)
    mention = make_mention(other, placeless, make_unit("县档案局", county), heads=["刘卒"], phones=["12388"])
    make_mention(other, None, make_unit("县医院", county), wave=make_round(3, 2, county))
    addresses = {
        "notice": notice.get_absolute_url(),
        "overview": other.get_absolute_url(),
        "inspection": mention.inspection.get_absolute_url(),
        "group": placeless.get_absolute_url(),
        "unit": make_unit().get_absolute_url(),
        "person": notice.appearances.get(name="刘卒").person_url,
        "round": make_round(3, 2, county).get_absolute_url(),
    }
    lines = Lines(client.get(addresses.get(address, address)).content.decode()).lines
    wrong = re.compile("|".join(rule.pattern for rule in (_GAP, _HALF_WIDTH, _NO_SPACE)))
    assert [line.strip() for line in lines if wrong.search(line.strip())] == []
