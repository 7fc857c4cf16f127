"""People: where one of them appears, and the list of all, those of one name apart."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import Appearance, Level, Notice, Person, Role
from archive.views import people
from tests.makers import (
    fill_archive,
    make_authority,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)
from tests.reading import queries, rows_of

pytestmark = pytest.mark.django_db


def make_host(notice: Notice, name: str = "吴利军", role: str = Role.HOST) -> Person:
    person = Person.objects.create(name=name)
    Appearance.objects.create(notice=notice, person=person, name=name, role=role)
    return person


def make_county_head(county: str, name: str = "刘卒") -> Person:
    """The head of a county's group, as a published notice tells."""
    authority = make_authority("县委", Level.COUNTY, make_place("河南省", "洛阳市", county))
    notice = make_notice(f"{county}{name}", text=f"{county}{name}", year=2019)
    mention = make_mention(notice, make_group(4, authority), make_unit("县档案局", authority), heads=[name])
    return mention.appearances.get().person


def head_of(notice: Notice) -> Person:
    return notice.appearances.get(role=Role.HEAD).person


def test_it_says_which_group_somebody_headed_in_which_round(client: Client) -> None:
    notice = make_exchange_notice()
    person = head_of(notice)
    page = client.get(person.get_absolute_url()).content.decode()
    (row,) = rows_of(page, "组长")
    for said in ("2015年", "十八届中央第八轮", "中央第七巡视组", "深圳证券交易所", "2015-11-01 动员会报道"):
        assert said in row
    case = notice.mentions.get().inspection
    for thing in (notice, case.group, case.unit, case.round):
        assert thing is not None
        assert thing.get_absolute_url() in page
    assert '<a href="/inspections/?year=2015">2015年</a>' in page
    assert "1件公告说到此人：组长。" in strip_tags(page)


def test_it_draws_the_units_of_one_round_together(client: Client) -> None:
    notice = make_exchange_notice()
    person = head_of(notice)
    wave = make_round()
    other = make_mention(notice, make_group(), make_unit("上海证券交易所"), wave=wave)
    later = make_mention(make_notice("又", text="又", year=2016), make_group(3), make_unit("辽宁省"))
    for mention in (other, later):
        Appearance.objects.create(
            notice=mention.notice, mention=mention, person=person, name=person.name, role=Role.HEAD
        )
    first, second = rows_of(client.get(person.get_absolute_url()).content.decode(), "组长")
    assert "2016年" in first
    assert "辽宁省" in first
    assert "深圳证券交易所、上海证券交易所" in second


def test_it_says_once_what_one_notice_tells_of_several_units(client: Client) -> None:
    notice = make_notice("进驻公告", text="进驻公告", year=2019)
    person = Person.objects.create(name="刘卒")
    for name in ("县档案局", "县医院", "县教育局"):
        mention = make_mention(notice, make_group(4), make_unit(name))
        Appearance.objects.create(notice=notice, mention=mention, person=person, name="刘卒", role=Role.HEAD)
    page = client.get(person.get_absolute_url()).content.decode()
    (row,) = rows_of(page, "组长")
    for said in ("县档案局", "县医院", "县教育局"):
        assert said in row
    assert page.count(notice.get_absolute_url()) == 1


def test_it_keeps_roles_apart(client: Client) -> None:
    notice = make_exchange_notice()
    person = make_host(notice)
    Appearance.objects.create(
        notice=notice, mention=notice.mentions.get(), person=person, name="吴利军", role=Role.DEPUTY
    )
    Appearance.objects.create(notice=notice, person=person, name="吴利军", role=Role.SPEAKER)
    page = client.get(person.get_absolute_url()).content.decode()
    assert page.index('<h2 id="deputy">') < page.index('<h2 id="host">') < page.index('<h2 id="speaker">')
    assert '<h2 id="head">' not in page
    assert "中央第七巡视组" in page.partition('<h2 id="host">')[2].partition('<h2 id="speaker">')[0]


