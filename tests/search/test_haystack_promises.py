"""What haystack's documentation promises of SearchQuerySet, promise by promise, kept by the engine in the settings."""

import pickle
import shutil
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy
from haystack import connections
from haystack.exceptions import FacetingError, MoreLikeThisError, SearchBackendError
from haystack.forms import FacetedSearchForm
from haystack.inputs import AltParser, Exact, Not, Raw
from haystack.models import SearchResult
from haystack.query import SQ, SearchQuerySet
from pytest_django import Settings

from archive.models import Kind, Level, Notice
from archive.partial_date import PartialDate
from search.checking import compare
from search.engines import IndexUnusableError
from search.engines.related import RelatedSearchQuerySet
from search.search_indexes import NoticeIndex
from tests.search.conftest import Commit, make_mention, make_notice

SHANGHAI = timezone(timedelta(hours=8))

pytestmark = pytest.mark.django_db


@pytest.fixture
def notices(commit: Commit) -> dict[str, int]:
    """Four notices by a name of each."""
    with commit():
        water = make_notice(
            "水务局党组立行立改，整改 <问题> 到位。",
            title="巡察水务局的公告",
            year=2015,
            level=Level.CITY,
            kind=Kind.ANNOUNCEMENT,
            types=["专项"],
            meeting_date=PartialDate(2015, 11, 3),
        )
        make_mention(water, group="市委第三巡察组", unit="市水务局", authority="洛阳市委", ordinal=3)
        school = make_notice(
            "教育局党委认真整改。",
            title="巡察教育局的公告",
            year=2015,
            level=Level.CITY,
            kind=Kind.FEEDBACK,
            types=["专项", "常规"],
            meeting_date=PartialDate(2015, 11),
        )
        make_mention(school, group="市委第四巡察组", unit="市教育局", authority="开封市委", ordinal=4)
        again = make_notice(
            "水务局回头看。",
            title="再访水务局",
            year=2019,
            level=Level.COUNTY,
            kind=Kind.ANNOUNCEMENT,
            types=["回头看"],
        )
        make_mention(again, unit="市水务局", authority="洛阳市委")
        bare = make_notice("没有年份的公告，整改。", title="Ａｂｃ公告", kind=Kind.OTHER)
        made = {"water": water.pk, "school": school.pk, "again": again.pk, "bare": bare.pk}
        moments = (
            datetime(2020, 1, 31, 15, 59, 59, tzinfo=UTC),  # 23:59:59 in Shanghai
            datetime(2020, 1, 31, 16, 0, 0, tzinfo=UTC),  # midnight: 1 February
            datetime(2020, 12, 31, 16, 30, 0, tzinfo=UTC),  # 1 January 2021
            datetime(2020, 2, 1, 23, 0, 0, tzinfo=SHANGHAI),
        )
        for pk, moment in zip(made.values(), moments, strict=True):
            Notice.objects.filter(pk=pk).update(added_at=moment)
    return made


def keys(found: SearchQuerySet) -> set[int]:
    return {result.pk for result in found}


def names(found: SearchQuerySet, notices: dict[str, int]) -> list[str]:
    """In the order of the results."""
    by_key = {pk: name for name, pk in notices.items()}
    return [by_key[result.pk] for result in found]


# ---- filter ----


