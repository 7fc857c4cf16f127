"""Which joins are proposed as notices are saved, and what keeps the proposals in step."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.ingest.proposing import MOST_PROPOSALS, propose_joins
from archive.models import JoinProposal, Notice
from tests.makers import fill_archive, read_notice

pytestmark = pytest.mark.django_db


def reasons() -> list[str]:
    return [proposal.reason for proposal in JoinProposal.objects.undecided()]


def test_it_proposes_the_case_that_lacks_the_round() -> None:
    read_notice()
    read_notice(round=None, term=None, kind="feedback")
    assert reasons() == ["同为市委第三巡察组对市教育局的巡察；一方未写明轮次。"]


def test_it_proposes_nothing_for_what_is_joined_already() -> None:
    read_notice()
    read_notice(kind="feedback")
    assert reasons() == []


def test_it_proposes_nothing_between_two_counties() -> None:
    county: dict[str, Any] = {"group": "县委第四巡察组", "units": ["县教育局"], "city": "", "level": "county"}
    read_notice(**county, authority="县委")
    read_notice(**county, authority="县委", round=8)
    read_notice(**county, authority="县委", term=None, round=None, year=None)
    assert reasons() == []


def test_it_knows_a_firm_by_the_core_of_its_name() -> None:
    read_notice(units=["洛阳能源集团有限公司"])
    read_notice(units=["洛阳能源集团"], city="")
    [reason] = reasons()
    assert "单位一作“洛阳能源集团”，一作“洛阳能源集团有限公司”" in reason


def test_it_knows_a_unit_by_its_alias() -> None:
    unit = read_notice(units=["市发展和改革委员会"]).mentions.get().inspection.unit
    assert unit is not None
    unit.aliases.create(name="市发改委")
    read_notice(units=["市发改委"], city="")
    assert len(reasons()) == 1
    assert "单位一作“市发改委”，一作“市发展和改革委员会”" in reasons()[0]


def test_it_takes_a_proposal_back_when_the_notice_says_otherwise_now() -> None:
    read_notice()
    other = read_notice(round=None, term=None)
    read_notice(other, round=8)
    assert reasons() == []
    read_notice(other, round=None)
    assert reasons() == ["同为市委第三巡察组对市教育局的巡察；一方未写明轮次。"]


def test_it_takes_a_proposal_back_with_the_notice() -> None:
    read_notice()
    read_notice(round=None, term=None).delete()
    assert not JoinProposal.objects.exists()


def test_it_says_the_reason_anew() -> None:
    read_notice(leader="张三")
    other = read_notice(round=None, term=None)
    read_notice(other, round=None, term=None, leader="张三")
    assert reasons() == ["同为市委第三巡察组对市教育局的巡察，组长相同（张三）；一方未写明轮次。"]


def test_it_proposes_nothing_for_what_fits_everywhere() -> None:
    for number in range(MOST_PROPOSALS + 1):
        read_notice(city=f"第{number}市")
    bare = read_notice(city="", term=None, round=None)
    assert reasons() == []
    read_notice(city="洛阳市", leader="张三")
    read_notice(bare, city="", term=None, round=None, leader="张三")
    assert reasons() == ["同为市委第三巡察组对市教育局的巡察，组长相同（张三）；一方未写明地区，一方未写明轮次。"]


def test_it_proposes_nothing_between_two_cases_of_one_notice() -> None:
    read_notice(units=["洛阳能源集团有限公司", "洛阳能源集团"])
    assert reasons() == []


def test_it_asks_the_database_no_more_for_many_cases_in_a_large_archive() -> None:
    def cost(notice: Notice) -> int:
        with CaptureQueriesContext(connection) as queries:
            propose_joins(notice)
        return len(queries)

    read_notice()
    few = cost(read_notice(round=None, term=None))
    fill_archive(40)
    many = [f"洛阳{number}局" for number in range(30)]
    read_notice(units=many)
    notice = read_notice(units=many, round=None, term=None)
    assert len(reasons()) == 31
    JoinProposal.objects.all().delete()
    assert cost(notice) <= few + 1, "one statement writes what is new"
    assert few < 25


def test_it_looks_through_an_archive_from_before_there_were_proposals(capsys: pytest.CaptureFixture[str]) -> None:
    read_notice()
    read_notice(round=None, term=None)
    JoinProposal.objects.all().delete()
    call_command("propose_joins")
    assert "2 notices looked through, 1 proposals open." in capsys.readouterr().out


def test_it_takes_reasons_known_by_their_text_alone_into_parts() -> None:
    read_notice()
    read_notice(round=None, term=None)
    JoinProposal.objects.update(made_of=None)
    call_command("propose_joins")
    proposal = JoinProposal.objects.get()
    assert proposal.made_of is not None
    assert str(proposal.made_of) == proposal.reason
