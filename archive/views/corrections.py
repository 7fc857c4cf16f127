"""What was corrected, for everybody to see."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView

from archive.addresses import key_in
from archive.chips import Choice
from archive.correction_lines import Source, lines, rows_of, years_told
from archive.filters import left_out
from archive.models import Notice
from archive.problems import Problem
from archive.views.page import SectionMixin, choice_of, narrowed_list, page_of, read_shape

LINES_A_PAGE = 50
_EVERY_YEAR = "all"


class CorrectionsView(SectionMixin, TemplateView):
    section = "corrections"
    parameters = ("by", "year", "notice", "per_page", "page")
    template_name = "archive/corrections.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, problems = self.request.GET, list[str]()
        source = Source(choice_of(query, "by", tuple(Source), _("来由"), problems))
        years = [str(year) for year in years_told()]
        year = choice_of(query, "year", (_EVERY_YEAR, *years), _("年份"), problems)
        notice = _notice_asked(query.get("notice", ""), problems)
        shape = read_shape(query, problems, usual_size=LINES_A_PAGE)
        rows = rows_of(source, int(year) if year != _EVERY_YEAR else None, notice.pk if notice else None)
        page = page_of(self.request, rows, shape.size)
        choices = [Choice("by", _("来由"), str(source.label))] if source != Source.ALL else []
        if year != _EVERY_YEAR:
            choices.append(Choice("year", _("年份"), _("%(year)s年") % {"year": year}))
        if notice:
            choices.append(Choice("notice", pgettext("单数", "公告"), notice.display_title, is_source=True))
        return super().get_context_data(
            page=page,
            lines=lines(page.object_list),
            problems=problems,
            source=source,
            sources=Source.choices,
            year=year,
            years=years,
            of_notice=notice,
            **narrowed_list(choices, shape, self.understood(problems)),
            **kwargs,
        )


def _notice_asked(key: str, problems: list[str]) -> Notice | None:
    """The published notice whose corrections alone are asked for."""
    if not key:
        return None
    notice = Notice.objects.published().with_people_and_units().filter(pk=key_in(key)).first()
    if notice is None:
        problems.append(Problem(left_out(_("没有“%(key)s”号公告。") % {"key": key[:40]}), "notice", key))
    return notice
