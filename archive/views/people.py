"""To be written."""

from django.views.generic import TemplateView

from archive.views.page import SectionMixin


class PersonListView(SectionMixin, TemplateView):
    section = "people"


class PersonDetailView(SectionMixin, TemplateView):
    section = "people"
