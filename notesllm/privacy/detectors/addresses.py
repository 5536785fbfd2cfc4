"""Addresses of machines: IPv4, IPv6, MAC. A version or a numbered heading has dots too, and stays."""

import ipaddress
import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
IPV4 = regex(rf"(?<![\w.:/-])(?:{OCTET}\.){{3}}{OCTET}(?![\w-]|\.\d)|(?<=//)(?:{OCTET}\.){{3}}{OCTET}(?![\w-]|\.\d)")
IPV6 = regex(r"(?<![\w:.])(?=[\da-f]{0,4}:)[\da-f:]{3,39}(?:(?<=:)(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])", re.IGNORECASE)
MAC = regex(r"(?<![\w:-])[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}(?![\w:-])", re.IGNORECASE)
VERSION = regex(
    r"(?:\b(?:v|ver|vers|version|versie|versione|versión|versão|release|build|firmware|driver|upgraded?|upgrade|from|to"
    r"|section|chapter|clause|§|r|rev|tag|patch)\.?[\s:=]{0,2}|[=<>~^@]\s?)\Z",
    re.IGNORECASE,
)
MACHINE = regex(
    r"\b(?:ips?|ipv4|hosts?|servers?|address|addresses|adresse|gateway|dns|subnet|nodes?|vm|ping|ssh)\b", re.IGNORECASE
)
PUBLIC = frozenset({"127.0.0.1", "0.0.0.0", "255.255.255.255"})  # noqa: S104 - the same on every machine


def addresses(text: str) -> Iterator[Hit]:
    if text.count(".") >= 3:
        for match in IPV4.finditer(text):
            if match[0] not in PUBLIC and _is_address(text, match.start(), match[0]):
                yield Hit(match.start(), match.end(), "IP")
    if text.count(":") >= 2:
        for match in IPV6.finditer(text):
            if _is_ipv6(match[0]):
                yield Hit(match.start(), match.end(), "IP")
    if text.count(":") >= 5 or text.count("-") >= 5:
        for match in MAC.finditer(text):
            yield Hit(match.start(), match.end(), "MAC")


def _is_address(text: str, start: int, written: str) -> bool:
    """Told by its company: "1.2.3.4" is one where it is called one; "10.0.3.17" unless it is called a version."""
    before = text[max(0, start - 40) : start]
    if MACHINE.search(before):
        return True
    return not VERSION.search(before) and any(len(octet) > 1 for octet in written.split("."))


def _is_ipv6(written: str) -> bool:
    if sum(map(bool, written.split(":"))) < 3 or not any(c.isdigit() for c in written):
        return False
    try:
        ipaddress.IPv6Address(written)
    except ValueError:
        return False
    return True
