#!/usr/bin/env bash
# Checks the packaged zip as the plugin site does: Bandit and detect-secrets, no blocking finding.
set -euo pipefail
package=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
venv=$(realpath "${VENV:-.venv}")
unpacked=$(mktemp -d); trap 'rm -rf "$unpacked"' EXIT
"$venv/bin/python" -m zipfile -e "$package" "$unpacked"
cd "$unpacked"
"$venv/bin/bandit" --quiet --recursive --severity-level medium --confidence-level medium .
"$venv/bin/detect-secrets" scan --all-files . > secrets.json
"$venv/bin/python" - <<'PY'
import json, sys
found = json.load(open("secrets.json"))["results"]
for path, secrets in found.items():
    for secret in secrets:
        print(f"{path}:{secret['line_number']}: {secret['type']}")
sys.exit(bool(found))
PY
echo "$(basename "$package"): no blocking finding"
