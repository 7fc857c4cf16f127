"""Whose word on the reader's address and on HTTPS is taken: that of the proxies in front, and nobody else's.

What counts by address (logins, reports of errors) reads REMOTE_ADDR; behind a proxy that is the proxy's own until the
middleware here has put the reader's in its place.
"""

from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase

from config.environment import SOCKET, Network


def reader_address(peer: str, forwarded: str, proxies: Collection[Network | str]) -> str:
    """The address of the reader: of who connects (peer), or what trusted proxies say of whom they speak for.

    forwarded is the X-Forwarded-For header, to which each proxy appends whom it hears. It is read from its end for as
    long as who says it is trusted: whatever a reader wrote into it stands further to the left. Where a proxy names no
    address, its own is the last that is known.
    """
    address = peer
    for named in reversed(forwarded.split(",")):
        if not _is_trusted(address, proxies):
            break
        known = _parsed(named)
        if known is None:
            break
        address = str(known)
    return address


def _is_trusted(address: str, proxies: Collection[Network | str]) -> bool:
    if not address:
        return SOCKET in proxies
    known = _parsed(address)
    return known is not None and any(known in network for network in proxies if not isinstance(network, str))


def _parsed(named: str) -> IPv4Address | IPv6Address | None:
    """192.0.2.7, 192.0.2.7:4711, 2001:db8::7, [2001:db8::7]:4711; ::ffff:192.0.2.7 is the first of these."""
    named = named.strip()
    if named.startswith("["):
        named = named[1:].partition("]")[0]
    elif named.count(":") == 1:
        named = named.partition(":")[0]
    try:
        address = ip_address(named)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


class ProxiesMiddleware:
    """Puts the reader's address in the place of the proxy's; what others say of HTTPS is nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.TRUSTED_PROXIES:
            raise MiddlewareNotUsed
        self._get_response = get_response
        self._proxies = settings.TRUSTED_PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        peer = request.META.get("REMOTE_ADDR", "")
        if _is_trusted(peer, self._proxies):
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = reader_address(peer, forwarded, self._proxies)
        else:
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self._get_response(request)
