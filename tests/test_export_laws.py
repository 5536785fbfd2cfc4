"""Whatever the notes say, every export is read back by its target's reader, holds every task, and is stable."""

import pytest
from export_drawn import exportable, texts
from export_readers import TASKS
from hypothesis import HealthCheck, given, settings

from notesllm.export import EXPORTERS, Exporter, export_to
from notesllm.export.rows import Exportable
from notesllm.export.separated import guarded, unguarded

MANY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def test_every_target_has_a_reader() -> None:
    assert [exporter.name for exporter in EXPORTERS] == list(TASKS)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
@MANY
@given(what=exportable)
def test_it_is_read_back_with_every_task(exporter: Exporter, what: Exportable) -> None:
    data = export_to(what, exporter.name)
    count, wanted = TASKS[exporter.name]
    assert count(data) == wanted(what)
    again = type(what).model_validate(what.model_dump())
    assert export_to(again, exporter.name) == data


@given(text=texts)
def test_a_guarded_cell_is_no_formula_and_can_be_undone(text: str) -> None:
    (cell,) = guarded([text])
    assert unguarded(cell) == text
    assert not cell.strip("\"' \t\r\n\u200b\ufeff").startswith(("=", "+", "-", "@")) or cell.startswith("'")