FILTERS: list[tuple[dict[str, object], str]] = [
    ({"content": "整改"}, "water school bare"),
    ({"content": "整改 水务局"}, "water"),
    ({"text": "整改 水务局"}, "water"),
    ({"content__contains": "行立"}, "water"),
    ({"content__exact": "认真整改"}, "school"),
    ({"content__startswith": "认真"}, "school"),
    ({"content__in": ["立行立改", "回头看"]}, "water again"),
    ({"content": Exact("党组立行")}, "water"),
    ({"content": Raw("水务局 OR 教育局")}, "water school again"),
    ({"content": ""}, ""),
    ({"content": "\ud800"}, ""),
    ({"content__contains": "\ud800\x00"}, ""),
    ({"content__in": ["\ud800", "回头看"]}, "again"),
    ({"title": "\ud800"}, ""),
    ({"unit": "\ud800"}, ""),
    ({"title": "公告 水务局"}, "water"),
    ({"title__contains": "水务"}, "water again"),
    ({"title__exact": "再访水务局"}, "again"),
    ({"title__exact": "水务局"}, ""),
    ({"title__exact": "abc公告"}, "bare"),
    ({"title__startswith": "巡察"}, "water school"),
    ({"title__endswith": "水务局"}, "again"),
    ({"title__in": ["再访水务局", "巡察教育局的公告"]}, "school again"),
    ({"year": 2015}, "water school"),
    ({"year": "2015"}, "water school"),
    ({"year__exact": 2019}, "again"),
    ({"year__in": [2019, 2020]}, "again"),
    ({"year__gt": 2015}, "again"),
    ({"year__gte": 2015}, "water school again"),
    ({"year__lt": 2019}, "water school"),
    ({"year__lte": 2019}, "water school again"),
    ({"year__range": [2016, 2019]}, "again"),
    ({"year": 2015.0}, "water school"),
    ({"year": 2015.5}, ""),
    ({"year__lt": 2015.5}, "water school"),
    ({"year__gt": 2018.5}, "again"),
    ({"year__gte": float("-inf")}, "water school again"),
    ({"year__lt": float("nan")}, ""),
    ({"level": Level.COUNTY}, "again"),
    ({"kind__in": [Kind.FEEDBACK, Kind.OTHER]}, "school bare"),
    ({"type": "常规"}, "school"),
    ({"type__in": ["常规", "回头看"]}, "school again"),
    ({"unit__contains": "水务"}, "water again"),
    ({"unit__startswith": "市教"}, "school"),
    ({"unit__endswith": "务局"}, "water again"),
    ({"group": "3"}, "water"),
    ({"group": "洛阳市委第三巡察组"}, "water"),
    ({"sort_date__gte": date(2015, 11, 3)}, "water again"),
    ({"sort_date__lt": "2016"}, "water school"),
    ({"sort_date": "2015-11"}, "school"),
    ({"sort_date__lte": "2015"}, ""),  # before all its months
    ({"sort_date__lte": "2015-11"}, "school"),  # before all its days
    ({"added_at__lt": datetime(2020, 1, 31, 16, tzinfo=UTC)}, "water"),
    ({"added_at__gte": datetime(2020, 2, 1)}, "school again bare"),  # naive: in the site's zone
    ({"added_at__range": (date(2020, 2, 1), date(2020, 2, 2))}, "school bare"),
    ({"added_at": datetime(2020, 2, 1, 0, 0, tzinfo=SHANGHAI)}, "school"),
    ({"django_ct": "archive.notice"}, "water school again bare"),
    ({"year": 2015, "content": "水务局"}, "water"),
]


def test_it_filters(notices: dict[str, int]) -> None:
    for filters, expected in FILTERS:
        found = keys(SearchQuerySet().filter(**filters))
        assert found == {notices[name] for name in expected.split()}, filters


def test_it_filters_by_haystacks_own_fields(notices: dict[str, int]) -> None:
    pk = notices["again"]
    for filters in ({"id": f"archive.notice.{pk}"}, {"django_id": str(pk)}, {"pk__in": [pk]}):
        assert keys(SearchQuerySet().filter(**filters)) == {pk}
    found = SearchQuerySet().filter(django_id__in=SearchQuerySet().filter(year=2019).values_list("pk", flat=True))
    assert keys(found) == {pk}


def test_a_plain_value_holds_no_operators(notices: dict[str, int]) -> None:
    assert keys(SearchQuerySet().filter(content="-整改")) == keys(SearchQuerySet().filter(content="整改"))
    for text in ("水务局 OR 教育局", '" OR content:"整改', ") OR (*"):
        assert not SearchQuerySet().filter(content=text)
        assert not SearchQuerySet().filter(title=text)


NO_FILTERS: list[dict[str, object]] = [
    {"nowhere": "x"},
    {"year": "x"},
    {"year": None},
    {"year__in": [2015, None]},
    {"unit": None},
    {"content": None},
    {"title__range": [None, "x"]},
    {"year__contains": "1"},
    {"year__range": [1]},
    {"year__in": 2015},
    {"added_at__gt": "yesterday"},
    {"sort_date": "2015-13"},
    {"content__gt": "x"},
    {"content__fuzzy": "x"},
    {"title__fuzzy": "x"},
    {"content": AltParser("dismax", "x")},
    {"title": Raw("x")},
    {"year": True},
    {"unit": False},
    {"level__in": ["city", True]},
    {"year__isnull": True},
    {"title__regex": "水.局"},
    {"title__iexact": "再访水务局"},
    {"content__nope": "整改"},
    {"year__gte__lte": 2015},
]


