# Everything that is done often, by one word each. `make` alone lists them.

.DEFAULT_GOAL := help
.PHONY: help setup run dev test test-long check bench bench-opensearch relevance opensearch lock clean filled tools tested solvers

BIN := .venv/bin
LOKET := $(BIN)/loket
# On all cores; the tests of one file share what it costs to set up, so they stay together.
PYTEST := $(BIN)/pytest --numprocesses auto --dist loadfile

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make the virtual environment in .venv with the pinned packages
	@scripts/setup.sh run

run: filled ## set up everything, fill a new database, and serve http://localhost:8000
	@$(LOKET) serve

dev: filled ## serve, and start again at every change of the code
	@$(LOKET) serve --reload

test: tested ## set up everything and run the tests (ARGS="tests/geo -k zones" for a part)
	$(PYTEST) $(ARGS)

test-long: tested ## the long tests: scale, long fuzzing, the full browser matrix
	$(PYTEST) -m long --hypothesis-profile=long $(ARGS)

check: tools ## format, lint, types, import directions, the lock files, the commands in the documentation, the tables
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pip check
	$(BIN)/python -m scripts.check_commands
	$(BIN)/python -m scripts.check_tables

bench: solvers ## measure, beside a bare baseline and beside general solvers
	$(BIN)/python -m benchmarks $(ARGS)

bench-opensearch: tools ## measure on a real OpenSearch (ARGS="--offers 10000 100000 --keep FOLDER")
	$(BIN)/python -m benchmarks.opensearch $(ARGS)

relevance: tools ## measure on judged queries how well search finds what helps (ARGS=--misses to tune)
	$(BIN)/python -m benchmarks.relevance $(ARGS)

opensearch: tools ## fetch a real OpenSearch and run it until Ctrl-C; its data stays in var/opensearch (ARGS="--port 9301")
	$(BIN)/python -m scripts.opensearch_node run $(ARGS)

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock: tools ## pin requirements/*.in, keeping the pins that still fit (ARGS=--upgrade for the newest)
	$(COMPILE) $(ARGS) requirements/run.in requirements/build.in --output-file requirements/run.txt
	$(COMPILE) $(ARGS) requirements/test.in --constraints requirements/run.txt --output-file requirements/test.txt
	$(COMPILE) $(ARGS) requirements/opensearch.in --constraints requirements/run.txt --output-file requirements/opensearch.txt
	$(COMPILE) $(ARGS) requirements/postgresql.in --constraints requirements/run.txt --output-file requirements/postgresql.txt
	$(COMPILE) $(ARGS) requirements/sentence-transformers.in --constraints requirements/run.txt \
		--output-file requirements/sentence-transformers.txt
	$(COMPILE) $(ARGS) requirements/bench.in --constraints requirements/run.txt --constraints requirements/test.txt \
		--output-file requirements/bench.txt

clean: ## remove the environments and what the tools left; the data in var/ stays
	rm -rf .venv .venv-st build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# The index is what `loket init` makes last: without it, filling was broken off and is done again. A database elsewhere
# (LOKET_DATABASE_URL) is filled by whoever keeps it.
DATA := $(or $(LOKET_DATA_DIR),var)
filled: setup
	@[ -n "$$LOKET_DATABASE_URL" ] || [ -e "$(DATA)/loket.sqlite" -a \( -d "$(DATA)/index" -o "$$LOKET_ENGINE" = opensearch \) ] || $(LOKET) init

tools:
	@scripts/setup.sh check

tested:
	@scripts/setup.sh test

solvers:
	@scripts/setup.sh bench
