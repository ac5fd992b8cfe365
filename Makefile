# Every command. Each target prepares what it needs; a second run skips what is ready.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo run quick check test prove bench fresh who-may reference pins fix clean

# what was compiled once is not compiled anew by every process, whatever the shell says
unexport PYTHONDONTWRITEBYTECODE
PY := .venv/bin/python
SERVE ?= yes
FRESH ?= no

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: ## Build the two demonstration partnerships and their reports, and serve Westmere (SERVE=no: only build; FRESH=yes: start again)
	@scripts/setup.sh demo frontend
	@$(PY) scripts/demo.py --serve=$(SERVE) --fresh=$(FRESH)

run: ## Serve Westmere as it stands
	@scripts/setup.sh demo frontend
	@$(PY) scripts/demo.py --serve=only

quick: ## The fast tests, on SQLite, in under a minute
	@scripts/setup.sh dev frontend
	@.venv/bin/pytest -n 2 --no-migrations -m "not slow and not journey and not postgres"

check: ## Lint, types, contracts, templates, migrations, production settings and generated reference
	@scripts/setup.sh dev frontend
	@scripts/check.sh

test: ## Every test, on SQLite and on PostgreSQL, with journeys in a real browser
	@scripts/setup.sh dev frontend machine
	@$(PY) scripts/test.py

prove: ## The reliability and security goals at full counts; writes docs/results/prove.md
	@scripts/setup.sh dev frontend machine
	@$(PY) scripts/prove.py

bench: ## The speed goals beside their peers and limits; writes docs/results/bench.md
	@scripts/setup.sh dev frontend machine
	@$(PY) -m bench

fresh: ## The two commands from a clean clone with empty caches; writes docs/results/fresh.md
	@python3 scripts/fresh.py

who-may: ## Ask the site anew who may open what, write the table down, and say what changed (ONLY="meetings: plans:" asks of those)
	@scripts/setup.sh dev frontend
	@$(PY) scripts/who_may.py $(ONLY)

reference: ## Write docs/reference anew from the code
	@scripts/setup.sh dev
	@$(PY) manage.py reference --settings=safehold.config.settings.test
	@$(PY) scripts/sbom.py

pins: ## Pin every dependency anew, with hashes
	@scripts/setup.sh
	@scripts/pins.sh

fix: ## Format, and mend what ruff can mend
	@scripts/setup.sh dev
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

clean: ## Take away everything that was built, the demonstration's databases too
	rm -rf .venv .tools .demo .cache .bench build frontend/node_modules frontend/dist static_root
