"""Addresses of the search pages."""

from django.urls import path

from search.views import HealthView, HelpView, ResultsView, suggest

app_name = "search"
urlpatterns = [
    path("", ResultsView.as_view(), name="results"),
    path("help/", HelpView.as_view(), name="help"),
    path("health/", HealthView.as_view(), name="health"),
    path("suggest/", suggest, name="suggest"),
]
