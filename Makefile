# make run      everything from nothing to a running service with example articles, on http://127.0.0.1:8000
# make test     every check: format, lint, types, import contracts, tests on SQLite and PostgreSQL
# make install  only the virtual environment with the runtime
# make lock     resolve the dependencies anew and write both lock files
# make openapi  write openapi.json
# make clean    remove what the other targets made (never a database)

PYTHON ?= $(shell command -v python3.11 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-input
UV_COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --no-cache --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links

# The language model's source archive, which nobody here has looked at: only its wheel may be installed (decision 0006).
UNREAD_MODEL_HASH := f237882f9c6ff55334232036e0d07a9d995564dafbed53a7898b935297df7c2e

.DELETE_ON_ERROR:
.PHONY: run test install lock openapi clean check-format check-lint check-types check-imports check-tests

run: install
	$(BIN)/onrecord migrate
	$(BIN)/onrecord seed
	@printf '\nThree questions worth asking, from another terminal:\n\n'
	@printf '  curl "http://$(HOST):$(PORT)/v1/lookup?q=how+many+North+Korean+soldiers+are+in+Russia"\n'
	@printf '  curl "http://$(HOST):$(PORT)/v1/lookup?q=who+denied+sending+troops"\n'
	@printf '  curl -F file=@seeds/2024-10-24-cho-warning.html -F publisher="Example Daily" http://$(HOST):$(PORT)/v1/ingest\n\n'
	exec $(BIN)/onrecord serve --host $(HOST) --port $(PORT)

test: check-format check-lint check-types check-imports check-tests

check-format: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .

check-lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .

check-types: $(VENV)/dev.stamp
	$(BIN)/mypy

check-imports: $(VENV)/dev.stamp
	$(BIN)/lint-imports --no-logo

check-tests: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 2

install: $(VENV)/runtime.stamp

lock: $(VENV)/dev.stamp
	$(UV_COMPILE) --upgrade --extra build --output-file requirements.txt
	$(UV_COMPILE) --upgrade --all-extras --constraint requirements.txt --output-file requirements-dev.txt
	sed -i -z 's/ \\\n *--hash=sha256:$(UNREAD_MODEL_HASH)//' requirements.txt requirements-dev.txt

openapi: $(VENV)/runtime.stamp
	$(BIN)/onrecord openapi > openapi.json

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# Every package, the build backend too, comes from a lock file and is checked against its hash.
$(VENV)/runtime.stamp: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	$(PIP_INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@
