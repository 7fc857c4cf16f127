"""Addresses of the archive's pages."""

from django.urls import URLPattern

app_name = "archive"
urlpatterns: list[URLPattern] = []
