"""Pages of one thing at the one address that is its own: whatever other words stand behind its key lead there,
and so do the keys of rows that were joined to it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.generic.base import View

from archive.former import successor


def page_paths(prefix: str, view: type[View], name: str) -> list[URLPattern]:
    """Both forms of the address: units/12/ and units/12-深圳证券交易所/."""
    return [
        path(f"{prefix}/<int:pk>/", view.as_view(), name=name),
        path(f"{prefix}/<int:pk>-<str:slug>/", view.as_view(), name=name),
    ]


class AddressedView(View):
    """Finds self.thing by the key in the address, and redirects for good where the words are not its own."""

    thing: Any  # of the model that things() are of

    def things(self) -> QuerySet[Any]:
        """Those that have a page which this reader may see, with all that the page says of them."""
        raise NotImplementedError

    def find(self, pk: int) -> Any:
        """The thing of that key, or the one that took its place; raises Http404."""
        things = self.things()
        return things.filter(pk=pk).first() or get_object_or_404(things, pk=successor(things.model, pk))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing = self.find(kwargs["pk"])
        address = self.thing.get_absolute_url()
        if request.get_full_path().partition("?")[0] != address:
            rest = request.GET.urlencode(safe="/")
            return HttpResponsePermanentRedirect(f"{address}?{rest}" if rest else address)
        return super().dispatch(request, *args, **kwargs)
