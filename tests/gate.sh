#!/usr/bin/env bash
# The one gate, the same for people and CI: each step's name, then its output; ends at the first that fails.
# Usage: tests/gate.sh [--no-tests]   with the environment's bin folder first on PATH; `make test` sees to that.
set -euo pipefail
cd "$(dirname "$0")/.."

step() {
	printf '== %s\n' "$*"
	"$@"
}

step ruff format --check .
step ruff check .
step mypy
step lint-imports
step cog --check README.md
if [[ ${1:-} != --no-tests ]]; then
	# pytest ends with 5 when it collects nothing, so that no tests is a failure.
	step pytest
fi
printf '== passed\n'
