#!/usr/bin/env bash
# Runs the benchmarks named as arguments, or all of them. Peers live in an environment of their own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
venv=${VENV:-.venv}
peers=${PEERS:-.venv-peers}
export QT_QPA_PLATFORM=offscreen PROJ_DATA=${PROJ_DATA:-/usr/share/proj} PEERS_PYTHON="$PWD/$peers/bin/python"
stamp="$peers/.installed-$(sha256sum benchmarks/requirements-peers.txt | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  "$venv/bin/python" -m venv "$peers"
  "$peers/bin/python" -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements-peers.txt
  touch "$stamp"
fi
if [ $# -eq 0 ]; then set -- benchmarks/*.py; fi
for benchmark in "$@"; do
  printf '\n== %s\n' "$benchmark"
  "$venv/bin/python" "$benchmark"
done