def test_it_shows_the_note(client: Client) -> None:
    person = head_of(make_exchange_notice())
    person.note = "时任国家工商总局副局长"
    person.save()
    assert "时任国家工商总局副局长" in client.get(person.get_absolute_url()).content.decode()
    assert "时任国家工商总局副局长" in client.get("/people/").content.decode()


def test_it_tells_people_of_one_name_apart(client: Client) -> None:
    here, there = head_of(make_exchange_notice()), make_county_head("宜阳县")
    page = client.get(here.get_absolute_url()).content.decode()
    (other,) = rows_of(page, "同名的其他人")
    for said in ("组长", "县委第四巡察组", "县档案局", "2019"):
        assert said in other
    assert there.get_absolute_url() in page
    assert "另有1人同名" in page
    assert "县档案局" not in page.partition('id="same"')[0]
    rows = rows_of(client.get("/people/", {"q": "刘卒"}).content.decode(), "人员")
    assert len(rows) == 2


@pytest.mark.parametrize("asked", ["安淑贞", "安淑貞", "安 淑贞", "淑贞"])
def test_it_finds_and_tells_apart_names_in_either_script(client: Client, asked: str) -> None:
    traditional, simplified = (make_host(make_notice(name, text=name), name) for name in ("安淑貞", "安淑贞"))
    rows = rows_of(client.get("/people/", {"q": asked}).content.decode(), "人员")
    assert {name for name in ("安淑貞", "安淑贞") if any(name in row for row in rows)} == {"安淑貞", "安淑贞"}
    (other,) = rows_of(client.get(traditional.get_absolute_url()).content.decode(), "同名的其他人")
    assert simplified.name in other


def test_it_says_nothing_of_others_where_the_name_is_one(client: Client) -> None:
    page = client.get(head_of(make_exchange_notice()).get_absolute_url()).content.decode()
    assert "同名的其他人" not in page


def test_it_offers_all_of_a_name_where_they_are_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MOST_NAMESAKES", 1)
    here, *_others = [make_county_head(county) for county in ("新安县", "宜阳县", "嵩县")]
    page = client.get(here.get_absolute_url()).content.decode()
    assert len(rows_of(page, "同名的其他人")) == 1
    assert "看全部同名的人" in page


def test_it_lists_only_the_newest_where_they_are_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MOST_APPEARANCES", 1)
    old, new = (make_notice(title, text=title, year=year) for title, year in (("旧", 2014), ("新", 2016)))
    person = make_host(old)
    Appearance.objects.create(notice=new, person=person, name="吴利军", role=Role.HOST)
    page = client.get(person.get_absolute_url()).content.decode()
    assert new.get_absolute_url() in page
    assert old.get_absolute_url() not in page
    assert "只列出最近的1件" in page


def test_it_hides_what_only_drafts_tell(client: Client) -> None:
    hidden = head_of(make_exchange_notice(published=False))
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert "刘卒" not in client.get("/people/").content.decode()
    shown = make_county_head("宜阳县")
    assert "同名的其他人" not in client.get(shown.get_absolute_url()).content.decode()


def test_it_leaves_out_the_role_of_a_draft(client: Client) -> None:
    person = make_host(make_exchange_notice())
    draft = make_notice("草稿", text="草", published=False)
    Appearance.objects.create(notice=draft, person=person, name="吴利军", role=Role.SPEAKER)
    page = client.get(person.get_absolute_url()).content.decode()
    assert "草稿" not in page
    assert "讲话人" not in page
    assert "吴利军" not in client.get("/people/?role=speaker").content.decode()


def test_it_says_of_a_host_whom_the_notice_is_about(client: Client) -> None:
    make_host(make_exchange_notice())
    (row,) = rows_of(client.get("/people/?role=host").content.decode(), "人员")
    for said in ("吴利军", "主持", "中央第七巡视组", "深圳证券交易所", "2015"):
        assert said in row


