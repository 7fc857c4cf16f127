"""To be written."""

from django.views.generic import TemplateView

from archive.views.page import SectionMixin


class UnitListView(SectionMixin, TemplateView):
    section = "units"


class UnitDetailView(SectionMixin, TemplateView):
    section = "units"
