# Hundralapp. `make` alone lists the targets.
#
# Needs make and Python 3.11 or newer. Python packages go into .venv, made here; the system packages that
# a target needs come from tools/system-packages.sh.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip -qq --disable-pip-version-check --no-input
WORKERS ?= 2
PYTEST_ARGS ?=

export PYTHON

MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.PHONY: help demo test bench lint format docs clean

help:
	@echo 'make demo     compute and publish the example'
	@echo 'make test     everything that must hold: lint and all tests'
	@echo 'make lint     ruff and mypy'
	@echo 'make format   rewrite the code as ruff wants it'
	@echo 'make docs     write the generated documentation again'
	@echo 'make bench    compare with other tools, in time and in results'
	@echo '              (ONLY=budget, population or site; SIZES=100000,1000000 persons)'
	@echo 'make clean    remove .venv and everything else that was made'

demo: $(VENV)/installed
	@$(PY) tools/demo.py

test:
	@tools/system-packages.sh venv node chromium libatomic pango
	@$(MAKE) --no-print-directory lint
	$(PY) -m pytest -n $(WORKERS) $(PYTEST_ARGS)

lint: $(VENV)/installed-dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

format: $(VENV)/installed-dev
	$(PY) -m ruff check --fix-only
	$(PY) -m ruff format

docs: $(VENV)/installed-dev
	$(PY) tools/generate_docs.py

bench: $(VENV)/installed-bench
	HAMILTON_TELEMETRY_ENABLED=false $(PY) -m bench.run $(if $(ONLY),--only $(ONLY)) $(if $(SIZES),--sizes $(SIZES))

clean:
	rm -rf $(VENV) .bench build dist test-results .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/created:
	@tools/system-packages.sh venv
	@echo 'Making $(VENV)'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/installed: pyproject.toml $(VENV)/created
	@echo 'Installing Hundralapp into $(VENV)'
	@$(PIP) install -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/created
	@echo 'Installing Hundralapp and its test tools into $(VENV)'
	@$(PIP) install -e '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-bench: pyproject.toml $(VENV)/created
	@echo 'Installing Hundralapp and what it is compared with into $(VENV)'
	@$(PIP) install -e '.[bench]'
	@touch $@ $(VENV)/installed