def test_it_says_what_it_cannot_filter_by(notices: dict[str, int]) -> None:
    for filters in NO_FILTERS:
        with pytest.raises(SearchBackendError):
            list(SearchQuerySet().filter(**filters))
    for lookups in (SQ(year=2015) | ~SQ(title__regex="x"), SQ(SQ(unit__isnull=True))):
        with pytest.raises(SearchBackendError, match="no such lookup"):
            SearchQuerySet().filter(lookups)
    for text in ("year__isnull:true", "year__nope:2015"):
        with pytest.raises(SearchBackendError):
            SearchQuerySet().narrow(text).count()
        with pytest.raises(SearchBackendError):
            SearchQuerySet().query_facet(*text.split(":")).facet_counts()
    assert SearchQuerySet().count() == 4  # and the index is as sound as before


def test_it_combines_filters(notices: dict[str, int]) -> None:
    everything = SearchQuerySet()
    water, old = everything.filter(content="水务局"), everything.filter(year=2015)
    assert names(water & old, notices) == ["water"]
    assert keys(water | old) == {notices[name] for name in ("water", "school", "again")}
    assert keys(everything.filter(SQ(content="教育局") | SQ(year=2019))) == {notices["school"], notices["again"]}
    assert keys(old.filter_or(year=2019)) == keys(everything.filter(year__gte=2015))
    nested = everything.filter((SQ(year=2015) | SQ(year=2019)) & ~SQ(title="教育局") & SQ(content="水务局"))
    assert keys(nested) == {notices["water"], notices["again"]}
    assert everything.none().count() == 0


def test_it_excludes(notices: dict[str, int]) -> None:
    everything = SearchQuerySet()
    assert keys(everything.exclude(content="水务局")) == {notices["school"], notices["bare"]}
    assert names(everything.filter(content="整改").exclude(year=2015), notices) == ["bare"]
    assert keys(everything.exclude(year=2015)) == {notices["again"], notices["bare"]}
    assert keys(everything.exclude(year=2015, content="水务局")) == keys(everything) - {notices["water"]}
    assert keys(everything.filter(~~SQ(year=2015))) == {notices["water"], notices["school"]}
    assert names(everything.filter(content="整改", title=Not("公告")), notices) == []
    # What is excluded is excluded where it stands as a whole, not where its parts do.
    assert everything.exclude(content="水务局教育局").count() == 4


def test_it_reads_what_readers_type(notices: dict[str, int]) -> None:
    assert names(SearchQuerySet().auto_query('整改 -"立行立改" -教育局'), notices) == ["bare"]
    assert names(SearchQuerySet().auto_query('公告 -"教育局" 巡察', fieldname="title"), notices) == ["water"]
    assert SearchQuerySet().auto_query("").count() == 0
    assert keys(SearchQuerySet().raw_search("年份:2019")) == {notices["again"]}
    assert names(SearchQuerySet().autocomplete(title="教育"), notices) == ["school"]


# ---- facets ----


def test_it_counts_facets_over_everything_that_is_found(notices: dict[str, int]) -> None:
    found = SearchQuerySet().facet("type").facet("year").facet("unit").facet("sort_date")
    fields = found[:1] and found.facet_counts()["fields"]
    assert fields["type"] == [("专项", 2), ("回头看", 1), ("常规", 1)]
    assert fields["year"] == [(2015, 2), (2019, 1)]
    assert fields["unit"] == [("市水务局", 2), ("市教育局", 1)]
    assert dict(fields["sort_date"]) == {"2015-11": 1, "2015-11-03": 1, "2019": 1}
    narrower = found.filter(content="水务局").facet_counts()["fields"]
    assert narrower["year"] == [(2015, 1), (2019, 1)]
    assert SearchQuerySet().facet_counts() == {}


def test_it_refuses_facets_that_it_does_not_have(notices: dict[str, int]) -> None:
    for found in (SearchQuerySet().facet("nowhere"), SearchQuerySet().facet("year", limit=3)):
        with pytest.raises(SearchBackendError):
            found.facet_counts()


