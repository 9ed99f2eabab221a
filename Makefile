# The daily commands; each starts from a fresh clone.

HEADLESS = tour --output out # what `make run` does where there is no display
PO = $(wildcard resources/locale/*/LC_MESSAGES/coorddesk.po)
BIN = .venv/bin
UV ?= $(shell command -v uv || echo $(BIN)/uv)
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-annotate --python-version 3.11 pyproject.toml

.PHONY: help run test check bench coverage locale migration lock clean installer-linux installer-windows installer-test
.DEFAULT_GOAL = help

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 20

run: .venv/run.stamp $(PO:.po=.mo) ## Open the window; without a display, show the same job in out/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(BIN)/python -m coorddesk; \
	else QT_QPA_PLATFORM=offscreen exec $(BIN)/python -m coorddesk $(HEADLESS); fi

test: .venv/test.stamp $(PO:.po=.mo) ## Run every test but those of check, on both databases; the journeys on a real display too
	@if [ -d tests/journeys ]; then \
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1600x1000x24" $(BIN)/pytest -q tests/journeys -k "sqlite and fr"; fi
	@$(BIN)/pytest -q -n 3 --dist worksteal --ignore=tests/house -k "not (journeys and sqlite and fr)" # made on a display

check: .venv/test.stamp $(PO:.po=.mo) ## Format, lint, types, import contracts, house rules, French, schema
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q -n 2 tests/house tests/migrations/test_head.py # and the schema is that of the models

bench: .venv/test.stamp $(PO:.po=.mo) ## Measure against the fastest known way, as ratios
	$(BIN)/python -m benchmarks

coverage: .venv/test.stamp $(PO:.po=.mo) ## Show what the tests do not reach
	$(BIN)/pytest -q -n 2 --cov --cov-report=
	$(BIN)/coverage html --quiet
	$(BIN)/coverage report

locale: .venv/test.stamp ## Bring the catalogues in step with the source
	$(BIN)/python packaging/compile_locale.py update

migration: .venv/test.stamp ## Write the next migration: make migration WHY="Keep loans"
	$(BIN)/python packaging/new_migration.py "$(WHY)"

installer-linux: .venv/run.stamp ## Make the .deb, in dist/
	@packaging/linux/build.sh

installer-windows: .venv/run.stamp ## Make the Windows setup, in dist/; this too on Debian
	@packaging/windows/build.sh

installer-test: .venv/run.stamp ## Install, try, upgrade and remove both on clean systems (as root)
	@packaging/linux/test.sh
	@packaging/windows/test.sh

lock: ## Pin the newest allowed packages with their hashes (needs uv)
	$(COMPILE) --upgrade --extra postgres --extra checkout -o requirements.lock
	$(COMPILE) --upgrade --extra dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --upgrade --extra postgres --extra installer -c requirements.lock -o packaging/requirements-installer.lock

clean: ## Remove what was made, except .venv
	rm -rf out build dist htmlcov .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks packaging -name __pycache__ -prune -exec rm -rf {} +

.venv/run.stamp: requirements.lock pyproject.toml
	@packaging/prepare.sh run

.venv/test.stamp: requirements-dev.lock pyproject.toml
	@packaging/prepare.sh test

%.mo: %.po | .venv/run.stamp
	@$(BIN)/python packaging/compile_locale.py
