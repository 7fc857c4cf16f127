"""What the archive is, what it holds, and how to use it rightly."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.views.generic import TemplateView

from archive.addresses import lasting_address
from archive.models import Notice
from archive.tallies import count_cases, count_units
from archive.views.page import SectionMixin


class AboutView(SectionMixin, TemplateView):
    section = "about"
    template_name = "archive/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notices = Notice.objects.published().aggregate(
            total=Count("pk"), undated=Count("pk", filter=Q(year__isnull=True))
        )
        return super().get_context_data(
            notices=notices["total"],
            undated=notices["undated"],
            cases=count_cases(),
            units=count_units(),
            today=timezone.localdate(),
            example=self.request.build_absolute_uri(lasting_address("notice-detail", 1)),
            **kwargs,
        )
