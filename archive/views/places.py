"""Places: the tree of all, and who was inspected in one of them, and by whom."""

from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import TemplateView

from archive.coverage import Selection, rows_of, with_places
from archive.filters import FACETS
from archive.models import InspectedUnit
from archive.place_tree import find_branch, place_tree
from archive.unit_records import UnitRecord, records_of
from archive.views.page import SectionMixin, page_by_keys, read_shape
from archive.views.perhaps import perhaps_led_to
from archive.wording import the_activity

UNITS_A_PAGE = 50


class PlaceListView(SectionMixin, TemplateView):
    section = "places"
    template_name = "archive/place_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(provinces=place_tree(), **kwargs)


class PlaceDetailView(SectionMixin, TemplateView):
    section = "places"
    parameters = ("per_page", "page")
    template_name = "archive/place_detail.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        code = _normal(kwargs["code"])
        if code != kwargs["code"]:
            return HttpResponsePermanentRedirect(reverse("archive:place-detail", args=[code]))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = self.kwargs["code"]
        parts = code.split("-")
        branch = find_branch(place_tree(parts[0]), code)
        if branch is None:
            raise Http404(f"no published notice is of {code}")
        problems: list[str] = []
        shape = read_shape(self.request.GET, problems, usual_size=UNITS_A_PAGE)
        units = with_places(InspectedUnit.objects.order_by())
        page = page_by_keys(self.request, rows_of(Selection(place=code)), units, shape.size)
        records = records_of(list(page.object_list))
        return super().get_context_data(
            branch=branch,
            name="".join(parts),
            wider=[("-".join(parts[:depth]), parts[depth - 1]) for depth in range(1, len(parts))],
            problems=problems,
            page=page,
            records=records,
            activity=_activity_of(records, page),
            **perhaps_led_to(place=code),
            **shape.context(),
            **kwargs,
        )


def _activity_of(records: list[UnitRecord], page: Page[InspectedUnit]) -> str:
    """What the page tells of; a page of several may have the other on the next."""
    is_whole = not page.has_other_pages()
    return the_activity(name for record in records for name in record.activities) if is_whole else ""


def _normal(code: str) -> str:
    """The code as filters know it; raises Http404 for what is no place."""
    if not code.isprintable():
        raise Http404("a place's name is printable")
    try:
        return FACETS["place"].check(code)
    except ValueError as error:
        raise Http404(str(error)) from error
