"""What an address of the web lets in who has it: name and password before the host, tokens in its path or query."""

import re
from collections.abc import Iterator
from itertools import pairwise

from notesllm._regex import regex
from notesllm.privacy.hit import Hit, trimmed

LOGIN = regex(r"[a-z][a-z0-9+.-]{1,20}://([^\s/@:?#]{1,128}:[^\s/@]{1,256}|[^\s/@:?#]{16,256})@", re.IGNORECASE)
TOKEN = regex(
    r"[?&;#](?:amp;)?(?:[\w.-]{0,20}(?:token|secret|signature|credential|password|passwd|api[_-]?key|apikey)|key|sig|pwd|pass"
    r"|auth|code|jwt|session(?:id)?|sid|invite|x-amz-[\w-]{1,24}|h|tk|otp|resourcekey)=([^\s&#\"'<>)\]]{4,2048})",
    re.IGNORECASE,
)
HOOK = regex(
    r"https?://(?:hooks\.slack\.com/(?:services|workflows)|discord(?:app)?\.com/api/webhooks"
    r"|[\w.-]{1,60}\.webhook\.office\.com)/([\w/@=-]{8,200})",
    re.IGNORECASE,
)
ADDRESS = regex(
    r"(?:https?://|(?<![\w@/.-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,10}/)[^\s<>\"'`|()\[\]{}]{4,2048}", re.IGNORECASE
)
SEGMENT = regex(r"(?<=/)[^/?#&;,]{16,1024}")
MARKS = regex(r"[^A-Za-z0-9]+")
SMALL = regex(r"[a-z]{6}")  # more in a row are a word


def urls(text: str) -> Iterator[Hit]:
    """Only the part that is secret: where a link leads may matter to who reads the notes."""
    whole = "://" in text
    if whole:
        for pattern in (LOGIN, HOOK):
            for match in pattern.finditer(text):
                yield Hit(*match.span(1), "SECRET")
    if "/" in text:
        for address in ADDRESS.finditer(text):
            for match in SEGMENT.finditer(text, address.start(), address.end()):
                end = trimmed(text, *match.span(), ".,;:!?*")
                if _is_token(text[match.start() : end]):
                    yield Hit(match.start(), end, "TOKEN")
    if "=" in text:
        for match in TOKEN.finditer(text):
            if whole or match[0][0] in "?&":  # people leave out the "https://"
                yield Hit(*match.span(1), "TOKEN")


def _is_token(segment: str) -> bool:
    """Made by chance, of letters of both cases and digits: no title with dashes, no hash of a commit."""
    bare = MARKS.sub("", segment)
    if len(bare) < 16 or SMALL.search(segment) or max(map(len, MARKS.split(segment))) < 8:
        return False
    kinds = [0 if c.isdigit() else 1 if c.isupper() else 2 for c in bare]
    return len(set(kinds)) == 3 and len(set(bare)) >= 10 and sum(a != b for a, b in pairwise(kinds)) * 3 > len(bare)
