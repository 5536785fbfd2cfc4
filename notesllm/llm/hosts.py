"""Which host an address names, and whether that is this machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def host_of(url: str) -> str | None:
    """The host of an address such as "http://127.0.0.1:8080/v1"; None where there is none, or the address is none."""
    try:
        parts = urlsplit(url)
        return parts.hostname if parts.scheme in {"http", "https"} else None
    except ValueError:
        return None


def is_loopback(host: str | None) -> bool:
    """Whether what is sent to ``host`` can't leave this machine; None, an unknown host, may be anywhere."""
    if host is None:
        return False
    name = host.casefold().strip("[]").rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or name.startswith(("unix:", "/")):
        return True
    try:
        address = ip_address(name.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
