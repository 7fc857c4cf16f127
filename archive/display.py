"""How a reader wants the site shown: what was chosen is kept in cookies; the language is else the browser's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from archive.characters import CONVERTED

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
CHARACTERS_COOKIE = "characters"
COOKIE_AGE = 365 * 24 * 60 * 60


class ChosenLanguageMiddleware:
    """The language that the reader chose, else the first of the browser's that the site speaks, else Chinese.

    Every zh is Simplified Chinese here. No address names its language, so caches are told what answers differ by; those
    that say they are public are the same for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if "public" not in response.get("Cache-Control", ""):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response


def display_choices(request: HttpRequest) -> dict[str, str]:
    """For templates: the chosen theme (empty: the system's) and the chosen characters (empty: as written)."""
    theme, characters = (request.COOKIES.get(name, "") for name in (THEME_COOKIE, CHARACTERS_COOKIE))
    return {
        "theme": theme if theme in THEMES else "",
        "characters": characters if characters in CONVERTED else "",
    }


def choose_display(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen of theme, characters and language, and go back to where the reader was.

    Nothing is chosen by looking at this address: that leads home.
    """
    response = HttpResponseRedirect(_safe_next(request))
    for name, choices in ((THEME_COOKIE, THEMES), (CHARACTERS_COOKIE, CONVERTED)):
        chosen = request.POST.get(name)
        if chosen in choices:
            _keep(request, response, name, chosen)
        elif chosen == "":
            response.delete_cookie(name)
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        _keep(request, response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure(), httponly=True)


def _safe_next(request: HttpRequest) -> str:
    """The page the reader came from if it is one of ours, else home."""
    target = request.POST.get("next", "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_ours and not target.startswith(request.path) else reverse("archive:home")
