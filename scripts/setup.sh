#!/usr/bin/env bash
# Sets up what one command needs: setup.sh base|demo|dev|frontend|machine
# Every step is skipped when nothing it depends on has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
stop() { say "Cannot go on: $*"; exit 1; }

find_python() {
  for candidate in "${PYTHON:-}" python3.11 python3 python; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
    "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' 2>/dev/null && { echo "$candidate"; return; }
  done
  return 1
}

prerequisites() {
  python=$(find_python) || stop "Python 3.11 or later was not found. Install it (Debian: apt-get install python3 python3-venv python3-pip), or name one with PYTHON=/path/to/python3.11."
  command -v git >/dev/null 2>&1 || stop "git was not found. Install it (Debian: apt-get install git)."
}

tools() {
  [ -x .tools/bin/uv ] && [ .tools/.stamp -nt requirements/tools.txt ] && return
  "$python" -m pip --version >/dev/null 2>&1 || stop "this Python has no pip. Install it (Debian: apt-get install python3-pip)."
  say "Fetching the installer..."
  "$python" -m pip install --quiet --disable-pip-version-check --no-warn-script-location --root-user-action=ignore \
    --require-hashes --upgrade --target .tools -r requirements/tools.txt 2>/dev/null \
    || stop "the installer could not be fetched. Is a Python package registry reachable with pip?"
  touch .tools/.stamp
}

packages() { # packages base|demo|dev
  local group=$1 stamp=.venv/.$1
  [ -f "$stamp" ] && [ "$stamp" -nt "requirements/$group.txt" ] && return
  # a larger group already holds a smaller one
  for larger in dev demo; do
    [ "$larger" = "$group" ] && break
    [ -f ".venv/.$larger" ] && [ ".venv/.$larger" -nt "requirements/$larger.txt" ] && return
  done
  [ -x .venv/bin/python ] || UV_PYTHON_DOWNLOADS=never .tools/bin/uv venv --quiet --python "$python" .venv
  say "Installing Python packages ($group)..."
  UV_PYTHON_DOWNLOADS=never .tools/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r "requirements/$group.txt" \
    || stop "the Python packages of requirements/$group.txt could not be installed; the reason stands above."
  touch "$stamp"
}

node_path() {
  if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && node -e 'process.exit(process.versions.node.split(".")[0] < 18 ? 1 : 0)'; then return; fi
  if [ ! -x .tools/node/bin/node ]; then
    say "Fetching Node (this machine has none of version 18 or later)..."
    .tools/bin/uv venv --quiet --python "$python" .tools/node
    .tools/bin/uv pip install --quiet --python .tools/node/bin/python --require-hashes -r requirements/node.txt \
      || stop "Node could not be fetched as a Python package. Install Node 18 or later."
  fi
  export PATH="$PWD/.tools/node/bin:$PATH"
}

frontend() {
  [ -f frontend/dist/.stamp ] && [ -z "$(find frontend -path frontend/dist -prune -o -path frontend/node_modules -prune -o -type f -newer frontend/dist/.stamp -print -quit)" ] && return
  node_path
  say "Building styles and scripts..."
  (cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && PYTHON="$PWD/../.venv/bin/python" node build.mjs) \
    || stop "the front-end files could not be built; the reason stands above."
  touch frontend/dist/.stamp
}

machine() { # a browser for the journeys
  if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
      say "Installing Chromium from Debian (the journeys need a real browser)..."
      (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1 \
        || stop "Chromium could not be installed. Install the Debian package 'chromium', or name a browser with CHROMIUM=/path/to/chromium."
    else
      stop "the tests need Chromium. Install the Debian package 'chromium', or name a browser with CHROMIUM=/path/to/chromium."
    fi
  fi
}

prerequisites
tools
for part in "$@"; do
  case $part in
    base|demo|dev) packages "$part" ;;
    frontend) frontend ;;
    machine) machine ;;
    *) stop "unknown part '$part'" ;;
  esac
done
