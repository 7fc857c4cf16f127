"""To be written."""

from django.views.generic import TemplateView

from archive.views.page import SectionMixin


class RoundListView(SectionMixin, TemplateView):
    section = "rounds"


class RoundDetailView(SectionMixin, TemplateView):
    section = "rounds"
