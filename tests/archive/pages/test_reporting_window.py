import datetime

import pytest

from archive.models import Contact, Notice
from archive.partial_date import PartialDate
from archive.views.reporting_window import reporting_window

TODAY = datetime.date(2015, 12, 6)


def state(**dates: str) -> str:
    notice = Notice()
    for name, text in dates.items():
        setattr(notice, name, PartialDate.parse(text))
    window = reporting_window(notice, [Contact(value="010-68334749")], TODAY)
    assert window is not None
    return window.state


@pytest.mark.parametrize(
    ("dates", "expected", "why"),
    [
        ({"period_start": "2015-11-01", "period_end": "2015-12-29"}, "open", "today lies within"),
        ({"period_start": "2015-11-01", "period_end": "2015-12-06"}, "open", "the last day counts"),
        ({"period_start": "2015-11-01", "period_end": "2015-12-05"}, "closed", "it ended yesterday"),
        ({"period_end": "2015-12-05"}, "closed", "an end in full is enough to be over"),
        ({"period_start": "2015-12-07", "period_end": "2015-12-29"}, "future", "it starts tomorrow"),
        ({"period_start": "2015-11-01", "period_end": "2015-12-29", "deadline": "2015-12-01"}, "closed", "deadline"),
        ({"meeting_date": "2015-11-01", "deadline": "2015-12-20"}, "open", "from the meeting on"),
        ({"period_end": "2015-12-29"}, "unknown", "no start"),
        ({"period_start": "2015-11-01"}, "unknown", "no end"),
        ({"period_start": "--11-01", "period_end": "--12-29"}, "unknown", "no year"),
        ({"period_start": "2015-11", "period_end": "2015-12"}, "unknown", "no days"),
        ({}, "unknown", "no date at all"),
    ],
)
def test_it_goes_only_as_far_as_the_dates(dates: dict[str, str], expected: str, why: str) -> None:
    assert state(**dates) == expected, why


def test_it_says_nothing_where_the_notice_takes_no_reports() -> None:
    assert reporting_window(Notice(), [], TODAY) is None