@pytest.mark.parametrize("asked", ["刘卒", "刘 卒", "卒"])
def test_it_finds_people_by_name(client: Client, asked: str) -> None:
    make_exchange_notice()
    (row,) = rows_of(client.get("/people/", {"q": asked}).content.decode(), "人员")
    assert row.startswith("刘卒 组长")


def test_it_filters_by_role(client: Client) -> None:
    make_exchange_notice()
    (row,) = rows_of(client.get("/people/?role=deputy").content.decode(), "人员")
    assert row.startswith("董涵英 副组长")


def test_it_says_what_was_not_found(client: Client) -> None:
    make_exchange_notice()
    page = client.get("/people/", {"q": "<某>", "role": "host"}).content.decode()
    assert "没有人叫“&lt;某&gt;”" in page
    assert "只找了符合其余条件的" in page
    assert "没有这种角色的人" in client.get("/people/?role=host").content.decode()


@pytest.mark.parametrize("query", ["role=x", "per_page=7"])
def test_it_says_what_makes_no_sense(client: Client, query: str) -> None:
    make_exchange_notice()
    page = client.get(f"/people/?{query}").content.decode()
    assert "这一种，只有" in page
    assert "刘卒" in page


def test_it_knows_no_page_beyond_the_last(client: Client) -> None:
    make_exchange_notice()
    assert client.get("/people/?page=2").status_code == 404


def test_it_says_that_there_is_nothing_yet(client: Client) -> None:
    assert "还没有公告" in client.get("/people/").content.decode()


def test_it_takes_a_name_of_80_characters(client: Client) -> None:
    person = make_host(make_exchange_notice(), "某" * 80)
    assert "某" * 80 in client.get(person.get_absolute_url()).content.decode()
    assert "某" * 80 in client.get("/people/", {"q": "某" * 80}).content.decode()


@pytest.mark.parametrize("address", ["/people/", "/people/?role=head&q=组&per_page=100", "person"])
def test_it_asks_as_much_of_few_as_of_many(client: Client, address: str) -> None:
    person = head_of(make_exchange_notice())
    make_county_head("新安县")
    make_county_head("新安县", "组长")
    Appearance.objects.create(notice=make_notice("主", text="主"), person=person, name="刘卒", role=Role.HOST)
    where = person.get_absolute_url() if address == "person" else address
    few = queries(client, where)
    fill_archive(120)
    for number in range(10, 40):
        make_county_head(f"县{number}")
        notice = make_notice(f"又{number}", text=f"又{number}", year=2017)
        mention = make_mention(notice, make_group(number), make_unit(f"单位{number}"), wave=make_round(19, number))
        for said, role in ((mention, Role.HEAD), (None, Role.HOST)):
            Appearance.objects.create(notice=notice, mention=said, person=person, name="刘卒", role=role)
    assert queries(client, where) == few
    assert few < 20


def test_it_says_what_the_groups_beside_a_host_are(client: Client) -> None:
    make_exchange_notice()
    page = " ".join(strip_tags(client.get("/people/", {"role": "host"}).content.decode()).split())
    assert "主持人、讲话人一行里的组和单位是所在公告说到的，不表示在其中任职。" in page


def test_it_lists_who_appears_in_a_place(client: Client) -> None:
    head = make_county_head("新安县", "刘卒")
    head.appearances.get().notice.places.add(make_place("河南省", "洛阳市", "新安县"))
    host = make_host(make_notice("某县", text="某县", year=2019), "吴利军")
    shown = client.get("/people/?place=河南省-洛阳市").content.decode()
    assert "刘卒" in shown
    assert host.name not in shown
    assert '<option value="河南省-洛阳市" lang="zh-Hans" selected>' in shown
    both = client.get("/people/?place=河南省-洛阳市-新安县&role=host").content.decode()
    assert "没有符合条件的人" in both
    assert "吴利军" in client.get("/people/?place=none&role=host").content.decode()
    assert "不是地区" in client.get("/people/?place=a-b-c-d").content.decode()
