# Yida. `make run` sets everything up, builds the archive from corpus/ and opens the web interface;
# `make test` runs all tests. Python 3.11 or newer; set PYTHON=… to choose one.

VENV    ?= .venv
ARCHIVE ?= .yida
CORPUS  ?= corpus
HOST    ?= 127.0.0.1
PORT    ?= 7860
PYTHON  ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run install test check bench clean

run: install
	$(BIN)/yida build $(CORPUS) --archive $(ARCHIVE) || test $$? -eq 1
	$(BIN)/yida ui --archive $(ARCHIVE) --host $(HOST) --port $(PORT)

install: $(VENV)/.installed

# torch first and by its exact version: an open range would pull a build for graphics cards.
$(VENV)/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Yida 需要 Python 3.11 以上版本。 (Yida needs Python 3.11 or newer.)"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet "$$(grep '^torch==' requirements.lock)"
	$(PIP) install --quiet --no-deps -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.tested: requirements-test.lock $(VENV)/.installed
	$(PIP) install --quiet --no-deps -r requirements-test.lock
	@touch $@

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.tested
	@echo "See benchmarks/README.md for what each one measures and needs."
	@ls benchmarks/*.py

clean:
	rm -rf $(VENV) build *.egg-info
