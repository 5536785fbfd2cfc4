# Every target sets up .venv by itself: from nothing in under a minute, and in no time once it is there.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

AIMOCK := .cache/aimock/node_modules/@copilotkit/aimock
AXE := .cache/axe/node_modules/axe-core
LLAMA := .cache/llama

.PHONY: demo test coverage test-servers bench lint format clean

demo: $(READY)
	@$(BIN)/python examples/demo.py

test: lint $(AIMOCK) $(AXE)
	$(BIN)/notesllm schema --check
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

# The same with what of the code they run; that takes half as long again.
coverage: $(READY) $(AIMOCK) $(AXE)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --cov --cov-report=term

# A real server that is too much for every day: llama.cpp with random weights (ten minutes the first time).
test-servers: $(READY) $(AIMOCK)
	nice tests/servers/llama/build.sh $(LLAMA) $(BIN)/python
	$(BIN)/python -m pytest tests/test_llama_server.py tests/test_aimock.py

# A mock of providers that others wrote. Without npm or its registry, its tests are skipped and say why.
$(AIMOCK):
	@npm install --silent --no-audit --no-fund --no-save --prefix .cache/aimock @copilotkit/aimock@1.43.0 \
	  || echo "aimock can't be installed here: its tests are skipped"

# The checks of accessibility that browsers' own tools use; without it, its tests are skipped as well.
$(AXE):
	@npm install --silent --no-audit --no-fund --no-save --prefix .cache/axe axe-core@4.11.0 \
	  || echo "axe-core can't be installed here: its tests are skipped"

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
	rm -rf .venv .cache out dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
