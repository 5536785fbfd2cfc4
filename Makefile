# Every target sets up .venv by itself: from nothing in under a minute, and in no time once it is there.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test bench lint format clean

demo: $(READY)
	@$(BIN)/python examples/demo.py

test: lint
	$(BIN)/notesllm schema --check
	$(BIN)/python -m pytest --cov --cov-report=term

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(READY)
	@$(BIN)/python -m pytest benchmarks --quiet --benchmark-quiet

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "notesllm needs Python 3.11 or newer; try: make PYTHON=python3.11")'
	@echo "Setting up .venv (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q notesllm # as installing a wheel does; else it is done at each start where Python may not write
	@touch $@

clean:
	rm -rf .venv out dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
