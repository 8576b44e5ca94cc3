# Needs Python 3.11 or newer and make; everything else is fetched into .venv.
PYTHON ?= python3
BIN := .venv/bin
name ?=
options ?=

.PHONY: help setup run test check migration migrate demo bench requirements

help:  ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/'

.venv/run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bench: requirements-bench.txt .venv/run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

setup: .venv/dev  ## fetch what running, testing and checking need

run: .venv/run  ## migrate and serve on http://127.0.0.1:8000
	@$(BIN)/python -m project serve

test: .venv/dev  ## the whole test suite, on a real PostgreSQL
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/dev  ## format, lint, types, imports, migrations, sizes: what CI runs beside the tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports --no-cache
	@$(BIN)/python -m project check
	@if [ -f ../shared/tools/house.py ]; then $(BIN)/python ../shared/tools/house.py project --whole; fi

migration: .venv/run  ## write a migration for the changed models: make migration name=session_hidden_at
	@test -n "$(name)" || { echo 'make migration name=table_what_changed [options="--no-rename"]'; exit 2; }
	@$(BIN)/python -m project makemigration $(name) $(options)

migrate: .venv/run  ## bring the database's schema up to date
	@$(BIN)/aerich -c aerich.ini upgrade

demo: .venv/run  ## load something to look at into every app, and three users
	@$(BIN)/python -m project demo

bench: .venv/bench  ## hold the service's speed against other ways to write it (needs wrk, about 20 minutes)
	@$(BIN)/python -m bench

requirements:  ## pin again what pyproject.toml asks for (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements.txt
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.txt
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --extra bench pyproject.toml -o requirements-bench.txt
