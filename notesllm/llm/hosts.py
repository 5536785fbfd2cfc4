"""Which host an address names, and whether that is this machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def host_of(url: str) -> str | None:
    """``host`` or ``host:port`` of an http(s) address, without secrets that may be in it; None: it is none."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not name:
        return None
    name = f"[{name}]" if ":" in name else name
    return name if port is None else f"{name}:{port}"


def is_loopback(host: str | None) -> bool:
    """Whether what is sent to ``host`` (or ``host:port``) can stay on this machine only; None may be anywhere.

    "localhost" is taken at its word, as every resolver does.
    """
    if host is None:
        return False
    name = _without_port(host.casefold()).rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or name.startswith(("unix:", "/")):
        return True
    try:
        address = ip_address(name.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0] if host.count(":") == 1 and not host.startswith("unix:") else host
