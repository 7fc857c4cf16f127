"""Reports that come at once from one address: no more are kept than are allowed. `make test-postgres` runs it."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from archive.models import ReportAttempt
from archive.models.report import MOST_AN_HOUR

_READERS = 3 * MOST_AN_HOUR


@pytest.mark.django_db(transaction=True)
def test_no_more_are_kept_than_are_allowed() -> None:
    all_are_here = threading.Barrier(_READERS, timeout=30)
    answers: list[Any] = []

    def attempt() -> None:
        connection.ensure_connection()
        all_are_here.wait()
        with transaction.atomic():
            answers.append(ReportAttempt.objects.all().may_report("192.0.2.7"))
        connection.close()

    readers = [threading.Thread(target=attempt) for _ in range(_READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)
    assert sorted(answers) == [False] * (_READERS - MOST_AN_HOUR) + [True] * MOST_AN_HOUR
    assert ReportAttempt.objects.count() == MOST_AN_HOUR
