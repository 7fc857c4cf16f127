"""Tables and links that pages of the admin show."""

import datetime
from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Inspection, JoinProposal, Notice
from archive.reasons import spoken_reason


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> SafeString:
    if not rows:
        return nothing()
    cells = [format_html_join("", "<td>{}</td>", ((cell,) for cell in row)) for row in rows]
    return format_html(
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        format_html_join("", "<th scope='col'>{}</th>", ((cell,) for cell in head)),
        format_html_join("", "<tr>{}</tr>", ((row,) for row in cells)),
    )


def listed(items: Iterable[SafeString]) -> SafeString:
    """One line for each; the admin's style moves a list out of its row."""
    rows = [(item,) for item in items]
    return format_html_join(SafeString("<br>"), "{}", rows) if rows else nothing()


def nothing() -> SafeString:
    return format_html("<p>{}</p>", _("没有"))


def notice_link(notice: Notice) -> SafeString:
    return format_html(
        '<a href="{}">{}</a>', reverse("admin:archive_notice_change", args=[notice.pk]), notice.display_title
    )


def case_link(case: Inspection) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("admin:archive_inspection_change", args=[case.pk]), str(case))


def short_date(moment: datetime.datetime | None) -> str:
    """The day alone, so that a column of a list is no wider than need be."""
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else ""


def proposal_links(proposals: Iterable[JoinProposal]) -> SafeString:
    return listed(
        format_html(
            '<a href="{}">{}</a>',
            reverse("admin:archive_joinproposal_change", args=[proposal.pk]),
            spoken_reason(proposal.reason, proposal.made_of),
        )
        for proposal in proposals
    )


def button(action: str, words: str, seen: str = "") -> SafeString:
    """A button of the page's own form that sends it elsewhere, with what the editor saw: works without scripts."""
    return format_html(
        '<button type="submit" class="button" formaction="{}" name="seen" value="{}">{}</button>', action, seen, words
    )
