"""Which shapes a line can have, by its first character: an ordered table, so that each line meets few recognisers."""

from typing import Final

from notesllm.document.builder import Recogniser, Recognisers
from notesllm.document.captions import take_head, take_timing
from notesllm.document.cards import take_card, take_comment_on
from notesllm.document.fences import take_fence
from notesllm.document.headings import take_atx, take_equals, take_rule, take_tagged, take_textile, take_underline
from notesllm.document.html import take_comment, take_definition, take_image, take_liquid, take_tags
from notesllm.document.lists import take_bullet, take_letter, take_number, take_sign
from notesllm.document.mail import take_original
from notesllm.document.org import take_drawer, take_headline, take_keyword
from notesllm.document.page import take_page
from notesllm.document.rest import take_border, take_container, take_directive, take_hash_number, take_pair
from notesllm.document.tables import take_row
from notesllm.document.tex import take_tex
from notesllm.document.turns import take_continuation
from notesllm.document.typst import take_call
from notesllm.document.wikitable import take_carets, take_wikitable

# The first recogniser of a line that takes it wins; a line that none takes is text.
TABLE: Final[tuple[tuple[str, Recogniser], ...]] = (
    ('=-~^"`+*#:.', take_underline),
    (".", take_directive),
    (":", take_container),
    (":", take_pair),
    ("+", take_border),
    ("0123456789", take_timing),
    ("W", take_head),
    ("-", take_original),
    ("-*_=~─━—", take_rule),
    ("`~", take_fence),
    ("#", take_hash_number),
    ("#", take_call),
    ("#", take_atx),
    ("=", take_equals),
    ("hH", take_textile),
    ("|", take_row),
    ("^", take_carets),
    ("-*+•–—·▪◦○●‣→∙■□➢➤", take_bullet),
    ("0123456789(ivxIVX", take_number),
    ("abcdefghjklmnopqrstuwyzABCDEFGHJKLMNOPQRSTUWYZ", take_letter),
    ("<", take_comment),
    ("<", take_page),
    ("<", take_tagged),
    ("<", take_tags),
    ("{", take_liquid),
    ("{", take_wikitable),
    ("\\", take_tex),
    ("[(", take_card),
    ("↳└⤷↪", take_comment_on),
    ("[\\☐☑☒✅✔✓❌⬜", take_sign),
    ("[", take_definition),
    ("![", take_image),
    ("….", take_continuation),
)


# In Org mode these come first.
ORG_TABLE: Final[tuple[tuple[str, Recogniser], ...]] = (("*", take_headline), ("#", take_keyword), (":", take_drawer))


def _dispatch(table: tuple[tuple[str, Recogniser], ...]) -> Recognisers:
    by: dict[str, tuple[Recogniser, ...]] = {}
    for characters, recogniser in table:
        for character in characters:
            by[character] = (*by.get(character, ()), recogniser)
    return by


_PLAIN: Final = _dispatch(TABLE)
_ORG: Final = _dispatch(ORG_TABLE + TABLE)


def recognisers(shape: str) -> Recognisers:
    """The recognisers of notes of this shape, by a line's first character."""
    return _ORG if shape == "org" else _PLAIN
