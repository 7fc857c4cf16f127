"""Editors of the admin over HTTP: they ask for its forms and send them back, as a browser would."""

import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from http import HTTPStatus
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy

NAME = "editor"
PASSWORD = "a-password-for-this-run"  # of a site that lives as long as the run

# Run by a process of the site.
MAKE_EDITOR = f"""
import django
django.setup()
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("{NAME}", password="{PASSWORD}")
"""

Form = dict[str, list[str]]


class AdminForm(HTMLParser):
    """What a browser would send of the admin's form unchanged: names and values."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Form = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, kind = given.get("name") or "", given.get("type")
        if tag == "input" and name and kind not in ("submit", "button", "file"):
            if kind not in ("checkbox", "radio") or "checked" in given:
                self._add(name, given.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value") or "")
        elif tag == "textarea" and "__prefix__" not in name:
            self._area = name
            self._add(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][0] += data

    def _add(self, name: str, value: str) -> None:
        if "__prefix__" not in name:
            self.values.setdefault(name, []).append(value)


class _Stay(urllib.request.HTTPRedirectHandler):
    """The page that an answer leads to is not asked for: it is no part of the save."""

    def redirect_request(self, *_: object) -> None:
        return None


class _NoMessages(DefaultCookiePolicy):
    """A browser sees what it is told on the page that follows and forgets it; here it would grow from save to save."""

    def set_ok(self, cookie: Cookie, request: urllib.request.Request) -> bool:
        return cookie.name != "messages" and super().set_ok(cookie, request)


class Editor:
    """Somebody who is logged in, whom MAKE_EDITOR has made."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        cookies = urllib.request.HTTPCookieProcessor(CookieJar(_NoMessages()))
        self._web = urllib.request.build_opener(_Stay, cookies)
        login = self.form("/admin/login/")
        login |= {"username": [NAME], "password": [PASSWORD], "next": ["/admin/"]}
        if not self.send("/admin/login/", login):
            raise RuntimeError("not let in")

    def form(self, path: str) -> Form:
        with self._web.open(self._origin + path) as response:
            page = AdminForm()
            page.feed(response.read().decode())
        return page.values

    def send(self, path: str, values: Form) -> str:
        """The address that the answer leads to; an empty string where it is a page, such as a form with errors."""
        body = urllib.parse.urlencode(values, doseq=True).encode()
        try:
            self._web.open(self._origin + path, body).close()
        except urllib.error.HTTPError as answer:
            if answer.code != HTTPStatus.FOUND:
                raise
            return answer.headers["Location"]
        return ""
