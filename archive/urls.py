"""Addresses of the archive's pages."""

from django.urls import path

from archive.display import choose_display
from archive.views import GroupDetailView, GroupListView, HomeView, NoticeDetailView, NoticeListView

app_name = "archive"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("notices/", NoticeListView.as_view(), name="notice-list"),
    path("notices/<int:pk>/", NoticeDetailView.as_view(), name="notice-detail"),
    path("groups/", GroupListView.as_view(), name="group-list"),
    path("groups/<int:pk>/", GroupDetailView.as_view(), name="group-detail"),
    path("display/", choose_display, name="display"),
]
