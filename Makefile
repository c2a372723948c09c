PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CONSTRAINTS := --constraint constraints.txt

.PHONY: install demo test canary lint bench serve check tables weights docs clean

$(VENV)/.light: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install $(CONSTRAINTS) --editable .
	touch $@

$(VENV)/.installed: $(VENV)/.light
	$(PIP) install --upgrade "pip>=25.1"
	$(PIP) install $(CONSTRAINTS) --editable . --group dev
	touch $@

install: $(VENV)/.installed  ## the virtual environment, with what tests need

demo: $(VENV)/.light  ## sample registers and the searches that show the point; no development dependency
	$(BIN)/anteriority demo

test: install  ## every test that can run here; the others say why they are skipped
	$(BIN)/python -m pytest

lint: install  ## style, types, import direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

canary:  ## the tests with the newest versions that pyproject.toml allows, in an environment of their own
	$(MAKE) test VENV=.venv-canary CONSTRAINTS=

bench: install  ## figures of quality and speed, beside baselines
	$(BIN)/anteriority bench relevance cross-script
	$(BIN)/anteriority bench performance lexicon

serve: install  ## API and page on http://127.0.0.1:8017/
	$(BIN)/anteriority serve

check: lint test  ## what CI runs

tables: install  ## the tables that are made from others: vectors of the classes' terms, the synthetic registers
	$(BIN)/python -m models.goods.classes
	$(BIN)/python -m benchmarks.make_sample

weights: install  ## what is fitted, from the development half of the work data: weights of marks, trees of patents
	$(BIN)/anteriority bench fit-marks
	$(BIN)/anteriority bench fit-patents

docs: install  ## the reference page, from the program itself
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) data/demo
