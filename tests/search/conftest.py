"""Makers of notices in the words of the archive."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from archive.models import (
    Appearance,
    Authority,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Level,
    Mention,
    Notice,
    Person,
    Place,
    Role,
    Status,
    TextVersion,
    YearBasis,
)
from search import outbox

SEEDS = Path(__file__).parents[2] / "fixtures" / "seeds"

Commit = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """with commit(): what happens inside commits at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def seeds(db: None, commit: Commit) -> dict[str, Notice]:
    """The five notices of a fresh installation, published and indexed, by the number of their file."""
    with commit():
        call_command("import_notices", str(SEEDS), "--publish", verbosity=0)
    return {notice.file_name[:3]: notice for notice in Notice.objects.all()}


def make_notice(text: str = "巡察组进驻。", *, status: str = Status.PUBLISHED, **fields: Any) -> Notice:
    if "year" in fields:
        fields.setdefault("year_basis", YearBasis.EXPLICIT)
    notice = Notice.objects.create(status=status, **fields)
    TextVersion.objects.create(notice=notice, text=text)
    return notice


def make_mention(
    notice: Notice,
    group: str = "",
    unit: str = "",
    head: str = "",
    authority: str = "中央",
    ordinal: int | None = None,
) -> Mention:
    level = Level.CENTRAL if authority == "中央" else Level.CITY
    sender, _ = Authority.objects.get_or_create(name=authority, defaults={"level": level})
    team = InspectionGroup.objects.create(authority=sender, name=group, ordinal=ordinal) if group else None
    target = InspectedUnit.objects.create(authority=sender, name=unit) if unit else None
    mention = Mention.objects.create(notice=notice, inspection=Inspection.objects.create(group=team, unit=target))
    if head:
        person = Person.objects.create(name=head)
        Appearance.objects.create(notice=notice, mention=mention, person=person, name=head, role=Role.HEAD)
    return mention


def make_place(*parts: str) -> Place:
    province, city, county = (*parts, "", "")[:3]
    return Place.objects.get_or_create(province=province, city=city, county=county)[0]


def build_index() -> None:
    outbox.rebuild(1.0)
