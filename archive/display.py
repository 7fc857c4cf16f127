"""How a reader wants the site shown: language and colours, kept in cookies and never guessed."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


class ChosenLanguageMiddleware:
    """Chinese unless the reader chose otherwise: the archive is Chinese first, whatever the browser prefers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def display_choices(request: HttpRequest) -> dict[str, str]:
    """For templates: the chosen theme, or an empty string for the system's."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {"theme": theme if theme in THEMES else ""}
