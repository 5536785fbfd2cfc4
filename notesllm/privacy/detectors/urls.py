"""What an address of the web lets in who has it: name and password before the host, tokens in its query."""

import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

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


def urls(text: str) -> Iterator[Hit]:
    """Only the part that is secret: where a link leads may matter to who reads the notes."""
    whole = "://" in text
    if whole:
        for pattern in (LOGIN, HOOK):
            for match in pattern.finditer(text):
                yield Hit(*match.span(1), "SECRET")
    if "=" in text:
        for match in TOKEN.finditer(text):
            if whole or match[0][0] in "?&":  # people leave out the "https://"
                yield Hit(*match.span(1), "TOKEN")
