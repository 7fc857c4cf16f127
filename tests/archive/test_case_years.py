"""Of which year an inspection is: wherever one is said, listed or counted, it is the same."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.html import strip_tags

from archive.keeping import recount_all
from archive.models import CaseListing, Kind, Mention, Notice, Round, Stage, YearBasis
from archive.partial_date import PartialDate
from tests.makers import (
    make_authority,
    make_group,
    make_mention,
    make_notice,
    make_round,
    make_round_of_year,
    make_unit,
)

pytestmark = pytest.mark.django_db

_ENTRY = PartialDate(2015, 11, 1)


def tell(
    wave: Round | None = None, *, stage: str = Stage.RECTIFICATION, year: int | None = 2017, **said: object
) -> Mention:
    """A notice that rectification is done, in 2017 as its text says, of what was inspected before."""
    known = {"kind": Kind.RECTIFICATION, "text": f"公告{Notice.objects.count()}"} | said
    notice = make_notice("整改进展", year=year, **known)  # type: ignore[arg-type]
    return make_mention(notice, make_group(), make_unit(), wave=wave, heads=["刘卒"], stage=stage)


def told_year() -> tuple[int | None, bool]:
    listing = CaseListing.objects.get()
    return listing.year, listing.year_is_inferred


def test_it_is_of_the_year_of_its_entry() -> None:
    tell(period_start=_ENTRY)
    assert told_year() == (2015, False)


def test_it_goes_by_an_entry_of_which_no_day_is_known() -> None:
    tell(period_start=PartialDate(2015))
    assert told_year() == (2015, False)


def test_it_goes_by_its_opening_where_no_notice_says_when_the_period_began() -> None:
    tell(make_round(18, 9, starts=PartialDate(2014, 12)))
    tell(make_round(18, 9), stage=Stage.MOBILIZATION, kind=Kind.MOBILIZATION_REPORT, meeting_date=_ENTRY, year=2015)
    assert told_year() == (2015, False)


@pytest.mark.parametrize("fields", [{"stage": Stage.FEEDBACK}, {"stage": "", "kind": Kind.ROUND_OVERVIEW}])
def test_it_does_not_go_by_a_meeting_that_was_not_its_opening(fields: dict[str, str]) -> None:
    tell(make_round(18, 9, starts=PartialDate(2014, 12)), meeting_date=_ENTRY, **fields)  # type: ignore[arg-type]
    assert told_year()[0] == make_round(18, 9).year


def test_it_goes_by_its_round_before_its_notices() -> None:
    authority = make_authority()
    tell(make_round(99, 1, authority, starts=PartialDate(2015, 10)))
    assert told_year() == (2015, True)


def test_it_takes_a_year_that_counts_its_round_for_written() -> None:
    wave = make_round_of_year(2016, 1, make_authority())
    mention = tell(wave, round_year=2016, round_number=1)
    assert told_year() == (2016, False)
    mention.notice.bases.create(field="round_year", sentence="轮次按年计。")
    assert told_year() == (2016, True)


def test_it_goes_by_its_first_notice_where_nothing_else_dates_it() -> None:
    tell(year=2018)
    tell()
    assert told_year() == (2017, False)


def test_it_takes_the_year_of_an_entry_for_inferred_where_it_is_the_notices_and_that_was_worked_out() -> None:
    mention = tell(period_start=_ENTRY, year=2015, year_basis=YearBasis.PUBLISHED)
    assert told_year() == (2015, False)
    mention.notice.bases.create(field="period_start", sentence="文中只写到月日。")
    assert told_year() == (2015, True)
    mention.notice.bases.all().delete()
    assert told_year() == (2015, False)


def test_it_stands_in_lists_by_its_entry_as_far_as_that_is_known() -> None:
    tell(period_start=PartialDate(2015, 11))
    assert CaseListing.objects.get().first_date == PartialDate(2015, 11)
    tell(period_start=_ENTRY)
    assert CaseListing.objects.get().first_date == _ENTRY


def test_it_stands_in_lists_by_its_year_where_no_notice_is_of_that() -> None:
    tell(make_round(99, 1, starts=PartialDate(2015, 10)))
    assert CaseListing.objects.get().first_date == PartialDate(2015)


def test_it_stands_in_lists_by_the_first_notice_of_its_year() -> None:
    wave = make_round(99, 1, starts=PartialDate(2015, 10))
    tell(wave, stage="", kind=Kind.ROUND_OVERVIEW, year=2015, meeting_date=PartialDate(2015, 10, 28))
    tell(wave)
    assert CaseListing.objects.get().first_date == PartialDate(2015, 10, 28)


def test_it_follows_its_round() -> None:
    wave = make_round(99, 1)
    tell(wave)
    assert told_year() == (2017, False)
    wave.starts = PartialDate(2015, 10)
    wave.save()
    assert told_year() == (2015, True)
    Round.objects.filter(pk=wave.pk).update(starts=PartialDate(2016, 10))
    assert told_year() == (2016, True)
    assert recount_all() == 0


def test_it_is_worked_out_by_a_migration_of_an_archive_that_kept_other_years() -> None:
    tell(period_start=_ENTRY)
    CaseListing.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert told_year() == (2015, False)


def test_every_page_says_the_same_year(client: Client) -> None:
    mention = tell(period_start=_ENTRY)
    unit, person = make_unit(), mention.appearances.get().person

    def read(address: str) -> str:
        return re.sub(r"\s+", " ", strip_tags(client.get(address).content.decode()))

    assert "最近一次在2015年" in read(unit.get_absolute_url())
    assert "2015年" in read(person.get_absolute_url())
    for page in ("/people/", "/units/"):
        shown = read(page).rpartition("深圳证券交易所")[2]
        assert "2015" in shown
        assert "2017" not in shown
    listed = read("/inspections/?year=2015")
    assert "1次巡视" in listed
    assert "深圳证券交易所 2015-11-01" in listed
    assert "0次巡视" in read("/inspections/?year=2017")
    lines = [line.split(",") for line in "".join(map(bytes.decode, client.get("/coverage/?format=csv"))).splitlines()]
    assert dict(zip(lines[0], lines[1], strict=True))["年份"] == "2015"
