"""A reader reports an error, an editor answers, and everybody sees what was corrected."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from archive.models import ErrorReport, Notice, ReportAttempt, ReportState
from archive.models.report import MOST_AN_HOUR, ReportAttemptQuerySet
from tests.makers import make_exchange_notice, make_notice

pytestmark = pytest.mark.django_db


def report(client: Client, notice: Notice, text: str = "组长应是刘卒，见第1段。", **fields: str) -> Any:
    return client.post(f"/notices/{notice.pk}/error/", {"text": text, "field": "people"} | fields, follow=True)


def make_report(notice: Notice, text: str = "组长错了", state: str = ReportState.OPEN, answer: str = "") -> ErrorReport:
    return ErrorReport.objects.create(notice=notice, text=text, field="people", state=state, answer=answer)


def test_every_notice_has_the_form_at_its_foot(client: Client) -> None:
    notice = make_notice()
    page = client.get(notice.get_absolute_url()).content.decode()
    assert f'action="/notices/{notice.pk}/error/"' in page
    assert "本站不受理举报" in page
    assert "最多2000个字" in page
    assert "maxlength" not in page.partition('id="error-text"')[2].partition(">")[0]  # the browser would cut in silence
    assert '<button class="btn">提交' in page


def test_it_is_kept_and_the_reader_is_thanked(client: Client) -> None:
    notice = make_notice()
    response = report(client, notice)
    assert response.redirect_chain == [(notice.get_absolute_url(), 302)]
    assert "收到了" in response.content.decode()
    [kept] = ErrorReport.objects.all()
    assert (kept.notice, kept.field, kept.text) == (notice, "people", "组长应是刘卒，见第1段。")
    assert kept.state == ReportState.OPEN


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "请写明错在哪里"),
        ({"text": "  "}, "请写明错在哪里"),
        ({"text": "错" * 2001}, "2000"),
        ({"text": "a\0b"}, "没有提交"),
        ({"field": "<b>"}, 'id="error-field_error">这里没有这一项'),
    ],
)
def test_it_says_what_is_missing_and_keeps_what_was_written(client: Client, fields: dict[str, str], said: str) -> None:
    response = report(client, make_notice(), **{"text": "错在这里", **fields})
    page = response.content.decode()
    assert response.status_code == 200
    assert said in page
    assert 'href="#error-' in page
    assert "<b>" not in page.partition("<main")[2]
    assert ErrorReport.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "focused"),
    [({"text": ""}, "error-text"), ({"field": "x"}, "error-field"), ({"field": "x", "text": ""}, "error-field")],
)
def test_it_opens_at_the_first_field_that_is_wrong(client: Client, fields: dict[str, str], focused: str) -> None:
    """There a screen reader says what is wrong with it: without a script nothing else is read out."""
    page = report(client, make_notice(), **fields).content.decode()
    [tag] = re.findall(r"<[^>]* autofocus[^>]*>", page)
    assert f'id="{focused}"' in tag
    assert 'aria-invalid="true"' in tag
    assert f'{focused}_error"' in tag.partition("aria-describedby")[2]


def test_it_opens_at_what_is_wrong_with_no_field(client: Client) -> None:
    notice = make_notice()
    for _ in range(MOST_AN_HOUR):
        report(client, notice)
    [tag] = re.findall(r"<[^>]* autofocus[^>]*>", report(client, notice).content.decode())
    assert "flash-error" in tag
    assert 'tabindex="-1"' in tag


def test_nothing_takes_the_focus_where_nothing_is_wrong(client: Client) -> None:
    assert "autofocus" not in client.get(f"/notices/{make_notice().pk}/error/").content.decode()


def test_an_end_of_line_counts_as_one_character(client: Client) -> None:
    """Browsers send two."""
    report(client, make_notice(), text="错\r\n" * 999 + "完")
    assert ErrorReport.objects.get().text == "错\n" * 999 + "完"


def test_a_program_that_fills_in_every_field_is_thanked_and_forgotten(client: Client) -> None:
    assert "收到了" in report(client, make_notice(), website="https://example.org").content.decode()
    assert ErrorReport.objects.count() == 0


def test_one_address_reports_only_so_often_within_an_hour(client: Client) -> None:
    notice = make_notice()
    for _ in range(MOST_AN_HOUR):
        assert report(client, notice).status_code == 200
    refused = report(client, notice, text="第六条也在")
    assert refused.status_code == 429
    assert "第六条也在" in refused.content.decode()
    assert "请过60分钟再提交" in refused.content.decode()
    ReportAttempt.objects.filter(number=0).update(made_at=timezone.now() - datetime.timedelta(minutes=48, seconds=30))
    later = report(client, notice)
    assert "请过12分钟再提交" in later.content.decode()
    assert later["Retry-After"] == "720"
    assert ErrorReport.objects.count() == MOST_AN_HOUR
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert report(other, notice).status_code == 200
    ReportAttempt.objects.update(made_at=timezone.now() - datetime.timedelta(hours=1))
    assert report(client, notice).status_code == 200
    assert ReportAttempt.objects.count() == 1  # whoever reported before that is forgotten


def test_of_two_reports_at_once_one_is_too_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have counted before either is kept: the database knows."""
    notice = make_notice()
    for _ in range(MOST_AN_HOUR):
        report(client, notice)
    monkeypatch.setattr(ReportAttemptQuerySet, "values_list", lambda *_args, **_kwargs: [])
    assert report(client, notice).status_code == 429
    assert ErrorReport.objects.count() == MOST_AN_HOUR


