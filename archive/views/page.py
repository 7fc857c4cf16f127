"""What the pages share: the section they belong to, and pages of a list."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic.base import ContextMixin

from archive.case_facets import EVERY_FACET
from archive.chips import Choice, form_chips, query_without
from archive.facet_options import FacetOptions
from archive.filters import Filters
from archive.models import Notice
from archive.problems import Problem, without_problems

PAGE_SIZES = (20, 50, 100)


class SectionMixin(ContextMixin):
    """Names the entry of the navigation under which a page stands, and the parameters that its address may have.

    problems: a sentence for whatever the address asks that makes no sense, shown above the page.
    understood: the rest of the address, of which the page's links are made.
    """

    section = ""
    parameters: tuple[str, ...] = ()
    request: HttpRequest

    def get_context_data(self, *, problems: Iterable[str] = (), **kwargs: Any) -> dict[str, Any]:
        problems = list(problems)
        return super().get_context_data(
            section=self.section,
            problems=[*problems, *_unused(self.request.GET, self.parameters)],
            understood=self.understood(problems),
            holds_notices=Notice.objects.published().exists,  # asked by pages that have nothing to show
            **kwargs,
        )

    def understood(self, problems: Iterable[str]) -> QueryDict:
        """What the address asks that makes sense; problems are those that reading it gave."""
        asked = self.request.GET
        return without_problems(asked, [*problems, *_unused(asked, self.parameters)])


# What some page takes from its address; and size, which readers guess for per_page. Whatever else stands in addresses,
# such as the marks of those who count visits, is none of ours.
_OURS = (
    *EVERY_FACET,
    "sort",
    "per_page",
    "size",
    "page",
    "q",
    "role",
    "again",
    "format",
    "table",
    "by",
    "only",
    "notice",
)


def _unused(query: QueryDict, taken: Collection[str]) -> list[Problem]:
    """A sentence for each parameter that the page does not take, once however many values it has."""
    return [
        Problem(_("本页不用“%(name)s”这个参数，没有理会。") % {"name": name}, name)
        for name in _OURS
        if name not in taken and query.get(name)
    ]


class NoSuchPage(Http404):
    """A page beyond the last one, or no number at all; says where the last one is."""

    def __init__(self, last: int, address: str) -> None:
        super().__init__(f"no such page; the last is {last}")
        self.last = last
        self.address = address


def choice_of(query: QueryDict, name: str, allowed: Sequence[str], what: str, problems: list[str]) -> str:
    """The value that the address asks for under that name, or the first allowed one and a sentence why."""
    asked = query.get(name)
    if asked and asked not in allowed:
        known = _("、").join(allowed)
        said = _("%(what)s没有“%(asked)s”这一种，只有%(known)s；这里用的是%(used)s。")
        said %= {"what": what, "asked": asked[:40], "known": known, "used": allowed[0]}
        problems.append(Problem(said, name, asked))
    return asked if asked and asked in allowed else allowed[0]


@dataclass(frozen=True, slots=True)
class Shape:
    """In which order a list stands, and how many of its entries on a page."""

    sort: str
    size: int
    sizes: Sequence[int] = PAGE_SIZES
    sorts: Mapping[str, str | Promise] = field(default_factory=dict)
    kept: Sequence[tuple[str, str]] = ()  # what is not as usual: names and values that a form keeps

    def context(self) -> dict[str, Any]:
        """What the templates of lists ask for."""
        return {
            "sort": self.sort,
            "sorts": self.sorts.items(),
            "size": self.size,
            "sizes": self.sizes,
            "hidden": self.kept,
        }


def read_shape(
    query: QueryDict,
    problems: list[str],
    sorts: Mapping[str, str | Promise] | None = None,
    usual_size: int = PAGE_SIZES[0],
) -> Shape:
    """What the address asks for as sort and per_page; the first of sorts is the usual one."""
    sizes = sorted({usual_size, *PAGE_SIZES})
    by_default = [usual_size, *(size for size in sizes if size != usual_size)]
    sort = choice_of(query, "sort", tuple(sorts), _("排序"), problems) if sorts else ""
    size = int(choice_of(query, "per_page", tuple(map(str, by_default)), _("每页个数"), problems))
    kept = [("sort", sort)] if sorts and sort != next(iter(sorts)) else []
    kept += [("per_page", str(size))] if size != usual_size else []
    return Shape(sort, size, sizes, sorts or {}, kept)


def filtered_list(filters: Filters, facets: Sequence[FacetOptions], shape: Shape, address: str) -> dict[str, Any]:
    """What the template of a list with facets asks for beside its entries."""
    chosen = [EVERY_FACET[name].label_of(value) for name, values in filters.chosen.items() for value in values]
    return {
        "filters": filters,
        "facets": facets,
        "has_options": any(facet.options for facet in facets),
        "action": address,
        "chosen_said": _("、").join(chosen),
        "chosen_count": len(chosen),
        **shape.context(),
    }


def narrowed_list(choices: Sequence[Choice], shape: Shape, query: QueryDict) -> dict[str, Any]:
    """What the template of a list with a form above asks for beside its entries."""
    return {
        "chips": form_chips(choices, query),
        "cleared": query_without([choice.name for choice in choices], query),
        **shape.context(),
    }


def no_such_page(request: HttpRequest, last: int) -> NoSuchPage:
    """What to raise for a page that the list at this address has not."""
    rest = request.GET.copy()
    rest["page"] = str(last)
    return NoSuchPage(last, f"{request.path}?{rest.urlencode(safe='/')}")


def page_of(request: HttpRequest, items: Any, per_page: int) -> Page[Any]:
    """The page of items that the address asks for; raises NoSuchPage."""
    return _asked_page(request, Paginator(items, per_page))


def long_page_of(request: HttpRequest, rows: QuerySet[Any], per_page: int, count: int) -> Page[Any]:
    """The same of many rows, in an order that leaves no two of them equal; count is how many they are.

    A page of the second half is read from the end: a database goes through all rows that stand before what is asked.
    """
    paginator = Paginator(rows, per_page)
    paginator.count = count  # worked out by the paginator otherwise
    page = _asked_page(request, paginator)
    before, after = page.start_index() - 1, count - page.end_index()
    if before > after:
        page.object_list = list(rows.reverse()[after : count - before])[::-1]
    return page


def page_by_keys(request: HttpRequest, rows: QuerySet[Any], whole: QuerySet[Any], per_page: int) -> Page[Any]:
    """The same, where much is shown of each: only of those on the page it is fetched, as whole has them."""
    keys = rows.values_list("pk", flat=True)
    return fetched(long_page_of(request, keys, per_page, keys.count()), whole)


def fetched(page: Page[Any], whole: QuerySet[Any]) -> Page[Any]:
    """The page of keys with the rows of these in their stead, without those that went meanwhile."""
    found = whole.order_by().in_bulk(list(page.object_list))
    page.object_list = [found[key] for key in page.object_list if key in found]
    return page


def _asked_page(request: HttpRequest, paginator: "Paginator[Any]") -> Page[Any]:
    try:
        return paginator.page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise no_such_page(request, paginator.num_pages) from error
