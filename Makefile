# The commands of the house. Each ends with one line that says what was done.
PY := .venv/bin/python
export PYTHONPATH := site:.

.PHONY: run develop test check types test-browser test-services nightly bench drill messages vendor install lock

run:            ## set up and serve as in production
	@python3 waymark.py run

develop:        ## the same with reload and debug pages
	@python3 waymark.py develop

install:        ## install everything that work on the code needs
	@python3 waymark.py install

test:           ## the suite that needs Python alone
	@python3 waymark.py test

check: install  ## format, lint, types, layers, Django's checks, migrations, catalogues, then the tests
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	.venv/bin/lint-imports
	WAYMARK_DATA=$${WAYMARK_DATA:-var/check} $(PY) manage.py check --settings=config.settings.test
	WAYMARK_DATA=$${WAYMARK_DATA:-var/check} $(PY) manage.py makemigrations --check --dry-run --settings=config.settings.test
	$(PY) manage.py catalogues check --settings=config.settings.test
	@$(MAKE) --no-print-directory -j 2 types test
	@echo "Everything checked."

types:          ## types alone; reading them takes one core, so the tests run beside
	$(PY) -m mypy .

# In the order they are written: a file's journeys share one served site, as people do.
test-browser: install  ## journeys and accessibility in system Chromium
	$(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -p no:randomly -m browser tests/functional
	@echo "The browser suite passes."

test-services: install ## the suite and the drills on real PostgreSQL and Elasticsearch
	$(PY) -m tests.services.run
	@echo "The services suite passes."

nightly: install  ## 100,000 made-up journeys against the engine's promises, and 1,000 examples a property
	$(PY) -m pytest -q -m nightly tests/unit
	WAYMARK_TEST_EXAMPLES=1000 $(PY) -m pytest -q -n auto --dist loadfile tests/unit
	@echo "No promise was broken."

bench: install  ## figures of the budgets, a line each
	$(PY) -m tests.bench

drill: install  ## the fault drills, short form; LONG=1 for the long one
	$(PY) -m pytest -n 2 --dist loadfile -m "drill and not services" tests/drills tests/integration/referrals/test_sending_at_once.py
	@echo "The drills pass."

messages: install ## bring the catalogues up to date with the code
	$(PY) manage.py catalogues update --settings=config.settings.test
	@echo "The catalogues are up to date."

vendor:         ## compile style sheets and drawings (needs Node, developers only)
	cd static/build && npm ci --silent && npm run --silent vendor
	@echo "Style sheets and drawings are made anew."

lock:           ## resolve the requirements anew, with hashes and no addresses
	for f in base postgres elasticsearch semantic dev; do $(PY) -m uv pip compile requirements/$$f.in --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header --no-annotate -q -o requirements/$$f.txt || exit 1; done
	@echo "The locks are made anew."
