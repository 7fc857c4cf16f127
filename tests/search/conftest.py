"""Makers of notices in the words of the archive."""

import csv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

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
from search.engines import IndexUnusableError, current_backend
from search.folding import fold_literal
from search.renewing import forget_vocabulary
from search.vocabulary import NameKind, Vocabulary, make_name

SEEDS = Path(__file__).parents[2] / "fixtures" / "seeds"

Commit = Callable[[], AbstractContextManager[Any]]


@contextmanager
def _committing() -> Iterator[None]:
    yield
    if not _is_sound():
        outbox.rebuild(1.0)
    outbox.drain(1.0)


def _is_sound() -> bool:
    try:
        current_backend().check()
    except IndexUnusableError:
        return False
    return True


@pytest.fixture
def commit() -> Commit:
    """with commit(): at its end the worker has done what there was to do."""
    return _committing


@pytest.fixture
def seeds(db: None, commit: Commit) -> dict[str, Notice]:
    """The five notices of a fresh installation, published and indexed, by the number of their file."""
    with commit():
        call_command("import_notices", str(SEEDS), "--publish", verbosity=0)
    return {notice.file_name[:3]: notice for notice in Notice.objects.all()}


@pytest.fixture(autouse=True)
def fresh_vocabulary() -> None:
    """Each test's archive has names of its own, and its generations begin anew."""
    forget_vocabulary()


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
    target = InspectedUnit.objects.get_or_create(authority=sender, name=unit)[0] if unit else None
    mention = Mention.objects.create(notice=notice, inspection=Inspection.objects.create(group=team, unit=target))
    if head:
        person = Person.objects.create(name=head)
        Appearance.objects.create(notice=notice, mention=mention, person=person, name=head, role=Role.HEAD)
    return mention


@contextmanager
def away(table: str, column: str = "") -> Iterator[None]:
    """While a table, or a column of it, bears another name: as where the database has other tables than the code."""
    there, back = f"{table} RENAME TO away", f"away RENAME TO {table}"
    if column:
        there, back = f"{table} RENAME COLUMN {column} TO away", f"{table} RENAME COLUMN away TO {column}"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {there}")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {back}")


def make_place(*parts: str) -> Place:
    province, city, county = (*parts, "", "")[:3]
    return Place.objects.get_or_create(province=province, city=city, county=county)[0]


def build_index() -> None:
    outbox.rebuild(1.0)


@pytest.fixture(scope="session")
def many_names() -> Vocabulary:
    """50,000 names as a large archive may have them: two thousand counties with their offices, and people."""
    table = resources.files("archive.parsing").joinpath("data/divisions.csv").read_text(encoding="utf-8")
    places = sorted({row["county"] for row in csv.DictReader(table.splitlines()) if row["county"]})
    offices = ("教育局", "体育局", "民政局", "水务局", "税务局", "工商联", "市场监督管理局", "委第三巡察组", "发改委")
    bodies = [place + office for place in places for office in offices]
    surnames, given = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "建国华军明强伟平新元青纯卒维佳金江春晓东海波涛洪志文"
    people = [surname + first + second for surname in surnames for first in given for second in given]
    names = [(text, NameKind.UNIT) for text in bodies] + [(text, NameKind.PERSON) for text in people]
    return Vocabulary(make_name(text, kind, number % 7, text) for number, (text, kind) in enumerate(names * 2))


def vocabulary_of(**names: str) -> Vocabulary:
    """Names by kind, each kind's separated by blanks; "名称*3" stands in three notices."""
    made = []
    for kind, listed in names.items():
        for item in listed.split():
            text, _, weight = item.partition("*")
            made.append(make_name(text, NameKind(kind), int(weight or 1), fold_literal(text).text))
    return Vocabulary(made)
