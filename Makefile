SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --silent

PORT ?= 8000
VENV ?= .venv
CHROMIUM ?= $(or $(shell command -v chromium || command -v chromium-browser || command -v google-chrome),/usr/bin/chromium)
GUIDEPOST_TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/guidepost
GUIDEPOST_TEST_REDIS_URL ?= redis://127.0.0.1:6379/9
DB ?= postgresql
ROUNDS ?= 5
SECONDS ?= 2
NOISE ?= 4

BASE_PYTHON = $(shell tools/find_python $(PYTHON))
IN := $(VENV)/bin/python
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev

# What production settings ask for, for checks that start nothing.
PRODUCTION := DJANGO_SETTINGS_MODULE=config.settings.production ALLOWED_HOSTS=example.org \
	SECRET_KEY=not-a-secret-but-long-enough-for-a-check-0123456789-abcdefghij EMAIL_URL=dummymail://

##@ Every day

.PHONY: run
run: ## Serve the demonstration site on http://127.0.0.1:8000 (PORT=8123 for another port)
	python="$(BASE_PYTHON)"; test -n "$$python" && "$$python" tools/preflight.py --port $(PORT)
	$(MAKE) $(RUN)
	$(IN) manage.py serve_demo --port $(PORT)

.PHONY: test
test: dev ## Run the tests that need no browser, no npm and no service (ARGS="-k faq" to choose)
	$(IN) -m pytest -n auto -m "not browser and not clients and not services" $(ARGS)

.PHONY: test-browser
test-browser: dev ## Run the browser tests, with Debian's Chromium (CHROMIUM=/path for another)
	test -x "$(CHROMIUM)" || { echo "No Chromium at $(CHROMIUM): apt-get install chromium libatomic1, or make test-browser CHROMIUM=/path" >&2; exit 1; }
	CHROMIUM="$(CHROMIUM)" $(IN) -m pytest tests/browser $(ARGS)

.PHONY: test-clients
test-clients: dev ## Prove the API with clients that others' generators make (npm, Java), attack it, and run the offline client
	$(IN) -m pytest -n auto --dist loadfile -m clients tests/contract tests/clients $(ARGS)

.PHONY: test-services
test-services check-%: export DATABASE_URL = $(GUIDEPOST_TEST_DATABASE_URL)
test-services check-%: export CACHE_URL = $(GUIDEPOST_TEST_REDIS_URL)
test-services: dev ## Run what asks a database on PostgreSQL and Redis (GUIDEPOST_TEST_DATABASE_URL, GUIDEPOST_TEST_REDIS_URL)
	$(IN) tools/check_services.py
	$(IN) -m pytest -n auto -m "(django_db or services) and not browser and not clients" $(or $(ARGS),--ignore=tests/services/test_operating.py)
	$(if $(ARGS),,$(IN) -m pytest tests/services/test_operating.py)

.PHONY: lint
lint: dev ## Check style, types, the direction of imports, templates, translations, migrations and production settings
	$(IN) -m ruff check .
	$(IN) -m ruff format --check .
	PYTHONPATH=site $(IN) -m mypy
	PYTHONPATH=site $(VENV)/bin/lint-imports --no-logo
	git ls-files -z --cached --others --exclude-standard '*.html' ':!tests/guide_pages/importing/corpus' | xargs -0 -r $(VENV)/bin/djade --check --target-version 5.2
	$(IN) tools/catalogs.py
	$(IN) manage.py makemigrations --check --dry-run
	$(IN) tools/landed_migrations.py
	$(PRODUCTION) $(IN) manage.py check --deploy --fail-level WARNING

.PHONY: format
format: dev ## Put code and templates into the form that lint wants
	$(IN) -m ruff check --fix --exit-zero .
	$(IN) -m ruff format .
	git ls-files -z --cached --others --exclude-standard '*.html' ':!tests/guide_pages/importing/corpus' | xargs -0 -r $(VENV)/bin/djade --target-version 5.2

.PHONY: schema-check
schema-check: dev ## Fail if clients of the released openapi.json would break (ARGS=--release to release today's)
	$(IN) tools/schema_check.py $(ARGS)

##@ Now and then

.PHONY: block
block: dev ## Begin a new block: its four files, registered, with a failing test that says what to write (NAME=timeline)
	test -n "$(NAME)" || { echo "Which name? make block NAME=timeline" >&2; exit 1; }
	$(IN) -m tools.new_block "$(NAME)"

.PHONY: golden
golden: dev ## Write the golden documents anew, where a change of what clients get is meant
	GUIDEPOST_RENEW_GOLDEN=1 $(IN) -m pytest -n0 tests/contract/test_golden.py

.PHONY: screenshots
screenshots: dev ## Take the pictures of docs/editing.md anew; only those that look different are written
	CHROMIUM="$(CHROMIUM)" GUIDEPOST_RENEW_SCREENSHOTS=1 $(IN) -m pytest -n0 -q -s tests/browser/test_screenshots.py

