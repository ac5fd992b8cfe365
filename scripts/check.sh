#!/usr/bin/env bash
# make check: everything that can be found out without running the application's tests.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
export DJANGO_SETTINGS_MODULE=safehold.config.settings.test
mkdir -p .cache

step() { printf '%-62s' "$1"; shift; if out=$("$@" 2>&1); then echo ok; else echo FAILED; printf '%s\n' "$out"; exit 1; fi; }

step "Lint, security rules among it (ruff)" $bin/ruff check .
step "Format (ruff)" $bin/ruff format --check .
step "Types (mypy)" $bin/mypy
step "Contracts (import-linter)" $bin/lint-imports
step "Templates (djlint)" $bin/djlint --lint --quiet safehold
step "Migrations are complete" $bin/python manage.py makemigrations --check --dry-run
step "Migrations are in one line" $bin/python scripts/linear.py
step "Django's own checks" $bin/python manage.py check
step "Production settings are safe (check --deploy)" scripts/check_deploy.sh
step "Generated reference is current" $bin/python manage.py reference --check
step "Bill of materials is current" $bin/python scripts/sbom.py --check
