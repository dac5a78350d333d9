# Everything here runs in .venv of the checkout; nothing is installed outside it but downloads under ~/.cache.
# Needs Python 3.11 or newer with venv. `make PYTHON=/path/to/python demo` takes another one.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LINE ?= 2026
PORT ?= 7687

# The pages are tested in a real browser; where it cannot be installed those tests say so.
CHROMIUM := $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name))))

.PHONY: help chromium demo test bench bench-model lint neo4j neo4j-jars clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.runtime ## Run the whole job on the bundled catalogue, offline, into demo-run/
	@$(BIN)/toolgraph demo --out demo-run

test: .venv/.dev .venv/.readers neo4j-jars chromium ## Check format, style, types, layers, and run all tests
	@PATH="$(CURDIR)/$(BIN):$$PATH" tests/gate.sh

lint: .venv/.dev ## The same without the tests
	@PATH="$(CURDIR)/$(BIN):$$PATH" tests/gate.sh --no-tests

bench: .venv/.dev ## Run the benchmarks, one JSON line each
	@shopt -s nullglob; for script in benchmarks/[a-z]*.py; do \
		[[ $$script == *_model.py ]] && continue; \
		echo "bench: $$script" >&2; $(BIN)/python "$$script"; done

bench-model: .venv/.dev ## Run the benchmarks that need a language model
	@shopt -s nullglob; for script in benchmarks/[a-z]*_model.py; do \
		echo "bench: $$script" >&2; $(BIN)/python "$$script"; done

neo4j: .venv/.dev ## Keep a real Neo4j up (LINE=5 or 2026, PORT=7687) until Ctrl-C
	@$(BIN)/python -m tests.neo4j_server serve --line $(LINE) --port $(PORT)

chromium:
ifeq ($(CHROMIUM),)
	@if [[ $$(id -u) == 0 ]] && command -v apt-get >/dev/null; then \
		echo "setup: installing chromium" >&2; apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	else echo "setup: no chromium here; the browser tests are skipped" >&2; fi
endif

neo4j-jars: .venv/.dev ## Download the Neo4j servers that the tests use
	@$(BIN)/python -m tests.neo4j_server jars

clean: ## Remove .venv, caches and demo-run/; downloads under ~/.cache stay
	@rm -rf .venv demo-run dist build .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find toolgraph tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that is new enough and can make environments. The system's own comes first: distributions build it
# with profile-guided optimisation, what pyenv compiles without took a quarter longer for a dialogue.
.venv/.made:
	@found=; for python in $(or $(PYTHON),/usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		found=$$python; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
		echo "setup: .venv with $$("$$python" --version)" >&2; \
		"$$python" -m venv --clear .venv; \
		$(PIP) install --upgrade 'pip>=25.1'; touch $@; exit 0; \
	done; \
	if [[ $$found ]]; then echo "Error: $$found has no venv. On Debian or Ubuntu: apt install python3-venv" >&2; \
	else echo "Error: no Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2; fi; \
	exit 1

.venv/.runtime: pyproject.toml | .venv/.made
	@echo "setup: installing toolgraph" >&2
	@$(PIP) install --editable .
	@touch $@

.venv/.dev: pyproject.toml | .venv/.made
	@echo "setup: installing toolgraph with all extras, and what the tests need" >&2
	@$(PIP) install --editable '.[embed,mcp,openai,py2neo]' --group dev
	@touch $@ .venv/.runtime

# What cannot be had now is tried again the next time; until then its tests say so, and fail where CI is set.
.venv/.readers: tests/export/readers.txt | .venv/.dev
	@echo "setup: installing trainers and benchmarks that read our exports, and a tokenizer" >&2
	@if $(PIP) install --no-deps --requirement $<; then touch $@; \
	else echo "setup: they cannot be had here; the tests that need them are skipped" >&2; fi
