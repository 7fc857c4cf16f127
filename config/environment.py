"""Reading settings from the environment: a wrong value stops the start and says which it is."""

import contextlib
import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

Network = IPv4Network | IPv6Network
SOCKET = "unix"  # stands for whoever speaks through a socket of this machine, who has no address

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}


def read_flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: expected 1 or 0")


def read_list(name: str, default: str = "") -> list[str]:
    """Values separated by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def read_proxies(name: str) -> list[Network | str]:
    """Addresses and networks, separated by commas, and SOCKET."""
    try:
        return [part if part == SOCKET else ip_network(part) for part in read_list(name)]
    except ValueError as error:
        expected = f"addresses, networks like 10.0.0.0/8, or {SOCKET}"
        raise ImproperlyConfigured(f"{name}: {error}; expected {expected}") from error


def prepare_data_dir(path: Path) -> Path:
    """Make the directory that holds all state, for its owner alone; ImproperlyConfigured where that is impossible."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"XUNLAN_DATA={path}: the directory cannot be made ({error})") from error
    return path


def read_secret_key(path: Path) -> str:
    """The secret key in path, made on first use and readable by its owner alone.

    Two processes may start at once: the key is written to a file of its own and linked into place, so that
    whoever comes second finds a whole key and uses it.
    """
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(64))
            with contextlib.suppress(FileExistsError):  # another process was first: its key counts
                path.hardlink_to(draft)
        finally:
            draft.unlink()
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 50:
        raise ImproperlyConfigured(f"{path} holds no usable key: remove it and a new one is made")
    return key
