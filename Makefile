# Two commands: `make demo` shows it, `make test` proves it. They need Python 3.11 and make.
PYTHON ?= python3.11
BIN = .venv/bin
# When somebody asked: the time that the demo prints counts the building of its environment too.
BEGAN := $(shell date +%s)
.PHONY: demo test check bench search-node lock format

.venv/base: requirements/base.txt
	@echo "Building the environment in .venv, once: about 70 MB to fetch …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/installed: .venv/base requirements/dev.txt
	@echo "Adding what the tests need, once …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: .venv/base
	@DEMO_BEGAN=$(BEGAN) $(BIN)/python -m deploy.demo

test: .venv/installed
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: .venv/installed
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@DATABASE_URL=$${DATABASE_URL:-postgresql:///only-types} $(BIN)/mypy
	@$(BIN)/python manage.py check
	@$(BIN)/python manage.py makemigrations --check --dry-run

bench: .venv/installed
	@$(BIN)/python -m tests.bench $(ONLY)

search-node: .venv/installed
	@$(BIN)/python -m deploy.elasticsearch run

lock: .venv/installed
	@$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 -o requirements/base.txt
	@$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 -o requirements/dev.txt

format: .venv/installed
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
