#!/usr/bin/env bash
# Runs the tests named as arguments, or all of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
venv=${VENV:-.venv}
mkdir -p build
# Widget and algorithm tests need no screen; the tests in tests/gui bring a virtual one of their own.
export QT_QPA_PLATFORM=offscreen PROJ_DATA=${PROJ_DATA:-/usr/share/proj} PYTHONDONTWRITEBYTECODE=1
# Two processes share them, each file in one of them; in their order, so that the long ones (the window) come first.
exec "$venv/bin/python" -m pytest -n "${TEST_PROCESSES:-2}" --dist loadfile --no-loadscope-reorder "${@:-tests}"
