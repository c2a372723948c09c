PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install demo test lint bench serve check docs clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

install: $(VENV)/.installed  ## the virtual environment, with what tests need

demo: install  ## sample registers and the searches that show the point
	$(BIN)/anteriority demo

test: install  ## every test that can run here; the others say why they are skipped
	$(BIN)/python -m pytest

lint: install  ## style, types, import direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install  ## figures of quality and speed, beside baselines
	$(BIN)/anteriority bench relevance cross-script
	$(BIN)/anteriority bench performance lexicon

serve: install  ## API and page on http://127.0.0.1:8017/
	$(BIN)/anteriority serve

check: lint test  ## what CI runs

docs: install  ## the reference page, from the program itself
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) data/demo
