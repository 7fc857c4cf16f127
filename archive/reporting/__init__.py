"""Who takes reports, until when, on which days and at which hours. Outsiders import from here."""

from archive.reporting.clock import CHINA, now_in_china
from archive.reporting.days import spoken_days
from archive.reporting.lookup import (
    OPEN_SHOWN,
    Open,
    ReportingNow,
    not_told,
    open_on,
    reporting_now,
    said_of,
    with_end,
)
from archive.reporting.window import ReportingWindow, WindowState, reporting_window

__all__ = [
    "CHINA",
    "OPEN_SHOWN",
    "Open",
    "ReportingNow",
    "ReportingWindow",
    "WindowState",
    "not_told",
    "now_in_china",
    "open_on",
    "reporting_now",
    "reporting_window",
    "said_of",
    "spoken_days",
    "with_end",
]