def test_it_narrows(notices: dict[str, int]) -> None:
    found = SearchQuerySet().filter(content="整改")
    assert names(found.narrow('type_exact:"常规"'), notices) == ["school"]
    assert names(found.narrow("type:常规"), notices) == ["school"]
    assert names(found.narrow("year:2015").narrow("NOT type:常规"), notices) == ["water"]
    assert names(found.narrow(SQ(year__gt=2015) | SQ(type="常规")), notices) == ["school"]
    assert names(found.narrow("年份:2015 立行立改"), notices) == ["water"]  # the archive's own language
    assert found.narrow("year:2015").facet("type").facet_counts()["fields"]["type"] == [("专项", 2), ("常规", 1)]
    assert found.narrow("year:1999").count() == 0
    for stretch in ("[2014 TO 2016]", "[2015 TO *]", "[ TO 2015]", "[* TO 2015]"):
        assert names(found.narrow(f"year:{stretch} type:常规".replace(" type", " AND type")), notices) == ["school"]
    assert found.narrow("year:[2016 TO 2018]").count() == 0
    unknown = found.count() - found.filter(year__gte=1).count()
    assert unknown
    assert found.narrow("NOT year:[* TO *]").count() == unknown
    assert found.query_facet("year", "[2014 TO 2015]").facet_counts()["queries"] == {"year:[2014 TO 2015]": 2}
    dated = found.narrow('sort_date:"2015-11-03"')
    assert names(dated, notices) == names(found.narrow("sort_date:2015-11-03"), notices) == ["water"]


@pytest.mark.parametrize("text", ["(" * 5000, "NOT " * 5000, "year:" + "[" * 100_000])
def test_it_takes_whatever_an_address_asks_it_to_narrow_by(notices: dict[str, int], text: str) -> None:
    assert SearchQuerySet().narrow(text).count() >= 0


def test_narrowing_does_not_change_scores(notices: dict[str, int]) -> None:
    found = SearchQuerySet().filter(content="整改")
    scores = {result.pk: result.score for result in found}
    assert all(scores[result.pk] == result.score for result in found.narrow("content:水务局"))


def test_it_serves_haystacks_faceted_form(notices: dict[str, int], commit: Commit) -> None:
    with commit():
        quoted = make_notice("整改", title="引号")
        make_mention(quoted, unit='市"水\\务"局')
    chosen = FacetedSearchForm({"q": "整改"}, selected_facets=["type_exact:常规"], load_all=False)
    assert names(chosen.search(), notices) == ["school"]
    quoting = FacetedSearchForm({"q": "整改"}, selected_facets=['unit_exact:市"水\\务"局'], load_all=False)
    assert keys(quoting.search()) == {quoted.pk}


# ---- facets of dates ----


def facet_of_dates(field: str, start: date, end: date, gap: str, amount: int = 1) -> list[tuple[date, int]]:
    counts = SearchQuerySet().date_facet(field, start, end, gap, amount).facet_counts()
    listed: list[tuple[date, int]] = counts["dates"][field]
    return listed


def in_shanghai(*parts: int) -> datetime:
    year, month, day, *clock = parts
    hour, minute = (*clock, 0, 0)[:2]
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def test_it_counts_moments_by_the_sites_days(notices: dict[str, int]) -> None:
    days = facet_of_dates("added_at", date(2020, 1, 31), date(2020, 2, 3), "day")
    assert days == [(in_shanghai(2020, 1, 31), 1), (in_shanghai(2020, 2, 1), 2)]
    months = facet_of_dates("added_at", date(2020, 1, 1), date(2021, 2, 1), "month")
    assert months == [(in_shanghai(2020, 1, 1), 1), (in_shanghai(2020, 2, 1), 2), (in_shanghai(2021, 1, 1), 1)]
    years = facet_of_dates("added_at", date(2020, 1, 1), date(2021, 1, 2), "year")
    assert years == [(in_shanghai(2020, 1, 1), 3), (in_shanghai(2021, 1, 1), 1)]


def test_gaps_begin_where_they_are_said_to(notices: dict[str, int]) -> None:
    aware = facet_of_dates("added_at", datetime(2020, 1, 31, 15, 59, tzinfo=UTC), date(2020, 2, 1), "minute")
    assert aware == [(in_shanghai(2020, 1, 31, 23, 59), 1)]
    hours = facet_of_dates("added_at", datetime(2020, 1, 31, 18), date(2020, 2, 2), "hour", 6)
    assert hours == [(in_shanghai(2020, 1, 31, 18), 1), (in_shanghai(2020, 2, 1), 1), (in_shanghai(2020, 2, 1, 18), 1)]
    months = facet_of_dates("added_at", date(2019, 12, 31), date(2020, 3, 1), "month", 2)
    assert months == [(in_shanghai(2019, 12, 31), 3)]  # to 29 February, the last of the month


