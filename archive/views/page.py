"""What the pages share: the section they belong to, and pages of a list."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.views.generic.base import ContextMixin

from archive.filters import FACETS, FacetOptions, Filters

PAGE_SIZES = (20, 50, 100)


class SectionMixin(ContextMixin):
    """Names the entry of the navigation under which a page stands, and the parameters that its address may have.

    problems: a sentence for whatever the address asks that makes no sense, shown above the page.
    """

    section = ""
    parameters: tuple[str, ...] = ()
    request: HttpRequest

    def get_context_data(self, *, problems: Iterable[str] = (), **kwargs: Any) -> dict[str, Any]:
        problems = [*problems, *_unused(self.request.GET, self.parameters)]
        return super().get_context_data(section=self.section, problems=problems, **kwargs)


# What some page takes from its address; and size, which readers guess for per_page. Whatever else stands in addresses,
# such as the marks of those who count visits, is none of ours.
_OURS = (
    *FACETS,
    "sort",
    "per_page",
    "size",
    "page",
    "q",
    "role",
    "again",
    "format",
    "table",
    "authority",
    "by",
    "only",
)


def _unused(query: QueryDict, taken: Collection[str]) -> list[str]:
    return [
        _("本页不用“%(name)s”这个参数，没有理会。") % {"name": name}
        for name in _OURS
        if name not in taken and query.get(name)
    ]


class NoSuchPage(Http404):
    """A page beyond the last one, or no number at all; says where the last one is."""

    def __init__(self, last: int, address: str) -> None:
        super().__init__(f"no such page; the last is {last}")
        self.last = last
        self.address = address


def choice_of(asked: str | None, allowed: Sequence[str], what: str, problems: list[str]) -> str:
    """The value asked for, or the first allowed one and a sentence why."""
    if asked and asked not in allowed:
        known = _("、").join(allowed)
        problems.append(
            _("%(what)s没有“%(asked)s”这一种，只有%(known)s；这里用的是%(used)s。")
            % {"what": what, "asked": asked[:40], "known": known, "used": allowed[0]}
        )
    return asked if asked and asked in allowed else allowed[0]


def filtered_list(
    filters: Filters, facets: Sequence[FacetOptions], sort: str, usual_sort: str, size: int, address: str
) -> dict[str, Any]:
    """What the template of a list with facets asks for beside its entries."""
    kept = {"sort": sort} if sort != usual_sort else {}
    kept |= {"per_page": str(size)} if size != PAGE_SIZES[0] else {}
    chosen = [FACETS[name].label_of(value) for name, values in filters.chosen.items() for value in values]
    return {
        "filters": filters,
        "facets": facets,
        "has_options": any(facet.options for facet in facets),
        "sort": sort,
        "size": size,
        "sizes": PAGE_SIZES,
        "action": address,
        "hidden": list(kept.items()),
        "chosen_said": _("、").join(chosen),
        "chosen_count": len(chosen),
    }


def no_such_page(request: HttpRequest, last: int) -> NoSuchPage:
    """What to raise for a page that the list at this address has not."""
    rest = request.GET.copy()
    rest["page"] = str(last)
    return NoSuchPage(last, f"{request.path}?{rest.urlencode(safe='/')}")


def page_of(request: HttpRequest, items: Any, per_page: int) -> Page[Any]:
    """The page of items that the address asks for; raises NoSuchPage."""
    paginator = Paginator(items, per_page)
    try:
        return paginator.page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise no_such_page(request, paginator.num_pages) from error
