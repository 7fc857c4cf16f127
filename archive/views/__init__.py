"""The archive's pages."""

from archive.views.about import AboutView
from archive.views.coverage import CoverageView
from archive.views.groups import GroupDetailView, GroupListView
from archive.views.home import HomeView
from archive.views.notice_detail import NoticeDetailView
from archive.views.notice_list import NoticeListView
from archive.views.statistics import StatisticsView
from archive.views.timeline import TimelineView

__all__ = [
    "AboutView",
    "CoverageView",
    "GroupDetailView",
    "GroupListView",
    "HomeView",
    "NoticeDetailView",
    "NoticeListView",
    "StatisticsView",
    "TimelineView",
]
