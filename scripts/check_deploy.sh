#!/usr/bin/env bash
# Django's deployment checks against the production settings, with invented secrets, any warning being a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
secret=$(printf 'invented-for-this-check-%.0s' 1 2 3)
env DJANGO_SETTINGS_MODULE=safehold.config.settings.production SECRET_KEY="$secret-Zq7!" AUDIT_KEY="$secret" FIELD_KEYS="check=$secret" \
  AUDIT_HEADS="$PWD/.cache/audit-heads.txt" \
  ALLOWED_HOSTS=safehold.example.org DATABASE_URL="sqlite:///$PWD/.cache/check.sqlite3" MEDIA_ROOT="$PWD/.cache/media" SCANNER=tcp://127.0.0.1:3310 \
  EMAIL_HOST=localhost DEFAULT_FROM_EMAIL=no-reply@example.org BEHIND_PROXY=yes \
  .venv/bin/python manage.py check --deploy --fail-level WARNING
