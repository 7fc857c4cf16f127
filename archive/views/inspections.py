"""To be written."""

from django.views.generic import TemplateView

from archive.views.page import SectionMixin


class InspectionListView(SectionMixin, TemplateView):
    section = "inspections"


class InspectionDetailView(SectionMixin, TemplateView):
    section = "inspections"
