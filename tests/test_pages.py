"""The page of a digest, as text: whole, valid, the same each time, and safe whatever the notes say."""

import base64
import json
import re
import zlib
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_shape import Shape
from planted_digest import planted

from notesllm.digest.model import Citation, ExecutiveDigest
from notesllm.render import digest_to_html
from notesllm.render.pages.packing import MOST
from notesllm.summary import Evidence

HOSTILE = (
    *("</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!--", "-->", "]]>", "'><b>"),
    *("javascript:alert(1)", "{{ 7*7 }}", "{% raw %}", "\u2028", "\u202eevil", "\x1b[31m", "\x00", "</style>"),
    *("</title>", "<svg onload=alert(1)>", "` onclick=alert(1) x=`", "\ud800", "\x7f", "$&", "&lt;", "&#x3c;script>"),
)
texts = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12), min_size=1, max_size=4).map("".join)


def rest_of(page: str) -> dict[str, dict[str, list[list[object]]]]:
    found = re.search(r'id="rest">([^<]*)<', page)
    assert found
    rest: dict[str, dict[str, list[list[object]]]] = json.loads(zlib.decompress(base64.b64decode(found[1])))
    return rest


def test_the_page_is_well_formed() -> None:
    shape = Shape(digest_to_html(planted()))
    assert shape.faults == []
    assert shape.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(shape.headings, shape.headings[1:], strict=False))
    tags = {tag for tag, _ in shape.skeleton}
    assert {"header", "nav", "main", "footer", "search"} <= tags


def test_links_lead_to_what_is_there() -> None:
    shape = Shape(digest_to_html(planted()))
    inside = {address[1:] for address in shape.addresses if address.startswith("#")}
    assert inside <= shape.ids
    assert [address for address in shape.addresses if not address.startswith("#")] == ["data:,"]


def test_every_field_has_a_label_and_every_label_a_field() -> None:
    shape = Shape(digest_to_html(planted()))
    fields = {given["id"] for tag, given in shape.attributes if tag in {"input", "select"}}
    assert fields == {given["for"] for tag, given in shape.attributes if tag == "label"}


def test_nothing_else_may_run_or_load() -> None:
    page = digest_to_html(planted())
    shape = Shape(page)
    rules = next(given["content"] for _, given in shape.attributes if given.get("http-equiv"))
    style, *_, script = shape.raw
    hashes = [base64.b64encode(sha256(each.encode()).digest()).decode() for each in (style, script)]
    assert rules == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not any(name.startswith("on") or name == "style" for _, names in shape.skeleton for name in names)
    assert not re.search(r"@import|url\(", style)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(", script)


def test_all_that_the_digest_holds_is_there_without_a_script() -> None:
    shown = Shape(digest_to_html(planted())).text
    for told in (
        *("Two actions are late.", "The runbook is late", "Write runbook 3 of 0", "5 days late", "carried", "OPS-12"),
        *("1 Oct 2024 → 10 Oct 2024", "Bo Lindt → Ana Ruiz", "Reversed by: Leave Redis", "In full: It costs $10 less"),
        *("Mitigation: Ask another one", "worse", "Who pays for it?", "190 ms", "on target", "Launch", "1 Dec 2024"),
        *("Two owners for a task", "1 October → 8 October"),
        *("these words of 24", "Platform weekly, 1 Oct 2024, line 24"),
        *("Ana Ruiz (Lead)", "Ana Ruiz (Writer)", "Tester", "Set by hand: owners", "slipped by 9 days"),
    ):
        assert told.casefold() in shown.casefold(), told


def test_of_long_lists_the_first_lines_are_there_and_the_rest_is_packed() -> None:
    digest = planted(many=MOST + 70)
    page = digest_to_html(digest)
    shape = Shape(page)
    assert f"The first {MOST} of {MOST + 70}." in shape.text
    lists = rest_of(page)["lists"]
    assert {key: len(rows) for key, rows in lists.items()} == {
        **{f"actions-{key}": 70 for key in ("overdue", "soon", "undated", "over")},
        "actions-later": MOST + 2 * 70,  # blocked ones, and those out of sight
        "moved-dates": 71,  # a milestone's too
        "moved-hands": 70,
    }


def test_a_page_of_few_lines_packs_nothing() -> None:
    assert 'id="rest"></script>' in digest_to_html(planted())


def test_an_empty_digest_has_a_page() -> None:
    shape = Shape(digest_to_html(ExecutiveDigest(id="digest-0")))
    assert shape.faults == []
    assert "0 lines" in shape.text


def test_who_worded_the_opening_is_told() -> None:
    digest = planted()
    worded = digest.model_copy(update={"headline_origin": "model"})
    assert "A model worded this" in Shape(digest_to_html(worded)).text
    assert "A model worded this" not in Shape(digest_to_html(digest)).text


def test_the_same_digest_gives_the_same_bytes() -> None:
    digest = planted(many=60)
    assert digest_to_html(digest) == digest_to_html(planted(many=60))
    assert digest_to_html(digest) == digest.to_html()


def test_many_passages_are_cut_and_counted() -> None:
    digest = planted()
    cited = tuple(
        Citation(meeting="m-0", item="i", evidence=Evidence(start=at * 9, end=at * 9 + 5, line=at, quote=f"word {at}"))
        for at in range(1, 21)
    )
    action = digest.actions[0].model_copy(update={"citations": cited})
    shown = Shape(digest_to_html(digest.model_copy(update={"actions": (action, *digest.actions[1:])}))).text
    assert "word 7 " in shown
    assert "word 8 " not in shown
    assert "line 20 (12 passages before it not shown)" in shown


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    shape = Shape(page)
    assert shape.faults == []
    return shape.skeleton


PLAIN = skeleton(digest_to_html(planted(lambda text: f"x{text}")))


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_words_stay_words(evil: str) -> None:
    page = digest_to_html(planted(lambda text: f"x{evil}{text}"))
    assert skeleton(page) == PLAIN
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x84\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


@settings(max_examples=25)
@given(texts)
def test_no_element_comes_from_the_notes(evil: str) -> None:
    assert skeleton(digest_to_html(planted(lambda text: f"x{evil}{text}"))) == PLAIN


@settings(max_examples=10)
@given(texts)
def test_no_name_of_a_line_breaks_out_of_its_attribute(evil: str) -> None:
    digest = planted()
    actions = tuple(line.model_copy(update={"id": f"{evil}{line.id}"}) for line in digest.actions)
    page = digest_to_html(digest.model_copy(update={"actions": actions}))
    assert skeleton(page) == skeleton(digest_to_html(digest))


@settings(max_examples=10)
@given(texts)
def test_what_is_packed_cannot_end_its_element(evil: str) -> None:
    page = digest_to_html(planted(lambda text: f"x{evil}{text}", many=MOST + 1))
    assert skeleton(page) == skeleton(digest_to_html(planted(lambda text: f"x{text}", many=MOST + 1)))
    assert rest_of(page)["lists"]["actions-overdue"]