.PHONY: landed
landed: ## List a new migration among the landed ones, which nobody edits any more
	$(BASE_PYTHON) tools/landed_migrations.py --add

.PHONY: messages
messages: dev ## Bring the catalogs of translations up to date with what the code says, and compile them
	$(IN) tools/catalogs.py --write

.PHONY: package
package: dev ## Build the plugin, wagtail-guidepost, into dist/
	$(IN) -m uv build --quiet --out-dir dist
	ls dist/*

.PHONY: release-check
release-check: package ## Install the built wheel with each of the versions, and follow docs/installing.md to its first guide
	$(IN) -m tools.matrix first_guide $(ARGS)

.PHONY: matrix
matrix: dev ## Run the default suite on the versions of Python, Django and Wagtail of noxfile.py: hours (ONLY=3.14-django6.1 to choose)
	$(IN) -m tools.matrix suite $(if $(ONLY),--only $(ONLY)) $(if $(ARGS),-- $(ARGS))

.PHONY: matrix-corner
matrix-corner: package ## Follow docs/installing.md to the first guide on the newest Python and Django: a minute or two
	$(IN) -m tools.matrix first_guide --newest

.PHONY: lock
lock: dev ## Lock the newest dependencies that the .in files allow
	for name in requirements requirements-dev; do \
		$(IN) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-emit-index-url -o $$name.txt $$name.in; \
	done

.PHONY: bench
bench: dev ## Measure the site against its limits and vanilla Wagtail (DB=sqlite for another database, ROUNDS=1 for a glance, ARGS="--only following" for what follows)
	$(IN) -m bench --db $(DB) --database-url "$(GUIDEPOST_TEST_DATABASE_URL)" --rounds $(ROUNDS) --seconds $(SECONDS) --noise $(NOISE) $(ARGS)

.PHONY: bench-editor
bench-editor: dev ## Measure in a browser how long an editor waits for a guide of 100 sections, against one of 10 (ROUNDS=1 for a glance)
	$(IN) -m bench.editor --chromium "$(CHROMIUM)" --rounds $(ROUNDS)

.PHONY: finding
finding: dev ## Say how much of what people type finds what answers it (DATABASE_URL=… for PostgreSQL)
	$(IN) -m pytest -n0 -q tests/guide_pages/searching/finding $(ARGS)

.PHONY: bench-document
bench-document: dev ## Write docs/performance.md from what `make bench` found
	$(IN) -m bench --document

.PHONY: lighthouse
lighthouse: dev ## Ask Lighthouse (npm) about the demonstration under production's settings (ARGS="--folder var/lighthouse --only guide" for a second look)
	test -x "$(CHROMIUM)" || { echo "No Chromium at $(CHROMIUM): apt-get install chromium, or make lighthouse CHROMIUM=/path" >&2; exit 1; }
	CHROMIUM="$(CHROMIUM)" $(IN) -m tools.lighthouse $(ARGS)

.PHONY: reading-pictures
reading-pictures: dev ## Draw the pages of docs/reading.md, wide and on a phone, light and dark
	CHROMIUM="$(CHROMIUM)" $(IN) -m pytest -n0 tests/browser/draw_reading.py $(ARGS)

.PHONY: import-figures
import-figures: dev ## Say how much of the structure of its corpus the import finds (ARGS=--release to hold it to that)
	$(IN) -m tools.import_figures $(ARGS)

.PHONY: mutants
mutants: dev ## Say which small faults in a module its tests do not notice (MODULE=guide_pages/queries/visibility.py, TESTS="…", ARGS="--only …")
	test -n "$(MODULE)" || { echo "Which module? make mutants MODULE=guide_pages/queries/visibility.py" >&2; exit 1; }
	$(IN) -m tools.mutants $(MODULE) $(TESTS) $(ARGS)

.PHONY: reset
reset: ## Throw away the demonstration's database and media; the next `make run` begins anew
	rm -rf var/guidepost.sqlite3* var/media var/private

.PHONY: dev
dev: ## Install what tests and tools need (the other targets do it by themselves)
	test -e $(DEV) || { python="$(BASE_PYTHON)"; test -n "$$python" && "$$python" tools/preflight.py; }
	$(MAKE) $(DEV)

check-%: dev
	$(IN) tools/check_services.py $*

.PHONY: help
help: ## Show this
	awk 'BEGIN { FS = ":.*?## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*?## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

$(RUN): requirements.txt
	tools/install "$(BASE_PYTHON)" $(VENV) $@ requirements.txt

$(DEV): requirements.txt requirements-dev.txt
	tools/install "$(BASE_PYTHON)" $(VENV) $@ requirements.txt requirements-dev.txt
	touch $(RUN)