def test_gaps_follow_a_clock_that_is_put_forward(notices: dict[str, int], settings: Settings, commit: Commit) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    with commit():  # 29 March 2020 has 23 hours there
        Notice.objects.filter(pk=notices["water"]).update(added_at=datetime(2020, 3, 29, 21, 59, tzinfo=UTC))
        Notice.objects.filter(pk=notices["school"]).update(added_at=datetime(2020, 3, 29, 22, 1, tzinfo=UTC))
    days = facet_of_dates("added_at", date(2020, 3, 29), date(2020, 3, 31), "day")
    assert [(day.strftime("%d %H:%M"), count) for day, count in days] == [("29 00:00", 1), ("30 00:00", 1)]


def test_it_counts_a_partial_date_where_it_must_lie(notices: dict[str, int]) -> None:
    years = facet_of_dates("sort_date", date(2015, 1, 1), date(2020, 1, 1), "year")
    assert years == [(date(2015, 1, 1), 2), (date(2019, 1, 1), 1)]
    months = facet_of_dates("sort_date", date(2015, 1, 1), date(2020, 1, 1), "month")
    assert months == [(date(2015, 11, 1), 2)]  # of 2019 no month is known
    days = facet_of_dates("sort_date", date(2015, 11, 1), date(2015, 12, 1), "day")
    assert days == [(date(2015, 11, 3), 1)]


def test_gaps_go_on_to_the_end_of_the_calendar(notices: dict[str, int]) -> None:
    for name, first in (("sort_date", date(2015, 1, 1)), ("added_at", in_shanghai(2015, 1, 1))):
        ages = facet_of_dates(name, date(2015, 1, 1), date(9999, 12, 31), "year", 5_000)
        assert [beginning for beginning, _ in ages] == [first]


NO_GAPS: list[tuple[str, str, int, Any]] = [
    ("year", "year", 1, date(2015, 1, 1)),
    ("sort_date", "hour", 1, date(2015, 1, 1)),
    ("added_at", "second", 1, date(2015, 1, 1)),
    ("added_at", "day", 0, date(2015, 1, 1)),
    ("added_at", "day", 1, "once"),
    ("added_at", "fortnight", 1, date(2015, 1, 1)),
]


def test_it_refuses_gaps_that_make_no_sense(notices: dict[str, int]) -> None:
    for field, gap, amount, start in NO_GAPS:
        with pytest.raises(FacetingError):
            facet_of_dates(field, start, date(2020, 1, 1), gap, amount)


def test_it_counts_queries(notices: dict[str, int]) -> None:
    found = SearchQuerySet().filter(content="整改").query_facet("year", "2015").query_facet("content", "水务局")
    assert found.facet_counts()["queries"] == {"year:2015": 2, "content:水务局": 1}
    ranges = SearchQuerySet().query_facet("year__gte", "2016").query_facet("year__range", "[2015, 2018]")
    assert ranges.facet_counts()["queries"] == {"year__gte:2016": 1, "year__range:[2015, 2018]": 2}


# ---- order and slices ----


ORDERS: list[tuple[list[str], str]] = [
    (["sort_date"], "school water again bare"),
    (["-sort_date"], "again water school bare"),
    (["year", "title"], "school water again bare"),
    (["year", "-title"], "water school again bare"),
    (["-year", "title"], "again school water bare"),
    (["-year", "-title"], "again water school bare"),
    (["kind", "-added_at"], "again water school bare"),
    (["level", "year", "-pk"], "school water again bare"),
    (["added_at"], "water school bare again"),
    (["-pk"], "bare again school water"),
]


def test_it_orders_by_several_fields_in_either_direction(notices: dict[str, int]) -> None:
    for order, expected in ORDERS:
        assert names(SearchQuerySet().order_by(*order), notices) == expected.split(), order


def test_it_takes_the_latest_and_the_best(notices: dict[str, int]) -> None:
    assert SearchQuerySet().latest("added_at").pk == notices["again"]
    assert SearchQuerySet().filter(content="水务局").best_match().pk in (notices["water"], notices["again"])
    with pytest.raises(SearchBackendError):
        list(SearchQuerySet().order_by("type"))
    with pytest.raises(SearchBackendError):
        list(SearchQuerySet().order_by("nowhere"))


