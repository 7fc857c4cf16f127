"""To be written."""

from django.views.generic import TemplateView

from archive.views.page import SectionMixin


class PlaceListView(SectionMixin, TemplateView):
    section = "places"


class PlaceDetailView(SectionMixin, TemplateView):
    section = "places"
