"""The archive's pages."""

from archive.views.about import AboutView
from archive.views.coverage import CoverageView
from archive.views.groups import GroupDetailView, GroupListView
from archive.views.home import HomeView
from archive.views.inspections import InspectionDetailView, InspectionListView
from archive.views.notice_detail import NoticeDetailView
from archive.views.notice_list import NoticeListView
from archive.views.people import PersonDetailView, PersonListView
from archive.views.places import PlaceDetailView, PlaceListView
from archive.views.reporting_lists import ReportingOpenView, ReportingUndatedView
from archive.views.rounds import RoundDetailView, RoundListView
from archive.views.statistics import StatisticsView
from archive.views.timeline import TimelineView
from archive.views.units import UnitDetailView, UnitListView

__all__ = [
    "AboutView",
    "CoverageView",
    "GroupDetailView",
    "GroupListView",
    "HomeView",
    "InspectionDetailView",
    "InspectionListView",
    "NoticeDetailView",
    "NoticeListView",
    "PersonDetailView",
    "PersonListView",
    "PlaceDetailView",
    "PlaceListView",
    "ReportingOpenView",
    "ReportingUndatedView",
    "RoundDetailView",
    "RoundListView",
    "StatisticsView",
    "TimelineView",
    "UnitDetailView",
    "UnitListView",
]
