"""Addresses of the search pages."""

from django.urls import path

from search.views import ResultsView, suggest

app_name = "search"
urlpatterns = [
    path("", ResultsView.as_view(), name="results"),
    path("suggest/", suggest, name="suggest"),
]
