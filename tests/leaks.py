"""What of some secrets is in bytes that left, in any encoding that a client or a server may give them."""

import base64
import gzip
import json
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

ENOUGH = 4  # bytes of Base64's inner letters below which finding them means nothing


def leaks(sent: bytes, secrets: Iterable[str]) -> list[str]:
    """Those of ``secrets`` that are in ``sent``: plain, escaped in JSON, Base64, percent, hexadecimal, compressed.

    Case does not count, but in Base64.
    """
    bodies = [body for opened in _opened(sent) for body in (opened, opened.lower())]
    return [secret for secret in secrets if secret and any(form in body for form in _forms(secret) for body in bodies)]


def _opened(sent: bytes) -> Iterator[bytes]:
    yield sent
    for start in (b"\x1f\x8b", b"\x78\x9c", b"\x78\xda", b"\x78\x01"):
        at = sent.find(start)
        if at >= 0:
            try:
                yield gzip.decompress(sent[at:]) if start == b"\x1f\x8b" else zlib.decompress(sent[at:])
            except (OSError, EOFError, zlib.error):
                continue


def _forms(secret: str) -> set[bytes]:
    texts = {form for case in (secret, secret.lower(), secret.upper()) for form in _normal(case)}
    forms = {text.encode() for text in texts}
    for text in texts:
        for escaped in (
            json.dumps(text)[1:-1],
            json.dumps(json.dumps(text))[3:-3],
            json.dumps(text, ensure_ascii=False)[1:-1],
        ):
            forms |= {escaped.encode(), escaped.lower().encode()}
        for percent in (quote(text, safe=""), quote(text), quote_plus(text)):
            forms |= {percent.encode(), percent.lower().encode()}
        forms |= {text.encode().hex().encode(), text.encode("utf-16-le"), text.encode("utf-16-be")}
    for text in _normal(secret):
        forms |= set(_base64(text.encode()))
    return forms


def _normal(text: str) -> set[str]:
    return {text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}


def _base64(secret: bytes) -> Iterator[bytes]:
    """As it stands inside of a longer encoded text: at three places, without letters that neighbours share."""
    for shift in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            encoded = encode(b"\0" * shift + secret)
            first = -(-shift * 4 // 3)
            last = (shift + len(secret)) * 8 // 6
            if last - first >= ENOUGH:
                yield encoded[first:last]
