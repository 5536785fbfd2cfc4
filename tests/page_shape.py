"""A page as a browser would read it: its elements, and what is wrong with them."""

from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}
RAW = {"script", "style"}
INLINE = {"a", "cite", "span", "strong", "time"}


class Shape(HTMLParser):
    """What a page is made of. ``skeleton`` are its tags with the names of their attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.skeleton: list[tuple[str, tuple[str, ...]]] = []
        self.faults: list[str] = []
        self.texts: list[str] = []
        self.headings: list[int] = []
        self.addresses: list[str] = []
        self.raw: list[str] = []
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]
        ids = Counter(given["id"] for _, given in self.attributes if "id" in given)
        self.faults += [f"id {key!r} comes {times} times" for key, times in ids.items() if times > 1]
        self.ids = set(ids)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.skeleton.append((tag, tuple(given)))
        if tag not in INLINE:
            self.texts.append(" ")
        self.attributes.append((tag, given))
        self.addresses += [given[name] for name in ("href", "src", "srcset", "action", "data") if name in given]
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in RAW:
            self.raw.append(data)
        else:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data!r}")

    @property
    def text(self) -> str:
        """All that is shown, on one line."""
        return " ".join("".join(self.texts).split())
