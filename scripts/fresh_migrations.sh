#!/usr/bin/env bash
# Before the first release: writes every first migration anew from the models. Deleted once something is released.
set -euo pipefail
cd "$(dirname "$0")/.."
apps="$(for each in safehold/*/migrations; do basename "$(dirname "$each")"; done) invented"
rm -f safehold/*/migrations/0*.py tests/invented/migrations/0*.py
.venv/bin/python manage.py makemigrations $apps --settings safehold.config.settings.test --verbosity 0
.venv/bin/python scripts/fold_migrations.py $apps
# what makemigrations cannot know: on PostgreSQL a constraint compares keys and spans of days together
.venv/bin/python - <<'PYTHON'
from pathlib import Path

path = Path("safehold/partnership/migrations/0001_initial.py")
words = path.read_text(encoding="utf-8")
if "BtreeGistExtension" not in words:
    words = words.replace("from django.db import", "from django.contrib.postgres.operations import BtreeGistExtension\nfrom django.db import", 1)
    words = words.replace("operations = [\n", "operations = [\n        BtreeGistExtension(),  # does nothing on SQLite\n", 1)
    path.write_text(words, encoding="utf-8")
PYTHON
