"""Addresses of the archive's pages."""

from django.urls import path

from archive.display import choose_display
from archive.views import (
    AboutView,
    CoverageView,
    GroupDetailView,
    GroupListView,
    HomeView,
    NoticeDetailView,
    NoticeListView,
    StatisticsView,
    TimelineView,
)

app_name = "archive"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("notices/", NoticeListView.as_view(), name="notice-list"),
    path("notices/<int:pk>/", NoticeDetailView.as_view(), name="notice-detail"),
    path("groups/", GroupListView.as_view(), name="group-list"),
    path("groups/<int:pk>/", GroupDetailView.as_view(), name="group-detail"),
    path("coverage/", CoverageView.as_view(), name="coverage"),
    path("statistics/", StatisticsView.as_view(), name="statistics"),
    path("timeline/", TimelineView.as_view(), name="timeline"),
    path("timeline/<int:year>/", TimelineView.as_view(), name="timeline-year"),
    path("timeline/undated/", TimelineView.as_view(is_undated=True), name="timeline-undated"),
    path("about/", AboutView.as_view(), name="about"),
    path("display/", choose_display, name="display"),
]
