"""What editors join and part stays so, whatever is parsed again or becomes known later."""

import pytest

from archive.ingest.settling import relink
from archive.joining import join, part, part_mention
from archive.models import Authority, Inspection, JoinProposal, JoinState, Mention, Notice, Place
from tests.makers import read_notice

pytestmark = pytest.mark.django_db


def told_with(notice: Notice) -> set[int]:
    """The notices that tell of the same case as this one."""
    case = Inspection.objects.get(mentions__notice=notice)
    return set(Notice.objects.filter(inspections__in=Inspection.objects.same_as(case)).values_list("pk", flat=True))


def keys(*notices: Notice) -> set[int]:
    return {notice.pk for notice in notices}


def proposal() -> JoinProposal:
    return JoinProposal.objects.select_related("first", "second").latest("pk")


def open_proposals() -> int:
    return JoinProposal.objects.undecided().count()


def said(notice: Notice) -> list[object]:
    """All that the notice itself says, to see that deciding changes nothing of it."""
    mention = notice.mentions.get()
    return [str(mention), mention.stage, mention.types, list(mention.appearances.values()), str(notice.authority)]


@pytest.fixture
def whole() -> Notice:
    return read_notice(leader="张三")


@pytest.fixture
def bare() -> Notice:
    """The same inspection, told without the city and the round."""
    return read_notice(city="", term=None, round=None, leader="张三", kind="feedback")


def test_it_joins_two_cases_and_changes_nothing_that_the_notices_say(whole: Notice, bare: Notice) -> None:
    before = said(whole), said(bare)
    standing = join(proposal(), None)
    assert told_with(whole) == told_with(bare) == keys(whole, bare)
    assert standing == whole.inspections.get(), "more is known of it"
    assert (said(whole), said(bare)) == before
    assert proposal().state == JoinState.JOINED
    stages = Mention.objects.filter(inspection__in=Inspection.objects.same_as(standing)).values_list("stage", flat=True)
    assert set(stages) == {"entry", "feedback"}


def test_it_keeps_what_was_joined_when_a_notice_is_parsed_again(whole: Notice, bare: Notice) -> None:
    join(proposal(), None)
    for said_now in ({"leader": "张三"}, {"leader": "李四"}, {"round": 9, "term": 11}, {"units": ["市教体局"]}):
        read_notice(bare, **({"city": "", "term": None, "round": None, "kind": "feedback"} | said_now))
        assert told_with(whole) == keys(whole, bare), said_now
        assert open_proposals() == 0
    assert str(bare.mentions.get().inspection.unit) == "市教体局", "the notice says what it says"


def test_it_keeps_what_was_joined_when_the_authority_becomes_known(whole: Notice, bare: Notice) -> None:
    join(proposal(), None)
    kaifeng = Place.objects.create(province="河南省", city="开封市")
    bare.authority = Authority.objects.create(name="开封市委", level="city", place=kaifeng)
    bare.term, bare.round_number = 12, 1
    bare.save()
    relink(bare)
    assert told_with(whole) == keys(whole, bare)
    assert str(bare.inspections.get().round) == "十二届开封市委第一轮"
    assert not Authority.objects.filter(place=None).exclude(level="central").filter(groups__isnull=False).exists()


def test_it_keeps_apart_what_was_parted_even_where_all_of_it_becomes_the_same(whole: Notice, bare: Notice) -> None:
    part(proposal(), None)
    read_notice(bare, leader="张三", kind="feedback")
    assert Notice.objects.get(pk=bare.pk).authority == whole.authority
    assert told_with(whole) == keys(whole)
    assert (open_proposals(), JoinProposal.objects.get().state) == (0, JoinState.PARTED)


def test_it_makes_a_parted_proposal_no_second_time(whole: Notice, bare: Notice) -> None:
    part(proposal(), None)
    for notice in (whole, bare):
        relink(notice)
    read_notice(bare, city="", leader="张三")
    assert open_proposals() == 0


def test_it_holds_for_all_that_is_joined(whole: Notice, bare: Notice) -> None:
    join(proposal(), None)
    third = read_notice(city="", term=None, round=None, leader="张三")
    assert open_proposals() == 1, "the two are one case"
    part(proposal(), None)
    for notice in (whole, bare, third):
        relink(notice)
    assert open_proposals() == 0
    assert told_with(third) == keys(third)


def test_it_asks_no_more_about_what_follows_from_two_decisions() -> None:
    one, two, three = (read_notice(city="", leader="张三", units=["洛阳市教育局"]) for _number in range(3))
    between = {(p.first_id, p.second_id): p for p in JoinProposal.objects.all()}
    a, b, c = (notice.inspections.get().pk for notice in (one, two, three))
    part(between[a, c], None)
    join(between[a, b], None)
    assert open_proposals() == 0, "what is not one of them is not the other"
    assert told_with(three) == keys(three)


def test_it_takes_a_join_back(whole: Notice, bare: Notice) -> None:
    join(proposal(), None)
    part(proposal(), None)
    assert told_with(whole) == keys(whole)
    assert proposal().state == JoinState.PARTED
    join(proposal(), None)
    assert told_with(whole) == keys(whole, bare)


def test_it_keeps_the_rest_together_when_the_fullest_leaves(whole: Notice, bare: Notice) -> None:
    join(proposal(), None)
    third = read_notice(city="", term=None, round=None, leader="张三")
    join(proposal(), None)
    part_mention(whole.mentions.get(), None)
    assert told_with(whole) == keys(whole)
    assert told_with(bare) == keys(bare, third)
    relink(whole)
    assert open_proposals() == 0


def test_it_keeps_the_rest_together_when_a_notice_is_deleted(whole: Notice, bare: Notice) -> None:
    join(proposal(), None)
    third = read_notice(city="", term=None, round=None, leader="张三")
    join(proposal(), None)
    whole.delete()
    assert told_with(bare) == keys(bare, third)


def test_it_parts_what_was_joined_automatically_and_for_good(whole: Notice) -> None:
    second = read_notice(kind="feedback", leader="李四")
    third = read_notice(kind="rectification")
    assert told_with(whole) == keys(whole, second, third)
    assert part_mention(second.mentions.get(), None)
    assert told_with(second) == keys(second)
    read_notice(second, kind="feedback", leader="李四")
    read_notice(whole, leader="张三")
    relink(Notice.objects.get(pk=second.pk))
    assert told_with(second) == keys(second)
    assert told_with(whole) == keys(whole, third)
    assert open_proposals() == 0
    assert second.appearances.get().mention == second.mentions.get()
    fourth = read_notice()
    assert told_with(fourth) == keys(whole, third, fourth), "what comes later goes to the others"


def test_it_parts_nothing_that_stands_alone(whole: Notice) -> None:
    assert not part_mention(whole.mentions.get(), None)
    assert not JoinProposal.objects.exists()


def test_it_lets_a_notice_take_the_decision_along_when_it_leaves_a_shared_case(whole: Notice, bare: Notice) -> None:
    join(proposal(), None)
    second = read_notice(kind="rectification")
    read_notice(second, kind="rectification", round=8)
    assert str(second.inspections.get().round) == "十一届洛阳市委第八轮"
    assert told_with(second) == keys(whole, bare, second), "an editor saw it among them and joined them"


def test_it_keeps_a_decided_case_where_the_parser_sees_it_no_more(whole: Notice, bare: Notice) -> None:
    join(proposal(), None)
    read_notice(bare, city="", units=["甲局", "乙局"])
    assert [mention.inspection.unit.name for mention in bare.mentions.all() if mention.inspection.unit] == [
        "市教育局",
        "甲局",
        "乙局",
    ]
