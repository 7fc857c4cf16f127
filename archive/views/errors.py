"""The pages that say what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from archive.display import display_choices
from archive.views.page import NoSuchPage


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    missing = exception if isinstance(exception, NoSuchPage) else None
    return render(request, "404.html", {"missing": missing}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, the session or the context processors: they may be what failed."""
    return HttpResponse(render_to_string("500.html", display_choices(request)), status=500)