def test_a_boosted_term_comes_first(notices: dict[str, int]) -> None:
    assert names(SearchQuerySet().filter(content="整改").boost("教育局", 50), notices)[0] == "school"
    assert names(SearchQuerySet().boost("教育局", 2), notices)[0] == "school"
    assert SearchQuerySet().boost("教育局", 2).count() == 4
    for term, factor in (("教育局", "twice"), ("教育局", float("nan")), (None, 2)):
        with pytest.raises(SearchBackendError, match="boost"):
            list(SearchQuerySet().boost(term, factor))


@pytest.fixture
def many(commit: Commit) -> list[int]:
    """25 notices, more than haystack fetches at a time; newest first."""
    with commit():
        made = [make_notice(f"整改到位{number:02}", title=f"第{number:02}号") for number in range(25)]
    return [notice.pk for notice in reversed(made)]


def test_it_takes_any_slice(many: list[int]) -> None:
    for start, end in [(0, 5), (3, 17), (20, 30), (24, None), (7, 7), (30, 40), (0, None), (None, 4)]:
        found = SearchQuerySet().filter(content="整改").order_by("-pk")
        assert [result.pk for result in found[start:end]] == many[start:end]
    found = SearchQuerySet().order_by("-pk")
    assert (found[0].pk, found[13].pk, found[24].pk) == (many[0], many[13], many[24])
    assert len(found) == found.count() == 25
    assert [result.pk for result in found] == many
    with pytest.raises(IndexError):
        found[25]
    for slice_ in (-1, slice(-3, None), slice(0, -1)):
        with pytest.raises(AssertionError, match="Negative indexing"):
            found[slice_]
    # haystack's own SearchQuerySet takes no notice of a step.
    assert [result.pk for result in SearchQuerySet().order_by("-pk")[0:6:2]] == many[:6]


def test_one_search_takes_slices_in_any_order(many: list[int]) -> None:
    slices = [slice(*ends) for ends in [(0, 1), (5, None), (0, 10), (None, None), (20, 30), (3, 17), (7, 7), (30, 40)]]
    for order in permutations(slices, 3):
        found = SearchQuerySet().order_by("-pk")
        for slice_ in order:
            assert [result.pk for result in found[slice_]] == many[slice_], order
        assert [result.pk for result in found] == many, order


def test_pages_of_relevance_do_not_overlap(many: list[int]) -> None:
    pages = [SearchQuerySet().filter(content="整改")[start : start + 7] for start in range(0, 25, 7)]
    assert [result.pk for page in pages for result in page] == many


# ---- results ----


def test_a_result_holds_the_stored_fields(notices: dict[str, int]) -> None:
    (result,) = SearchQuerySet().filter(content="立行立改")
    assert isinstance(result, SearchResult)
    assert (result.pk, result.id) == (notices["water"], f"archive.notice.{notices['water']}")
    assert (result.app_label, result.model_name, result.model) == ("archive", "notice", Notice)
    assert result.score > 0
    assert (result.title, result.year, result.level) == ("巡察水务局的公告", 2015, Level.CITY)
    assert (result.type, result.unit, result.group, result.place) == (["专项"], ["市水务局"], ["3"], [])
    assert (result.sort_date, result.added_at) == ("2015-11-03", datetime(2020, 1, 31, 15, 59, 59, tzinfo=UTC))
    assert result.object == Notice.objects.get(pk=notices["water"])
    stored = result.get_stored_fields()
    assert (stored["year"], stored["type_exact"]) == (2015, ["专项"])
    assert "text" not in stored
    (bare,) = SearchQuerySet().filter(title="公告", content="没有年份")
    assert (bare.year, bare.level, bare.sort_date, bare.unit) == (None, None, None, [])


def test_results_hold_what_the_index_class_prepares(notices: dict[str, int]) -> None:
    index = NoticeIndex()
    for result in SearchQuerySet():
        prepared = index.full_prepare(Notice.objects.get(pk=result.pk))
        stored = {name: value for name, value in result.get_stored_fields().items() if value is not None}
        assert stored == {name: value for name, value in prepared.items() if name in stored}


