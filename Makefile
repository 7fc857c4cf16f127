# make serve: everything from nothing to the running site.   make test: everything the tests need, then all checks.
# PYTHON=… another interpreter (3.11 to 3.13)   PORT=… another port   XUNLAN_DATA=… another directory for all state

PYTHON ?= python3
PORT ?= 8000
export XUNLAN_DATA ?= $(CURDIR)/var
unexport DJANGO_SETTINGS_MODULE

RUN := .venv/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check
# A stamp says which requirements are installed; it is renewed when they change.
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development
BENCHMARKS := .venv/.benchmarks
POSTGRES := .venv/.postgres
SYSTEM_PACKAGES := chromium fonts-noto-cjk

.PHONY: serve test prepare lint types tests test-postgres browser bench-parse bench-save bench-search bench-designs bench-pages bench-phone messages clean

serve: prepare
	@echo "Xunlan: http://127.0.0.1:$(PORT)/   (stop with Ctrl-C)"
	@$(RUN) manage.py first_steps
	@exec $(RUN) -m config.serve --bind 127.0.0.1:$(PORT)

prepare: $(RUNTIME)
	@$(RUN) manage.py migrate --verbosity 0
	@$(RUN) manage.py import_notices --publish --if-empty fixtures/seeds
	@$(RUN) manage.py check_index --repair || echo "Search asks the database until the index is mended." >&2
	@$(RUN) manage.py collectstatic --noinput --verbosity 0

test: lint types tests

lint: $(DEVELOPMENT)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

types: $(DEVELOPMENT)
	$(RUN) -m mypy

tests: $(DEVELOPMENT) browser
	$(RUN) -m pytest

ON_POSTGRES := tests/search/test_freshness.py tests/search/test_check_index.py tests/search/test_health.py tests/search/test_stamps.py \
  tests/archive/test_admin.py tests/archive/test_admin_cases.py tests/archive/test_admin_saving.py tests/archive/test_models.py \
  tests/search/processes/test_crashes.py tests/search/processes/test_serving.py tests/config/deadlocks_on_postgres.py \
  tests/config/reports_on_postgres.py

# What depends on the database, on PostgreSQL instead of SQLite: DATABASE_URL=postgres://… of somebody who may create databases.
test-postgres: $(POSTGRES)
	@case "$(DATABASE_URL)" in postgres*) ;; *) echo "Say make test-postgres DATABASE_URL=postgres://user:password@host/name" >&2; exit 1; esac
	DATABASE_URL="$(DATABASE_URL)" $(RUN) -m pytest $(ON_POSTGRES)

# The browser tests use the site in Debian's own chromium, with a font that has Chinese.
browser:
	@command -v chromium >/dev/null && fc-list ":lang=zh" 2>/dev/null | grep -q . || { \
	  if [ "$$(id -u)" = 0 ]; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(SYSTEM_PACKAGES) fontconfig >/dev/null; \
	  else \
	    echo "The browser tests need Debian's chromium: sudo apt-get install $(SYSTEM_PACKAGES) fontconfig" >&2; exit 1; \
	  fi; }

# How fast notices are read, on one core.
bench-parse: $(DEVELOPMENT)
	@$(RUN) -m tests.benchmarks.parsing

# How long a save in the admin takes while others save: with the index's worker beside, and without.
bench-save: $(DEVELOPMENT)
	@$(RUN) -m tests.benchmarks.saving $(ARGS)

# How fast notices are found, beside other engines: SIZE=20000 notices, ENGINES=ours,tantivy, KEEP=folder for the archive;
# all else in ARGS, such as ARGS=--growth or ARGS="--stock-limit 2000 --json times.json" (ARGS=--help names all).
SIZE ?= 2000
bench-search: $(BENCHMARKS)
	@$(RUN) -m tests.benchmarks.search --size $(SIZE) $(if $(ENGINES),--engines $(ENGINES)) $(if $(KEEP),--keep $(KEEP)) $(ARGS)

# Other designs for literals and for facets, beside those that the engine uses.
bench-designs: $(DEVELOPMENT)
	@$(RUN) -m tests.benchmarks.search.designs --size $(SIZE) $(if $(KEEP),--keep $(KEEP))

# What pages cost in an archive of SIZE notices and in one of a tenth: KEEP=folder for the archives, ARGS="--only notices".
bench-pages: $(DEVELOPMENT)
	@$(RUN) -m tests.benchmarks.pages --size $(SIZE) $(if $(KEEP),--keep $(KEEP)) $(ARGS)

# How soon pages can be used on a telephone: ARGS="--url http://… /notices/" for a site that runs, and for some pages alone.
bench-phone: $(DEVELOPMENT) browser
	@$(RUN) -m tests.benchmarks.pages.phone $(ARGS)

# Collect new strings into locale/ (needs Debian's gettext), then compile what is translated.
messages: $(DEVELOPMENT)
	$(RUN) manage.py makemessages --locale en --no-location --no-obsolete --no-wrap --ignore .venv --ignore var --ignore tests
	$(RUN) manage.py compilemessages --ignore .venv --verbosity 0

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "Xunlan needs Python 3.11 to 3.13; $(PYTHON) is $$($(PYTHON) --version 2>&1). Say make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	  else echo "Python's venv is missing: sudo apt-get install python3-venv" >&2; exit 1; fi; }
	@$(PYTHON) -m venv .venv

$(RUNTIME): requirements.txt | .venv/bin/python
	@echo "Installing what Xunlan runs on …"
	@$(PIP) -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements.txt requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need …"
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(RUNTIME)

$(POSTGRES): requirements-postgres.txt | $(DEVELOPMENT)
	@echo "Installing what speaks with PostgreSQL …"
	@$(PIP) -r requirements-postgres.txt
	@touch $@

$(BENCHMARKS): requirements-bench.txt | $(DEVELOPMENT)
	@echo "Installing the engines that ours is compared with …"
	@$(PIP) -r requirements-bench.txt
	@touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
