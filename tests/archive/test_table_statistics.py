"""SQLite knows which of its indexes are narrow."""

import pytest
from django.db import connection

from archive.models import Mention, Status
from archive.table_statistics import renew_table_statistics
from tests.makers import fill_archive, make_group

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps statistics by itself")
def test_it_finds_the_notices_of_a_group_from_the_group() -> None:
    fill_archive(50)
    renew_table_statistics()
    told = Mention.objects.filter(inspection__group=make_group(), notice__status=Status.PUBLISHED).order_by()
    plan = told.explain()
    assert "group_id=?" in plan
    assert "notice_newest" not in plan
    assert "notice_year" not in plan
