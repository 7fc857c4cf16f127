"""manage.py reparse: what it shows, what it leaves, and how it fails."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from archive.former import successor
from archive.ingest import importing
from archive.ingest.saving import save_parsed
from archive.management.commands import reparse
from archive.models import (
    Authority,
    Correction,
    InspectedUnit,
    InspectionGroup,
    Level,
    Mention,
    Notice,
    TextVersion,
    UnitAlias,
)
from archive.parsing import ParsedNotice
from search.models import PendingChange
from tests.makers import make_authority, make_group, make_mention, make_notice, make_unit

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).resolve().parents[3] / "fixtures" / "seeds"


@pytest.fixture
def notice() -> Notice:
    """One of the five seeds in the archive, as an older parser would have left it."""
    call_command("import_notices", str(SEEDS), stdout=StringIO())
    old = Notice.objects.get(file_name__startswith="000")
    Notice.objects.filter(pk=old.pk).update(duration="3个月", units_done=1, title="")
    Correction.objects.create(notice=old, field="units_done")
    PendingChange.objects.all().delete()
    return Notice.objects.get(pk=old.pk)


def run(*arguments: str | int) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("reparse", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_shows_what_changes_and_leaves_what_an_editor_set(notice: Notice) -> None:
    out, _ = run("--all")
    assert f"{notice.pk}  {notice.display_title}  ({notice.file_name})\n" in out
    assert "    duration: 3个月 → 2个月\n" in out
    assert "units_done" not in out
    assert "1 changed, 4 unchanged, 0 failed." in out
    again = Notice.objects.get(pk=notice.pk)
    assert (again.duration, again.units_done) == ("2个月", 1)
    assert "0 changed, 5 unchanged, 0 failed." in run("--all")[0]


def test_it_joins_the_groups_of_a_committee_of_which_there_is_one() -> None:
    """Each notice had an authority of its own, with the group of that: 兵团党委 is one in the country."""
    corps = [make_corps_notice(title) for title in ("第八师石河子市", "第六师五家渠市")]
    gone = [notice.mentions.get().inspection.group for notice in corps][1]
    run("--all")
    assert Authority.objects.filter(name="兵团党委").count() == 1
    groups = InspectionGroup.objects.filter(authority__name="兵团党委")
    assert [group.full_name for group in groups] == ["兵团党委第三巡视组"]
    assert {notice.authority_id for notice in Notice.objects.all()} == {groups[0].authority_id}
    assert gone is not None
    assert successor(InspectionGroup, gone.pk) == groups[0].pk
    assert run("--all")[0].endswith("0 changed, 2 unchanged, 0 failed.\n")


def make_corps_notice(unit: str) -> Notice:
    """As an archive has it that knew of no committee by its name alone."""
    title = f"兵团党委第三巡视组巡视{unit}工作动员会召开"
    text = f"{title}\n5月9日，兵团党委第三巡视组巡视{unit}工作动员会召开。兵团党委第三巡视组组长罕山作动员讲话。"
    own = make_authority("兵团党委", Level.PROVINCE)
    notice = make_notice(title, text=text, level=Level.PROVINCE, authority=own, year=None)
    make_mention(notice, make_group(3, own), make_unit(unit, own))
    return notice


def test_it_changes_nothing_in_a_dry_run(notice: Notice) -> None:
    UnitAlias.objects.all().delete()
    PendingChange.objects.all().delete()
    stored = [list(model.objects.values()) for model in (Notice, Mention, InspectedUnit, UnitAlias)]
    out, _ = run("--all", "--dry-run")
    assert "duration: 3个月 → 2个月" in out
    assert "aliases: (empty) → 深圳证券交易所（深交所）" in out
    assert "3 would change, 2 unchanged, 0 failed." in out
    assert [list(model.objects.values()) for model in (Notice, Mention, InspectedUnit, UnitAlias)] == stored
    assert not PendingChange.objects.exists()


def test_it_parses_the_chosen_alone(notice: Notice) -> None:
    other = Notice.objects.exclude(pk=notice.pk).first()
    assert other is not None
    assert "0 changed, 1 unchanged" in run(other.pk, other.pk)[0]
    assert "1 changed, 1 unchanged" in run(notice.pk, other.pk)[0]


@pytest.mark.parametrize("wrong", [999, 10**30])
def test_it_does_nothing_while_a_number_is_wrong(notice: Notice, wrong: int) -> None:
    with pytest.raises(CommandError, match=f"No notice {wrong}; nothing was done"):
        run(notice.pk, wrong)
    assert Notice.objects.get(pk=notice.pk).duration == "3个月"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [((), "one of the arguments ID --all is required"), (("--all", "1"), "not allowed"), (("x",), "invalid int")],
)
def test_it_asks_which_notices(arguments: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint):
        run(*arguments)


@pytest.mark.parametrize(
    "error",
    [IntegrityError("a constraint"), IndexError("\x1b]0;x\x07"), KeyError("a key"), RecursionError(), AssertionError()],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("only_try", [[], ["--dry-run"]], ids=["changing", "trying"])
def test_it_names_the_notice_that_fails_and_goes_on(
    notice: Notice,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    only_try: list[str],
) -> None:
    def refuse(refused: Notice, version: TextVersion, parsed: ParsedNotice) -> None:
        save_parsed(refused, version, parsed)
        if refused.file_name.startswith("001"):
            raise error

    monkeypatch.setattr(importing, "save_parsed", refuse)
    monkeypatch.setattr(reparse, "_NOTICES_A_TRANSACTION", 2)
    Notice.objects.update(duration="9个月")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match=r"4 (would change|changed), 0 unchanged, 1 failed"):
        call_command("reparse", "--all", *only_try, stdout=out, stderr=err)
    failed = Notice.objects.get(file_name__startswith="001")
    assert set(Notice.objects.filter(duration="9个月")) == (set(Notice.objects.all()) if only_try else {failed})
    assert f"{failed.pk}  {failed.display_title}  ({failed.file_name}): {type(error).__name__}: " in err.getvalue()
    assert f"Notice {failed.pk} could not be parsed again" in caplog.text
    assert "in refuse" in caplog.text, "the log has the traceback"
    assert "\x1b" not in err.getvalue() + caplog.text


def test_it_prints_one_object_a_line(notice: Notice) -> None:
    out, err = run("--all", "--format", "json")
    changes = [{"field": "duration", "before": ["3个月"], "after": ["2个月"]}]
    assert [json.loads(line) for line in out.splitlines()] == [
        {"id": notice.pk, "file": notice.file_name, "changes": changes}
    ]
    assert "1 changed, 4 unchanged, 0 failed." in err


def test_it_sends_no_control_characters_to_the_terminal(notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(duration="\x1b]0;x\x07", file_name="a\x9b31m.txt")
    out, _ = run("--all")
    assert "duration: ␛]0;x␇ → 2个月" in out
    assert not {"\x1b", "\x07", "\x9b"} & set(out)


def test_it_shows_of_long_lists_what_goes_and_what_comes(notice: Notice) -> None:
    TextVersion.objects.create(
        notice=notice, number=2, text="县委第一巡察组对甲镇、乙镇、丙镇、丁镇、戊镇开展巡察。值班电话：0755-88106327。"
    )
    run(notice.pk)
    TextVersion.objects.create(
        notice=notice, number=3, text="县委第一巡察组对甲镇、乙镇、丙镇、丁镇、己镇开展巡察。值班电话：0755-88106327。"
    )
    line = next(line for line in run(notice.pk)[0].splitlines() if "inspections:" in line)
    assert "- 县委第一巡察组 → 戊镇" in line
    assert "+ 县委第一巡察组 → 己镇" in line
    assert "甲镇" not in line
