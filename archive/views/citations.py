"""The citation of a notice as a file for programs that manage references."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from archive.addresses import lasting_address
from archive.citing import Citation, citation_of
from archive.models import Notice


def citation_for(request: HttpRequest, notice: Notice) -> Citation:
    """As of today in China, with the host under which the reader sees the site."""
    address = request.build_absolute_uri(lasting_address("notice-detail", notice.pk))
    return citation_of(notice, address, timezone.localdate())


def bibtex_file(request: HttpRequest, pk: int) -> HttpResponse:
    citation = citation_for(request, _notice(request, pk))
    return _file(citation.bibtex, f"xunlan-{pk}.bib", "application/x-bibtex")


def ris_file(request: HttpRequest, pk: int) -> HttpResponse:
    citation = citation_for(request, _notice(request, pk))
    return _file(citation.ris, f"xunlan-{pk}.ris", "application/x-research-info-systems")


def _notice(request: HttpRequest, pk: int) -> Notice:
    """With all that a title of ours is made of."""
    notices = Notice.objects.visible_to(request.user).with_people_and_units()
    return get_object_or_404(notices, pk=pk)


def _file(text: str, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
