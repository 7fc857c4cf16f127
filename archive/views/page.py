"""What the pages share: the section they belong to, and pages of a list."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest
from django.views.generic.base import ContextMixin


class SectionMixin(ContextMixin):
    """Names the entry of the navigation under which a page stands."""

    section = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section=self.section, **kwargs)


class NoSuchPage(Http404):
    """A page beyond the last one, or no number at all; says where the last one is."""

    def __init__(self, last: int, address: str) -> None:
        super().__init__(f"no such page; the last is {last}")
        self.last = last
        self.address = address


def page_of(request: HttpRequest, items: Any, per_page: int) -> Page[Any]:
    """The page of items that the address asks for; raises NoSuchPage."""
    paginator = Paginator(items, per_page)
    try:
        return paginator.page(request.GET.get("page") or 1)
    except InvalidPage as error:
        rest = request.GET.copy()
        rest["page"] = str(paginator.num_pages)
        raise NoSuchPage(paginator.num_pages, f"{request.path}?{rest.urlencode(safe='/')}") from error