def test_it_gives_values(notices: dict[str, int]) -> None:
    found = SearchQuerySet().filter(year__gte=2015).order_by("year", "title")
    assert list(found.values_list("pk", flat=True)) == [notices[name] for name in ("school", "water", "again")]
    assert [tuple(row) for row in found.values_list("year", "title")][2] == (2019, "再访水务局")
    assert found.values("pk", "type")[0] == {"pk": notices["school"], "type": ["专项", "常规"]}
    assert found.values("year")[1:3] == [{"year": 2015}, {"year": 2019}]


def test_it_makes_results_of_another_class(notices: dict[str, int]) -> None:
    class Shown(SearchResult):  # type: ignore[misc]
        pass

    assert isinstance(SearchQuerySet().result_class(Shown)[0], Shown)


def test_it_highlights(notices: dict[str, int]) -> None:
    (result,) = SearchQuerySet().filter(content="立行立改").exclude(content="教育局").highlight()
    assert result.highlighted == {"text": ["水务局党组<em>立行立改</em>，整改 &lt;问题&gt; 到位。"]}
    (result,) = SearchQuerySet().filter(year=2019).highlight()
    assert result.highlighted == {"text": ["水务局回头看。"]}
    assert SearchQuerySet().filter(year=2019)[0].highlighted is None
    with pytest.raises(SearchBackendError):
        list(SearchQuerySet().highlight(pre_tags=["<b>"]))


