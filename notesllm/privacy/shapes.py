"""How names are written: "Ana Ruiz", "J. van der Berg", "O'Brien", "Per-Olof", "dr_strom"."""

from notesllm._regex import regex

CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+"
PART = rf"(?:[dDO]['’])?{CAPITAL}(?:-{CAPITAL})*"
DOUBLE = r"(?:[Vv]an|[Vv]on|[Dd]e)[ \t](?:der|den|de|het|la|las|los|le)[ \t]"
# One alone may also say where somebody works: "Ana de Compras", "Jan van Inkoop"
SINGLE = r"(?:van|von|de|del|della|di|da|dos|das|do|du|la|le|ter|ten|zu|zum|zur|bin|ibn|al|el|af|av)[ \t]"
INITIALS = r"(?:[A-ZÀ-Þ]\.[ \t]?){0,3}"
NAMED = rf"{INITIALS}(?:{DOUBLE}|{SINGLE})?{PART}(?:[ \t]{INITIALS}(?:{DOUBLE}|{SINGLE})?{PART}){{0,3}}"
NICK = r"[^\W\d_][^\W_]*(?:[_-][^\W_]+)*_?"

FULL = regex(rf"(?<![\w@.'’-]){PART}(?:[ \t]{INITIALS}(?:{DOUBLE})?{PART}){{1,3}}(?!\w)")
ENTRY = regex(rf"\W{{0,4}}({NAMED}|{NICK})\W{{0,3}}")
# An entry of a list that stands below another, and what may follow it
ITEM = regex(rf"[ \t]*+(?:[-*•+|]|\d{{1,2}}[.)])?[ \t]*+(?:\[.?\][ \t]*+)?({NAMED})[ \t]*+(?:$|[,(|–—@<-])")
LABEL = regex(r"[-*•+>#| \t_]{0,8}(?:\[[^\[\]\n]{1,40}\][ \t]*+)?([^\W\d_][^:\n|]{1,40}):[*_]{0,2}[ \t]+(?=\S)")
ADDRESSED = regex(rf"(?<![\w@.'’-])({NAMED})[ \t]*+(?:[(\[<]@\w|<[^<>\s]{{1,64}}@\w)")  # "Ana Ruiz (@aruiz)"
TITLED = regex(
    r"(?<![^\W_])([^\W\d_a-zß-öø-ÿ][^\W\d_]{0,17}(?:\.(?:ra|ssa))?[ªº]?)\.?[ \t]{1,2}"
    rf"(?:(?:Dr|Prof|Dra|Ing|Mag)\.?[ \t])?(?=({NAMED})(?!\w))"
)
# A nick of several parts; hidden whole where one of them alone is no name
NICKED = regex(r"(?<![\w@])[^\W_]+(?:_[^\W_]+)+_?(?!\w)")
