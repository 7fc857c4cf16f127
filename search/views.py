"""The search page."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from archive.filters import FACETS, read_filters
from archive.views.page import SectionMixin, choice_of, no_such_page, read_shape
from search.correcting import correct
from search.engines import SORTS
from search.finding import Answer, Hit, find
from search.health import current_health
from search.helping import field_help, help_sections
from search.language import read_query
from search.nearest import nearest
from search.suggesting import complete

SORT_LABELS = dict(
    zip(SORTS, (gettext_lazy("相关的在前"), gettext_lazy("新的在前"), gettext_lazy("旧的在前")), strict=True)
)
EXAMPLES = ("深交所", "组长:刘卒", "回头看 -辽宁", "“四个着力”", "谁带队巡视了辽宁")
_SUGGESTIONS_KEPT = 60  # seconds that a browser or proxy may answer the same keystrokes by itself
_LAST_PAGE = 100_000  # no archive of ours has more, and no database counts further than it can


class ResultsView(SectionMixin, TemplateView):
    section = "search"
    parameters = (*FACETS, "q", "sort", "per_page", "page")
    template_name = "search/results.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        filters, problems = read_filters(asked)
        shape = read_shape(asked, problems, SORT_LABELS)
        number = _page_number(asked.get("page", ""))
        answer = find(asked.get("q", ""), filters, shape.sort, (max(number, 1) - 1) * shape.size, shape.size)
        return super().get_context_data(
            answer=answer,
            page=_page(self.request, answer, number, shape.size),
            filters=filters,
            problems=[*problems, *answer.problems],
            facets=answer.facets,
            has_options=any(facet.options for facet in answer.facets),
            words_said=_("、").join(_("“%(word)s”") % {"word": word.written} for word in answer.query.words),
            action=reverse("search:results"),
            chosen_count=sum(map(len, filters.chosen.values())),
            examples=EXAMPLES,
            correction=_correction(answer),
            nearest=nearest(answer) if answer.query and not answer.total and not answer.is_degraded else None,
            **shape.context() | {"kept": shape.kept, "hidden": [("q", answer.query.text), *shape.kept]},
            **kwargs,
        )

    def understood(self, problems: Iterable[str]) -> QueryDict:
        """Links carry of a query what was read: one that is too long is cut."""
        rest = super().understood(problems)
        if typed := rest.get("q", ""):
            rest["q"] = read_query(typed).text
        return rest


class HelpView(SectionMixin, TemplateView):
    """The query language, told by examples that work."""

    section = "search"
    template_name = "search/help.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sections=help_sections(), fields=field_help(), **kwargs)


class HealthView(SectionMixin, TemplateView):
    """How the search is, for everybody; ?format=json for monitors. Always 200: it is the page that must not fail."""

    section = "search"
    parameters = ("format",)
    template_name = "search/health.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        health = current_health()
        if request.GET.get("format") == "json":
            response: HttpResponse = JsonResponse(health.as_json(), json_dumps_params={"ensure_ascii": False})
        else:
            problems: list[str] = []
            choice_of(request.GET, "format", ("html", "json"), _("格式"), problems)
            response = self.render_to_response(self.get_context_data(health=health, problems=problems, **kwargs))
        patch_cache_control(response, no_store=True)
        return response


def _correction(answer: Answer) -> Answer | None:
    """What the corrected query finds, where the query itself found nothing and the correction does."""
    if answer.total or not answer.query:
        return None
    better = correct(answer.query.text, lambda word: find(f'"{word}"', limit=1).total > 0)
    found = find(better, answer.filters, limit=1) if better else None
    return found if found and found.total else None


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Completions of ?q= as JSON, at most eight. The same for every reader in every language: proxies may keep it."""
    found = [
        {"text": suggestion.text, "kind": suggestion.kind, "count": suggestion.count}
        for suggestion in complete(request.GET.get("q", ""))
    ]
    response = JsonResponse({"suggestions": found})
    patch_cache_control(response, public=True, max_age=_SUGGESTIONS_KEPT)
    return response


def _page_number(asked: str) -> int:
    """0 for what is no number of a page; as large as may be asked for what is larger."""
    if not asked:
        return 1
    return min(int(asked[:9]), _LAST_PAGE) if asked.isascii() and asked.isdigit() else 0


def _page(request: HttpRequest, answer: Answer, number: int, size: int) -> Page[Hit]:
    """The page of the answer; raises NoSuchPage (404) beyond the last one."""
    paginator: Paginator[Hit] = Paginator(range(answer.total + answer.partial), size)  # type: ignore[arg-type]
    try:
        paginator.validate_number(number)
    except InvalidPage as error:
        raise no_such_page(request, paginator.num_pages) from error
    return Page(answer.hits, number, paginator)
