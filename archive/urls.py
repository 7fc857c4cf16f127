"""Addresses of the archive's pages."""

from django.urls import path

from archive.display import choose_display
from archive.views import (
    AboutView,
    CoverageView,
    GroupDetailView,
    GroupListView,
    HomeView,
    InspectionDetailView,
    InspectionListView,
    NoticeDetailView,
    NoticeListView,
    PersonDetailView,
    PersonListView,
    PlaceDetailView,
    PlaceListView,
    ReportingOpenView,
    ReportingUndatedView,
    RoundDetailView,
    RoundListView,
    StatisticsView,
    TimelineView,
    UnitDetailView,
    UnitListView,
)
from archive.views.addressed import page_paths
from archive.views.citations import bibtex_file, ris_file
from archive.views.corrections import CorrectionsView
from archive.views.error_report import ErrorReportView

app_name = "archive"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("notices/", NoticeListView.as_view(), name="notice-list"),
    *page_paths("notices", NoticeDetailView, "notice-detail"),
    path("notices/<int:pk>/citation.bib", bibtex_file, name="notice-bibtex"),
    path("notices/<int:pk>/citation.ris", ris_file, name="notice-ris"),
    path("notices/<int:pk>/error/", ErrorReportView.as_view(), name="notice-error"),
    path("reporting/open/", ReportingOpenView.as_view(), name="reporting-open"),
    path("reporting/undated/", ReportingUndatedView.as_view(), name="reporting-undated"),
    path("inspections/", InspectionListView.as_view(), name="inspection-list"),
    *page_paths("inspections", InspectionDetailView, "inspection-detail"),
    path("groups/", GroupListView.as_view(), name="group-list"),
    *page_paths("groups", GroupDetailView, "group-detail"),
    path("rounds/", RoundListView.as_view(), name="round-list"),
    *page_paths("rounds", RoundDetailView, "round-detail"),
    path("units/", UnitListView.as_view(), name="unit-list"),
    *page_paths("units", UnitDetailView, "unit-detail"),
    path("people/", PersonListView.as_view(), name="person-list"),
    *page_paths("people", PersonDetailView, "person-detail"),
    path("places/", PlaceListView.as_view(), name="place-list"),
    path("places/<str:code>/", PlaceDetailView.as_view(), name="place-detail"),
    path("coverage/", CoverageView.as_view(), name="coverage"),
    path("statistics/", StatisticsView.as_view(), name="statistics"),
    path("timeline/", TimelineView.as_view(), name="timeline"),
    path("timeline/<int:year>/", TimelineView.as_view(), name="timeline-year"),
    path("timeline/undated/", TimelineView.as_view(is_undated=True), name="timeline-undated"),
    path("corrections/", CorrectionsView.as_view(), name="corrections"),
    path("about/", AboutView.as_view(), name="about"),
    path("display/", choose_display, name="display"),
]
