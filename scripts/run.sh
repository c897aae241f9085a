#!/usr/bin/env bash
# Makes the demo centre (or brings it up to this hour) and opens the One Map in QGIS.
# Without a screen it does so on a virtual one, leaves build/one_map.png and ends.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
venv=${VENV:-.venv}
centre=${CENTRE:-build/demo_centre}
mkdir -p build

echo "Making the synthetic demo centre in $centre, or bringing it up to this hour"
PROJ_DATA=${PROJ_DATA:-/usr/share/proj} "$venv/bin/python" -m yanqing_eco_plugin.core.demo "$centre"

export YANQING_ECO_CENTRE; YANQING_ECO_CENTRE=$(cd "$centre" && pwd)
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec scripts/qgis.sh build/profile qgis --code scripts/show_one_map.py
fi
export YANQING_ECO_PICTURE="$PWD/build/one_map.png"
rm -f "$YANQING_ECO_PICTURE"
unset QT_QPA_PLATFORM
echo "There is no screen: using a virtual one"
xvfb-run -a -s "-screen 0 1920x1080x24" bash -c \
  'openbox & wm=$!; scripts/qgis.sh build/profile qgis --code scripts/show_one_map.py; kill "$wm"' 2> build/qgis.log || true
if [ ! -s "$YANQING_ECO_PICTURE" ]; then
  echo "QGIS left no picture; its messages are in build/qgis.log" >&2
  exit 1
fi
echo "The picture of the QGIS window is build/one_map.png"