def test_nothing_tells_who_reported(client: Client) -> None:
    report(Client(REMOTE_ADDR="192.0.2.7"), make_notice())
    [attempt] = ReportAttempt.objects.values()
    [kept] = ErrorReport.objects.values()
    assert "192.0.2.7" not in str(attempt) + str(kept)


def test_it_takes_no_report_without_its_token(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/notices/{make_notice().pk}/error/", {"text": "错"}).status_code == 403
    assert ErrorReport.objects.count() == 0


def test_a_draft_takes_no_reports(client: Client) -> None:
    assert report(client, make_notice(published=False)).status_code == 404


def test_the_time_of_the_decision_follows_the_state() -> None:
    kept = make_report(make_notice(), state=ReportState.ACCEPTED)
    assert kept.decided_at is not None
    kept.state = ReportState.OPEN
    kept.save()
    assert kept.decided_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorReport.objects.filter(pk=kept.pk).update(state=ReportState.DECLINED)


def test_an_editor_finds_it_beside_the_notice_and_in_the_list(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    notice = make_exchange_notice()
    kept = make_report(notice, "<i>组长</i>错了")
    make_report(notice, "早已答复", ReportState.DECLINED)
    beside = client.get(f"/admin/archive/notice/{notice.pk}/change/").content.decode()
    assert "&lt;i&gt;组长&lt;/i&gt;错了" in beside
    listed = client.get("/admin/archive/errorreport/").content.decode()
    assert "&lt;i&gt;组长&lt;/i&gt;错了" in listed
    assert "早已答复" not in listed
    answered = {"state": "accepted", "answer": "已改。"}
    assert client.post(f"/admin/archive/errorreport/{kept.pk}/change/", answered).status_code == 302
    kept.refresh_from_db()
    assert (kept.state, kept.answer, kept.text) == ("accepted", "已改。", "<i>组长</i>错了")
    assert kept.decided_at is not None


def test_an_editor_sees_what_the_page_says_where_a_reader_finds_it_wrong(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    notice = make_exchange_notice()
    kept = make_report(notice, "组长错了" * 100)
    page = client.get(f"/admin/archive/errorreport/{kept.pk}/change/").content.decode()
    for said in ("刘卒", "董涵英", notice.get_absolute_url(), f"/admin/archive/notice/{notice.pk}/change/"):
        assert said in page
    assert "0755-88106327" not in page, "it was said of people"
    listed = client.get("/admin/archive/errorreport/").content.decode()
    assert "组长错了" in listed
    assert "组长错了" * 100 not in listed, "a line of the list is a line"


def test_open_reports_stand_unfolded_above_the_notice_they_are_about(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    notice = make_exchange_notice()
    old = make_report(notice, "早已答复", ReportState.DECLINED)
    address = f"/admin/archive/notice/{notice.pk}/change/"

    def folded() -> bool:
        page = client.get(address)
        [inline] = [one for one in page.context["inline_admin_formsets"] if one.opts.model is ErrorReport]
        return "collapse" in inline.classes

    assert folded()
    make_report(notice, "还没有看")
    assert not folded()
    old.refresh_from_db()
    page = client.get(address).content.decode()
    assert page.index("还没有看") < page.index("早已答复")


def test_the_list_tells_what_was_corrected_and_never_who(client: Client) -> None:
    editor = User.objects.create_user("liu-bianji", first_name="编辑甲")
    notice = make_exchange_notice()
    notice.correction_entries.create(field="leaders", editor=editor)
    make_report(notice, "读者的原话", ReportState.ACCEPTED, "电话读错，已改。")
    make_report(notice, "还没有看", ReportState.OPEN)
    make_report(notice, "不对", ReportState.DECLINED, "原文如此。")
    draft = make_notice("草稿的题名", text="草稿", published=False)
    draft.correction_entries.create(field="leaders", editor=editor)
    page = client.get("/corrections/").content.decode()
    for said in (notice.display_title, "组长", "人员", "电话读错，已改。", "编辑更正", "读者报告"):
        assert said in strip_tags(page)
    for kept_back in ("liu-bianji", "编辑甲", "读者的原话", "还没有看", "原文如此", "草稿的题名"):
        assert kept_back not in page
    assert notice.get_absolute_url() in page


def test_the_list_has_the_newest_first_on_pages(client: Client) -> None:
    notice = make_notice()
    for number in range(60):
        make_report(notice, str(number), ReportState.ACCEPTED, f"答复{number}号")
    notice.correction_entries.create(field="year")
    first = strip_tags(client.get("/corrections/").content.decode())
    assert first.index("编辑更正") < first.index("答复59号") < first.index("答复11号")
    assert "答复10号" not in first
    assert "答复0号" in client.get("/corrections/?page=2").content.decode()
    for page in ("3", "0", "x"):
        assert client.get(f"/corrections/?page={page}").status_code == 404


def test_the_list_says_that_there_is_nothing(client: Client) -> None:
    make_exchange_notice()
    assert "还没有更正" in client.get("/corrections/").content.decode()


def test_the_list_asks_as_much_of_many(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/corrections/")
        return len(asked)

    make_exchange_notice().correction_entries.create(field="year")
    make_report(make_notice(text="先有一件"), state=ReportState.ACCEPTED)
    few = queries()
    for number in range(30):
        make_report(make_notice(text=f"第{number}件"), str(number), ReportState.ACCEPTED)
    assert queries() == few


@pytest.mark.parametrize("address", ["/", "/about/"])
def test_it_is_linked(client: Client, address: str) -> None:
    assert 'href="/corrections/"' in client.get(address).content.decode()