def test_it_loads_all_in_a_fixed_number_of_queries(many: list[int]) -> None:
    def cost(count: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            loaded = SearchQuerySet().order_by("-pk").load_all()[:count]
            assert [result.object.pk for result in loaded] == many[:count]
        return len(queries)

    cost(1)
    assert cost(3) == cost(20)


def test_load_all_leaves_out_what_is_gone(notices: dict[str, int]) -> None:
    with connection.cursor() as cursor:  # behind the outbox's back
        cursor.execute("UPDATE archive_notice SET status = 'draft' WHERE id = %s", [notices["again"]])
    assert names(SearchQuerySet().filter(content="水务局").load_all(), notices) == ["water"]
    related = RelatedSearchQuerySet().filter(content="整改").load_all()
    narrowed = related.load_all_queryset(Notice, Notice.objects.filter(year=2015))
    assert keys(narrowed) == {notices["water"], notices["school"]}


def test_a_queryset_for_load_all_loses_no_rows(commit: Commit) -> None:
    with commit():
        made = [make_notice(f"整改{number}", level=Level.CENTRAL if number % 23 > 10 else "") for number in range(70)]
    allowed = [notice.pk for notice in made if notice.level]
    found = RelatedSearchQuerySet().filter(content="整改").order_by("pk").facet("level")
    central = found.load_all_queryset(Notice, Notice.objects.filter(level=Level.CENTRAL)).load_all()
    assert [result.object.pk for result in central] == allowed
    assert len(central) == central.count() == len(allowed)
    assert central.facet_counts()["fields"]["level"] == [(Level.CENTRAL, len(allowed))]
    for start, end in ((0, 5), (3, 17), (15, 30), (len(allowed) - 2, len(allowed) + 9), (None, None)):
        assert [result.pk for result in central.all()[start:end]] == allowed[start:end]
    assert central.all()[20].object.pk == allowed[20]
    assert keys(central.load_all_queryset(Notice, Notice.objects.filter(pk=made[0].pk))) == {made[0].pk}
    assert keys(central.load_all_queryset(Notice, Notice.objects.none())) == set()
    assert found.load_all().count() == len(made), "a search is not changed by those that are made of it"


def test_it_finds_more_like_one(notices: dict[str, int]) -> None:
    water = Notice.objects.get(pk=notices["water"])
    alike = SearchQuerySet().more_like_this(water)
    assert names(alike, notices) == ["again"]
    assert alike.count() == 1
    assert names(alike.filter(year=2015), notices) == []
    assert SearchQuerySet().narrow("year:2019").more_like_this(water).count() == 1
    assert list(alike[1:]) == []
    assert alike[0].score > 0
    assert SearchQuerySet().more_like_this(Notice.objects.get(pk=notices["bare"])).count() == 0
    with pytest.raises(MoreLikeThisError, match="never saved"):
        list(SearchQuerySet().more_like_this(Notice()))


def test_slices_of_what_is_alike_are_right(commit: Commit) -> None:
    with commit():
        made = [make_notice(f"整改{number}") for number in range(15)]
        for notice in made:
            make_mention(notice, unit="市水务局")
    alike = SearchQuerySet().more_like_this(made[0]).order_by("pk")
    assert [result.pk for result in alike[11:14]] == [notice.pk for notice in made[12:15]]


# ---- models ----


def test_only_notices_are_indexed(notices: dict[str, int]) -> None:
    everything = SearchQuerySet()
    assert everything.models(Notice).count() == 4
    with pytest.warns(UserWarning, match="not registered for search"):
        users = everything.models(User)
    assert (users.count(), list(users), users.facet("year").facet_counts()) == (0, [], {})
    with pytest.warns(UserWarning, match="not registered for search"):
        assert everything.models(Notice, User).filter(year=2019).count() == 1
    with pytest.raises(SearchBackendError, match="notices alone"):
        connections["default"].get_backend().update(object(), [])


def test_it_refuses_what_notices_do_not_have(notices: dict[str, int]) -> None:
    with pytest.raises(SearchBackendError):
        SearchQuerySet().stats("year")
    with pytest.raises(SearchBackendError):
        connections["default"].get_backend().search("*", within={"field": "place"})
    assert SearchQuerySet().filter(content="整盖").spelling_suggestion() is None


# ---- whatever state the index is in ----


def test_it_answers_over_an_empty_index(commit: Commit) -> None:
    with commit():
        pass
    found = SearchQuerySet().filter(content="整改", year__gte=2000, title="公告").exclude(unit="市水务局")
    found = found.facet("unit").date_facet("added_at", date(2020, 1, 1), date(2021, 1, 1), "month").highlight()
    assert (found.count(), list(found.order_by("title", "-year")), list(SearchQuerySet())) == (0, [], [])
    assert found.facet_counts() == {"fields": {"unit": []}, "dates": {"added_at": []}, "queries": {}}


def test_it_neither_finds_nor_counts_what_was_deleted(notices: dict[str, int], commit: Commit) -> None:
    with commit():
        Notice.objects.get(pk=notices["again"]).delete()
    found = SearchQuerySet().exclude(content="教育局").facet("unit").order_by("pk")
    assert names(found, notices) == ["water", "bare"]
    assert found.facet_counts()["fields"]["unit"] == [("市水务局", 1)]
    assert SearchQuerySet().filter(title__endswith="水务局").count() == 0


def test_it_follows_changes_of_the_moment_of_adding(notices: dict[str, int], commit: Commit) -> None:
    with commit():
        Notice.objects.filter(pk=notices["water"]).update(added_at=datetime(2024, 5, 1, tzinfo=UTC))
    assert SearchQuerySet().latest("added_at").pk == notices["water"]
    assert not compare()


def test_a_search_can_be_kept_for_later(notices: dict[str, int]) -> None:
    found = SearchQuerySet().filter(content="整改").exclude(year=2015).facet("kind")
    kept = pickle.loads(pickle.dumps(found))  # noqa: S301
    assert names(kept, notices) == ["bare"]
    assert kept.facet_counts()["fields"]["kind"] == [(Kind.OTHER, 1)]


def test_it_raises_where_the_index_cannot_be_read(notices: dict[str, int], index_dir: Path) -> None:
    shutil.rmtree(index_dir)
    with pytest.raises(IndexUnusableError):
        SearchQuerySet().count()


def test_texts_that_are_translated_late_are_texts(notices: dict[str, int]) -> None:
    everything = SearchQuerySet()
    assert keys(everything.filter(type=gettext_lazy("专项"))) == {notices["water"], notices["school"]}
    assert keys(everything.filter(title__contains=gettext_lazy("教育局"))) == {notices["school"]}
    assert keys(everything.filter(type__in=[gettext_lazy("回头看")])) == {notices["again"]}


def test_what_cannot_be_read_is_refused_and_finds_nothing_by_mistake(notices: dict[str, int]) -> None:
    everything = SearchQuerySet()
    deep = SQ(year=2015)
    for _ in range(250):
        deep = ~deep & SQ(year__gte=1)
    refused = (
        everything.filter(deep),
        everything.filter(type="专项".encode()),
        everything.filter(type={"专项": 1}),
        everything.filter(sort_date__lte=datetime.max.replace(tzinfo=UTC)),
        everything.filter(sort_date__gte="9999-12-31T23:59:59Z"),
    )
    for asked in refused:
        with pytest.raises(SearchBackendError):
            asked.count()
