#!/usr/bin/env bash
# Before the first release: writes every first migration anew from the models. Deleted once something is released.
set -euo pipefail
cd "$(dirname "$0")/.."
apps="access records partnership asks measures publications invented"
rm -f safehold/*/migrations/0*.py tests/invented/migrations/0*.py
.venv/bin/python manage.py makemigrations $apps --settings safehold.config.settings.test --verbosity 0
