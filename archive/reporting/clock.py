"""What time it is where reports are taken, wherever the server stands and whatever zone is set."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

CHINA = ZoneInfo("Asia/Shanghai")


def now_in_china() -> datetime.datetime:
    return timezone.localtime(timezone=CHINA)


def minute_of(time: datetime.time) -> int:
    """Since midnight; seconds that have begun count for nothing."""
    return time.hour * 60 + time.minute


def time_of(minute: int) -> datetime.time:
    return datetime.time(*divmod(minute, 60))
